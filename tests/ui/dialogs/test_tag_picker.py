"""Any tag by a few letters, or a new one, with keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.book import TAGS
from tests.ui.waiting import when_open
from ui.dialogs import tag_picker
from ui.dialogs.tag_picker import TagChoice, TagPicker, Target, Verb


def shown(qtbot: QtBot) -> TagPicker:
    dialog = TagPicker(None, TAGS, what="Tags 3 articles.")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def names(dialog: TagPicker) -> list[str]:
    return [row.text for row in dialog.picker.list.rows_model.rows]


def test_all_tags_are_offered_in_the_order_of_the_codebook(qtbot: QtBot) -> None:
    assert names(shown(qtbot)) == ["systems", "water", "교통", "scope"]


def test_letters_find_and_enter_takes(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    qtbot.keyClicks(dialog.picker.field, "wat")
    assert names(dialog) == ["water", "New tag “wat”"]
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert dialog.choice == TagChoice(tag=2, path="water")


def test_first_consonants_find_a_korean_name(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.picker.field.setText("ㄱㅌ")
    assert names(dialog)[0] == "교통"


def test_arrows_walk_the_list_and_go_round(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    field = dialog.picker.field
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert dialog.picker.current().text == "scope"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert dialog.picker.current().text == "water"


def test_a_new_path_is_a_new_tag(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.picker.field.setText(" systems / wind /")
    assert names(dialog)[-1] == "New tag “systems/wind”"
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert dialog.choice == TagChoice(tag=None, path="systems/wind")


def test_a_tag_that_is_there_is_not_offered_as_new(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.picker.field.setText("Systems/Water")
    assert names(dialog) == ["water"]


def test_ask_gives_the_choice_or_none(qtbot: QtBot) -> None:
    def choose(dialog: TagPicker) -> None:
        dialog.picker.field.setText("scope")
        dialog.accept()

    with when_open(TagPicker, choose):
        assert tag_picker.ask(None, TAGS) == TagChoice(tag=4, path="scope")
    with when_open(TagPicker, lambda dialog: dialog.reject()):
        assert tag_picker.ask(None, TAGS) is None


TARGETS = (
    Target(name="passage", words="Tags the selected passage."),
    Target(name="filter", words="Tags all 12 articles."),
)


def test_tab_takes_what_else_can_be_tagged(qtbot: QtBot) -> None:
    dialog = TagPicker(None, TAGS, targets=TARGETS)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.message.text().startswith("Tags the selected passage.")
    assert "Tab: tags all 12" in dialog.message.text()
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Tab)
    assert dialog.message.text().startswith("Tags all 12 articles.")
    qtbot.keyClicks(dialog.picker.field, "wat")
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert dialog.choice == TagChoice(tag=2, path="water", target="filter")


def test_tags_put_last_stand_first_while_nothing_is_typed(qtbot: QtBot) -> None:
    dialog = TagPicker(None, TAGS, recent=(4, 2))
    qtbot.addWidget(dialog)
    assert names(dialog)[:2] == ["scope", "water"]


def test_a_verb_is_found_beside_the_tags(qtbot: QtBot) -> None:
    dialog = TagPicker(None, TAGS, verbs=(Verb(name="done", words="Set to done", key="d"),))
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Set to done" not in names(dialog)
    qtbot.keyClicks(dialog.picker.field, "done")
    assert names(dialog)[0] == "Set to done"
    assert dialog.accept_button.text() == "Do it"
    assert "nothing is tagged" in dialog.message.text()
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Down)
    assert dialog.accept_button.text() == "Tag"
    assert dialog.message.text() == ""
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert dialog.choice == TagChoice(tag=None, path="", verb="done")
