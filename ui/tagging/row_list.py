"""A list of rows that can be walked, pressed and edited without taking letters from the window's keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from ui.tagging.rows import Index, Row, RowDelegate, RowsModel, row_height, whole_rows


class RowList(QListView):
    """A flat list of rows that leaves letters to the window's keys and keeps its place."""

    chosen = Signal(object)
    """The `Row` that was clicked, or on which Enter or Space was pressed."""
    came = Signal(object)
    """The `Row` that the cursor came to while the list has the focus."""
    removed = Signal(object)
    """The `Row` on which Del was pressed."""
    menu_asked = Signal(object, QPoint)
    """The `Row` whose menu is asked for, and where on the screen it belongs."""
    looked_at = Signal(object)
    """The `Row` under the mouse, else that under the cursor while the list has the focus; None: none of them."""
    edit_begun = Signal()
    """The text of a row begins to be edited in place."""
    judged = Signal(object, bool)
    """The suggested `Row` on which y (true) or x was pressed, in a list that judges its own rows."""

    def __init__(self, parent: QWidget | None = None, *, judges: bool = False) -> None:
        super().__init__(parent)
        self._judges = judges
        self.rows_model = RowsModel(self)
        self.setModel(self.rows_model)
        delegate = RowDelegate(self)
        delegate.edit_begun.connect(self.edit_begun)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMinimumHeight(row_height())
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        # While one reads, a click must not take the focus, and with it the selection's colour, from the text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._choose)
        self.entered.connect(lambda index: self.looked_at.emit(self.rows_model.row(index)))
        self.viewportEntered.connect(lambda: self._look(None))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the row under the cursor and the scroll position stay where they can."""
        current, at = self.current_row(), self.currentIndex().row()
        place = self.verticalScrollBar().value()
        self.rows_model.show(rows)
        if current is not None and not self.currentIndex().isValid():
            self._find_again(current.id, at)
        self.verticalScrollBar().setValue(place)

    def _find_again(self, row: int, at: int) -> None:
        rows = self.rows_model.rows
        where = next((number for number, other in enumerate(rows) if other.id == row), min(at, len(rows) - 1))
        if where >= 0 and not rows[where].heading:
            self.setCurrentIndex(self.rows_model.index(where))

    def go_to(self, row: int) -> None:
        """Put the cursor on a row by its id, if it is there."""
        for number, other in enumerate(self.rows_model.rows):
            if other.id == row:
                self.setCurrentIndex(self.rows_model.index(number))

    def current_row(self) -> Row | None:
        """Return the row under the cursor."""
        return self.rows_model.row(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the cursor came to."""
        super().currentChanged(current, previous)
        self._tell()

    def _tell(self) -> None:
        row = self.current_row()
        if row is not None and self.hasFocus():
            self.came.emit(row)
            self._look(row)

    def _look(self, row: Row | None) -> None:
        self.looked_at.emit(row or (self.current_row() if self.hasFocus() else None))

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of the row that was under the mouse."""
        super().leaveEvent(event)
        self._look(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the row under the cursor."""
        super().focusOutEvent(event)
        self._look(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows only."""
        super().resizeEvent(event)
        whole_rows(self)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first row, so that the focus can be seen."""
        super().focusInEvent(event)
        rows = self.rows_model.rows
        if not self.currentIndex().isValid() and rows and not rows[0].heading:
            self.setCurrentIndex(self.rows_model.index(0))
        else:
            self._tell()

    def event(self, event: QEvent) -> bool:
        """Keep y and x from the window where a row of this list is meant."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_verdict(event):
            event.accept()
            return True
        return super().event(event)

    def _is_verdict(self, event: QKeyEvent) -> bool:
        row = self.current_row()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        return self._judges and row is not None and row.hollow and plain and event.key() in (Qt.Key.Key_Y, Qt.Key.Key_X)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the row under the cursor by Enter or Space, remove by Del, judge by y and x where the list does."""
        # While a row is edited, Enter comes here from the editor too.
        row = None if self.state() == QListView.State.EditingState else self.current_row()
        key = event.key()
        if row is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(row)
        elif row is not None and key == Qt.Key.Key_Delete:
            self.removed.emit(row)
        elif row is not None and self._is_verdict(event):
            self.judged.emit(row, key == Qt.Key.Key_Y)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, or under the cursor when a key asked."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = self.rows_model.row(index)
        if row is not None and not row.heading:
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_asked.emit(row, below if by_key else event.globalPos())

    def _choose(self, index: Index) -> None:
        row = self.rows_model.row(index)
        if row is not None:
            self.chosen.emit(row)
