"""A button that shows which of several are chosen, and lets them be ticked in its menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

_NAMED = 3


class Several(QPushButton):
    """Any of these names; none ticked means all of them, which is told by `everybody`."""

    changed = Signal()
    """Others are ticked than before."""

    def __init__(self, names: Sequence[str], *, everybody: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setStyleSheet("text-align: left;")
        self._everybody = everybody
        menu = _StayingMenu(self)
        for each in names:
            action = QAction(each.replace("&", "&&"), menu, checkable=True)
            action.setData(each)
            action.toggled.connect(self._tell)
            menu.addAction(action)
        self.setMenu(menu)
        self.setEnabled(bool(names))
        self._show()

    def value(self) -> tuple[str, ...]:
        """Give the names that are ticked, in their order."""
        return tuple(str(action.data()) for action in self.menu().actions() if action.isChecked())

    def tick(self, names: Sequence[str]) -> None:
        """Tick these alone."""
        for action in self.menu().actions():
            action.setChecked(action.data() in names)

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = self.value()
        more = f" and {len(chosen) - _NAMED} more" if len(chosen) > _NAMED else ""
        said = (", ".join(chosen[:_NAMED]) + more) if chosen else self._everybody
        self.setText(said.replace("&", "&&"))
        self.setToolTip(", ".join(chosen))
        self.setAccessibleName(said)


class _StayingMenu(QMenu):
    """Stays open while its boxes are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what was clicked."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isEnabled():
            action.toggle()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick what the cursor is on, by Space."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.toggle()
        else:
            super().keyPressEvent(event)
