"""Training: fields learned from annotated articles, and how well they do on articles kept from them.

CRFsuite (Okazaki 2007) trains linear-chain conditional random fields (Lafferty, McCallum & Pereira 2001) and writes them
to a file, which is why this stands where the disk may be touched. It runs in worker processes.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from store.recognition import Gazetteer
from store.recognition import recognize as recognize_text
from store.recognition.learned.clusters import Clusters
from store.recognition.learned.facts import facts_of
from store.recognition.learned.features import Marked, covered
from store.recognition.learned.judging import Kept
from store.recognition.learned.labels import Span, encode
from store.recognition.learned.model import script_of
from store.recognition.learned.morphemes import cutter
from store.recognition.learned.scoring import Tally
from store.recognition.learned.sights import Eyes, Features, Fields, Sight, sights, views_of
from store.recognition.learned.surfaces import Surfaces, marks_of
from store.recognition.learned.vectors import Axes, Vectors
from store.recognition.reading import masked
from store.records import Article, KnownName
from store.workers import is_wanted, while_wanted

FOLDS = 3
"""How many times a part of the articles is kept back and judged by what was learned from the others."""

_SEED = 5
_MANY_UNITS = 15_000
_FEW: Mapping[str, float] = {"c1": 0.1, "c2": 0.01, "max_iterations": 60}
_MANY: Mapping[str, Mapping[str, float]] = {
    # Of Korean syllables the features seen once are millions, and cost more time than they are worth; of English words not.
    "hangul": {"c1": 0.1, "c2": 0.3, "max_iterations": 25, "feature.minfreq": 2},
    "latin": {"c1": 0.1, "c2": 0.1, "max_iterations": 60},
}
"""How CRFsuite smooths, and how long it works: with many units stronger smoothing does better, with few it hides them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An article with what a person said of it; where nothing is accepted only the rejected spans teach anything.

    `group` is the same for copies of one text: they are kept back together.
    """

    article: Article
    accepted: tuple[Span, ...]
    rejected: tuple[Span, ...]
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to train for a script: a field with a way of looking (`view`), or all of them without one fold."""

    script: str
    view: str | None = None
    fold: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What a task gave: a field, or what the fields think of the articles kept back, and the tally of the patterns alone.

    `others` counts what the patterns find of types that are not learned in the wholly annotated articles kept back.
    """

    task: Task
    written: bytes = b""
    kept: tuple[Kept, ...] = ()
    patterns: Tally | None = None
    others: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Sequence:
    """A line with what was accepted in its article, or a stretch of one that was `refused`."""

    sight: Sight
    accepted: tuple[Span, ...] = ()
    refused: Span | None = None

    def labelled(self, view: str, eyes: Eyes) -> tuple[Features, list[str]]:
        """Give features and labels of the units that a way of looking is taught by."""
        units, features = self.sight.seen(view).units, eyes.features(self.sight, view)
        if self.refused is None:
            return features, encode(units, self.accepted)
        some = covered(units, *self.refused[:2])
        return [features[at] for at in some], ["O"] * len(some)


@dataclass(frozen=True, slots=True)
class _Example:
    script: str
    fold: int
    whole: bool
    text: str
    accepted: tuple[Span, ...]
    finds: tuple[Marked, ...]
    others: tuple[str, ...]
    sequences: tuple[_Sequence, ...]


class School:
    """The annotated articles, described once in each process, for all tasks."""

    def __init__(
        self,
        annotated: Sequence[Annotated],
        names: Sequence[KnownName],
        clusters: Clusters,
        types: Mapping[str, Sequence[str]],
        morphemes: bool,
        axes: Axes | None = None,
    ) -> None:
        """Describe the articles; `types` are those to be learned for each script, `morphemes` says whether Kiwi is used,
        and `axes` where its morphemes lie.
        """
        self._eyes = {"hangul": Eyes(None if axes is None else Vectors(axes)), "latin": Eyes()}
        self._clusters = clusters
        self._views = {script: views_of(script, morphemes=morphemes) for script in ("hangul", "latin")}
        self._types = {script: frozenset(some) for script, some in types.items()}
        self._gazetteer = Gazetteer(names)
        self._cutters = {"hangul": cutter(wanted=morphemes), "latin": cutter(wanted=False)}
        folds = _folds(annotated)
        self._examples = [self._example(each, folds[each.group]) for each in while_wanted(annotated)]

    def _example(self, annotated: Annotated, fold: int) -> _Example:
        article = annotated.article
        script = script_of(article.text)
        types = self._types.get(script, frozenset())
        finds = finds_of(article, self._gazetteer)
        accepted = tuple(span for span in annotated.accepted if span[2] in types)
        text = masked(article.text, article.parts)
        lines = sights(text, finds, self._clusters, self._cutters[script])
        if annotated.accepted:
            sequences = [_Sequence(sight, accepted) for sight in lines]
        else:
            sequences = list(self._refusals(lines, annotated.rejected))
        return _Example(
            script=script,
            fold=fold,
            whole=bool(annotated.accepted),
            text=text,
            accepted=accepted,
            finds=tuple(find for find in finds if find[2] in types),
            others=tuple(kind for _, _, kind, _ in finds if kind not in types),
            sequences=tuple(sequences),
        )

    def _refusals(self, lines: Iterator[Sight], rejected: Sequence[Span]) -> Iterator[_Sequence]:
        for sight in lines:
            there = [span for span in rejected if covered(sight.units, *span[:2])]
            yield from (_Sequence(sight, refused=span) for span in there)

    def do(self, task: Task) -> Trained:
        """Do one task."""
        examples = [each for each in self._examples if each.script == task.script]
        if task.fold is None:
            assert task.view is not None
            return Trained(task=task, written=self._train(examples, task.view))
        return self._judge([each for each in examples if each.whole or each.fold != task.fold], task)

    def _judge(self, examples: Sequence[_Example], task: Task) -> Trained:
        taught = [each for each in examples if each.fold != task.fold]
        written = {view: self._train(taught, view) for view in self._views[task.script]}
        fields = Fields(written, self._eyes[task.script].vectors)
        surfaces = Surfaces(marks_of((each.text, each.accepted) for each in taught))
        kept: list[Kept] = []
        patterns, others = Tally(), Counter[str]()
        for example in examples:
            if example.fold != task.fold or not example.whole:
                continue
            opinions = fields.opinions([sequence.sight for sequence in example.sequences])
            found = [each for line in opinions for each in facts_of(example.text, line, example.finds, surfaces)]
            kept.append(Kept(accepted=example.accepted, found=tuple(found)))
            patterns.add((find[:3] for find in example.finds), example.accepted)
            others.update(example.others)
        return Trained(task=task, kept=tuple(kept), patterns=patterns, others=others)

    def _train(self, examples: Sequence[_Example], view: str) -> bytes:
        trainer = Trainer("lbfgs", verbose=False)
        units, eyes = 0, self._eyes[examples[0].script]
        for example in examples:
            for each in example.sequences:
                features, labels = each.labelled(view, eyes)
                if labels:
                    trainer.append(features, labels)
                    units += len(each.sight.units.starts) if each.refused is None else len(labels)
        trainer.set_params(_MANY[examples[0].script] if units > _MANY_UNITS else _FEW)
        with TemporaryDirectory(prefix="galpi") as folder:
            path = Path(folder) / "field"
            trainer.train(str(path))
            return path.read_bytes()


class Trainer(pycrfsuite.Trainer):  # type: ignore[misc]
    """A trainer that breaks off within one step once nobody waits for it: CRFsuite tells of each step and asks nothing."""

    def message(self, message: str) -> None:  # noqa: ARG002  what it tells is not asked for
        """Hear of a step; raises UnwantedError where nobody waits any more."""
        if not is_wanted():
            raise UnwantedError


class UnwantedError(Exception):
    """Nobody waits any more for what is being trained."""


def train(school: School, task: Task) -> Trained:
    """Do one task of a school, in whatever process it stands."""
    return school.do(task)


def finds_of(article: Article, gazetteer: Gazetteer) -> list[tuple[int, int, str, str]]:
    """Give what the patterns and the gazetteer find in an article: start, end, type, origin."""
    found = recognize_text(
        article.text,
        article.parts,
        gazetteer=gazetteer,
        language=article.language,
        published=article.published,
        outlet=article.outlet,
        authors=article.authors,
    )
    return [(each.start, each.end, each.type, each.origin) for each in found.mentions]


def _folds(annotated: Sequence[Annotated]) -> Mapping[int, int]:
    groups = sorted({each.group for each in annotated})
    random.Random(_SEED).shuffle(groups)
    return {group: place % FOLDS for place, group in enumerate(groups)}
