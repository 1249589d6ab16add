"""Word lists as they are easiest to read and extend: words between blanks."""

from __future__ import annotations

from collections.abc import Iterable


def words(listing: str) -> frozenset[str]:
    """Return the words of a listing, which may run over several lines."""
    return frozenset(listing.split())


def alternation(listing: Iterable[str]) -> str:
    """Return the words as the alternatives of a regular expression, the longest first, always in the same order."""
    return "|".join(sorted(listing, key=lambda word: (-len(word), word)))
