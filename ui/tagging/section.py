"""A section of the panel: a heading, a link at its right, and the content."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.tagging.rows import row_height

HEADING_HEIGHT = 28
"""In pixels, the same for every section, so that nothing moves when a link comes or goes."""


class Section(QWidget):
    """A titled part of the panel; `content` takes its widgets."""

    def __init__(self, title: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        heading = QLabel(title.upper())
        heading.setProperty("heading", True)
        self.link = QToolButton(self)
        self.link.setProperty("link", True)
        self.link.setCursor(Qt.CursorShape.PointingHandCursor)
        self.link.setStyleSheet("font-size: 12px; font-weight: 600;")
        bar = QWidget(self)
        bar.setFixedHeight(HEADING_HEIGHT)
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 0, 7, 0)
        line.addWidget(heading)
        line.addStretch(1)
        line.addWidget(self.link)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(6, 0, 6, 0)
        self.content.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addLayout(self.content, 1)
        self._line = line
        self.set_link("")

    def height_of(self, rows: int) -> int:
        """Return how high the section is with so many rows, in pixels."""
        return HEADING_HEIGHT + max(rows, 1) * row_height() + 4

    def add_hint(self, hint: QWidget) -> None:
        """Show a quiet word at the right end of the heading."""
        hint.setContentsMargins(0, 0, 5, 0)
        self._line.addWidget(hint)

    def set_link(self, text: str, *, tip: str = "") -> None:
        """Show a link at the right of the heading; an empty text takes it away."""
        self.link.setText(text)
        self.link.setToolTip(tip)
        self.link.setAccessibleName(tip or text)
        self.link.setVisible(bool(text))
