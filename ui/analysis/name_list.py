"""Names with their counts: one of them narrows the list beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from store.records import NameCount
from store.text.normal import folded
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row

ALL = 0
"""The id of the row that stands for all names."""


class NameList(RowList):
    """The most frequent names first; walking the list narrows at once."""

    picked = Signal(object)
    """A name, or None for all of them."""
    left = Signal()
    """Enter or →: the user goes to the list beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("concordanceNames")
        self.setAccessibleName("Names, the most frequent first")
        self.setMinimumWidth(160)
        self._names: tuple[NameCount, ...] = ()
        self._told: str | None = None
        self.came.connect(self._tell_row)
        self.chosen.connect(self._tell_row)

    def show_names(self, names: Sequence[NameCount]) -> None:
        """Show these names; the row under the cursor stays."""
        self._names = tuple(names)
        total = sum(each.mentions for each in names)
        rows = [Row(id=ALL, text="All names", right=f"{total:,}")]
        rows += [Row(id=number, text=each.name, right=f"{each.mentions:,}") for number, each in enumerate(names, 1)]
        self.show_rows(rows)

    def choose(self, name: str | None) -> None:
        """Put the cursor on a name without telling."""
        self._told = name
        wanted = None if name is None else folded(name)
        number = next((at for at, each in enumerate(self._names, 1) if each.folded == wanted), ALL)
        self.go_to(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the list beside by Enter or →."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell_row(self, row: Row) -> None:
        name = None if row.id == ALL else self._names[row.id - 1].name
        if name != self._told:
            self._told = name
            self.picked.emit(name)
