"""A matrix as a picture, for a paper: PNG at twice the size, or SVG with its texts as texts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from store.formats.matrix import TOTAL, cell_text
from store.records import Matrix
from ui import theme
from ui.analysis import picture
from ui.analysis.matrix_model import heat, shown_name

CELL, ROW, EDGE = 48, 24, 16
_LONGEST = 260.0
_FOOT = 28


def write(matrix: Matrix, path: Path, *, caption: str) -> None:
    """Write the picture in the colours now in force; the ending says which kind. Raises OSError where it cannot be."""
    picture.write(path, picture_size(matrix), lambda painter: paint(painter, matrix, caption=caption), title=caption)


def picture_size(matrix: Matrix) -> QSize:
    """Give the size of the picture in logical pixels."""
    left, top = _margins(matrix)
    wide = left + CELL * (1 + len(matrix.columns)) + EDGE
    return QSize(round(max(wide, 360)), round(top + ROW * len(matrix.rows) + _FOOT + EDGE))


def paint(painter: QPainter, matrix: Matrix, *, caption: str) -> None:
    """Paint the whole matrix."""
    palette = theme.palette()
    size = picture_size(matrix)
    left, top = _margins(matrix)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(palette.pane))
    painter.setFont(theme.ui_font(12))
    _paint_columns(painter, matrix, left, top)
    most = max((max(counts, default=0) for counts in matrix.counts), default=0) or 1
    for number, (line, counts) in enumerate(zip(matrix.rows, matrix.counts, strict=True)):
        y = top + ROW * number
        painter.setPen(QColor(palette.text))
        _paint_text(painter, QRectF(EDGE, y, left - EDGE - 8, ROW), shown_name(line.entity), Qt.AlignmentFlag.AlignLeft)
        painter.setPen(QColor(palette.dim))
        _paint_text(painter, QRectF(left, y, CELL - 8, ROW), f"{line.articles:,}", Qt.AlignmentFlag.AlignRight)
        painter.setPen(QColor(palette.text))
        for place, count in enumerate(counts):
            cell = QRectF(left + CELL * (1 + place), y, CELL, ROW)
            if count:
                painter.fillRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), heat(count, most))
            text = cell_text(count, (number, place) in matrix.facts)
            _paint_text(painter, cell.adjusted(0, 0, -8, 0), text, Qt.AlignmentFlag.AlignRight)
    painter.setPen(QColor(palette.dim))
    below = QRectF(EDGE, top + ROW * len(matrix.rows) + 8, size.width() - 2 * EDGE, _FOOT)
    _paint_text(painter, below, caption, Qt.AlignmentFlag.AlignLeft)


def _paint_columns(painter: QPainter, matrix: Matrix, left: float, top: float) -> None:
    painter.setPen(QColor(theme.palette().text))
    names = [TOTAL, *(shown_name(line.entity) for line in matrix.columns)]
    for place, name in enumerate(names):
        painter.save()
        painter.translate(left + CELL * place, top - 6)
        painter.rotate(-90)
        _paint_text(painter, QRectF(0, 0, top - EDGE - 6, CELL), name, Qt.AlignmentFlag.AlignLeft)
        painter.restore()


def _paint_text(painter: QPainter, room: QRectF, text: str, side: Qt.AlignmentFlag) -> None:
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)


def _margins(matrix: Matrix) -> tuple[float, float]:
    """Give how much room the names of the rows and of the columns take."""
    metrics = QFontMetricsF(theme.ui_font(12))
    left, top = (
        max((metrics.horizontalAdvance(shown_name(line.entity)) for line in lines), default=40.0)
        for lines in (matrix.rows, matrix.columns)
    )
    return EDGE + min(left, _LONGEST) + 10, EDGE + min(max(top, 40.0), _LONGEST) + 10
