"""A button that shows what is chosen and opens the menu of the others."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget


class Choice(QToolButton):
    """One of several values, by their words."""

    chosen = Signal(str)
    """The value that the user took."""

    def __init__(self, values: Mapping[str, str], value: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._values = dict(values)
        menu, group = QMenu(self), QActionGroup(self)
        for each, words in self._values.items():
            action = QAction(words, menu, checkable=True)
            action.setData(each)
            action.triggered.connect(lambda _=False, each=each: self._take(each))
            group.addAction(action)
            menu.addAction(action)
        self.setMenu(menu)
        self.value = value
        self.show_value(value)

    def show_value(self, value: str) -> None:
        """Show another value without telling."""
        self.value = value
        self.setText(f"{self._values[value]} ▾")
        self.setAccessibleName(f"{self.objectName()}: {self._values[value]}")
        for action in self.menu().actions():
            action.setChecked(action.data() == value)

    def _take(self, value: str) -> None:
        self.show_value(value)
        self.chosen.emit(value)
