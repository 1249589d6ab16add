"""Marginals: the spans that follow from how probable each label of each unit is."""

from __future__ import annotations

from collections.abc import Mapping

from store.recognition.learned.ensemble import Odds
from store.recognition.learned.units import Line

THRESHOLDS = (0.35, 0.3, 0.4, 0.25, 0.45)
"""From which probability on a span may be offered, the usual one first.

Lower than a half, because a recogniser is timid while marks are few; which of them does best is seen on articles kept back.
"""

_LEAST = 0.05
_LONGEST = 40

Candidates = Mapping[tuple[int, int, str], float]
"""Spans that there may be (start and end in code points, type) with their probabilities."""


def candidates(odds: Odds, line: Line) -> Candidates:
    """Give all spans of a line that are not all but impossible; a span is as probable as the least probable of its labels."""
    found: dict[tuple[int, int, str], float] = {}
    for at in (at for at, unit in enumerate(odds) if unit):
        for odd, first, last, kind in _from(odds, at):
            span = (line.starts[first], line.ends[last], kind)
            found[span] = max(odd, found.get(span, 0.0))
    return found


def merged(one: Candidates, other: Candidates, *, share: float) -> Candidates:
    """Average two opinions on the same line, of which the other one counts for `share`."""
    return {span: (1 - share) * one.get(span, 0.0) + share * other.get(span, 0.0) for span in one.keys() | other.keys()}


def chosen(found: Candidates, *, threshold: float = THRESHOLDS[0]) -> list[tuple[int, int, str, float]]:
    """Give the most probable spans that do not overlap, in order: start, end, type, probability."""
    ranked = sorted(found.items(), key=lambda each: (-each[1], each[0][0], -each[0][1], each[0][2]))
    taken: list[tuple[int, int, str, float]] = []
    for (start, end, kind), odd in ranked:
        if odd >= threshold and all(end <= first or start >= last for first, last, _, _ in taken):
            taken.append((start, end, kind, odd))
    return sorted(taken)


def _from(odds: Odds, first: int) -> list[tuple[float, int, int, str]]:
    found = []
    for label, odd in odds[first].items():
        place, kind = label[0], label[2:]
        if odd < _LEAST or place not in "SB":
            continue
        if place == "S":
            found.append((odd, first, first, kind))
            continue
        so_far = odd
        for last in range(first + 1, min(len(odds), first + _LONGEST)):
            ending = min(so_far, odds[last].get(f"E-{kind}", 0.0))
            if ending >= _LEAST:
                found.append((ending, first, last, kind))
            so_far = min(so_far, odds[last].get(f"I-{kind}", 0.0))
            if so_far < _LEAST:
                break
    return found
