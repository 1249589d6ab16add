"""Paints the cells of the list's columns, one line a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from store.query.highlight import Snippet
from store.records import ArticleRow
from ui import theme
from ui.articles.columns import COLUMNS, Column
from ui.articles.folding import Fold
from ui.articles.model import copies_text

if TYPE_CHECKING:
    from ui.articles.delegate import ArticleDelegate

ONE_LINE = 28
"""Height of a row in columns, in pixels."""
PAD = 8
DOT = 14


class Cells:
    """Paints cells with the fonts and the chips of the two-line rows."""

    def __init__(self, delegate: ArticleDelegate) -> None:
        self._delegate = delegate

    def paint(
        self, painter: QPainter, rect: QRectF, section: int, row: ArticleRow, fold: Fold | None, snippet: Snippet | None
    ) -> None:
        """Paint the cell of a section of the header (1 is the first of `COLUMNS`)."""
        column = COLUMNS[section - 1]
        inner = rect.adjusted(PAD, 0, -PAD, -1)
        if column.name == "title":
            self._title(painter, inner, row, fold)
        elif column.name == "tags":
            self._tags(painter, inner, row)
        elif column.name == "status":
            paint_status(painter, QPointF(inner.left() + 4, inner.center().y()), row.status)
            self._text(painter, inner.adjusted(DOT, 0, 0, 0), column, row)
        elif column.name == "relevance":
            if snippet is not None:
                self._found(painter, inner, snippet)
        else:
            self._text(painter, inner, column, row)

    def copies_box(self, rect: QRectF, row: ArticleRow, fold: Fold | None) -> QRectF:
        """Where in the title's cell its copies are counted, to be pressed; empty where they do not fold."""
        words = self._copies(row, fold)
        if not words or fold is None:
            return QRectF()
        width = QFontMetricsF(theme.ui_font()).horizontalAdvance(words)
        return QRectF(rect.right() - PAD - width, rect.top(), width + PAD, rect.height())

    def _title(self, painter: QPainter, rect: QRectF, row: ArticleRow, fold: Fold | None) -> None:
        colours = theme.palette()
        if fold is not None and fold.is_copy:
            painter.fillRect(QRectF(rect.left() + 2, rect.top(), 1, rect.height()), QColor(colours.dim))
            rect = rect.adjusted(12, 0, 0, 0)
        words = self._copies(row, fold)
        font = theme.ui_font(weight=QFont.Weight.Medium)
        font.setItalic(row.title_derived)
        right = QFontMetricsF(theme.ui_font()).horizontalAdvance(words) + 8 if words else 0
        title = QFontMetricsF(font).elidedText(
            row.title or row.source, Qt.TextElideMode.ElideRight, rect.width() - right
        )
        painter.setFont(font)
        painter.setPen(QColor(colours.dim if row.title_derived else colours.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, title)
        if words:
            painter.setFont(theme.ui_font())
            painter.setPen(QColor(colours.dim))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _copies(self, row: ArticleRow, fold: Fold | None) -> str:
        words = copies_text(row, fold).replace(" copies", "").replace(" copy", "")
        return f"{'▾' if fold.is_open else '▸'} {words}" if fold is not None and words else words

    def _text(self, painter: QPainter, rect: QRectF, column: Column, row: ArticleRow) -> None:
        font = theme.ui_font()
        if column.right:
            font.setFeature(QFont.Tag("tnum"), 1)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        text = QFontMetricsF(font).elidedText(column.text(row), Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(QColor(theme.palette().dim))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, text)

    def _tags(self, painter: QPainter, rect: QRectF, row: ArticleRow) -> None:
        left = rect.left()
        for chip in self._delegate.fit(row.tags, rect.width()):
            self._delegate.paint_chip(painter, QRectF(left, rect.center().y() - 9, chip.width, 18), chip)
            left += chip.width + 4

    def _found(self, painter: QPainter, rect: QRectF, snippet: Snippet) -> None:
        font, colours = theme.ui_font(), theme.palette()
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(" ".join(snippet.text.split("\n")), Qt.TextElideMode.ElideRight, rect.width())
        shown = len(text) - 1 if text.endswith("…") else len(text)
        for start, end in snippet.hits:
            if start < shown:
                at, to = (metrics.horizontalAdvance(text[:place]) for place in (start, min(end, shown)))
                painter.fillRect(QRectF(rect.left() + at, rect.center().y() - 9, to - at, 18), QColor(colours.hit))
        painter.setFont(font)
        painter.setPen(QColor(colours.dim))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)


def paint_status(painter: QPainter, centre: QPointF, status: str) -> None:
    """Paint the dot of a status: empty, half, full, or ringed for what is to be discussed."""
    colour = QColor(theme.palette().dim if status == "untagged" else theme.palette().accent)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = 3.6
    circle = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    if status == "done":
        painter.setBrush(colour)
    painter.drawEllipse(circle)
    painter.setBrush(colour)
    if status == "started":
        painter.drawPie(circle, 90 * 16, 180 * 16)
    elif status == "discuss":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(centre, 1.7, 1.7)
