"""A path that can be typed or chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget


class PathField(QWidget):
    """A line with a path, and a button that opens the system's own dialog."""

    changed = Signal()
    """The path is another one."""

    def __init__(self, choose: Callable[[Path], str], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choose = choose
        self.line = QLineEdit(self)
        self.line.setAccessibleName(name)
        button = QPushButton("&Browse…", self)
        button.setAutoDefault(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.line, 1)
        layout.addWidget(button)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.changed)
        button.clicked.connect(self._browse)

    def path(self) -> Path | None:
        """Return the path, with `~` made the home folder; None while nothing is typed."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path) -> None:
        """Show another path."""
        self.line.setText(str(path))

    def _browse(self) -> None:
        chosen = self._choose(self.path() or Path.home())
        if chosen:
            self.line.setText(chosen)
