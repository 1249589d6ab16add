"""Letters: the capital and small letters of Latin writing, with all their marks, in expressions.

Names in English text keep the letters of their own languages (Erdoğan, Łukasz, Nguyễn): a class of A-Z alone would end a
mention inside a word. Blocks: Latin-1, Extended-A and -B, and Extended Additional (Unicode).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

_BLOCKS = (range(0xC0, 0x250), range(0x1E00, 0x1F00))


def _class_of(letters: Iterable[str]) -> str:
    """Write ascending letters as the inside of a class: neighbours as one range."""
    ranges: list[list[str]] = []
    for letter in letters:
        if ranges and ord(ranges[-1][1]) == ord(letter) - 1:
            ranges[-1][1] = letter
        else:
            ranges.append([letter, letter])
    return "".join(first if first == last else f"{first}-{last}" for first, last in ranges)


_LETTERS = [chr(code) for code in chain(*_BLOCKS)]

_UPPER = _class_of(filter(str.isupper, _LETTERS))
_LOWER = _class_of(filter(str.islower, _LETTERS))


def widened(pattern: str) -> str:
    """Give a pattern in which A-Z and a-z are all capital and all small letters of Latin writing."""
    return pattern.replace("A-Z", f"A-Z{_UPPER}").replace("a-z", f"a-z{_LOWER}")
