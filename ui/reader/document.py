"""Rows into a Qt document: one paragraph a row, one format a role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from ui import theme
from ui.reader.offsets import showable
from ui.reader.rows import HEADING, Row, Shown

BODY_PIXELS = 15.5
SIDE = 16
"""Space at both sides of the column inside the document, in pixels: bars of the tags stand in it."""

TOP, BOTTOM = 20, 64
RULE_INDENT = 13
"""How far boilerplate stands behind its rule."""


@dataclass(frozen=True, slots=True)
class Type:
    """How a role is set: size and line height in pixels, weight, colour by the palette's name, indent in pixels."""

    pixels: float
    line: float
    weight: QFont.Weight = QFont.Weight.Normal
    colour: str = "text"
    indent: int = 0


TYPES = {
    "headline": Type(22, 33, QFont.Weight.Bold),
    "subheading": Type(16.5, 27, QFont.Weight.DemiBold),
    "byline": Type(13, 21, colour="dim"),
    "dateline": Type(13, 21, colour="dim"),
    "body": Type(BODY_PIXELS, BODY_PIXELS * 1.75),
    "caption": Type(13, 21, colour="dim", indent=RULE_INDENT),
    "footnote": Type(13, 21, colour="dim"),
    "boilerplate": Type(12.5, 19, colour="boilerplate", indent=RULE_INDENT),
    HEADING: Type(13, 21, colour="dim"),
}
"""The setting of each role; body text has a line height of 1.75, which Hangul needs."""

_LINK = "link"


def fill(document: QTextDocument, text: str, rows: Sequence[Row], *, zoom: float = 1.0) -> None:
    """Write the rows into an empty document, in the colours of the theme in force.

    The paragraphs stand exactly as `Offsets` counts them.
    """
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(theme.ui_font(BODY_PIXELS * zoom))
    document.setDocumentMargin(0)
    _set_margins(document)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    formats = {role: char_format(role, zoom=zoom) for role in TYPES}
    formats[_LINK] = char_format("boilerplate", zoom=zoom)
    formats[_LINK].setForeground(QColor(theme.palette().accent))
    first = True
    for (role, gap), group in groupby(rows, key=lambda row: (row.role, row.gap)):
        block = _block_format(role, gap, zoom=zoom)
        if first:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(formats[role])
        else:
            cursor.insertBlock(block, formats[role])
        first = False
        _write(cursor, text, list(group), formats)
    cursor.endEditBlock()


def set_heading_height(document: QTextDocument, block: int, height: float) -> None:
    """Give the paragraph under the heading its height in pixels."""
    cursor = QTextCursor(document.findBlockByNumber(block))
    form = cursor.blockFormat()
    if form.lineHeight() != height:
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(form)


def char_format(role: str, *, zoom: float = 1.0) -> QTextCharFormat:
    """Return the letters of a role in the theme in force."""
    kind = TYPES[role]
    result = QTextCharFormat()
    result.setFont(theme.ui_font(kind.pixels * zoom, weight=kind.weight))
    colours = theme.palette()
    result.setForeground(
        QColor({"text": colours.text, "dim": colours.dim, "boilerplate": colours.boilerplate}[kind.colour])
    )
    return result


def _write(cursor: QTextCursor, text: str, rows: Sequence[Row], formats: dict[str, QTextCharFormat]) -> None:
    """Write rows of one kind: those that are one stretch of the text go in together, for speed."""
    waiting: list[str] = []
    role = rows[0].role
    for index, row in enumerate(rows):
        only = row.pieces[0] if len(row.pieces) == 1 else None
        if isinstance(only, Shown) and only.role == role:
            waiting.append(text[only.start : only.end])
            continue
        _flush(cursor, waiting, formats[role], more=True)
        for piece in row.pieces:
            if isinstance(piece, Shown):
                cursor.insertText(showable(text[piece.start : piece.end]), formats[piece.role])
            else:
                cursor.insertText(piece.text, _link(formats[_LINK], piece.href) if piece.href else formats[role])
        if index + 1 < len(rows):
            cursor.insertBlock(cursor.blockFormat(), formats[role])
    _flush(cursor, waiting, formats[role], more=False)


def _flush(cursor: QTextCursor, waiting: list[str], form: QTextCharFormat, *, more: bool) -> None:
    if waiting:
        cursor.insertText("\n".join(showable(line) for line in waiting) + ("\n" if more else ""), form)
        waiting.clear()


def _block_format(role: str, gap: int, *, zoom: float) -> QTextBlockFormat:
    kind = TYPES[role]
    result = QTextBlockFormat()
    result.setLineHeight(kind.line * zoom, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    result.setTopMargin(gap * zoom)
    result.setLeftMargin(kind.indent)
    result.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return result


def _link(form: QTextCharFormat, href: str) -> QTextCharFormat:
    result = QTextCharFormat(form)
    result.setAnchor(True)
    result.setAnchorHref(href)
    return result


def _set_margins(document: QTextDocument) -> None:
    frame = document.rootFrame()
    form = frame.frameFormat()
    form.setLeftMargin(SIDE)
    form.setRightMargin(SIDE)
    form.setTopMargin(TOP)
    form.setBottomMargin(BOTTOM)
    frame.setFrameFormat(form)
