"""Precision and recall of what a recogniser offers, by exact span and type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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


def best_threshold(parts: Sequence[Mapping[float, Tally]]) -> float:
    """Give the threshold that did best on all these parts, the first of equals; each part has a tally for each threshold."""
    tallies = {threshold: Tally() for threshold in parts[0]}
    for part in parts:
        for threshold, tally in part.items():
            tallies[threshold].add_all(tally)
    return max(tallies, key=lambda threshold: tallies[threshold].overall().f1)


def cross_fitted(parts: Sequence[Mapping[float, Tally]]) -> Tally:
    """Count all parts, each with the threshold that did best on the others; there are two parts at least.

    A threshold that is judged where it was chosen looks better than it is (Varma & Simon 2006).
    """
    whole = Tally()
    for part in parts:
        whole.add_all(part[best_threshold([other for other in parts if other is not part])])
    return whole


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
