"""Tagging: the spans that a taught recogniser sees in an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from store.recognition.learned.clusters import Clusters
from store.recognition.learned.features import Described, Known, Marked, describe, seen
from store.recognition.learned.marginals import Field, Odds, averaged, spans_of
from store.recognition.learned.model import Model, Taught, script_of
from store.recognition.learned.morphemes import Morpheme, available, cutter
from store.recognition.learned.units import Line, cut

Seen = tuple[int, int, str, float]
"""Start, end (code points), type and probability."""


class Tagger:
    """A taught recogniser, ready to tag; a model that needs Kiwi where there is none rests."""

    def __init__(self, taught: Taught) -> None:
        self._clusters = taught.clusters
        self._models = {model.script: _Open(model) for model in taught.models if not model.morphemes or available()}

    def types(self, text: str) -> frozenset[str]:
        """Give the entity types that it decides on in texts of this script: those taught, and those passed over."""
        model = self._models.get(script_of(text))
        return frozenset() if model is None else model.types

    def tag(self, text: str, finds: Sequence[Marked]) -> list[Seen]:
        """Give the spans of a text in order; they never overlap. `finds` are those of the patterns and the gazetteer."""
        model = self._models.get(script_of(text))
        if model is None:
            return []
        return [
            (line.starts[first], line.ends[last], kind, odd)
            for line, described in read(text, finds, self._clusters, model.morphemes)
            for first, last, kind, odd in spans_of(averaged(model.odds(described)))
        ]


class _Open:
    """The members of one model, opened."""

    def __init__(self, model: Model) -> None:
        self.types = frozenset((*model.types, *model.passed))
        self.morphemes = cutter(wanted=model.morphemes)
        self._members = [(member.view, Field(member.field)) for member in model.members]

    def odds(self, described: Described) -> list[Odds]:
        return [field.odds(seen(described, view)) for view, field in self._members]


def read(
    text: str, finds: Sequence[Marked], clusters: Clusters, morphemes: Callable[[str], Sequence[Morpheme]]
) -> Iterator[tuple[Line, Described]]:
    """Give each line of a text with the description of its units."""
    for line in cut(text):
        start, end = line.starts[0], line.ends[-1]
        shifted = [(form, tag, first + start, last + start) for form, tag, first, last in morphemes(text[start:end])]
        yield line, describe(text, line, Known(finds=finds, morphemes=shifted, clusters=clusters))
