"""What the tables of rules and of names have in common: whole rows, no grid, and a key that removes them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget


class RowTable(QTableView):
    """A table in a dialog whose rows are selected as a whole."""

    del_pressed = Signal()
    """Del: remove what is selected. Not a shortcut: the table's own key says it wherever the table has the keys."""

    def __init__(
        self, model: QAbstractItemModel, parent: QWidget | None, *, stretched: int, widths: Mapping[int, int]
    ) -> None:
        """Show a model; the column `stretched` takes what the `widths` of the others leave, in pixels."""
        super().__init__(parent)
        self.setModel(model)
        self.setMinimumHeight(320)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.del_pressed.emit()
        else:
            super().keyPressEvent(event)
