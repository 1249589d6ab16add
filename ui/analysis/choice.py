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
        self._values: dict[str, str] = {}
        self._group = QActionGroup(self)
        self.setMenu(QMenu(self))
        self.value = value
        self.offer(values, value)

    def offer(self, values: Mapping[str, str], value: str) -> None:
        """Offer these values, by their words, and show one of them, without telling."""
        if values != self._values:
            self._values = dict(values)
            for action in self.menu().actions():
                self.menu().removeAction(action)
                action.deleteLater()
            for each, words in self._values.items():
                action = QAction(words, self.menu(), checkable=True)
                action.setData(each)
                action.triggered.connect(lambda _=False, each=each: self._take(each))
                self._group.addAction(action)
                self.menu().addAction(action)
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
