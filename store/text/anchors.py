"""Anchors: finding a passage again in a new version of its text, by its quote and what stood around it."""

from __future__ import annotations

from difflib import SequenceMatcher

AROUND = 48
"""How many code points on each side count as context."""

MOST = 200
"""How many places of one quote are compared at most."""


def find_again(old: str, start: int, end: int, new: str, *, whole_lines: bool = False) -> tuple[int, int] | None:
    """Give the span of `new` that is the passage `[start, end)` of `old`, or None where the quote is not in it.

    Of several places the one whose surroundings are most alike is taken, and of equals the one nearest to where it was
    in proportion. With `whole_lines` a passage that was a line of its own, or several, must be so in `new` too.
    """
    quote = old[start:end]
    before, after = old[max(0, start - AROUND) : start], old[end : end + AROUND]
    best: tuple[float, float] | None = None
    found: tuple[int, int] | None = None
    lines = whole_lines and _is_whole(old, start, end)
    place = new.find(quote)
    tried = 0
    while place >= 0 and tried < MOST:
        stop = place + len(quote)
        if lines and not _is_whole(new, place, stop):
            place = new.find(quote, place + 1)
            continue
        alike = _alike(before, new[max(0, place - AROUND) : place]) + _alike(after, new[stop : stop + AROUND])
        near = -abs(place / max(1, len(new)) - start / max(1, len(old)))
        if best is None or (alike, near) > best:
            best, found = (alike, near), (place, stop)
        place = new.find(quote, place + 1)
        tried += 1
    return found


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether nothing but blanks stands beside a span on its first and its last line."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return not text[first:start].strip() and not text[end : len(text) if last < 0 else last].strip()


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
