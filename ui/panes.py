"""How the panes of a window are built: widgets stacked on one ground, and panes beside each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget


def stacked(*widgets: QWidget, ground: str = "pane", stretched: Collection[QWidget] = ()) -> QWidget:
    """Stack widgets without gaps; those `stretched` share what is left, else the last one has it."""
    pane = QWidget()
    pane.setProperty("ground", ground)
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, int(widget in (stretched or widgets[-1:])))
    return pane


def parted(*panes: QWidget, sizes: Sequence[int] = (), along: Qt.Orientation = Qt.Orientation.Horizontal) -> QSplitter:
    """Lay panes beside each other, or below each other, with a line between them that can be drawn; none is closed by it."""
    splitter = QSplitter(along)
    for pane in panes:
        splitter.addWidget(pane)
    if sizes:
        splitter.setSizes(list(sizes))
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    return splitter
