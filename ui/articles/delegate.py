"""Paints one row of the article list: status, title, outlet, date, tags, and the snippet while words are searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from store.query.highlight import Snippet
from store.records import ArticleRow
from ui import theme
from ui.articles.cells import Cells, paint_status
from ui.articles.folding import Fold
from ui.articles.model import FOLD, ROW, SNIPPET, copies_text

TWO_LINES = 56
THREE_LINES = 75
"""Heights of a row without and with a snippet, in pixels."""
MARGIN = 12
INDENT = 26
"""Where titles begin: after the margin and the status dot."""
COPY_INDENT = 16
"""How far a copy stands in from the article it is a copy of."""
CHIPS = 3
"""So many tags are shown by name; the others are counted."""
TITLE_PIXELS, META_PIXELS, CHIP_PIXELS = 13.5, 12, 11


@dataclass(frozen=True, slots=True)
class Chip:
    """A tag as it is painted: its words, its colour (None for the count of the others), its width in pixels."""

    text: str
    colour: str | None
    width: float


class ArticleDelegate(QStyledItemDelegate):
    """Paints rows from `ArticleRow`s; `colours` maps a tag's path to its colour."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours: Mapping[str, str] = {}
        self._cells = Cells(self)
        self.dress()

    def dress(self) -> None:
        """Take the fonts of the theme in force."""
        self._title = theme.ui_font(TITLE_PIXELS, weight=QFont.Weight.Medium)
        self._meta = theme.ui_font(META_PIXELS)
        self._chip = theme.ui_font(CHIP_PIXELS)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: ArticleRow | None = index.data(ROW)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget
        current = isinstance(view, QAbstractItemView) and view.currentIndex().row() == index.row()
        self._ground(painter, option, rect, current=current)
        if row is not None and index.column():
            self._cells.paint(painter, rect, index.column(), row, index.data(FOLD), index.data(SNIPPET))
        elif row is not None:
            fold: Fold | None = index.data(FOLD)
            if fold is not None and fold.is_copy:
                painter.fillRect(
                    QRectF(rect.left() + MARGIN + 4, rect.top(), 1, rect.height()), QColor(theme.palette().dim)
                )
                rect = rect.adjusted(COPY_INDENT, 0, 0, 0)
            self._first_line(painter, rect, row, fold)
            self._second_line(painter, rect, row)
            snippet: Snippet | None = index.data(SNIPPET)
            if snippet is not None:
                self._third_line(painter, rect, snippet)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, *, current: bool) -> None:
        colours = theme.palette()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.soft))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(colours.line))
        if current and rect.left() <= 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.tag_ground(colours.accent, colours.accent, on=colours.selected), 1))
            painter.drawRect(rect.adjusted(3.5, 0.5, -0.5, -1.5))

    def _first_line(self, painter: QPainter, rect: QRectF, row: ArticleRow, fold: Fold | None) -> None:
        colours = theme.palette()
        paint_status(painter, QPointF(rect.left() + MARGIN + 4, rect.top() + 19), row.status)
        copies = self._copies_text(row, fold)
        font = self._title_font(row)
        title = self._elided(rect, row, copies)
        painter.setFont(font)
        painter.setPen(QColor(colours.dim if row.title_derived else colours.text))
        baseline = rect.top() + 24
        painter.drawText(QPointF(rect.left() + INDENT, baseline), title)
        if copies:
            painter.setFont(self._meta)
            painter.setPen(QColor(colours.dim))
            left = rect.left() + INDENT + QFontMetricsF(font).horizontalAdvance(title)
            painter.drawText(QPointF(left, baseline), copies)

    def copies_box(self, rect: QRectF, row: ArticleRow, fold: Fold | None, *, section: int = 0) -> QRectF:
        """Where in the rectangle of the row, or its title's cell, copies are counted, to be pressed; empty without any."""
        if section:
            return self._cells.copies_box(rect, row, fold) if section == 1 else QRectF()
        if fold is None or not fold.copies:
            return QRectF()
        copies = self._copies_text(row, fold)
        title = QFontMetricsF(self._title_font(row)).horizontalAdvance(self._elided(rect, row, copies))
        width = QFontMetricsF(self._meta).horizontalAdvance(copies) + 4
        return QRectF(rect.left() + INDENT + title, rect.top() + 6, width, 26)

    def _copies_text(self, row: ArticleRow, fold: Fold | None) -> str:
        words = copies_text(row, fold)
        if fold is None or not words:
            return f"  {words}" if words else ""
        return f"  {'▾' if fold.is_open else '▸'} {words}"

    def _title_font(self, row: ArticleRow) -> QFont:
        font = QFont(self._title)
        font.setItalic(row.title_derived)
        return font

    def _elided(self, rect: QRectF, row: ArticleRow, copies: str) -> str:
        room = rect.width() - INDENT - MARGIN - QFontMetricsF(self._meta).horizontalAdvance(copies)
        return QFontMetricsF(self._title_font(row)).elidedText(
            row.title or row.source, Qt.TextElideMode.ElideRight, room
        )

    def _second_line(self, painter: QPainter, rect: QRectF, row: ArticleRow) -> None:
        metrics = QFontMetricsF(self._meta)
        date = (row.published or "").partition("T")[0]
        least = metrics.horizontalAdvance(f"…… · {date}" if row.outlet else date)
        chips = self.fit(row.tags, rect.width() - 2 * MARGIN - least - 8)
        taken = sum(chip.width + 4 for chip in chips)
        room = rect.width() - 2 * MARGIN - taken - 8
        outlet = metrics.elidedText(
            row.outlet or "", Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(f" · {date}")
        )
        painter.setFont(self._meta)
        painter.setPen(QColor(theme.palette().dim))
        source = metrics.elidedText(row.source, Qt.TextElideMode.ElideMiddle, room)
        text = " · ".join(piece for piece in (outlet, date) if piece) or source
        painter.drawText(QPointF(rect.left() + MARGIN, rect.top() + 44), text)
        left = rect.right() - MARGIN - taken + 4
        for chip in chips:
            self.paint_chip(painter, QRectF(left, rect.top() + 32, chip.width, 16), chip)
            left += chip.width + 4

    def _third_line(self, painter: QPainter, rect: QRectF, snippet: Snippet) -> None:
        metrics = QFontMetricsF(self._meta)
        room = rect.width() - 2 * MARGIN
        text = metrics.elidedText(" ".join(snippet.text.split("\n")), Qt.TextElideMode.ElideRight, room)
        left, colours = rect.left() + MARGIN, theme.palette()
        shown = len(text) - 1 if text.endswith("…") else len(text)
        for start, end in snippet.hits:
            if start < shown:
                at = left + metrics.horizontalAdvance(text[:start])
                width = metrics.horizontalAdvance(text[: min(end, shown)]) - metrics.horizontalAdvance(text[:start])
                painter.fillRect(QRectF(at, rect.top() + 52, width, 17), QColor(colours.hit))
        painter.setFont(self._meta)
        painter.setPen(QColor(colours.dim))
        painter.drawText(QPointF(left, rect.top() + 64.5), text)

    def fit(self, tags: Sequence[str], room: float) -> tuple[Chip, ...]:
        """The chips of these tags that fit into `room` pixels, the first ones by name and the others as a count."""
        for shown in range(min(len(tags), CHIPS), -1, -1):
            chips = [self._chip_of(tag) for tag in tags[:shown]]
            if len(tags) > shown:
                chips.append(self._count_of(len(tags) - shown))
            if sum(chip.width + 4 for chip in chips) <= room:
                return tuple(chips)
        return ()

    def _chip_of(self, tag: str) -> Chip:
        metrics = QFontMetricsF(self._chip)
        name = metrics.elidedText(tag.rpartition("/")[2], Qt.TextElideMode.ElideRight, 110)
        return Chip(name, self.colours.get(tag, theme.palette().dim), metrics.horizontalAdvance(name) + 13)

    def _count_of(self, others: int) -> Chip:
        text = f"+{others}"
        return Chip(text, None, QFontMetricsF(self._chip).horizontalAdvance(text) + 4)

    def paint_chip(self, painter: QPainter, rect: QRectF, chip: Chip) -> None:
        """Paint a tag, or the count of the others."""
        colours = theme.palette()
        painter.setFont(self._chip)
        if chip.colour is None:
            painter.setPen(QColor(colours.dim))
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, chip.text)
            return
        painter.fillRect(rect, theme.tag_ground(chip.colour, on=colours.window))
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(chip.colour))
        painter.setPen(QColor(colours.text))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(8, 0, 0, 0), left, chip.text)
