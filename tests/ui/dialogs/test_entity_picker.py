"""The selected words are an entity that is known, or a new one of a type, with keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from store.records import Entity
from tests.ui.dialogs.book import ENTITIES
from tests.ui.waiting import when_open
from ui.dialogs import entity_picker
from ui.dialogs.entity_picker import EntityChoice, EntityPicker


def complete(text: str) -> list[Entity]:
    return [each for each in ENTITIES if any(text.casefold() in name.name.casefold() for name in each.names)]


def shown(qtbot: QtBot, quote: str, language: str = "ko") -> EntityPicker:
    dialog = EntityPicker(None, quote=quote, complete=complete, language=language)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def rows(dialog: EntityPicker) -> list[tuple[str, str, str]]:
    return [(row.text, row.second, row.right) for row in dialog.picker.list.rows_model.rows]


def test_the_selected_words_are_looked_for_at_once(qtbot: QtBot) -> None:
    dialog = shown(qtbot, "가람")
    assert rows(dialog)[:2] == [("가람시", "Garam", "place"), ("가람 물길 지도", "", "system")]
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert dialog.choice == EntityChoice(type="place", entity=1)


def test_names_in_the_language_of_the_article_come_first(qtbot: QtBot) -> None:
    assert rows(shown(qtbot, "garam", language="en"))[0] == ("Garam", "가람시", "place")


def test_typing_replaces_the_words_and_finds_by_another_name(qtbot: QtBot) -> None:
    dialog = shown(qtbot, "the city")
    qtbot.keyClicks(dialog.picker.field, "Gar")
    assert dialog.picker.field.text() == "Gar"
    assert rows(dialog)[0][0] == "가람시"


@pytest.mark.parametrize(
    ("key", "choice"),
    [
        (Qt.Key.Key_1, EntityChoice(type="person", name="나루 허브")),
        (Qt.Key.Key_4, EntityChoice(type="system", name="나루 허브")),
        (Qt.Key.Key_9, EntityChoice(type="date", name=None)),
    ],
)
def test_alt_and_a_digit_make_a_new_one_of_that_type(qtbot: QtBot, key: Qt.Key, choice: EntityChoice) -> None:
    dialog = shown(qtbot, "나루\n허브")
    qtbot.keyClick(dialog.picker.field, key, Qt.KeyboardModifier.AltModifier)
    assert dialog.choice == choice


def test_arrows_pass_over_the_heading(qtbot: QtBot) -> None:
    dialog = shown(qtbot, "물길")
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Down)
    assert dialog.picker.current().text == "a person"
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Down)
    assert dialog.picker.current().text == "a place"
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert dialog.choice == EntityChoice(type="place", name="물길")


def test_without_a_name_nothing_is_taken(qtbot: QtBot) -> None:
    dialog = shown(qtbot, "물길")
    dialog.picker.field.clear()
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert dialog.choice is None
    assert dialog.isVisible()


def test_ask_gives_none_when_it_is_dismissed(qtbot: QtBot) -> None:
    with when_open(EntityPicker, lambda dialog: dialog.reject()):
        assert entity_picker.ask(None, quote="x", complete=complete) is None
    with when_open(EntityPicker, lambda dialog: dialog.accept()):
        assert entity_picker.ask(None, quote="가람시", complete=complete) == EntityChoice(type="place", entity=1)
