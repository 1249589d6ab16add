"""The letters that open menus show themselves when they can be pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.menus import TITLES
from ui.verbs import RESERVED_KEYS


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


def test_letters_of_menus_are_no_keys_of_tags() -> None:
    """Alt and a tag's key tags the sentence; only Help, which has F1 too, may give way."""
    letters = {title.partition("&")[2][0].lower() for title in TITLES.values() if title != "&Help"}
    assert len(letters) == len(TITLES) - 1
    assert letters <= RESERVED_KEYS


@pytest.mark.parametrize("tag_has_it", [True, False])
def test_a_letter_means_one_thing(qtbot: QtBot, window: MainWindow, tag_has_it: bool) -> None:
    if tag_has_it:
        window.store.codebook.set_key(window.store.codebook.find("stance").id, "h")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.current.article is not None
    handle = window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    QTest.keyClick(handle, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    menu = next(action.menu() for action in window.menuBar().actions() if "elp" in action.text())
    tagged = [each for each in window.store.taggings.of(window.current.article) if each.start is not None]
    assert (menu.isVisible(), bool(tagged)) == (not tag_has_it, tag_has_it)
    menu.close()
