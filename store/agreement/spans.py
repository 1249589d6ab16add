"""Agreement on passages as F1: how many of the spans of two annotators are the same, or at least touch the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

Span = tuple[int, int, str]
"""Start, end (half-open, code points) and category."""


def span_f1(a: Sequence[Span], b: Sequence[Span], *, overlap: bool = False) -> float | None:
    """Give the F1 of two annotators' spans: 1 where they are the same, None where neither has any.

    A span counts as found if the other has the same (start, end and category), or with `overlap` one of the same
    category that shares a code point with it. F1 is the harmonic mean of the shares found on both sides, and so does not
    depend on who is taken for the truth (Hripcsak and Rothschild 2005).
    """
    return f1(*found(a, b, overlap=overlap))


def found(a: Sequence[Span], b: Sequence[Span], *, overlap: bool = False) -> tuple[int, int, int, int]:
    """Count the spans of each side that the other has too, and all of each: (found of a, a, found of b, b)."""
    if not overlap:
        same = (Counter(map(tuple, a)) & Counter(map(tuple, b))).total()
        return same, len(a), same, len(b)
    return _touching(a, b), len(a), _touching(b, a), len(b)


def f1(found_a: int, all_a: int, found_b: int, all_b: int) -> float | None:
    """Make F1 of such counts, also of their sums over many texts."""
    if not all_a + all_b:
        return None
    if not all_a or not all_b or not found_a or not found_b:
        return 0.0
    recall, precision = found_a / all_a, found_b / all_b
    return 2 * recall * precision / (recall + precision)


def _touching(some: Iterable[Span], others: Iterable[Span]) -> int:
    by_category: dict[str, list[tuple[int, int]]] = {}
    for start, end, category in others:
        by_category.setdefault(category, []).append((start, end))
    united = {category: union(spans) for category, spans in by_category.items()}
    return sum(_touches(start, end, united.get(category, [])) for start, end, category in some)


def _touches(start: int, end: int, united: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(united, end, key=lambda span: span[0])
    return place > 0 and united[place - 1][1] > start


def union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap; those that only touch stay apart. Empty ones are left out."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
