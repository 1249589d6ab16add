"""Positions in code points and in UTF-16 units, one into the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def _same(position: int) -> int:
    return position


def to_utf16(text: str) -> Callable[[int], int]:
    """Give what turns a position of `text` in code points into one in UTF-16 units."""
    beyond = [each.start() for each in _ASTRAL.finditer(text)]
    return (lambda position: position + bisect_left(beyond, position)) if beyond else _same


def from_utf16(text: str) -> Callable[[int], int]:
    """Give what turns a position of `text` in UTF-16 units into one in code points; one inside of a pair goes behind it."""
    beyond = [each.start() + number for number, each in enumerate(_ASTRAL.finditer(text))]
    return (lambda position: position - bisect_left(beyond, position)) if beyond else _same
