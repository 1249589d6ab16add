"""The occurrences of words as Qt sees them: one a line, ticked where it is to be marked."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from store.records import Occurrence, OccurrenceLine
from ui import theme
from ui.analysis.kwic import BEFORE, KwicModel, Line, Role, place_of
from ui.tagging.rows import Index

KIND, ARTICLE = 3, 4
KIND_WORDS = {
    "exact": "alone",
    "particle": "with a particle",
    "inside": "inside a longer word",
    "overlapping": "over an existing mark",
}
TICKED = frozenset({"exact", "particle"})
"""The kinds that are ticked at first."""


class OccurrencesModel(KwicModel):
    """All that was found, of which some lines are shown; ticks are kept for all of it."""

    columns = ("Before", "Words", "After", "Kind", "Article")
    ticks_changed = Signal()
    """Another number of lines is ticked."""

    def __init__(
        self, read_lines: Callable[[Sequence[Occurrence]], Sequence[OccurrenceLine]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read_lines = read_lines
        self._found: tuple[Occurrence, ...] = ()
        self._shown: array[int] = array("l")
        self._ticks = bytearray()
        self._kinds = set(TICKED)
        self._by_hand: dict[tuple[int, int, str], bool] = {}
        self.colour: str = ""
        """What underlines the words: the colour of the tag or entity they will have."""

    @property
    def found(self) -> tuple[Occurrence, ...]:
        """All that was found."""
        return self._found

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that are ticked as a whole."""
        return frozenset(self._kinds)

    def show_found(self, found: tuple[Occurrence, ...], *, anew: bool) -> None:
        """Show these; `anew` forgets which lines were ticked or unticked by hand."""
        self.beginResetModel()
        if anew:
            self._by_hand.clear()
        self._found = found
        self._shown = array("l", range(len(found)))
        self._tick_all()
        self.forget_lines()
        self.endResetModel()
        self.ticks_changed.emit()

    def show_articles(self, articles: frozenset[int] | None) -> None:
        """Show the lines of some articles only; None: of all."""
        self.beginResetModel()
        numbers = range(len(self._found))
        chosen = numbers if articles is None else [at for at in numbers if self._found[at].article in articles]
        self._shown = array("l", chosen)
        self.forget_lines()
        self.endResetModel()

    def tick_kind(self, kind: str, on: bool) -> None:
        """Tick or untick all lines of a kind."""
        (self._kinds.add if on else self._kinds.discard)(kind)
        self._by_hand = {place: ticked for place, ticked in self._by_hand.items() if place[2] != kind}
        self._tick_all()
        self._tell_ticks()

    def toggle(self, rows: Iterable[int]) -> None:
        """Tick these lines, or untick them where the first of them is ticked."""
        numbers = [self._shown[row] for row in rows]
        if not numbers:
            return
        on = not self._ticks[numbers[0]]
        for number in numbers:
            each = self._found[number]
            self._ticks[number] = on
            self._by_hand[each.article, each.start, each.kind] = on
        self._tell_ticks()

    def ticked(self) -> list[Occurrence]:
        """Give all that is ticked, also what is not shown at the moment."""
        return [each for each, on in zip(self._found, self._ticks, strict=True) if on]

    def count_ticked(self) -> int:
        """Count what is ticked."""
        return sum(self._ticks)

    def counts(self) -> Counter[str]:
        """Count what was found by kind."""
        return Counter(each.kind for each in self._found)

    def occurrence(self, row: int) -> Occurrence | None:
        """Give the occurrence of a line."""
        return self._found[self._shown[row]] if 0 <= row < len(self._shown) else None

    def count(self) -> int:
        """Count the lines shown."""
        return len(self._shown)

    def read(self, start: int, end: int) -> Sequence[Line | None]:
        """Read some lines, one that is gone as None."""
        wanted = [self._found[number] for number in self._shown[start:end]]
        lines = {(line.occurrence.article, line.occurrence.start): line for line in self._read_lines(wanted)}
        return [lines.get((each.article, each.start)) for each in wanted]

    def cell(self, line: Line, column: int) -> str:
        """Say what kind it is, and where."""
        assert isinstance(line, OccurrenceLine)
        return KIND_WORDS[line.occurrence.kind] if column == KIND else place_of(line)

    def ink(self, _line: Line) -> tuple[str, bool] | None:
        """Underline in the colour of what it will be."""
        return (self.colour or theme.palette().accent, True)

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and index.column() == BEFORE else plain

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == Role.CheckStateRole:
            if not index.isValid() or index.column() != BEFORE or index.row() >= len(self._shown):
                return None
            return Qt.CheckState.Checked if self._ticks[self._shown[index.row()]] else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        if bool(self._ticks[self._shown[index.row()]]) == (Qt.CheckState(value) == Qt.CheckState.Checked):
            return False
        self.toggle([index.row()])
        return True

    def _tick_all(self) -> None:
        by_hand, kinds = self._by_hand, self._kinds
        if by_hand:
            self._ticks = bytearray(
                by_hand.get((each.article, each.start, each.kind), each.kind in kinds) for each in self._found
            )
        else:
            self._ticks = bytearray(each.kind in kinds for each in self._found)

    def _tell_ticks(self) -> None:
        if len(self._shown):
            last = self.index(len(self._shown) - 1, BEFORE)
            self.dataChanged.emit(self.index(0, BEFORE), last, [Role.CheckStateRole])
        self.ticks_changed.emit()
