"""Tagging: the spans that a taught recogniser sees in an article."""

from __future__ import annotations

from collections.abc import Sequence

from store.recognition.learned.features import Marked
from store.recognition.learned.marginals import Field, chosen
from store.recognition.learned.model import Model, Taught, script_of
from store.recognition.learned.morphemes import available, cutter
from store.recognition.learned.sights import Spotted, opinion, sights


class Tagger:
    """A taught recogniser, ready to tag; a model that needs Kiwi where there is none rests."""

    def __init__(self, taught: Taught) -> None:
        self._clusters = taught.clusters
        self._models = {model.script: _Open(model) for model in taught.models if not model.morphemes or available()}

    def types(self, text: str) -> frozenset[str]:
        """Give the entity types that it decides on in texts of this script: those taught, and those passed over."""
        model = self._models.get(script_of(text))
        return frozenset() if model is None else model.types

    def tag(self, text: str, finds: Sequence[Marked]) -> list[Spotted]:
        """Give the spans of a text in order; they never overlap. `finds` are those of the patterns and the gazetteer."""
        model = self._models.get(script_of(text))
        if model is None:
            return []
        return [
            each
            for sight in sights(text, finds, self._clusters, model.morphemes)
            for each in chosen(opinion(model.fields, sight), threshold=model.threshold)
        ]


class _Open:
    """The members of one model, opened."""

    def __init__(self, model: Model) -> None:
        self.types = frozenset((*model.types, *model.passed))
        self.morphemes = cutter(wanted=model.morphemes)
        self.threshold = model.threshold
        self.fields = {member.view: Field(member.field) for member in model.members}
