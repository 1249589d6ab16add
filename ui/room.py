"""How large a window may be at first: no larger than the screen it comes up on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(8, 40)
"""What a frame and its title take of the screen, in pixels; it is not known before the window is there."""


def fitting(window: QWidget, wanted: QSize) -> QSize:
    """Give the size that is wanted, or as much of it as the screen has room for."""
    return wanted.boundedTo(window.screen().availableSize() - FRAME)
