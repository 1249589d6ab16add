"""A saved view in the window: shown by its name, in its order and form, and followed when it changes."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.articles.completion import Gap, proposals
from ui.dialogs.views import Views
from ui.main_window import MainWindow


def _choose(window: MainWindow) -> None:
    """Press the key of the saved views, and Enter in them."""

    def enter() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, Views)
        sheet.accept()

    QTimer.singleShot(0, enter)
    window.actions_["views"].trigger()


def test_a_view_is_shown_in_its_order_and_form(window: MainWindow, qtbot: QtBot) -> None:
    store = window.store
    store.views.save("the English ones", "lang:en", sort="title", mode="columns")
    wanted = list(store.search.ids("lang:en", sort="title"))
    _choose(window)
    assert window.bar.box.text() == 'view:"the English ones"'
    qtbot.waitUntil(lambda: list(window.pane.model.ids) == wanted)
    assert window.pane.table.columns.in_columns
    store.views.save("the English ones", "lang:ko", sort="title")
    korean = list(store.search.ids("lang:ko", sort="title"))
    qtbot.waitUntil(lambda: list(window.pane.model.ids) == korean)


def test_views_are_proposed(window: MainWindow) -> None:
    window.store.views.save("the English ones", "lang:en")
    assert proposals(window.store, Gap(field="view", typed="eng", start=0, end=3)) == ("the English ones",)
