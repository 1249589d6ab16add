"""Patterns that a user writes between slashes: compiled alike wherever they are read, run and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


def compiled(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern, with no difference between capitals and small letters; raises regex.error where it is none.

    The library keeps those compiled last, so the same one asked for again costs next to nothing.
    """
    import regex  # most questions have no pattern in them, and it takes long to load

    return regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
