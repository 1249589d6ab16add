"""Precision and recall of what a recogniser offers, by exact span and type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from store.recognition.learned.labels import Span
from store.records import Score


@dataclass(slots=True)
class Tally:
    """Counts by type: what was offered, what was right of it, and what should have been."""

    right: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)

    def add(self, offered: Iterable[Span], marked: Iterable[Span]) -> None:
        """Count one article."""
        there, wanted = set(offered), set(marked)
        self.offered.update(kind for _, _, kind in there)
        self.marked.update(kind for _, _, kind in wanted)
        self.right.update(kind for _, _, kind in there & wanted)

    def add_all(self, other: Tally) -> None:
        """Count what another has counted."""
        self.right.update(other.right)
        self.offered.update(other.offered)
        self.marked.update(other.marked)

    def overall(self) -> Score:
        """Sum all types up (micro average)."""
        return _score("", self.right.total(), self.offered.total(), self.marked.total())

    def by_type(self) -> tuple[Score, ...]:
        """Give each type its score, the most frequent first."""
        kinds = sorted({*self.marked, *self.offered}, key=lambda kind: (-self.marked[kind], kind))
        return tuple(_score(kind, self.right[kind], self.offered[kind], self.marked[kind]) for kind in kinds)


def _score(kind: str, right: int, offered: int, marked: int) -> Score:
    both = offered + marked
    return Score(
        type=kind,
        marked=marked,
        offered=offered,
        precision=right / offered if offered else 0.0,
        recall=right / marked if marked else 0.0,
        f1=2 * right / both if both else 0.0,
    )
