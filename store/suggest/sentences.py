"""Which sentences of a text are read for passages, and which of them a passage is of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from store.text.sentences import sentences

UNREAD = frozenset({"boilerplate", "byline", "dateline"})
"""The roles of parts whose sentences are nobody's passages."""

LEAST = 4
"""How many code points a sentence has at least."""

Span = tuple[int, int]


def sentences_read(text: str, parts: Sequence[tuple[int, int, str]]) -> tuple[Span, ...]:
    """Give the spans of the sentences of a text, in order, but for those that begin in a part of a role that is not read.

    `parts` are (start, end, role) in order; spans are those that tagging a sentence by hand gives.
    """
    starts = [start for start, _, _ in parts]

    def is_read(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place < 0 or at >= parts[place][1] or parts[place][2] not in UNREAD

    return tuple((start, end) for start, end in sentences(text) if end - start >= LEAST and is_read(start))


def touched(spans: Sequence[Span], passage: Span) -> range:
    """Give the numbers of the spans, in order and apart, that a passage is of: it has half of them, or they half of it."""
    first = bisect_right(spans, (passage[0], passage[0])) - 1
    first = max(0, first)
    found = [number for number in range(first, len(spans)) if spans[number][0] < passage[1]]
    good = [number for number in found if _is_of(spans[number], passage)]
    return range(good[0], good[-1] + 1) if good else range(0)


def _is_of(span: Span, passage: Span) -> bool:
    both = min(span[1], passage[1]) - max(span[0], passage[0])
    return both > 0 and 2 * both >= min(span[1] - span[0], passage[1] - passage[0])
