"""Pictures for a paper: whatever paints itself, as a PNG at twice the size or as an SVG with its texts as texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

SCALE = 2
"""How many pixels of a PNG are one logical pixel."""

Paint = Callable[[QPainter], None]


def write(path: Path, size: QSize, paint: Paint, *, title: str) -> None:
    """Write what `paint` draws within `size` (logical pixels); the ending says which kind. Raises OSError."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if path.suffix.lower() == ".svg":
        _draw(buffer, size, paint, title)
    else:
        image = QImage(size * SCALE, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(SCALE, SCALE)
        paint(painter)
        painter.end()
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # takes str alone, whatever its stub says
    path.write_bytes(buffer.data().data())


def _draw(buffer: QBuffer, size: QSize, paint: Paint, title: str) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    paint(painter)
    painter.end()
