"""The lines of the concordance as Qt sees them: an array of mention ids, of which only those on screen are ever read."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject

from store.records import ConcordanceLine
from ui import theme
from ui.analysis.kwic import KwicModel, Line, place_of
from ui.tagging.rows import ROOT

AS, SCORE, STATE, ARTICLE = range(3, 7)
FEW_RUNS = 40
"""Lines that go in at most so many stretches leave one by one; of more the list is made anew."""


class ConcordanceModel(KwicModel):
    """Mentions by id, in the order given; the lines themselves are read through `read_lines` in pages."""

    columns = ("Before", "Mention", "After", "As", "Score", "State", "Article")

    def __init__(
        self, read_lines: Callable[[Sequence[int]], Sequence[ConcordanceLine]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read_lines = read_lines
        self._ids: array[int] = array("q")

    @property
    def ids(self) -> array[int]:
        """The mentions shown, in order; not to be changed by the caller."""
        return self._ids

    def show_ids(self, ids: array[int]) -> None:
        """Show these mentions instead of the present ones."""
        self.beginResetModel()
        self._ids = ids
        self.forget_lines()
        self.endResetModel()

    def take_out(self, ids: Collection[int]) -> bool:
        """Take some mentions out where they stand; False, with nothing done, where they stand too far apart."""
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

    def row_of(self, mention: int | None) -> int:
        """The line of a mention, or -1 if it is not in the list."""
        try:
            return -1 if mention is None else self._ids.index(mention)
        except ValueError:
            return -1

    def count(self) -> int:
        """Count the mentions."""
        return len(self._ids)

    def read(self, start: int, end: int) -> Sequence[Line | None]:
        """Read some lines, one that is gone as None."""
        wanted = self._ids[start:end]
        found = {line.mention.id: line for line in self._read_lines(wanted)}
        return [found.get(each) for each in wanted]

    def cell(self, line: Line, column: int) -> str:
        """Say as what, how sure, what became of it, and where."""
        assert isinstance(line, ConcordanceLine)
        mention = line.mention
        if column == AS:
            return f"{mention.entity} · {mention.type}" if mention.entity else mention.type
        if column == SCORE:
            return "" if mention.score is None else f"{mention.score:.2f}"
        return mention.state if column == STATE else place_of(line)

    def ink(self, line: Line) -> tuple[str, bool] | None:
        """Underline a mention in the colour of its type, dashed while it is suggested; a rejected one not at all."""
        assert isinstance(line, ConcordanceLine)
        if line.mention.state == "rejected":
            return None
        return theme.entity_colour(line.mention.type).name(), line.mention.state == "suggested"
