"""The memo keeps every character, and is not lost by a slip of the finger."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.waiting import when_open
from ui.dialogs import memo
from ui.dialogs.memo import Memo

TEXT = "범위\u00a0밖: 인사\u2028둘째\n셋째 😀"


def edit(dialog: Memo) -> QPlainTextEdit:
    found = dialog.findChild(QPlainTextEdit, "memoEdit")
    assert isinstance(found, QPlainTextEdit)
    return found


def test_every_character_is_kept(qtbot: QtBot) -> None:
    dialog = Memo(None, TEXT)
    qtbot.addWidget(dialog)
    assert dialog.text() == TEXT


def test_ctrl_enter_saves(qtbot: QtBot) -> None:
    dialog = Memo(None, "")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.keyClicks(edit(dialog), "in scope: rivers")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(edit(dialog), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.text() == "in scope: rivers"


def test_esc_warns_once_before_it_throws_text_away(qtbot: QtBot) -> None:
    dialog = Memo(None, "")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(edit(dialog), "x")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not saved yet" in dialog.message.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_ask_gives_the_new_text_or_none(qtbot: QtBot) -> None:
    def write(dialog: Memo) -> None:
        edit(dialog).setPlainText("new")
        dialog.accept()

    with when_open(Memo, write):
        assert memo.ask(None, "old") == "new"
    with when_open(Memo, lambda dialog: dialog.accept()):
        assert memo.ask(None, TEXT) is None
    with when_open(Memo, lambda dialog: dialog.reject()):
        assert memo.ask(None, "old") is None
