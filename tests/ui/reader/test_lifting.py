"""Marks on dim text can be read."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtWidgets import QApplication

from tests.ui.reader.pages import CAPTION, SHARE, article, find
from ui import theme
from ui.reader.document import fill
from ui.reader.lifting import LIFTED, lifted
from ui.reader.offsets import Offsets
from ui.reader.rows import arrange


def test_only_grounds_on_dim_rows_are_lifted(qapp: QApplication) -> None:
    a = article()
    rows = arrange(a.text, a.parts)
    offsets = Offsets(a.text, rows)
    document = QTextDocument()
    fill(document, a.text, rows)
    quotes = (SHARE[1], "정류장에", CAPTION[:4], "올해")
    ranges = [next(offsets.ranges(find(a.text, quote), find(a.text, quote) + len(quote))) for quote in quotes]
    found = lifted(document, rows, ranges)
    assert [(item.cursor.selectionStart(), item.cursor.selectionEnd()) for item in found] == [ranges[0], ranges[2]]
    assert all(item.format.foreground().color() == QColor(theme.palette().text) for item in found)
    assert len(lifted(document, rows, [ranges[0]] * 500)) == LIFTED
