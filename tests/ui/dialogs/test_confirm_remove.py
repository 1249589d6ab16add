"""Nothing is removed without saying what goes with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.waiting import when_open
from ui.dialogs import confirm_remove
from ui.dialogs.confirm_remove import ConfirmRemove


def test_it_says_what_goes_and_that_it_comes_back(qtbot: QtBot) -> None:
    dialog = ConfirmRemove(None, "3 articles", goes=("12 taggings", "2 notes"))
    qtbot.addWidget(dialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts[0] == "Remove 3 articles?"
    assert {"– 12 taggings", "– 2 notes", "Undo brings it all back."} <= set(texts)


def test_enter_removes_and_esc_leaves_everything(qtbot: QtBot) -> None:
    def press(key: Qt.Key) -> bool | None:
        with when_open(ConfirmRemove, lambda dialog: qtbot.keyClick(dialog, key)):
            return confirm_remove.ask(None, "this")

    assert press(Qt.Key.Key_Return) is True
    assert press(Qt.Key.Key_Escape) is None
