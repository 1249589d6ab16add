"""The cheat sheet says the keys that the actions have, and those of the tags."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel
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
    dealt = columns(groups)
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
    assert "Undo &lt;all&gt;" in " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_ask_shows_it(qtbot: QtBot) -> None:
    with when_open(Keys, lambda dialog: dialog.reject()):
        keys.ask(None, [], TAGS)
