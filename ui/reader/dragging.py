"""Taking the edge of a passage with the mouse: which edge is under it, and the span while it is drawn along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextDocument

from store.text.edges import Edge
from ui.reader.geometry import Box, boxes

REACH = 5
"""How near to an edge the mouse takes it, in pixels."""


@dataclass(frozen=True, slots=True)
class Drag:
    """An edge that the mouse holds, and the span (code points) as it would be if it let go now."""

    edge: Edge
    span: tuple[int, int]

    def to(self, point: int) -> Drag:
        """Give the same with the edge at a code point; at least one character stays."""
        start, end = self.span
        return replace(
            self, span=(min(point, end - 1), end) if self.edge == "start" else (start, max(point, start + 1))
        )


def edge_under(
    document: QTextDocument, ranges: Sequence[tuple[int, int]], span: tuple[int, int], point: QPointF
) -> Drag | None:
    """Return the edge of a passage under a point of the document (pixels), or None; `ranges` are its Qt positions."""
    if not ranges:
        return None
    first = next(boxes(document, *ranges[0]), None)
    last = next(iter(reversed(list(boxes(document, *ranges[-1])))), None)
    if last is not None and _is_at(last, last.right, point):
        return Drag("end", span)
    if first is not None and _is_at(first, first.left, point):
        return Drag("start", span)
    return None


def _is_at(box: Box, x: float, point: QPointF) -> bool:
    inside = box.baseline - box.height - REACH <= point.y() <= box.baseline + box.height / 2
    return inside and abs(point.x() - x) <= REACH
