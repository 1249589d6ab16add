"""Lines known by ids alone, in the order given, of which only those on screen are ever read."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from ui.analysis.kwic import KwicModel, Line
from ui.tagging.rows import ROOT

L = TypeVar("L", bound=Line)

FEW_RUNS = 40
"""Lines that go in at most so many stretches leave one by one; of more the list is made anew."""


class KwicIds(KwicModel, Generic[L]):
    """An array of ids; the lines themselves are read through `read_lines` in pages."""

    def __init__(self, read_lines: Callable[[Sequence[int]], Sequence[L]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_lines = read_lines
        self._ids: array[int] = array("q")

    def number_of(self, line: L) -> int:
        """Give the id of a line."""
        raise NotImplementedError

    @property
    def ids(self) -> array[int]:
        """The ids shown, in order; not to be changed by the caller."""
        return self._ids

    def ids_in(self, spans: Sequence[range]) -> array[int]:
        """The ids of these runs of lines; copied run by run, for all of half a million may be asked at once."""
        found = array("q")
        for span in spans:
            found += self._ids[span.start : span.stop]
        return found

    def show_ids(self, ids: array[int]) -> None:
        """Show these instead of the present ones."""
        self.beginResetModel()
        self._ids = ids
        self.forget_lines()
        self.endResetModel()

    def take_out(self, ids: Collection[int]) -> bool:
        """Take some out where they stand; False, with nothing done, where they stand too far apart."""
        gone = frozenset(ids)
        runs: list[tuple[int, int]] = []
        for row, number in enumerate(self._ids):
            if number in gone:
                if runs and runs[-1][1] == row - 1:
                    runs[-1] = (runs[-1][0], row)
                else:
                    runs.append((row, row))
                    if len(runs) > FEW_RUNS:
                        return False
        for first, last in reversed(runs):
            self.beginRemoveRows(ROOT, first, last)
            self._ids = self._ids[:first] + self._ids[last + 1 :]
            self.forget_lines()
            self.endRemoveRows()
        return True

    def row_of(self, number: int | None) -> int:
        """The line of an id, or -1 if it is not in the list."""
        try:
            return -1 if number is None else self._ids.index(number)
        except ValueError:
            return -1

    def count(self) -> int:
        """Count the lines."""
        return len(self._ids)

    def read(self, start: int, end: int) -> Sequence[Line | None]:
        """Read some lines, one that is gone as None."""
        wanted = self._ids[start:end]
        found = {self.number_of(line): line for line in self._read_lines(wanted)}
        return [found.get(each) for each in wanted]
