"""What all windows of analysis share: they stay beside the main window, follow the project, and close on Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from store.records import Change
from ui.key_text import key_text
from ui.room import fitting

if TYPE_CHECKING:
    from ui.analysis.desk import Desk

TABLE_SIDE = 9
"""How far a table stands from the sides, in pixels: with the 3 of its cells the 12 of everything else."""
SETTLE_MILLISECONDS = 250
"""Changes that come faster than this are answered together."""


class AnalysisWindow(QWidget):
    """A window with a bar, a body and a line below; `reload` is called when it is shown and when the project changed."""

    def __init__(self, desk: Desk, *, name: str = "", title: str = "", size: tuple[int, int] = (960, 640)) -> None:
        super().__init__(desk.window, Qt.WindowType.Window)
        self.desk = desk
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setWindowTitle(f"{title} – {desk.store.path.stem}")
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(fitting(self, QSize(*size)))
        self.setMinimumSize(640, 400)
        self.restoreGeometry(desk.settings.state(f"geometry/{name}"))
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(12, 8, 12, 8)
        self.bar.setSpacing(8)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.line = QLabel("", self)
        self.line.setObjectName(f"{name}Line")
        self.line.setProperty("dim", True)
        self.line.setContentsMargins(12, 6, 12, 6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.bar)
        whole.addLayout(self.body, 1)
        whole.addWidget(self.line)
        self._stale = True
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._follow)
        desk.bridge.changed.connect(self._on_change)
        self.add_verb("Close", ("Esc", "Ctrl+W"), self.close)
        self.add_verb("Undo", ("Ctrl+Z",), desk.actions.undo)
        self.add_verb("Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), desk.actions.redo)

    # What a window says of itself

    follows: tuple[str, ...] = ("article", "mention", "entity", "entity_name", "relation", "predicate")
    """The tables whose changes it shows."""

    def reload(self) -> None:
        """Ask the store again, keeping the place."""
        raise NotImplementedError

    def add_verb(self, text: str, keys: tuple[str, ...], act: Callable[[], object]) -> QAction:
        """Add a verb of this window with its keys; it works wherever the focus is."""
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda *_: act())
        self.addAction(action)
        return action

    def add_button(self, action: QAction) -> QToolButton:
        """Put a verb into the bar, its key beside its words."""
        button = QToolButton(self)
        key = key_text(action.shortcut())
        button.setText(f"{action.text()}   {key}" if key else action.text())
        button.setProperty("link", True)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self.bar.addWidget(button)
        return button

    # How it follows

    def _on_change(self, change: Change) -> None:
        if change.touches(*self.follows):
            self._stale = True
            if self.isVisible():
                self._settle.start()

    def _follow(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.settings.keep(f"geometry/{self.objectName()}", self.saveGeometry())
        super().closeEvent(event)
        self.desk.window.activateWindow()
