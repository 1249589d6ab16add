"""The way to the saved views stands beside the filter that they keep."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.waiting import when_open
from ui.dialogs.views import Views
from ui.main_window import MainWindow


def test_the_link_says_what_it_does_and_opens_the_views(qtbot: QtBot, window: MainWindow) -> None:
    link = window.bar.views
    assert link.text() == "Saved views…"
    window.bar.box.set_text("lang:ko")
    assert link.text() == "Save view…"
    assert "Ctrl+S" in link.toolTip()
    with when_open(Views, lambda dialog: dialog.reject()):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
