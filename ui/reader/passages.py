"""A page whose passages are chosen, reshaped and suggested, and whose text cursor goes by sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from store.records import Mention, Tagging
from store.text.edges import Unit, next_start, unit_at
from ui import drags
from ui.reader.dragging import Drag, edge_under
from ui.reader.geometry import boxes, character_at
from ui.reader.highlights import Mark, proposal_marks
from ui.reader.page import Page, Span
from ui.reader.painting import paint_chosen, paint_proposals, paint_words

_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
STEPS: dict[tuple[Qt.Key, Qt.KeyboardModifier], tuple[Unit, bool]] = {
    (Qt.Key.Key_Left, _ALT): ("sentence", False),
    (Qt.Key.Key_Right, _ALT): ("sentence", True),
    (Qt.Key.Key_Up, _CTRL): ("paragraph", False),
    (Qt.Key.Key_Down, _CTRL): ("paragraph", True),
}
"""The keys by which the text cursor goes by units of the text, and where to."""


class PassagePage(Page):
    """Outlines the passage chosen, lets the mouse draw its edges, and says what the keys ask of it."""

    remove_asked = Signal()
    """Del was pressed: the passage chosen should go."""
    edges_asked = Signal(int, int, int)
    """The edge of a passage was dragged: its tagging, and the span that it should have."""

    tag_dropped = Signal(int, object)
    """A tag was dropped, and the span that it should be on; None: the whole article."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._chosen: int | None = None
        self._drag: Drag | None = None
        self._proposals: list[Mark] = []
        self._next_proposal: int | None = None
        self.words: tuple[Span, ...] = ()
        """The words underlined because they speak for the suggestion looked at."""

    def set_proposals(self, passages: Sequence[tuple[int, int, str]], *, next_one: int | None) -> None:
        """Mark the suggested passages (start, end, colour); `next_one` is the number of that which is judged next."""
        self._proposals, self._next_proposal = proposal_marks(passages), next_one
        self.viewport().update()

    def set_words(self, words: Sequence[Span]) -> None:
        """Underline the words that speak for a suggestion; nothing moves."""
        self.words = tuple(words)
        self.viewport().update()

    def choose(self, tagging: int | None) -> None:
        """Outline the passage of a tagging and give it edges that the mouse can take; None lets go of it."""
        self._chosen, self._drag = tagging, None
        self.viewport().update()

    def chosen_span(self) -> Span | None:
        """Return the span of the passage chosen, as it is drawn while the mouse holds one of its edges."""
        if self._drag is not None:
            return self._drag.span
        return self._marks.span_of(self._chosen)

    def taggings_at(self, point: int) -> tuple[Tagging, ...]:
        """Return the taggings of passages over a code point."""
        return self._marks.taggings_at(point)

    def taggings_touching(self, point: int) -> list[Tagging]:
        """Return the taggings of passages over a code point, or that end at it."""
        return [each for each in self._marks.taggings if (each.start or 0) <= point <= (each.end or -1)]

    @property
    def taggings(self) -> tuple[Tagging, ...]:
        """The taggings of the article shown."""
        return self._marks.taggings

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the article shown."""
        return self._marks.mentions

    def span_of(self, tagging: int) -> Span | None:
        """Return the span of a tagging's passage; None where there is none."""
        return self._marks.span_of(tagging)

    def _paint_over(self, painter: QPainter, seen: Span) -> None:
        super()._paint_over(painter, seen)
        paint_proposals(painter, self.document(), self._proposals, self._offsets, seen, next_one=self._next_proposal)
        for first, last in (each for word in self.words for each in self._offsets.ranges(*word)):
            if first < seen[1] and last > seen[0]:
                paint_words(painter, boxes(self.document(), max(first, seen[0]), min(last, seen[1])))
        chosen = self.chosen_span()
        if chosen is not None:
            paint_chosen(painter, self.document(), list(self._offsets.ranges(*chosen)), seen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the edge of the passage chosen, else begin to select."""
        self._drag = self._edge_under(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if self._drag is None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the edge along, and show where one can be taken."""
        if self._drag is not None:
            self._drag = self._drag.to(
                self._offsets.from_qt(self.cursorForPosition(event.position().toPoint()).position())
            )
            self.viewport().update()
            return
        super().mouseMoveEvent(event)
        if not event.buttons() and self._edge_under(event.position()) is not None:
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of an edge, and say where it is now."""
        if self._drag is None:
            super().mouseReleaseEvent(event)
            return
        drag, self._drag = self._drag, None
        self.viewport().update()
        if self._chosen is not None and drag.span != self._marks.span_of(self._chosen):
            self.edges_asked.emit(self._chosen, *drag.span)

    def _edge_under(self, at: QPointF) -> Drag | None:
        span = self._marks.span_of(self._chosen)
        if self.article is None or span is None:
            return None
        point = at + QPointF(0, self.verticalScrollBar().value())
        return edge_under(self.document(), list(self._offsets.ranges(*span)), span, point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by sentences with Alt and by paragraphs with Ctrl (Shift selects); Del takes off, Esc lets go."""
        if self.article is None or not self._go_by(event):
            if event.key() == Qt.Key.Key_Delete:
                self.remove_asked.emit()
            elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
                cursor = self.textCursor()
                cursor.setPosition(cursor.selectionStart())
                self.setTextCursor(cursor)
            else:
                super().keyPressEvent(event)

    def _go_by(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = STEPS.get((Qt.Key(event.key()), modifiers & ~Qt.KeyboardModifier.ShiftModifier))
        caret = self.caret()
        if step is None or caret is None or self.article is None:
            return False
        unit, forward = step
        point = next_start(self.article.text, caret, unit, forward=forward)
        # What is folded or left out is stepped over: the cursor must not stand still before it.
        while 0 < point < len(self.article.text) and self._offsets.to_qt(point) == self.textCursor().position():
            point = next_start(self.article.text, point, unit, forward=forward)
        keeps = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        mode = QTextCursor.MoveMode.KeepAnchor if keeps else QTextCursor.MoveMode.MoveAnchor
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_qt(point), mode)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    # A tag that is dragged here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a tag of the codebook."""
        self._answer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Frame what the tag would be put on."""
        self._answer(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Frame nothing any more."""
        self.hold(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where the tag was dropped."""
        self._answer(event)
        tag = drags.tag_in(event.mimeData())
        if tag is not None and self.article is not None:
            self.hold(None)
            self.tag_dropped.emit(tag, self.span_for_drop(event.position()))

    def _answer(self, event: QDropEvent) -> None:
        if drags.tag_in(event.mimeData()) is None or self.article is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.hold(*(self.span_for_drop(event.position()) or (None,)))

    def span_for_drop(self, at: QPointF) -> Span | None:
        """Return what a tag dropped at a point of the viewport is put on.

        That is the selection, the passage or the sentence under it; None beside the text: the whole article.
        """
        point = self._point_at(at)
        if point is None or self.article is None:
            return None
        selected = self.selection()
        if selected is not None and selected[0] <= point < selected[1]:
            return selected
        here = [(each.start or 0, each.end or 0) for each in self._marks.taggings_at(point)]
        shortest = min(here, key=lambda span: span[1] - span[0], default=None)
        return shortest or unit_at(self.article.text, point, "sentence")

    def _point_at(self, at: QPointF) -> int | None:
        position = character_at(self.document(), at + QPointF(0, self.verticalScrollBar().value()))
        return None if position is None else self._offsets.from_qt(position)
