"""A read-only text browser whose text stands in a centred column that is never too wide to read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from ui.reader.document import SIDE

COLUMN = 600
"""Greatest width of the text column, in pixels."""
_UPWARDS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Home})
_BAR_CHANGES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize})


class Column(QTextBrowser):
    """Selectable by mouse and keyboard, follows no link by itself, asks for zoom instead of zooming."""

    zoom_asked = Signal(int)
    """Larger (1), smaller (-1) or as at first (0)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flag = Qt.TextInteractionFlag
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            flag.TextSelectableByMouse
            | flag.TextSelectableByKeyboard
            | flag.LinksAccessibleByMouse
            | flag.LinksAccessibleByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(280)
        # The bar comes when the text is laid out, after the last resize, and changes its width with the theme.
        self.verticalScrollBar().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Centre the column when the scroll bar comes, goes or gets another width."""
        if watched is self.verticalScrollBar() and event.type() in _BAR_CHANGES:
            self._centre()
        return super().eventFilter(watched, event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell by a tooltip what is marked under the mouse."""
        if isinstance(event, QHelpEvent):
            text = self._describe_at(event.pos())
            if text:
                QToolTip.showText(event.globalPos(), text, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _describe_at(self, _at: QPoint) -> str:
        """Say in rich text what is marked at a point of the viewport; empty where nothing is."""
        return ""

    def _centre(self) -> None:
        """Keep the column in the middle of the pane, whether a scroll bar stands beside it or not."""
        width = self.contentsRect().width()
        column = min(COLUMN + 2 * SIDE, width - (48 if width > 440 else 16))
        left = max((width - column) // 2, 0)
        bar = self.verticalScrollBar()
        right = max(width - column - left - (bar.width() if bar.isVisible() else 0), 0)
        wanted = QMargins(left, 0, right, 0)
        if self.viewportMargins() != wanted:
            self.setViewportMargins(wanted)

    def _scroll_to(self, value: int) -> None:
        bar = self.verticalScrollBar()
        # A long text is laid out bit by bit, and the range of the bar lags behind what is known of its height.
        below = self.document().documentLayout().documentSize().height() - self.viewport().height()
        bar.setMaximum(max(bar.maximum(), min(value, int(below) + 1)))
        bar.setValue(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the column."""
        self._centre()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Scroll with the wheel beside the column too, where Qt would drop it."""
        if isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with Ctrl and plus, minus, nought; leave the rest to Qt, but at the beginning show all of it."""
        if event.matches(QKeySequence.StandardKey.ZoomIn) or _is_ctrl(event, Qt.Key.Key_Equal):
            self.zoom_asked.emit(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_asked.emit(-1)
        elif _is_ctrl(event, Qt.Key.Key_0):
            self.zoom_asked.emit(0)
        else:
            super().keyPressEvent(event)
            if event.key() in _UPWARDS and self._is_in_first_line():
                # Qt goes no further up than the cursor, and what stands above the letters is to be seen too.
                self.verticalScrollBar().setValue(0)

    def _is_in_first_line(self) -> bool:
        cursor = self.textCursor()
        line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
        return cursor.blockNumber() == 0 and line.lineNumber() == 0

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


def _is_ctrl(event: QKeyEvent, key: Qt.Key) -> bool:
    return event.key() == key and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
