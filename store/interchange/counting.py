"""Ways of counting: what the positions of another tool count, and where they stand in a text of code points.

Tools count code points, UTF-16 units or bytes; some count a line break as two (CRLF), or one that is two as one; some count
a byte order mark or do not; and some count a text composed otherwise than the one that is handed over.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

_WIDTHS: dict[str, Callable[[str], int]] = {
    "codepoints": lambda _: 1,
    "utf16": lambda character: 2 if character > "\uffff" else 1,
    "bytes": lambda character: len(character.encode("utf-8", "surrogatepass")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of counting: what a character counts, what a line break counts (as it is, 1 or 2), and of which text.

    `form` is the composition that is counted: empty for the text as it is, else NFC or NFD.
    """

    unit: str = "codepoints"
    breaks: int = 0
    skips_mark: bool = False
    form: Literal["", "NFC", "NFD"] = ""

    def view(self, text: str) -> str:
        """Give the text that is counted."""
        return unicodedata.normalize(self.form, text) if self.form else text


class Counted:
    """A text as one way counts it."""

    def __init__(self, text: str, way: Way) -> None:
        self.text = way.view(text)
        self._borders: Sequence[int] = range(len(self.text) + 1)
        if not _is_plain(self.text, way):
            self._borders = list(accumulate(_widths(self.text, way), initial=0))

    def place(self, position: int) -> int | None:
        """Give the position in code points of `text`, or None where it lies outside of it or inside of a character."""
        if isinstance(self._borders, range):
            return position if 0 <= position < len(self._borders) else None
        found = bisect_left(self._borders, position)
        if found == len(self._borders) or self._borders[found] != position:
            return None
        # Of what counts nothing (a mark, half of a line break) the place behind it is meant.
        while found + 1 < len(self._borders) and self._borders[found + 1] == position:
            found += 1
        return found


def _is_plain(text: str, way: Way) -> bool:
    """Say whether each character counts one."""
    if (way.breaks == 2 and "\n" in text) or (way.breaks == 1 and "\r\n" in text):
        return False
    if way.skips_mark and text.startswith("\ufeff"):
        return False
    if way.unit == "bytes":
        return text.isascii()
    return way.unit == "codepoints" or not _has_astral(text)


def _has_astral(text: str) -> bool:
    return bool(text) and max(text) > "\uffff"


def _widths(text: str, way: Way) -> Iterator[int]:
    width = _WIDTHS[way.unit]
    before = ""
    for place, character in enumerate(text):
        counted = width(character)
        if way.skips_mark and place == 0 and character == "\ufeff":
            counted = 0
        elif way.breaks == 2 and character == "\n" and before != "\r":
            counted += width("\r")
        elif way.breaks == 1 and character == "\r" and text.startswith("\n", place + 1):
            counted = 0
        yield counted
        before = character


def ways(text: str, counts: Sequence[str], *, breaks_too: bool) -> Iterator[Way]:
    """Give the ways that tell something apart in this very text, the most likely first; there is always one.

    Unless `breaks_too`, line breaks and composition are counted as they are given.
    """
    units = [unit for unit in counts if unit == counts[0] or not text.isascii()]
    astral = _has_astral(text)
    units = [unit for unit in units if astral or unit == units[0] or unit == "bytes"]
    breaks = [0]
    if not breaks_too:
        pass
    elif "\r\n" in text:
        breaks.append(1)
    elif "\n" in text:
        breaks.append(2)
    marks = (False, True) if text.startswith("\ufeff") else (False,)
    forms: list[Literal["", "NFC", "NFD"]] = [""]
    if breaks_too and not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            forms.append("NFC")
        if not unicodedata.is_normalized("NFD", text):
            forms.append("NFD")
    for form in forms:
        for skips in marks:
            for each in breaks:
                for unit in units:
                    yield Way(unit=unit, breaks=each, skips_mark=skips, form=form)
