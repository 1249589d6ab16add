"""Dim letters on a ground: they get the full colour of text, or they could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from PySide6.QtGui import QColor, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from ui import theme
from ui.reader.document import TYPES
from ui.reader.rows import Row

LIFTED = 200
"""How many stretches are lifted on one page: each costs at every painting."""


def lifted(
    document: QTextDocument, rows: Sequence[Row], grounds: Iterable[tuple[int, int]]
) -> list[QTextEdit.ExtraSelection]:
    """Return a selection for each Qt range of `grounds` on a row of dim letters, for the first `LIFTED` of them."""
    dim = (
        (first, last)
        for first, last in grounds
        if TYPES[rows[document.findBlock(first).blockNumber()].role].colour != "text"
    )
    return [_lift(document, first, last) for first, last in islice(dim, LIFTED)]


def _lift(document: QTextDocument, first: int, last: int) -> QTextEdit.ExtraSelection:
    result = QTextEdit.ExtraSelection()
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    result.cursor = cursor
    result.format.setForeground(QColor(theme.palette().text))
    return result
