"""The text of a note as it was typed."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument


def shown_text(document: QTextDocument) -> str:
    """Return a document's text, every character kept; lines end with LF.

    `toPlainText()` would turn no-break spaces and line separators into others.
    """
    return document.toRawText().replace("\u2029", "\n")
