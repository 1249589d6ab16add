"""Tagging: the spans that a taught recogniser sees in articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.recognition.learned.features import Marked
from store.recognition.learned.judging import Judge
from store.recognition.learned.marginals import chosen
from store.recognition.learned.model import Model, Taught, script_of
from store.recognition.learned.morphemes import available, cutter, edition
from store.recognition.learned.sights import PLACED, Fields, Spotted, sights
from store.recognition.learned.vectors import Vectors

Seen = tuple[str, Sequence[Marked]]
"""A text, and the finds of the patterns and the gazetteer in it."""


class Tagger:
    """A taught recogniser, ready to tag; a model that needs Kiwi where there is none rests.

    Another edition of Kiwi than it was taught with places morphemes elsewhere: there the fields that see where rest.
    """

    def __init__(self, taught: Taught) -> None:
        self._models = {
            model.script: _Open(model, taught) for model in taught.models if not model.morphemes or available()
        }

    def types(self, text: str) -> frozenset[str]:
        """Give the entity types that it decides on in texts of this script: those taught, and those passed over."""
        model = self._models.get(script_of(text))
        return frozenset() if model is None else model.types

    def tag(self, texts: Sequence[Seen]) -> list[list[Spotted]]:
        """Give the spans of each text in order; they never overlap. Some texts at once take less time than one by one."""
        scripts = [script_of(text) for text, _ in texts]
        tagged = {
            script: model.tag([seen for seen, its in zip(texts, scripts, strict=True) if its == script])
            for script, model in self._models.items()
        }
        return [next(tagged[script]) if script in tagged else [] for script in scripts]


class _Open:
    """The members of one model, opened."""

    def __init__(self, model: Model, taught: Taught) -> None:
        fits = not model.morphemes or model.edition == edition()
        self.types = frozenset((*model.types, *model.passed))
        self._morphemes = cutter(wanted=model.morphemes)
        self._threshold = model.threshold
        self._taught = frozenset(model.types)
        self._judge = Judge(model.judgement, model.marks)
        self._clusters = taught.clusters
        self._fields = Fields(
            {member.view: member.field for member in model.members if fits or member.view not in PLACED},
            None if model.axes is None or not fits else Vectors(model.axes),
        )

    def tag(self, texts: Sequence[Seen]) -> Iterator[list[Spotted]]:
        lines = [list(sights(text, finds, self._clusters, self._morphemes)) for text, finds in texts]
        opinions = iter(self._fields.opinions([sight for each in lines for sight in each]))
        for (text, finds), each in zip(texts, lines, strict=True):
            known = [find for find in finds if find[2] in self._taught]
            judged = (self._judge.judged(text, next(opinions), known) for _ in each)
            yield [span for line in judged for span in chosen(line, threshold=self._threshold)]
