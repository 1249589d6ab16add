"""Word lists as they are easiest to read and extend: words between blanks."""

from __future__ import annotations


def words(listing: str) -> frozenset[str]:
    """Return the words of a listing, which may run over several lines."""
    return frozenset(listing.split())
