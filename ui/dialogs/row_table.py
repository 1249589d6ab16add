"""What the tables of dialogs have in common: whole rows, no grid, and a key that removes them."""

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
        self,
        model: QAbstractItemModel,
        parent: QWidget | None,
        *,
        name: str,
        spoken: str,
        stretched: int,
        widths: Mapping[int, int],
        height: int = 320,
        row: int = 28,
        single: bool = False,
    ) -> None:
        """Show a model; the column `stretched` takes what the `widths` of the others leave, in pixels.

        It is at least of a `height`; of `single` rows only one is selected at a time.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setModel(model)
        self.setMinimumHeight(height)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        if single:
            self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row)
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
