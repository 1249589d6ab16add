"""The menu bar: the verbs by menu, the projects opened last, the tags with their keys, columns and colours."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QMenu

from ui import theme
from ui.actions import Actions
from ui.settings import Settings
from ui.verbs import VERBS

TITLES = {
    "Project": "P&roject",
    "Edit": "&Edit",
    "View": "V&iew",
    "Tag": "&Tag",
    "Passage": "Passa&ge",
    "Entities": "E&ntities",
    "Analysis": "&Analysis",
    "Team": "Tea&m",
    "Help": "&Help",
}
"""The menus with the letters that open them: those of verbs, which no tag can have as its key (Alt and that tags a sentence)."""
MODE_WORDS = {"light": "Light", "dark": "Dark", "system": "As the system"}


class Menus:
    """Fills the menu bar of a window; menus whose content changes are made when they open."""

    def __init__(self, window: QMainWindow, actions: Actions, settings: Settings, project: Path) -> None:
        self._window, self._actions, self._settings, self._project = window, actions, settings, project
        self._menus: dict[str, QMenu] = {}
        self._tags: list[QAction] = []
        self.recent = QMenu("Open recent", window)
        self.recent.aboutToShow.connect(self._fill_recent)
        for verb in VERBS:
            menu = self._menus.get(verb.menu) or self._add(verb.menu)
            if verb.rule:
                menu.addSeparator()
            menu.addAction(actions[verb.name])
            if verb.name == "open":
                menu.addMenu(self.recent)
        self._menus["Tag"].aboutToShow.connect(self._fill_tags)
        self._add_colours()
        self._add_name()

    def add_columns(self, toggles: list[QAction]) -> None:
        """Put the toggles of the columns into the View menu."""
        view = self._menus["View"]
        view.addSeparator()
        view.addActions(toggles)

    def _add(self, name: str) -> QMenu:
        menu = self._window.menuBar().addMenu(TITLES[name])
        self._menus[name] = menu
        return menu

    def _add_colours(self) -> None:
        menu = self._menus["View"].addMenu("Colours")
        group = QActionGroup(menu)
        for mode in get_args(theme.Mode):
            action = QAction(MODE_WORDS[mode], menu, checkable=True, checked=mode == theme.mode())
            action.triggered.connect(lambda _=False, mode=mode: self._wear(mode))
            group.addAction(action)
            menu.addAction(action)

    def _wear(self, mode: theme.Mode) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, mode)
        self._settings.keep("colours", mode)

    def _add_name(self) -> None:
        name = QLabel(self._project.name, self._window.menuBar())
        name.setObjectName("projectName")
        name.setProperty("dim", True)
        name.setContentsMargins(8, 0, 12, 0)
        name.setMinimumHeight(self._window.menuBar().sizeHint().height())
        name.setToolTip(str(self._project))
        self._window.menuBar().setCornerWidget(name, Qt.Corner.TopRightCorner)

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self._settings.recent():
            action = self.recent.addAction(f"{path.name}   {path.parent}")
            action.setEnabled(path != self._project.resolve())
            action.triggered.connect(lambda _=False, path=path: self._actions.project_asked.emit("open", path))

    def _fill_tags(self) -> None:
        menu = self._menus["Tag"]
        for action in self._tags:
            menu.removeAction(action)
        self._tags = [menu.addSeparator(), *self._actions.tag_actions]
        menu.addActions(self._tags[1:])
