"""Training: fields learned from annotated articles, and how well they do on articles kept from them.

CRFsuite (Okazaki 2007) trains linear-chain conditional random fields (Lafferty, McCallum & Pereira 2001) and writes them
to a file, which is why this stands where the disk may be touched. It runs in worker processes.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from store.recognition import Gazetteer
from store.recognition import recognize as recognize_text
from store.recognition.learned.clusters import Clusters
from store.recognition.learned.features import covered
from store.recognition.learned.labels import Span, encode
from store.recognition.learned.marginals import THRESHOLDS, Field, chosen
from store.recognition.learned.model import script_of
from store.recognition.learned.morphemes import cutter
from store.recognition.learned.pieces import Pieces
from store.recognition.learned.scoring import Tally
from store.recognition.learned.sights import Sight, opinion, sights, views_of
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
    """What a task gave: a field, or the tallies of what was learned, by the threshold, and of the patterns alone.

    `others` counts what the patterns find of types that are not learned in the wholly annotated articles kept back.
    """

    task: Task
    written: bytes = b""
    learned: Mapping[float, Tally] = field(default_factory=dict)
    patterns: Tally | None = None
    others: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Sequence:
    """A line with what was accepted in its article, or a stretch of one that was `refused`."""

    sight: Sight
    accepted: tuple[Span, ...] = ()
    refused: Span | None = None

    def labelled(self, view: str) -> tuple[list[list[str]], list[str]]:
        """Give features and labels of the units that a way of looking is taught by."""
        units, features = self.sight.units(view), self.sight.features(view)
        if self.refused is None:
            return features, encode(units, self.accepted)
        some = covered(units, *self.refused[:2])
        return [features[at] for at in some], ["O"] * len(some)


@dataclass(frozen=True, slots=True)
class _Example:
    script: str
    fold: int
    whole: bool
    accepted: tuple[Span, ...]
    patterns: tuple[Span, ...]
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
    ) -> None:
        """Describe the articles; `types` are those to be learned for each script, `morphemes` says whether Kiwi is used."""
        self._views = {script: views_of(script, morphemes=morphemes) for script in ("hangul", "latin")}
        self._types = {script: frozenset(some) for script, some in types.items()}
        self._gazetteer = Gazetteer(names)
        self._clusters = clusters
        self._cutters = {"hangul": cutter(wanted=morphemes), "latin": cutter(wanted=False)}
        self._pool: dict[str, str] = {}
        folds = _folds(annotated)
        self._examples = [self._example(each, folds[each.group]) for each in while_wanted(annotated)]
        self._pool.clear()

    def _example(self, annotated: Annotated, fold: int) -> _Example:
        article = annotated.article
        script = script_of(article.text)
        types = self._types.get(script, frozenset())
        finds = finds_of(article, self._gazetteer)
        accepted = tuple(span for span in annotated.accepted if span[2] in types)
        lines = sights(masked(article.text, article.parts), finds, self._clusters, self._cutters[script])
        if annotated.accepted:
            sequences = [_Sequence(self._shared(sight), accepted) for sight in lines]
        else:
            sequences = list(self._refusals(lines, annotated.rejected))
        return _Example(
            script=script,
            fold=fold,
            whole=bool(annotated.accepted),
            accepted=accepted,
            patterns=tuple((start, end, kind) for start, end, kind, _ in finds if kind in types),
            others=tuple(kind for _, _, kind, _ in finds if kind not in types),
            sequences=tuple(sequences),
        )

    def _refusals(self, lines: Iterator[Sight], rejected: Sequence[Span]) -> Iterator[_Sequence]:
        for sight in lines:
            there = [span for span in rejected if covered(sight.line, *span[:2])]
            shared = self._shared(sight) if there else sight
            yield from (_Sequence(shared, refused=span) for span in there)

    def _shared(self, sight: Sight) -> Sight:
        # The same feature stands in many lines: kept once, a thousand sentences take a tenth of the memory.
        keep = self._pool.setdefault
        described = {
            group: [[keep(each, each) for each in unit] for unit in units] for group, units in sight.described.items()
        }
        told = [[keep(each, each) for each in unit] for unit in sight.pieces.features]
        return replace(sight, described=described, pieces=Pieces(sight.pieces.units, told))

    def do(self, task: Task) -> Trained:
        """Do one task."""
        examples = [each for each in self._examples if each.script == task.script]
        if task.fold is None:
            assert task.view is not None
            return Trained(task=task, written=_train(examples, task.view))
        return self._judge([each for each in examples if each.whole or each.fold != task.fold], task)

    def _judge(self, examples: Sequence[_Example], task: Task) -> Trained:
        taught = [each for each in examples if each.fold != task.fold]
        fields = {view: Field(_train(taught, view)) for view in self._views[task.script]}
        learned: dict[float, Tally] = {threshold: Tally() for threshold in THRESHOLDS}
        patterns, others = Tally(), Counter[str]()
        for example in examples:
            if example.fold != task.fold or not example.whole:
                continue
            opinions = [opinion(fields, sequence.sight) for sequence in example.sequences]
            for threshold, tally in learned.items():
                spans = [each[:3] for found in opinions for each in chosen(found, threshold=threshold)]
                tally.add(spans, example.accepted)
            patterns.add(example.patterns, example.accepted)
            others.update(example.others)
        return Trained(task=task, learned=learned, patterns=patterns, others=others)


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


def _train(examples: Sequence[_Example], view: str) -> bytes:
    trainer = Trainer("lbfgs", verbose=False)
    units = 0
    for example in examples:
        for each in example.sequences:
            features, labels = each.labelled(view)
            if labels:
                trainer.append(features, labels)
                units += len(each.sight.line.starts) if each.refused is None else len(labels)
    trainer.set_params(_MANY[examples[0].script] if units > _MANY_UNITS else _FEW)
    with TemporaryDirectory(prefix="galpi") as folder:
        path = Path(folder) / "field"
        trainer.train(str(path))
        return path.read_bytes()
