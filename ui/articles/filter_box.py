"""The line in which the filter is typed: it shows fields, marks where a filter breaks, proposes and remembers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from store.errors import QueryError
from ui import theme
from ui.articles.completion import Gap, Proposal, completed, gap
from ui.articles.terms import terms
from ui.reader.offsets import qt_length

PAUSE_MILLISECONDS = 150
"""How long typing must rest before the filter is tried."""
TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""The keys that take the proposal under the cursor."""
KEPT = 200
"""Filters remembered."""
VALUE = Qt.ItemDataRole.UserRole
"""Where a proposal keeps what it puts into the filter; what is shown has its count too."""
CURSOR_MARGIN = 5
"""Qt's cursor rectangle begins so many pixels before the cursor."""


class FilterBox(QLineEdit):
    """A line edit for the filter language; `asked` comes after each pause in typing."""

    asked = Signal(str)
    """The text to filter by."""
    proposals_wanted = Signal(object)
    """The `Gap` at the cursor, after each stroke in it."""
    left = Signal()
    """The user is done here and wants the list."""
    entered = Signal(bool)
    """Enter, after `asked`, unless the filter is known to break: the user wants the list.

    True if the filter is another one than when the box was come to.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setAccessibleName("Filter")
        self.setPlaceholderText("Filter: words, lang:ko, outlet:…, tag:…      /")
        self.setClearButtonEnabled(False)
        self.history: list[str] = []
        self._step = -1
        self._draft = ""
        self._came_with = ""
        self._composing = False
        self._error: QueryError | None = None
        self._gap: Gap | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.text()))
        self._set_up_completer()
        # Not textEdited: what an input method commits must filter at once too.
        self.textChanged.connect(self._on_text)

    def _set_up_completer(self) -> None:
        self._proposals = QStandardItemModel(self)
        completer = QCompleter(self._proposals, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(VALUE)
        completer.setWidget(self)
        completer.activated.connect(self._take)
        self._completer = completer
        self._popup = QListView(self)
        completer.setPopup(self._popup)
        self._popup.setUniformItemSizes(True)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        colours = theme.palette()
        self._popup.setStyleSheet(
            f"QListView {{ background: {colours.pane}; color: {colours.text}; border: 1px solid {colours.line}; }}"
            f" QListView::item {{ padding: 3px 8px; }} QListView::item:selected {{ background: {colours.selected};"
            f" color: {colours.text}; }}"
        )

    def set_text(self, text: str) -> None:
        """Show a filter that was made elsewhere and ask for it at once."""
        if text != self.text():
            self.setText(text)
        self._ask_now()

    def show_error(self, error: QueryError | None) -> None:
        """Mark the place where the filter breaks, or take the mark away."""
        self._error = error
        self.setAccessibleDescription(str(error) if error else "")
        self.update()

    def propose(self, where: Gap, values: Sequence[Proposal]) -> None:
        """Offer these values for the gap they were asked for, if the cursor still stands in it."""
        if not values or not self.hasFocus() or where != gap(self.text(), self._cursor()):
            self._popup.hide()
            return
        self._gap = where
        self._offer(values)
        rect = self.rect()
        rect.setLeft(max(0, round(self._x(where.start)) - 8))
        rect.setWidth(min(320, max(160, self.width() - rect.left())))
        self._completer.complete(rect)

    def _offer(self, values: Sequence[Proposal]) -> None:
        self._proposals.clear()
        for value in values:
            shown = value.text if value.count is None else f"{value.text}   {value.count:,}"
            item = QStandardItem(shown)
            item.setData(value.text, VALUE)
            item.setEditable(False)
            self._proposals.appendRow(item)

    def remember(self) -> None:
        """Keep the filter in the history, newest first."""
        text = self.text().strip()
        if text:
            self.history = [text, *(kept for kept in self.history if kept != text)][:KEPT]
        self._step = -1

    def _on_text(self) -> None:
        self._error = None
        self._pause.start()
        where = gap(self.text(), self._cursor()) if self.hasFocus() else None
        if where is None:
            self._popup.hide()
        else:
            self.proposals_wanted.emit(where)

    def _ask_now(self) -> None:
        self._pause.stop()
        self.asked.emit(self.text())

    def _take(self, proposal: str) -> None:
        if self._gap is not None:
            text, cursor = completed(self.text(), self._gap, proposal)
            self.setText(text)
            self.setCursorPosition(qt_length(text[:cursor]))

    def _recall(self, by: int) -> None:
        if self._step < 0:
            self._draft = self.text()
        step = max(-1, min(self._step + by, len(self.history) - 1))
        if step != self._step:
            self._step = step
            self.setText(self.history[step] if step >= 0 else self._draft)
            self._step = step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._popup.isVisible() and self._popup.currentIndex().isValid() and event.key() in TAKING:
            event.ignore()  # the completer asks here first, and takes the proposal only if nobody wants the key
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_now()
            self.remember()
            if self._error is None:
                self.entered.emit(self.text() != self._came_with)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._recall(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """Clear the filter (the history has it) and go back to the list."""
        if self.text():
            self.remember()
            self.set_text("")
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._came_with = self.text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.remember()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._composing or not self.text():
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setClipRect(self.rect().adjusted(5, 2, -5, -2))
        if not self.hasSelectedText():
            self._paint_fields(painter)
        if self._error is not None:
            self._paint_error(painter, self._error)

    def _paint_fields(self, painter: QPainter) -> None:
        """Paint the names of fields once more, in the accent."""
        colours = theme.palette()
        metrics = QFontMetricsF(self.font())
        line = self.cursorRect()
        baseline = line.top() + round(metrics.ascent())
        for term in terms(self.text()):
            if term.field is None:
                continue
            head = term.text.partition(":")[0] + ":"
            left = self._x(term.start)
            width = self._x(term.start + len(head)) - left
            painter.fillRect(QRectF(left, line.top(), width, line.height()), QColor(colours.pane))
            painter.setPen(QColor(colours.accent))
            painter.drawText(QPointF(left, baseline), head)

    def _paint_error(self, painter: QPainter, error: QueryError) -> None:
        left, right = self._x(error.start), self._x(max(error.end, error.start))
        bottom = self.cursorRect().bottom() - 1
        painter.setPen(QPen(QColor(theme.palette().error), 2))
        painter.drawLine(QPointF(left, bottom), QPointF(max(right, left + 6), bottom))

    def _x(self, position: int) -> float:
        """Where a position of the text stands in the box, measured from the cursor (which knows the scrolling)."""
        metrics = QFontMetricsF(self.font())
        text = self.text()
        before_cursor = metrics.horizontalAdvance(text[: self._cursor()])
        return self.cursorRect().x() + CURSOR_MARGIN + metrics.horizontalAdvance(text[:position]) - before_cursor

    def _cursor(self) -> int:
        """The cursor's place in code points."""
        text = self.text()
        return bisect_left(range(len(text)), self.cursorPosition(), key=lambda end: qt_length(text[:end]))
