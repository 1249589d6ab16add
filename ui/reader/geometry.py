"""Where on the page a Qt position stands, and which one stands at a point, in document coordinates (pixels)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from ui.reader.rows import Row


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of one visual line in document coordinates: left, right, baseline, and the letters' height."""

    left: float
    right: float
    baseline: float
    height: float


def boxes(document: QTextDocument, first: int, last: int) -> Iterator[Box]:
    """Yield the stretches of visual lines that the Qt range `[first, last)` covers, top down."""
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        yield from _boxes_of_block(document, block, first, last)
        block = block.next()


def seen_range(document: QTextDocument, area: QRectF) -> tuple[int, int]:
    """Return the Qt range that may be visible in an area."""
    layout = document.documentLayout()
    first = layout.hitTest(area.topLeft(), Qt.HitTestAccuracy.FuzzyHit)
    last = layout.hitTest(area.bottomRight(), Qt.HitTestAccuracy.FuzzyHit)
    return max(first, 0), last + 1


def character_at(document: QTextDocument, point: QPointF) -> int | None:
    """Return the Qt position of the character under a point, or None beside the text."""
    position = document.documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
    if position < 0:
        return None
    block = document.findBlock(position)
    inside = point - document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.y() <= inside.y() < line.y() + line.height():
            if not line.x() <= inside.x() < line.x() + line.naturalTextWidth():
                return None
            return block.position() + line.xToCursor(inside.x(), QTextLine.CursorPosition.CursorOnCharacter)
    return None


def boilerplate_runs(
    document: QTextDocument, rows: Sequence[Row], seen: tuple[int, int]
) -> Iterator[tuple[float, float]]:
    """Yield top and bottom of each run of boilerplate in a Qt range."""
    block = document.findBlock(seen[0])
    run: tuple[float, float] | None = None
    while block.isValid() and block.position() < seen[1]:
        row = rows[block.blockNumber()]
        rect = document.documentLayout().blockBoundingRect(block)
        if run and (row.role != "boilerplate" or row.gap):
            yield run
            run = None
        if row.role == "boilerplate":
            run = (run[0] if run else rect.top(), rect.bottom())
        block = block.next()
    if run:
        yield run


def _boxes_of_block(document: QTextDocument, block: QTextBlock, first: int, last: int) -> Iterator[Box]:
    layout = block.layout()
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    start, end = max(first - block.position(), 0), min(last - block.position(), block.length() - 1)
    if start >= end or not layout.lineCount():
        return
    number = layout.lineForTextPosition(start).lineNumber()
    while number < layout.lineCount():
        line = layout.lineAt(number)
        if line.textStart() >= end:
            return
        left = line.cursorToX(max(start, line.textStart()))
        right = line.cursorToX(min(end, line.textStart() + line.textLength()))
        left, right = sorted((_x(left), _x(right)))
        right = min(right, line.x() + line.naturalTextWidth())
        if right > left:
            yield Box(origin.x() + left, origin.x() + right, origin.y() + line.y() + line.ascent(), line.ascent())
        number += 1


def _x(answer: object) -> float:
    # Some versions answer with the position too.
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]


def around(document: QTextDocument, ranges: Iterable[tuple[int, int]]) -> QRect:
    """Return the rectangle around everything that stands in these Qt ranges, in pixels of the document."""
    place = QRectF()
    for first, last in ranges:
        for box in boxes(document, first, last):
            top = box.baseline - box.height
            place = place.united(QRectF(box.left, top, box.right - box.left, box.height * 1.3))
    return place.toAlignedRect()
