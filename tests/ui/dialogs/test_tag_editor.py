"""All of a tag in one form, which says what is wrong before it is saved."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.book import TAGS
from tests.ui.waiting import when_open
from ui.dialogs import tag_editor
from ui.dialogs.tag_editor import SWATCHES, TagEdit, TagEditor

RESERVED = frozenset("etynjkg")


def shown(qtbot: QtBot, number: int | None = 2, under: int | None = None) -> TagEditor:
    tag = next((tag for tag in TAGS if tag.id == number), None)
    dialog = TagEditor(None, TAGS, tag=tag, under=under, reserved=RESERVED)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_shows_the_tag_as_it_is(qtbot: QtBot) -> None:
    assert shown(qtbot).edit() == TagEdit(name="water", colour="#008660", key="1", definition="", parent=1)


def test_a_new_tag_takes_the_colour_of_the_one_above_or_a_free_one(qtbot: QtBot) -> None:
    assert shown(qtbot, None, under=1).edit() == TagEdit(name="", colour="#2f5d8a", key=None, definition="", parent=1)
    assert shown(qtbot, None).edit().colour not in {tag.colour for tag in TAGS if tag.parent is None}


@pytest.mark.parametrize(("name", "words"), [("교통", "already"), ("a/b", "no /"), ("  ", "")])
def test_what_cannot_be_saved_is_said_at_once(qtbot: QtBot, name: str, words: str) -> None:
    dialog = shown(qtbot)
    dialog.name.setText(name)
    assert words in dialog.message.text()
    assert not dialog.accept_button.isEnabled()
    dialog.name.setText("rain")
    assert dialog.accept_button.isEnabled()
    assert dialog.message.text() == ""


def test_the_same_name_is_free_under_another_tag(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.name.setText("교통")
    dialog.above.setCurrentIndex(0)
    assert dialog.accept_button.isEnabled()


def test_a_tag_cannot_stand_under_itself(qtbot: QtBot) -> None:
    dialog = shown(qtbot, 1)
    offered = {dialog.above.itemData(number) for number in range(dialog.above.count())}
    assert offered == {None, 4}


def test_keys_of_the_window_are_not_offered_and_a_taken_one_says_who_loses_it(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    offered = {dialog.key.itemData(number) for number in range(dialog.key.count())}
    assert not offered & RESERVED
    assert {None, "1", "9", "b", "z"} <= offered
    dialog.key.setCurrentIndex(dialog.key.findData("b"))
    assert dialog.message.text() == "“scope” loses the key b."
    assert dialog.accept_button.isEnabled()


def test_every_swatch_has_a_name_and_can_be_chosen(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    swatches = [each for each in dialog.colours.findChildren(QToolButton) if each.property("swatch")]
    assert [each.accessibleName() for each in swatches] == [f"Colour {name}" for name, _ in SWATCHES]
    swatches[-1].click()
    assert dialog.edit().colour == SWATCHES[-1][1]
    assert [each.isChecked() for each in swatches].count(True) == 1


def test_ask_gives_the_tag_or_none(qtbot: QtBot) -> None:
    with when_open(TagEditor, lambda dialog: dialog.accept()):
        assert tag_editor.ask(None, TAGS, tag=TAGS[1]).name == "water"
    with when_open(TagEditor, lambda dialog: dialog.reject()):
        assert tag_editor.ask(None, TAGS) is None
