"""Folding: what makes `CES2020` equal `CES 2020`, with the way back to the positions of the text."""

from __future__ import annotations

from itertools import compress
from operator import not_

SEPARATORS = frozenset(" \t\u00a0\u2009\u202f\u3000-‐‑‒–·ㆍ・‧'’‘`,")
"""Characters that may stand or lack inside a name: blanks, hyphens, middle dots, apostrophes, commas."""

_DROP = {ord(mark): None for mark in SEPARATORS}
_WRAPPERS = "[]()<>'\"‘’“”『』「」《》〈〉"


def fold_name(name: str) -> str:
    """Return the folded form of a name: lower case, without separators and without quotes around it."""
    return lower(bare(name)).translate(_DROP)


def bare(name: str) -> str:
    """Return a name without quotes or brackets that wrap the whole of it."""
    stripped = name.strip()
    while len(stripped) > 2 and stripped[0] in _WRAPPERS and stripped[-1] in _WRAPPERS:
        stripped = stripped[1:-1].strip()
    return stripped


def fold_text(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the position in the text it came from."""
    positions = list(compress(range(len(text)), map(not_, map(SEPARATORS.__contains__, text))))
    return lower(text).translate(_DROP), positions


def lower(text: str) -> str:
    """Return the text in lower case and of the same length (a few letters grow when lowered: those stay)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := mark.lower()) == 1 else mark for mark in text)
