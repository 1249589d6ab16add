"""Painting the marks under and over the letters: grounds, bars, underlines, rules.

The marks are never written into the document. So a change of marks lays out nothing again, underlines can have two
pixels, a colour and a lane, and it costs only what is on the screen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextDocument

from ui import theme
from ui.reader.geometry import Box, boxes
from ui.reader.highlights import Mark, Segment, flatten, lanes, overlapping
from ui.reader.offsets import Offsets

BAR = 3
"""Width of the bar at the start of a tagged passage, in pixels."""

LANES = 2
"""How many passages that lie within or across others have a line above the letters; grounds and bars tell of more."""

GRIP = 3
"""Radius of what the mouse takes at the edges of the passage chosen, in pixels."""

LINE = 2
"""Thickness of an underline, in pixels."""

_DASHES = {"solid": None, "dashed": (3.0, 1.5), "dotted": (1.0, 1.0), "sparse": (1.0, 2.5)}  # in pen widths


@dataclass(frozen=True, slots=True)
class _Ground:
    first: int
    last: int
    segment: Segment


@dataclass(frozen=True, slots=True)
class _Underline:
    first: int
    last: int
    lane: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Bar:
    at: int
    colours: tuple[str, ...]


class Ink:
    """The marks of one page, moved to Qt positions once and painted wherever the page is scrolled to."""

    def __init__(
        self,
        offsets: Offsets,
        *,
        taggings: Sequence[Mark] = (),
        mentions: Sequence[Mark] = (),
        hits: Sequence[Mark] = (),
    ) -> None:
        self._grounds = [
            _Ground(first, last, segment)
            for segment in flatten([*taggings, *hits])
            for first, last in offsets.ranges(segment.start, segment.end)
        ]
        self._ground_ends = [ground.last for ground in self._grounds]
        self._underlines = [
            _Underline(first, last, lane, mark)
            for mark, lane in zip(mentions, lanes(mentions), strict=True)
            for first, last in offsets.ranges(mark.start, mark.end)
        ]
        self._bars = list(_bars(offsets, taggings))
        over = overlapping(taggings)
        self._overlines = [
            _Underline(first, last, lane, mark)
            for mark, lane in zip(over, lanes(over), strict=True)
            if 0 < lane <= LANES
            for first, last in offsets.ranges(mark.start, mark.end)
        ]

    def grounds(self) -> Iterator[tuple[int, int]]:
        """Yield the Qt ranges that have a ground."""
        return ((ground.first, ground.last) for ground in self._grounds)

    def paint_under(
        self, painter: QPainter, document: QTextDocument, seen: tuple[int, int], *, current_hit: int | None
    ) -> None:
        """Paint grounds and bars for the Qt range `seen`, in document coordinates."""
        painter.setPen(Qt.PenStyle.NoPen)
        index = bisect_right(self._ground_ends, seen[0])
        while index < len(self._grounds) and self._grounds[index].first < seen[1]:
            ground = self._grounds[index]
            for box in boxes(document, max(ground.first, seen[0]), min(ground.last, seen[1])):
                _paint_ground(painter, box, ground.segment, current_hit)
            index += 1
        for bar in self._bars:
            if seen[0] <= bar.at < seen[1]:
                _paint_bar(painter, document, bar)

    def paint_over(self, painter: QPainter, document: QTextDocument, seen: tuple[int, int]) -> None:
        """Paint underlines, and lines over passages that overlap, for the Qt range `seen`, in document coordinates."""
        for line in self._overlines:
            if line.first < seen[1] and line.last > seen[0]:
                for box in boxes(document, max(line.first, seen[0]), min(line.last, seen[1])):
                    top = _rect(box).top() + 1 - line.lane * (LINE + 0.5)
                    painter.fillRect(QRectF(box.left, top, box.right - box.left, LINE), QColor(line.mark.colour))
        for line in self._underlines:
            if line.first < seen[1] and line.last > seen[0]:
                for box in boxes(document, max(line.first, seen[0]), min(line.last, seen[1])):
                    _paint_underline(painter, box, line)


def paint_rule(painter: QPainter, left: float, top: float, bottom: float) -> None:
    """Paint the thin rule before boilerplate."""
    painter.fillRect(QRectF(left, top, 2, bottom - top), QColor(theme.palette().line))


def paint_frame(painter: QPainter, found: Iterable[Box]) -> None:
    """Paint a thin frame around each box: the place that was asked for."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.palette().accent), 1.5))
    for box in found:
        painter.drawRoundedRect(_rect(box).adjusted(-1.5, -1, 1.5, 1), 3, 3)


