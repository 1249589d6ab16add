"""The cheat sheet says the keys that the actions have, and those of the tags."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.book import TAGS
from tests.ui.waiting import when_open
from ui.dialogs import keys
from ui.dialogs.keys import KeyGroup, KeyLine, Keys, columns, group_of


def action(text: str, *shortcuts: str) -> QAction:
    made = QAction(text)
    made.setShortcuts([QKeySequence(shortcut) for shortcut in shortcuts])
    return made


def test_a_group_is_made_of_the_actions_that_have_keys(qtbot: QtBot) -> None:
    group = group_of("Edit", [action("&Undo", "Ctrl+Z"), action("Filter…", "Ctrl+F", "/"), action("No key")])
    assert group == KeyGroup(
        title="Edit", lines=(KeyLine(keys=("Ctrl+Z",), text="Undo"), KeyLine(keys=("Ctrl+F", "/"), text="Filter"))
    )


def test_groups_are_dealt_in_order_into_columns_of_about_one_length() -> None:
    line = KeyLine(keys=("x",), text="x")
    groups = [KeyGroup(title=str(number), lines=(line,) * size) for number, size in enumerate((6, 3, 2, 5, 4, 1))]
    dealt = columns(groups, 3)
    assert [group for column in dealt for group in column] == groups
    lengths = [sum(len(group.lines) + 2 for group in column) for column in dealt]
    assert max(lengths) - min(lengths) <= 8


def test_the_sheet_has_the_keys_of_window_tags_and_panel(qtbot: QtBot) -> None:
    dialog = Keys(None, (group_of("Edit", [action("Undo <all>", "Ctrl+Z")]), keys.PANEL), TAGS)
    qtbot.addWidget(dialog)
    dialog.show()
    spoken = " ".join(label.accessibleName() for label in dialog.findChildren(QLabel))
    assert "Ctrl+Z: Undo <all>" in spoken
    assert "2: 교통" in spoken
    assert "F2: Rename the tag" in spoken
    words = next(label for label in dialog.findChildren(QLabel) if label.text() == "Undo <all>")
    assert words.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("width", [760, 1000, 1440, 1920])
def test_nothing_hangs_over_at_the_right(qtbot: QtBot, width: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 900)
    groups = [group_of(menu, [action(f"{menu} some words", "Ctrl+Shift+Z", "Ctrl+Y")] * 7) for menu in "ABCD"]
    dialog = Keys(window, [*groups, keys.PANEL], TAGS)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() <= width
    assert dialog.height() <= 900
    page, view = dialog.area.widget(), dialog.area.viewport()
    qtbot.waitUntil(lambda: page.width() <= view.width(), timeout=1_000)
    for label in page.findChildren(QLabel):
        assert label.mapTo(page, label.rect().topRight()).x() < view.width()


def test_ask_shows_it(qtbot: QtBot) -> None:
    with when_open(Keys, lambda dialog: dialog.reject()):
        keys.ask(None, [], TAGS)


def test_what_is_typed_finds_verbs_keys_and_groups(qtbot: QtBot) -> None:
    dialog = Keys(None, (group_of("Edit", [action("Undo", "Ctrl+Z"), action("Redo", "Ctrl+Y")]), keys.READER), TAGS)
    qtbot.addWidget(dialog)
    dialog.show()

    def shown(words: str) -> list[str]:
        dialog.field.setText(words)
        page = dialog.area.widget()
        assert page is not None
        return [label.accessibleName() for label in page.findChildren(QLabel) if label.accessibleName()]

    assert shown("UNDO") == ["Ctrl+Z: Undo"]
    assert shown("ctrl+y") == ["Ctrl+Y: Redo"]
    assert len(shown("in the reader")) == len(keys.READER.lines)
    assert shown("교통") == ["2: 교통"]
    assert shown("no such thing") == []
    assert len(shown("")) > 10
