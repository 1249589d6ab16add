"""Patterns that a user writes between slashes: compiled alike wherever they are read, run and shown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_LOOKS_AROUND = re.compile(r"(?:^|\\\[|[^\[])\^|\$|\(\?(?!:)|\(\*|[*+?}]\+|\{[^}]*[a-z]|\\[^\W_sSdDwWnrtpPxu]")
"""Anchors, borders, groups that look about, and what takes all it can: more of it than one might think is no harm."""

_COUNTS = re.compile(r"\{\d*,?\d*\}")
_REPEAT = re.compile(r"\\.|[*+|?]|\{\d*,?(\d*)\}")
_FEW = 64
"""So many ways to go on from each place of a text of a megabyte are gone in a fraction of a second."""

_BORDER = re.compile(r"\\\\|(\\b)")


def compiled(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern, with no difference between capitals and small letters; raises regex.error where it is none.

    The library keeps those compiled last, so the same one asked for again costs next to nothing.
    """
    import regex  # most questions have no pattern in them, and it takes long to load

    return regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)


@lru_cache(maxsize=64)
def is_free_of_context(pattern: str) -> bool:
    """Say whether a match of this pattern is one wherever it stands: then a text holds what any stretch of it holds."""
    return _LOOKS_AROUND.search(pattern) is None


@lru_cache(maxsize=64)
def looks_at_borders_alone(pattern: str) -> bool:
    """Say whether a match of this pattern is one wherever it stands between the same two signs, for it has `\\b` in it."""
    bare = _BORDER.sub(lambda found: "" if found[1] else found[0], pattern)
    return bare != pattern and is_free_of_context(bare)


@lru_cache(maxsize=64)
def is_quick(pattern: str) -> bool:
    """Say whether a pattern has so few ways to go on from any place that no text keeps it for long."""
    if pattern.count("{") != len(_COUNTS.findall(pattern)) or ("{" in pattern and "(" in pattern):
        return False
    ways = 1
    for found in _REPEAT.finditer(pattern):
        if found[0] in ("*", "+") or found[0].endswith(",}"):
            return False
        if found[0] in ("|", "?"):
            ways *= 2
        elif found[0][0] == "{":
            ways *= int(found[1] or 0) + 1
    return ways <= _FEW
