"""The letters that open menus show themselves when they can be pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow


def titles(window: MainWindow) -> list[str]:
    """What stands in the menu bar."""
    return [action.text() for action in window.menuBar().actions()]


def test_letters_are_underlined_only_while_alt_is_held(qtbot: QtBot, window: MainWindow) -> None:
    handle = window.windowHandle()
    plain = titles(window)
    assert "Project" in plain
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    assert all("&" in title for title in titles(window))
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert titles(window) == plain
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    assert titles(window) == plain


def test_alt_and_a_letter_open_a_menu(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.pane.table.setFocus()
    qtbot.waitUntil(window.pane.table.hasFocus)
    handle = window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    QTest.keyPress(handle, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    menu = next(action.menu() for action in window.menuBar().actions() if "dit" in action.text())
    qtbot.waitUntil(menu.isVisible)
    menu.close()
