"""What the recognisers of relations look at and give: a sentence with the things named in it, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Named(NamedTuple):
    """A mention of an entity: its span in code points, its type and the entity's number."""

    start: int
    end: int
    type: str
    entity: int


class Said(NamedTuple):
    """A relation between two entities, and how sure the wording is (0 to 1)."""

    subject: int
    predicate: str
    object: int
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: its span, and what is named in it, in order."""

    text: str
    start: int
    end: int
    named: tuple[Named, ...]

    def between(self, one: Named, other: Named) -> str:
        """Give what stands between two mentions, the earlier first."""
        return self.text[one.end : other.start]
