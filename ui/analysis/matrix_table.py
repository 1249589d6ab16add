"""The table of a matrix: names of columns stand upright, so that many of them find room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.analysis.matrix_model import MatrixModel
from ui.tagging.rows import Index

CELL, ROW = 52, 26
HEAD = 148
"""How high the names of the columns may stand; longer ones are cut."""
NAMES = 200
"""How wide the names of the rows may be."""


class UprightHeader(QHeaderView):
    """A header whose names read from below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setDefaultSectionSize(CELL)
        self.setMinimumSectionSize(CELL)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Ask for the height of the longest name, up to a limit."""
        model = self.model()
        metrics = self.fontMetrics()
        names = [str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in range(self.count())]
        longest = max((metrics.horizontalAdvance(name) for name in names), default=40)
        return QSize(super().sizeHint().width(), min(HEAD, longest + 20))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one name, turned by a quarter."""
        palette = theme.palette()
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        view = self.parent()
        here = isinstance(view, QTableView) and view.currentIndex().column() == section
        painter.save()
        painter.fillRect(rect, QColor(palette.window))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(palette.line))
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        room = QRectF(8, 0, rect.height() - 12, rect.width())
        painter.setFont(theme.ui_font(12))
        painter.setPen(QColor(palette.text if here else palette.dim))
        words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class CellDelegate(QStyledItemDelegate):
    """Frames the cell under the cursor, so that its ground stays to be seen."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, option, index)
        if here:
            painter.save()
            painter.setPen(QPen(QColor(theme.palette().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()


class MatrixTable(QTableView):
    """Cells to walk through; headings sort by themselves when clicked."""

    opened = Signal(object)
    """The index of a cell that was double-clicked, or on which Enter was pressed."""
    pointed = Signal(object)
    """The index of the cell that the cursor came to."""

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix = model
        self.setObjectName("matrixTable")
        self.setAccessibleName("Matrix")
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setHorizontalHeader(UprightHeader(self))
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setHighlightSections(False)
        rows.setSectionsClickable(True)
        rows.setMaximumWidth(NAMES)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().sectionClicked.connect(self.sort_rows)
        rows.sectionClicked.connect(self.sort_columns)
        self.doubleClicked.connect(self.opened.emit)
        theme.changed.connect(self._dress)

    def sort_rows(self, column: int) -> None:
        """Sort the rows by a column; the cursor stays on its entities."""
        self._keeping(lambda: self._matrix.sort_rows(column))

    def sort_columns(self, row: int) -> None:
        """Sort the columns by a row."""
        self._keeping(lambda: self._matrix.sort_columns(row))

    def sort_all(self, *, by_name: bool) -> None:
        """Sort both by name, or by their totals."""
        self._keeping(self._matrix.sort_by_name if by_name else self._matrix.sort_by_total)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on the cell of two entities by their ids, if it is there."""
        matrix = self._matrix.matrix
        across = next((at for at, line in enumerate(matrix.rows) if line.entity.id == row), -1)
        down = next((at for at, line in enumerate(matrix.columns) if line.entity.id == column), -1)
        if across >= 0 and down >= 0:
            self.setCurrentIndex(self._matrix.index(across, down + 1))

    def _keeping(self, sort: Callable[[], None]) -> None:
        pair = self._matrix.pair(self.currentIndex())
        sort()
        if pair is not None:
            self.go_to(pair[0].id, pair[1].id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the cursor came to."""
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()
        self.pointed.emit(current)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the cell under the cursor by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()
