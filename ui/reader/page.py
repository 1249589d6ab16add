"""The page: one article in a centred column, its marks painted, positions given and taken in code points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QToolTip, QWidget

from store.records import Article, Mention, Tagging
from ui import theme
from ui.reader import highlights
from ui.reader.column import Column
from ui.reader.document import SIDE, fill, set_heading_height
from ui.reader.find import Hits
from ui.reader.geometry import around, boilerplate_runs, boxes, character_at, seen_range
from ui.reader.heading import Heading
from ui.reader.hover import Marks
from ui.reader.lifting import lifted
from ui.reader.offsets import Offsets
from ui.reader.painting import Ink, paint_frame, paint_rule
from ui.reader.rows import FOLD, HEADING, UNFOLD, Row, Shown, arrange, fold_over, still_unfolded

SHOWN_MILLISECONDS = 1200
"""How long the frame around a place that was asked for stays."""

Span = tuple[int, int]
Trim = Callable[[str, int, int], Span]
"""Given the text and a selected word, returns what of it should stay selected (a particle may go)."""


class Page(Column):
    """Shows one article; every position that goes in or comes out is a code point of its stored text."""

    selected = Signal(object)
    """The span selected, or None."""
    pointed = Signal(object)
    """The ids of the mentions at the cursor, when they change."""
    moved = Signal(object)
    """The code point at which the text cursor now stands, or None."""
    field_asked = Signal(str)
    """A field of the article was pressed in the heading, to be corrected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Article text")
        self.trim: Trim | None = None
        self.article: Article | None = None
        self.hits = Hits()
        self.zoom = 1.0
        self._marks = Marks()
        self._rows: tuple[Row, ...] = ()
        self._unfolded: set[int] = set()
        self._offsets = Offsets("", ())
        self._ink = Ink(self._offsets)
        self._place: Span | None = None
        self._told: tuple[Span | None, tuple[int, ...]] = (None, ())
        self._quiet = False
        self._heading_row = 0
        self._written: QTextDocument | None = None
        self.heading = Heading(self.viewport())
        self.heading.hide()
        self.heading.step_asked.connect(lambda forward: self.step(forward=forward))
        self.heading.field_asked.connect(self.field_asked)
        self._clock = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._clock.timeout.connect(self._forget_place)
        self.verticalScrollBar().valueChanged.connect(self._put_heading)
        self.anchorClicked.connect(self._follow)
        self.selectionChanged.connect(self._tell)
        self.cursorPositionChanged.connect(self._tell)
        self.setCursorWidth(2)
        theme.changed.connect(self.redraw)

    def display(
        self,
        article: Article,
        mentions: Sequence[Mention] = (),
        taggings: Sequence[Tagging] = (),
        tag_colours: Mapping[int, str] | None = None,
        hits: Sequence[Span] = (),
    ) -> None:
        """Show an article from its top; the same article again keeps the place, the folds and the selection."""
        again = self.article is not None and self.article.id == article.id
        changed = self.article != article
        if not again or self.article is None:
            self._unfolded.clear()
            self._place = None
        elif changed:
            self._unfolded |= still_unfolded(article.text, self.article.parts, article.parts, self._unfolded)
        self.article = article
        self._marks = Marks(tuple(mentions), tuple(taggings), dict(tag_colours or {}))
        self._set_hits(hits)
        if changed:
            self._build(keep=again)
        self._mark()

    def clear_article(self) -> None:
        """Show nothing."""
        self.article = None
        self.heading.hide()
        self.clear()
        self._told = (None, ())

    def set_marks(
        self, mentions: Sequence[Mention], taggings: Sequence[Tagging], tag_colours: Mapping[int, str]
    ) -> None:
        """Replace mentions and taggings; nothing moves."""
        self._marks = Marks(tuple(mentions), tuple(taggings), dict(tag_colours))
        self._mark()

    def set_hits(self, hits: Sequence[Span]) -> None:
        """Replace the search hits; nothing moves, and one is at none of them."""
        if tuple(sorted(hits)) != self.hits.spans:
            self._set_hits(hits)
            self._mark()

    def step(self, *, forward: bool) -> None:
        """Go to the next or previous search hit, round the end."""
        span = self.hits.step(forward=forward, start=self._first_point_seen())
        if span is not None:
            self.heading.set_hits(self.hits.label())
            self.go_to(*span, frame=False)
            self.viewport().update()

    def go_to(self, start: int, end: int, *, frame: bool = True) -> None:
        """Bring a span into view, unfolding what hides it, and frame it for a moment; scrolls only if it must."""
        if self.article is None:
            return
        self._unfold_to(start, end)
        found = next(self._offsets.ranges(start, end), None)
        position = found[0] if found else self._offsets.to_qt(start)
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        rect = self.cursorRect(cursor)
        height = self.viewport().height()
        if rect.top() < 24 or rect.bottom() > height - 48:
            self._scroll_to(self.verticalScrollBar().value() + rect.top() - height // 3)
        if frame:
            self._place = (start, end)
            self._clock.start()
        self.viewport().update()

    def hold(self, start: int | None, end: int = 0) -> None:
        """Frame a span until another one is held or shown; None lets go of it."""
        self._clock.stop()
        self._place = None if start is None else (start, end)
        self.viewport().update()

    def place_of(self, start: int, end: int) -> QRect:
        """Return where on the screen a span stands, as far as it is in sight."""
        place = around(self.document(), self._offsets.ranges(start, end))
        place.translate(0, -self.verticalScrollBar().value())
        place = place.intersected(self.viewport().rect())
        return QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())

    def lines_asked(self) -> Span | None:
        """Return the span selected, else the empty one at the cursor; it is in the line that the cursor is shown in."""
        if self.article is None:
            return None
        cursor = self.textCursor()
        point = self._offsets.from_qt(cursor.position(), forward=cursor.atBlockStart())
        return self.selection() or (point, point)

    def select(self, start: int, end: int) -> None:
        """Select a span as the mouse would."""
        cursor = QTextCursor(self.document())
        ranges = list(self._offsets.ranges(start, end))
        if ranges:
            cursor.setPosition(ranges[0][0])
            cursor.setPosition(ranges[-1][1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def selection(self) -> Span | None:
        """Return the span selected, or None."""
        cursor = self.textCursor()
        if self.article is None or not cursor.hasSelection():
            return None
        return self._offsets.span(cursor.selectionStart(), cursor.selectionEnd())

    def caret(self) -> int | None:
        """Return the code point at the cursor, or None without an article."""
        at = self.textCursor()
        ends = at.atBlockEnd() and not at.atBlockStart()
        return None if self.article is None else self._offsets.from_qt(at.position(), forward=not ends)

    def mentions_at(self, point: int) -> tuple[Mention, ...]:
        """Return the mentions over a code point, the shortest first."""
        return self._marks.mentions_at(point)

    def set_zoom(self, zoom: float) -> None:
        """Set the size of the letters; 1 is 15.5 px for body text."""
        self.zoom = min(max(zoom, 0.6), 3.0)
        self.redraw()

    def redraw(self) -> None:
        """Write the page anew, in the present theme and zoom; the place is kept."""
        if self.article is not None:
            self._build(keep=True)
            self._mark()

    def _build(self, *, keep: bool) -> None:
        article = self.article
        assert article is not None
        anchor, span, caret = (self._anchor(), self.selection(), self.lines_asked()) if keep else (None, None, None)
        self._quiet = True
        self._rows = arrange(article.text, article.parts, unfolded=self._unfolded)
        self._offsets = Offsets(article.text, self._rows)
        # Written while no view looks on: laid out as it is read, not all at once.
        document = QTextDocument(self)
        fill(document, article.text, self._rows, zoom=self.zoom)
        self._heading_row = next(index for index, row in enumerate(self._rows) if row.role == HEADING)
        self.heading.set_article(article, in_text=self._heading_row > 0, zoom=self.zoom)
        # Before a view looks on: a change while Qt lays a text out bit by bit makes it stop where it is.
        self._fit_heading(document)
        self._change_document(document)
        self.heading.show()
        self._put_heading()
        if span is not None:
            self.select(*span)
        elif caret is not None:
            self._put_caret(caret[0])
        self._return_to(anchor)
        self._quiet = False
        self._tell(point=False)

    def _change_document(self, document: QTextDocument) -> None:
        before, self._written = self._written, document
        self.setDocument(document)
        document.documentLayout().documentSizeChanged.connect(self._put_heading)
        read_first = next((row for row in self._rows if row.role not in ("boilerplate", HEADING)), None)
        self.setTextCursor(QTextCursor(document))
        if read_first is not None and isinstance(read_first.pieces[0], Shown):
            self._put_caret(read_first.pieces[0].start)
        if before is not None:
            before.deleteLater()

    def _put_caret(self, point: int) -> None:
        self.setTextCursor(self._cursor_at(point))

    def _cursor_at(self, point: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_qt(point))
        return cursor

    def _mark(self) -> None:
        self._ink = Ink(
            self._offsets,
            taggings=highlights.tagging_marks(self._marks.taggings, self._marks.colours),
            mentions=highlights.mention_marks(self._marks.mentions),
            hits=highlights.hit_marks(self.hits.spans),
        )
        self.setExtraSelections(lifted(self.document(), self._rows, self._ink.grounds()))
        self.viewport().update()

    def _set_hits(self, hits: Sequence[Span]) -> None:
        if tuple(sorted(hits)) != self.hits.spans:
            self.hits = Hits(hits)
        self.heading.set_hits(self.hits.label())

    def _anchor(self) -> tuple[int, int] | None:
        """Return the first code point seen and its height in the viewport, or None at the very top."""
        if self.verticalScrollBar().value() == 0:
            return None
        cursor = self.cursorForPosition(QPoint(SIDE, 0))
        return self._offsets.from_qt(cursor.position()), self.cursorRect(cursor).top()

    def _return_to(self, anchor: tuple[int, int] | None) -> None:
        if anchor is None:
            self.verticalScrollBar().setValue(0)
            return
        cursor = self._cursor_at(anchor[0])
        self._scroll_to(self.verticalScrollBar().value() + self.cursorRect(cursor).top() - anchor[1])

    def _first_point_seen(self) -> int:
        return self._offsets.from_qt(self.cursorForPosition(QPoint(SIDE, 0)).position())

    def _unfold_to(self, start: int, end: int) -> None:
        if next(self._offsets.ranges(start, end), None) is not None:
            return
        fold = fold_over(self._rows, start)
        if fold is not None:
            self._unfolded.add(fold)
            self.redraw()

    def _follow(self, link: QUrl) -> None:
        kind, _, start = link.toString().partition(":")
        if f"{kind}:" == UNFOLD:
            self._unfolded.add(int(start))
        elif f"{kind}:" == FOLD:
            self._unfolded.discard(int(start))
        self.redraw()

    def _tell(self, *, point: bool = True) -> None:
        if self._quiet:
            return
        span = self.selection()
        at = span[0] if span else self.caret()
        self.moved.emit(self.caret())
        found: tuple[Mention, ...] = ()
        if point and at is not None:
            found = self.mentions_at(at) or (self.mentions_at(at - 1) if span is None else ())
        told = (span, tuple(mention.id for mention in found))
        before, self._told = self._told, told
        if told[0] != before[0]:
            self.selected.emit(span)
        if told[1] != before[1]:
            self.pointed.emit(told[1])

    def _forget_place(self) -> None:
        self._place = None
        self.viewport().update()

    def _fit_heading(self, document: QTextDocument) -> None:
        width = self.viewport().width() - 2 * SIDE
        height = self.heading.height_at(width)
        set_heading_height(document, self._heading_row, height)
        self.heading.resize(width, height)

    def _put_heading(self) -> None:
        if self.article is not None:
            block = self.document().findBlockByNumber(self._heading_row)
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.heading.move(SIDE, round(top) - self.verticalScrollBar().value())

    def _describe_at(self, at: QPoint) -> str:
        if self.article is None:
            return ""
        scrolled = QPointF(at.x(), at.y() + self.verticalScrollBar().value())
        position = character_at(self.document(), scrolled)
        if position is None:
            return ""
        return self._marks.describe(self._offsets.from_qt(position))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the heading to the column."""
        if self.article is not None:
            # First, for the same reason: Qt begins to lay out anew after it.
            self._fit_heading(self.document())
        super().resizeEvent(event)
        if self.article is not None:
            self._put_heading()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grounds, bars and rules, then the letters, then underlines and the frame of a place."""
        if self.article is None:
            super().paintEvent(event)
            return
        scroll = self.verticalScrollBar().value()
        seen = seen_range(self.document(), QRectF(event.rect()).translated(0, scroll))
        self._paint(scroll, lambda painter: self._paint_under(painter, seen))
        super().paintEvent(event)
        self._paint(scroll, lambda painter: self._paint_over(painter, seen))

    def _paint(self, scroll: int, draw: Callable[[QPainter], None]) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -scroll)
        draw(painter)
        painter.end()

    def _paint_under(self, painter: QPainter, seen: Span) -> None:
        self._ink.paint_under(painter, self.document(), seen, current_hit=self.hits.at)
        for top, bottom in boilerplate_runs(self.document(), self._rows, seen):
            paint_rule(painter, SIDE, top, bottom)

    def _paint_over(self, painter: QPainter, seen: Span) -> None:
        self._ink.paint_over(painter, self.document(), seen)
        if self._place is not None:
            for first, last in self._offsets.ranges(*self._place):
                paint_frame(painter, boxes(self.document(), max(first, seen[0]), min(last, seen[1])))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what is marked where one clicks, without waiting for the tooltip."""
        super().mouseReleaseEvent(event)
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton and self.selection() is None and self.article is not None:
            text = self._describe_at(event.position().toPoint())
            if text:
                QToolTip.showText(event.globalPosition().toPoint(), text, self.viewport())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word, and of it what `trim` leaves."""
        super().mouseDoubleClickEvent(event)
        span = self.selection()
        if span is not None and self.trim is not None and self.article is not None:
            self.select(*self.trim(self.article.text, *span))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what is stored, not what Qt made of it."""
        data = QMimeData()
        span = self.selection()
        if span is not None and self.article is not None:
            data.setText(self.article.text[slice(*span)])
        return data