def paint_proposals(
    painter: QPainter,
    document: QTextDocument,
    proposals: Sequence[Mark],
    offsets: Offsets,
    seen: tuple[int, int],
    *,
    next_one: int | None,
) -> None:
    """Paint a dashed bar before each suggested passage, and a dashed line under the one that is judged next."""
    for mark in proposals:
        ranges = list(offsets.ranges(mark.start, mark.end))
        found = [
            box
            for first, last in ranges
            if first < seen[1] and last > seen[0]
            for box in boxes(document, max(first, seen[0]), min(last, seen[1]))
        ]
        pen = QPen(QColor(mark.colour), LINE if mark.id == next_one else 1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern((2.0, 1.5))
        painter.setPen(pen)
        if found and ranges and ranges[0][0] >= seen[0]:
            rect = _rect(found[0])
            painter.drawLine(QPointF(rect.left() - BAR, rect.top()), QPointF(rect.left() - BAR, rect.bottom()))
        if mark.id == next_one:
            for box in found:
                y = _rect(box).bottom() + 1
                painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))


def paint_words(painter: QPainter, found: Iterable[Box]) -> None:
    """Paint a dotted line in the accent colour under words that speak for a suggestion."""
    pen = QPen(QColor(theme.palette().accent), LINE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern((0.1, 2.0))
    painter.setPen(pen)
    for box in found:
        y = round(box.baseline + 3) + 0.5
        painter.drawLine(QPointF(box.left + 1, y), QPointF(box.right - 1, y))


def paint_chosen(
    painter: QPainter, document: QTextDocument, ranges: Sequence[tuple[int, int]], seen: tuple[int, int]
) -> None:
    """Paint the outline of the passage chosen, and at both ends a grip that the mouse can take."""
    accent = QColor(theme.palette().accent)
    found = [
        box
        for first, last in ranges
        if first < seen[1] and last > seen[0]
        for box in boxes(document, max(first, seen[0]), min(last, seen[1]))
    ]
    painter.setPen(QPen(accent, 1))
    for box in found:
        rect = _rect(box).adjusted(0, -0.5, 0, 0.5)
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if found and ranges[0][0] >= seen[0]:
        _paint_grip(painter, found[0], found[0].left, accent, top=True)
    if found and ranges[-1][1] <= seen[1]:
        _paint_grip(painter, found[-1], found[-1].right, accent, top=False)


def _paint_grip(painter: QPainter, box: Box, x: float, colour: QColor, *, top: bool) -> None:
    rect = _rect(box)
    painter.fillRect(QRectF(x - 0.75, rect.top() - 1, 1.5, rect.height() + 2), colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, rect.top() - 2 if top else rect.bottom() + 2), GRIP, GRIP)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.baseline - box.height, box.right - box.left, box.height * 1.32)


def _paint_ground(painter: QPainter, box: Box, segment: Segment, current_hit: int | None) -> None:
    tags = [mark.colour for mark in segment.marks if mark.kind == "tagging"]
    hits = [mark.id for mark in segment.marks if mark.kind == "hit"]
    rect = _rect(box)
    if tags:
        painter.fillRect(rect, theme.tag_ground(*tags))
    if not hits:
        return
    # Where a tag lies under a hit, its ground stays visible above and below.
    painter.fillRect(rect.adjusted(0, 2, 0, -2) if tags else rect, QColor(theme.palette().hit))
    if current_hit in hits:
        paint_frame(painter, [box])
        painter.setPen(Qt.PenStyle.NoPen)


def _paint_bar(painter: QPainter, document: QTextDocument, bar: _Bar) -> None:
    box = next(boxes(document, bar.at, bar.at + 2), None)
    if box is None:
        return
    rect = _rect(box)
    # One above the other: side by side they would cover the word before.
    height = rect.height() / len(bar.colours)
    for index, colour in enumerate(bar.colours):
        painter.fillRect(QRectF(rect.left() - BAR, rect.top() + index * height, BAR, height), QColor(colour))


def _paint_underline(painter: QPainter, box: Box, line: _Underline) -> None:
    colour = theme.entity_colour(line.mark.type)
    pen = QPen(colour, LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = _DASHES.get(line.mark.stroke)
    if dashes:
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    y = round(box.baseline + 4 + line.lane * (LINE + 1)) + LINE / 2
    painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))


def _bars(offsets: Offsets, taggings: Sequence[Mark]) -> Iterator[_Bar]:
    """Gather the passages that start at one place: their bars share it."""
    at: dict[int, list[str]] = {}
    for mark in taggings:
        first = next(offsets.ranges(mark.start, mark.end), None)
        if first is not None:
            at.setdefault(first[0], []).append(mark.colour)
    for position, colours in at.items():
        yield _Bar(position, tuple(colours))
