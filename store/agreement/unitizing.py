"""Krippendorff's alpha for passages: where annotators cut a continuum into units of categories, and leave gaps.

After Krippendorff, "On the reliability of unitizing continuous data" (1995), and Content Analysis (2nd ed. 2004, ch. 11.6):
squared differences of the ends of units that overlap, squared lengths of units that fall into another's gap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from store.agreement.spans import Span, union


@dataclass(frozen=True, slots=True)
class _Cut:
    """How one annotator cuts the continuum for one category: units and gaps, each in order and without overlap."""

    units: Sequence[tuple[int, int]]
    gaps: Sequence[tuple[int, int]]


def alpha_u(spans: Sequence[Sequence[Span]], *, length: int, category: str | None = None) -> float | None:
    """Give alpha_U of two or more annotators' spans on a continuum `[0, length)`, of all categories or of one.

    `spans` has one list of `(start, end, category)` per annotator, in code points, half-open. Spans of one annotator and
    one category that overlap count as one. None where nobody marked anything, or fewer than two annotators are given.
    Raises ValueError for a span outside the continuum.
    """
    if any(not 0 <= start <= end <= length for each in spans for start, end, _ in each):
        raise ValueError(f"A span lies outside the text of {length} characters.")
    categories = {span[2] for each in spans for span in each} if category is None else {category}
    seen = chance = 0.0
    for name in sorted(categories, key=str):
        cuts = [_cut(((start, end) for start, end, other in each if other == name), length) for each in spans]
        seen += _observed(cuts, length)
        chance += _expected(cuts, length)
    return 1 - seen / chance if len(spans) > 1 and chance > 0 else None


def _cut(spans: Iterable[tuple[int, int]], length: int) -> _Cut:
    units = union(spans)
    ends = [(0, 0), *units, (length, length)]
    return _Cut(units, [(one[1], other[0]) for one, other in pairwise(ends) if one[1] < other[0]])


def _observed(cuts: Sequence[_Cut], length: int) -> float:
    annotators = len(cuts)
    if annotators < 2:
        return 0.0
    total = sum(_differing(one, other) for one in cuts for other in cuts if one is not other)
    return total / (annotators * (annotators - 1) * length * length)


def _differing(one: _Cut, other: _Cut) -> int:
    """Sum the squared differences of one annotator's units to what another has there (and half of what she has alone)."""
    total = 0
    starts = [start for start, _ in other.units]
    for start, end in one.units:
        first = max(0, bisect_right(starts, start) - 1)
        last = bisect_left(starts, end)
        touched = [(begin, stop) for begin, stop in other.units[first:last] if begin < end and stop > start]
        total += sum((start - begin) ** 2 + (end - stop) ** 2 for begin, stop in touched)
        if not touched:
            # A unit within a gap counts from both sides: as unit against gap and as gap against unit.
            total += 2 * (end - start) ** 2
    return total


def _expected(cuts: Sequence[_Cut], length: int) -> float:
    annotators = len(cuts)
    units = [end - start for cut in cuts for start, end in cut.units]
    gaps = sorted(end - start for cut in cuts for start, end in cut.gaps)
    sums = [0, *accumulate(gaps)]
    total = 0.0
    for size in units:
        place = bisect_left(gaps, size)
        room = sums[-1] - sums[place] - (len(gaps) - place) * (size - 1)
        total += (len(units) - 1) / 3 * (2 * size**3 - 3 * size**2 + size) + size * size * room
    pairs = annotators * length * (annotators * length - 1) - sum(size * (size - 1) for size in units)
    return 2 / length * total / pairs if length and pairs > 0 else 0.0
