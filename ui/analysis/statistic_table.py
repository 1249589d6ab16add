"""The table of a statistic's numbers: its cursor goes with the picture's."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from store.records import Statistic
from ui.analysis.statistic_model import StatisticModel
from ui.tagging.rows import Index

ROW = 26
LABEL = 160
"""How wide labels are at least; numbers take what they need."""


class StatisticTable(QTableView):
    """Rows to walk through; Enter or a double click opens one."""

    pointed = Signal(int)
    """The row that the cursor came to."""
    opened = Signal(int)
    """The row on which Enter was pressed, or that was double-clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statisticTable")
        self.setAccessibleName("Numbers")
        self.numbers = StatisticModel(self)
        self.setModel(self.numbers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_statistic(self, statistic: Statistic) -> None:
        """Show other numbers; the cursor stays on the row of the same label."""
        here = self.currentIndex()
        label = self.numbers.statistic.rows[here.row()].label if here.isValid() else None
        self.numbers.show_statistic(statistic)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(48)
        self.resizeColumnsToContents()
        self._share_out()
        labels = [row.label for row in statistic.rows]
        if label in labels:
            self.go_to(labels.index(label))

    def _share_out(self) -> None:
        """Give the labels what the numbers leave; where that is too little, the table scrolls."""
        header = self.horizontalHeader()
        numbers = sum(header.sectionSize(column) for column in range(1, header.count()))
        if header.count():
            header.resizeSection(0, max(LABEL, self.viewport().width() - numbers))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._share_out()

    def go_to(self, row: int) -> None:
        """Put the cursor on a row."""
        if row != self.currentIndex().row():
            self.setCurrentIndex(self.numbers.index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the cursor came to."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.pointed.emit(current.row())

    def keyboardSearch(self, search: str) -> None:
        """Leave letters and digits to the window's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row under the cursor by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
