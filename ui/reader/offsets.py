"""Code point to Qt position and back: the one file of the window that knows UTF-16.

What the page shows is not the stored text: blank lines and folded boilerplate are missing, joints and links are put in
between, and Qt counts a character beyond U+FFFF as two. Nothing is ever read back from a widget but positions.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from ui.reader.rows import Row, Shown

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Qt would start a new paragraph at each of these, or could not take it: shown as something of the same length.
_UNSHOWABLE = {0x0D: 0x20, 0x2029: 0x2028, 0xFDD0: 0xFFFD, 0xFDD1: 0xFFFD, 0x00: 0xFFFD, 0xFFFC: 0xFFFD}
_UNSHOWABLE_FOUND = re.compile("[\x00\r\u2029\ufdd0\ufdd1\ufffc\ud800-\udfff]")


def showable(text: str) -> str:
    """Return `text` with what Qt would break at replaced one for one, so that every position holds."""
    if not _UNSHOWABLE_FOUND.search(text):
        return text
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text.translate(_UNSHOWABLE))


def qt_length(text: str) -> int:
    """Return how many positions `text` takes in a Qt document."""
    return len(text) + len(_ASTRAL.findall(text))


class Offsets:
    """The map of one page: which stored code points stand at which positions of the Qt document.

    Built from the stored text and the rows shown, each row being one Qt paragraph.
    """

    def __init__(self, text: str, rows: Iterable[Row]) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        # Where the nth astral character would stand if the whole text were shown.
        self._astral_units = [point + index for index, point in enumerate(self._astral)]
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._at: list[int] = []
        position = 0
        for row in rows:
            for piece in row.pieces:
                if isinstance(piece, Shown):
                    self._starts.append(piece.start)
                    self._ends.append(piece.end)
                    self._at.append(position)
                    position += self._units(piece.end) - self._units(piece.start)
                else:
                    position += qt_length(piece.text)
            position += 1  # the paragraph separator

    def to_qt(self, point: int) -> int:
        """Return the Qt position of a code point; of a hidden one, that of the next shown (at the end, the last)."""
        index = bisect_right(self._starts, point) - 1
        if index < 0:
            return self._at[0] if self._at else 0
        if point < self._ends[index]:
            return self._position(index, point)
        if point > self._ends[index] and index + 1 < len(self._at):
            return self._at[index + 1]
        return self._position(index, self._ends[index])

    def shows(self, point: int) -> bool:
        """Say whether this code point stands on the page."""
        index = bisect_right(self._starts, point) - 1
        return index >= 0 and point < self._ends[index]

    def ranges(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the Qt ranges, in order, on which the code points `[start, end)` are shown."""
        index = bisect_right(self._ends, start)
        while index < len(self._starts) and self._starts[index] < end:
            first = max(start, self._starts[index])
            last = min(end, self._ends[index])
            if first < last:
                yield self._position(index, first), self._position(index, last)
            index += 1

    def from_qt(self, position: int, *, forward: bool = True) -> int:
        """Return the code point at a Qt position.

        Where something was put in or left out, it is the next one shown, or with `forward` off the end of the one
        before. A position within a surrogate pair belongs to its character.
        """
        if not self._at:
            return 0
        index = bisect_right(self._at, position) - 1
        if not forward and index > 0 and self._at[index] == position:
            index -= 1  # the end of what is before, not the start of what is after
        if index < 0:
            return self._starts[0]
        units = self._units(self._starts[index]) + position - self._at[index]
        if units < self._units(self._ends[index]):
            return self._point(units)
        if forward and index + 1 < len(self._starts):
            return self._starts[index + 1]
        return self._ends[index]

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the code points selected between two Qt positions, or None where none is."""
        first, last = sorted((first, last))
        start, end = self.from_qt(first), self.from_qt(last, forward=False)
        return (start, end) if start < end else None

    def _units(self, point: int) -> int:
        return point + bisect_left(self._astral, point)

    def _point(self, units: int) -> int:
        before = bisect_left(self._astral_units, units)
        if before and self._astral_units[before - 1] + 1 == units:
            return self._astral[before - 1]
        return units - before

    def _position(self, index: int, point: int) -> int:
        return self._at[index] + self._units(point) - self._units(self._starts[index])
