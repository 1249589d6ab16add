"""Paints a statistic: times as columns or curves, everything else as bars beside their names. The same in window and file."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from store.formats.statistic import number
from store.records import Statistic
from ui import theme

EDGE, GAP = 16.0, 8.0
BAR, ROW = 16.0, 24.0
HEAD = 28.0
"""The line of the legend."""
AXIS = 24.0
NAMES_AT_MOST = 0.42
"""How much of the width the names of the bars may take."""
FONT = 12
_SWATCH = 32.0
"""What a name in the legend takes beside its words."""
LESS = "#d58600"
"""Bars of what is used less: another colour, on the other side of the line."""

Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row of a statistic, and where it is drawn as a column: -1 is the row as a whole."""

    row: int
    column: int = -1


def height_of(statistic: Statistic) -> float:
    """Give how high the picture wants to be: times are as high as there is room, bars take a line each."""
    return 240.0 if statistic.kind == "time" else 2 * EDGE + ROW * max(1, len(statistic.rows))


def paint(painter: QPainter, statistic: Statistic, size: QSizeF, *, at: Place | None = None, caption: str = "") -> None:
    """Paint a statistic into `size`; the row `at` is marked, and a caption stands below."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(QPointF(0, 0), size), QColor(theme.palette().pane))
    painter.setFont(theme.ui_font(FONT))
    room = size if not caption else QSizeF(size.width(), size.height() - AXIS)
    if statistic.kind == "time":
        _paint_times(painter, statistic, room, at)
    else:
        _paint_bars(painter, statistic, room, at)
    if caption:
        painter.setPen(QColor(theme.palette().dim))
        below = QRectF(EDGE, room.height() - 4, size.width() - 2 * EDGE, AXIS)
        _text(painter, below, caption, Align.AlignLeft)


def place_at(statistic: Statistic, size: QSizeF, point: QPointF) -> Place | None:
    """Give what is drawn at a point, or None."""
    if not statistic.rows:
        return None
    if statistic.kind != "time":
        row = int((point.y() - EDGE) // ROW)
        return Place(row=row) if 0 <= row < len(statistic.rows) else None
    axes = _Axes.of(statistic, size)
    row = int((point.x() - axes.plot.left()) // axes.step)
    if not 0 <= row < len(statistic.rows) or point.x() < axes.plot.left():
        return None
    for column, piece in _pieces(statistic, axes, row):
        if piece.top() <= point.y() <= piece.bottom():
            return Place(row=row, column=column)
    return Place(row=row)


# Times


@dataclass(frozen=True, slots=True)
class _Axes:
    plot: QRectF
    step: float
    most: float
    tick: float

    @classmethod
    def of(cls, statistic: Statistic, size: QSizeF) -> _Axes:
        stacked = any(column.shown == "bar" for column in statistic.columns)
        tops = [sum(row.values) if stacked else max(row.values, default=0) for row in statistic.rows]
        tick = _tick(max(tops, default=0) or 1)
        most = tick * math.ceil((max(tops, default=0) or 1) / tick)
        left = EDGE + QFontMetricsF(theme.ui_font(FONT)).horizontalAdvance(f"{most:,.0f}") + GAP
        head = HEAD if len(statistic.columns) > 1 else 0
        plot = QRectF(left, EDGE + head, size.width() - left - EDGE, size.height() - 2 * EDGE - head - AXIS)
        return cls(plot, plot.width() / max(1, len(statistic.rows)), most, tick)

    def y(self, value: float) -> float:
        return self.plot.bottom() - self.plot.height() * value / self.most

    def x(self, row: int) -> float:
        return self.plot.left() + self.step * row


def _tick(most: float) -> float:
    """Give a round distance of lines, some four of them: 1, 2 or 5 times a power of ten."""
    raw = max(1.0, most / 4)
    power = 10 ** math.floor(math.log10(raw))
    return float(next(times * power for times in (1, 2, 5, 10) if times * power >= raw))


def _pieces(statistic: Statistic, axes: _Axes, row: int) -> Iterator[tuple[int, QRectF]]:
    """Give the parts of one column of the picture, from below, or the points of its curves."""
    gap = min(4.0, axes.step * 0.2)
    base = 0.0
    for column, value in enumerate(statistic.rows[row].values):
        if statistic.columns[column].shown == "line":
            yield column, QRectF(axes.x(row) + axes.step / 2 - 4, axes.y(value) - 4, 8, 8)
        elif value:
            top, bottom = axes.y(base + value), axes.y(base)
            yield column, QRectF(axes.x(row) + gap / 2, top, max(1.0, axes.step - gap), bottom - top)
            base += value


def _paint_times(painter: QPainter, statistic: Statistic, size: QSizeF, at: Place | None) -> None:
    axes = _Axes.of(statistic, size)
    _paint_grid(painter, axes)
    if at is not None and at.row < len(statistic.rows):
        ground = QRectF(axes.x(at.row), axes.plot.top(), axes.step, axes.plot.height() + AXIS)
        painter.fillRect(ground, QColor(theme.palette().selected))
    colours = [QColor(column.colour or theme.palette().accent) for column in statistic.columns]
    for row in range(len(statistic.rows)):
        for column, piece in _pieces(statistic, axes, row):
            if statistic.columns[column].shown == "bar":
                painter.fillRect(piece, colours[column])
    for column, told in enumerate(statistic.columns):
        if told.shown == "line":
            _paint_curve(painter, statistic, axes, column, colours[column])
    _paint_row_names(painter, statistic, axes)
    if len(statistic.columns) > 1:
        _paint_legend(painter, statistic, colours, size.width())


def _paint_grid(painter: QPainter, axes: _Axes) -> None:
    palette = theme.palette()
    for number_ in range(round(axes.most / axes.tick) + 1):
        y = axes.y(number_ * axes.tick)
        painter.fillRect(QRectF(axes.plot.left(), y, axes.plot.width(), 1), QColor(palette.line))
        painter.setPen(QColor(palette.dim))
        room = QRectF(0, y - 10, axes.plot.left() - GAP, 20)
        painter.drawText(room, Align.AlignRight | Align.AlignVCenter, f"{number_ * axes.tick:,.0f}")


def _paint_curve(painter: QPainter, statistic: Statistic, axes: _Axes, column: int, colour: QColor) -> None:
    points = [
        QPointF(axes.x(row) + axes.step / 2, axes.y(told.values[column])) for row, told in enumerate(statistic.rows)
    ]
    painter.setPen(QPen(colour, 2, _STROKES[column % len(_STROKES)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    for point in points:
        painter.drawEllipse(point, 2.5, 2.5)


_STROKES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
"""Curves differ in stroke too: no meaning rests on colour alone."""


def _paint_row_names(painter: QPainter, statistic: Statistic, axes: _Axes) -> None:
    metrics = QFontMetricsF(painter.font())
    widest = max((metrics.horizontalAdvance(row.label) for row in statistic.rows), default=0) + GAP
    each = max(1, math.ceil(widest / axes.step))
    painter.setPen(QColor(theme.palette().dim))
    for row in range(0, len(statistic.rows), each):
        # A name may be wider than its column: it is as wide as the columns without a name beside it leave room for.
        room = QRectF(axes.x(row) + (axes.step - widest) / 2, axes.plot.bottom() + 4, widest, 20)
        if room.left() < EDGE / 2:
            room.moveLeft(EDGE / 2)
        if room.right() > axes.plot.right() + EDGE:
            room.moveRight(axes.plot.right() + EDGE)
        painter.drawText(room, Align.AlignHCenter | Align.AlignVCenter, statistic.rows[row].label)


def _paint_legend(painter: QPainter, statistic: Statistic, colours: list[QColor], width: float) -> None:
    metrics = QFontMetricsF(painter.font())
    wanted = [metrics.horizontalAdvance(column.label) + 4 for column in statistic.columns]
    fair = _fair(wanted, width - 2 * EDGE - _SWATCH * len(wanted))
    x, y = EDGE, EDGE + 2
    for place, (column, colour) in enumerate(zip(statistic.columns, colours, strict=True)):
        wide = min(wanted[place], fair)
        if column.shown == "line":
            painter.setPen(QPen(colour, 2, _STROKES[place % len(_STROKES)]))
            painter.drawLine(QPointF(x, y + 6), QPointF(x + 16, y + 6))
        else:
            painter.fillRect(QRectF(x + 4, y, 12, 12), colour)
        painter.setPen(QColor(theme.palette().text))
        _text(painter, QRectF(x + 20, y - 4, wide, 20), column.label, Align.AlignLeft)
        x += wide + _SWATCH


def _fair(wanted: list[float], room: float) -> float:
    """Give how wide the widest may be, so that all of them find room: short ones leave theirs to the long."""
    left = len(wanted)
    for width in sorted(wanted):
        if width * left > room:
            return room / left
        room, left = room - width, left - 1
    return max(wanted, default=0)


# Bars beside their names


def _paint_bars(painter: QPainter, statistic: Statistic, size: QSizeF, at: Place | None) -> None:
    palette, metrics = theme.palette(), QFontMetricsF(painter.font())
    column = next((place for place, told in enumerate(statistic.columns) if told.shown == "bar"), 0)
    values = [row.values[column] for row in statistic.rows]
    names = max((metrics.horizontalAdvance(row.label) for row in statistic.rows), default=0) + 4
    names = min(names, NAMES_AT_MOST * size.width())
    told = max((metrics.horizontalAdvance(_told(statistic, value, column)) for value in values), default=0) + 8
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    left = EDGE + names + GAP + (told if low < 0 else 0)
    scale = max(1.0, size.width() - left - told - EDGE) / ((high - low) or 1)
    zero = left - low * scale
    for row, value in enumerate(values):
        y = EDGE + ROW * row
        if at is not None and at.row == row:
            painter.fillRect(QRectF(0, y, size.width(), ROW), QColor(palette.selected))
        painter.setPen(QColor(palette.text))
        _text(painter, QRectF(EDGE, y, names, ROW), statistic.rows[row].label, Align.AlignLeft)
        bar = QRectF(zero, y + (ROW - BAR) / 2, value * scale, BAR).normalized()
        painter.fillRect(bar, QColor(statistic.rows[row].colour or (palette.accent if value >= 0 else LESS)))
        painter.setPen(QColor(palette.dim))
        room = QRectF(bar.right() + 4, y, told, ROW) if value >= 0 else QRectF(bar.left() - told - 4, y, told, ROW)
        _text(painter, room, _told(statistic, value, column), Align.AlignLeft if value >= 0 else Align.AlignRight)
    if low < 0:
        painter.fillRect(QRectF(zero - 0.5, EDGE, 1, ROW * len(values)), QColor(palette.dim))


def _told(statistic: Statistic, value: float, column: int) -> str:
    told = statistic.columns[column]
    return f"{value:,.{told.decimals}f}" if told.decimals == 0 else number(value, told)


def _text(painter: QPainter, room: QRectF, text: str, side: Align) -> None:
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.drawText(room, side | Align.AlignVCenter, words)
