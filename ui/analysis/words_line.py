"""The line above a list in which it is narrowed by words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_DOWN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down})


class WordsLine(QLineEdit):
    """A line of words; Enter and ↓ go on to the list below."""

    left = Signal()
    """The user wants the list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the list."""
        if event.key() in _DOWN:
            self.left.emit()
        else:
            super().keyPressEvent(event)
