"""Two windows on one file: what one writes from the panel never goes over what the other wrote without a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPlainTextEdit, QPushButton

from store import Store
from tests.ui.waiting import when_open
from ui.dialogs.overtaken import TwoTexts
from ui.dialogs.tag_editor import TagEditor
from ui.dialogs.tagging_sheet import TaggingSheet
from ui.tagging.tree_steps import Place


@pytest.fixture
def other(desk) -> Iterator[Store]:
    """Another window on the same file, of which this one has not heard yet."""
    with desk.store.connect() as store:
        yield store


def keep(choice: str, seen: list[tuple[str, str]] | None = None) -> Callable[[TwoTexts], None]:
    def choose(dialog: TwoTexts) -> None:
        texts = [dialog.findChild(QPlainTextEdit, f"text_{name}").toPlainText() for name in ("mine", "theirs")]
        (seen if seen is not None else []).append((texts[0], texts[1]))
        dialog.findChild(QPushButton, f"keep_{choice}").click()

    return choose


def typed(view, qtbot, words: str, meanwhile: Callable[[], object]) -> None:
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, words)
    meanwhile()
    with qtbot.waitSignal(view.itemDelegate().closeEditor):
        qtbot.keyClick(editor, Qt.Key.Key_Return)


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_name_typed_in_the_tree(desk, panel, other, qtbot, choice) -> None:
    tree, water = panel.codebook.tree, desk.tag("water").id
    tree.choose(water)
    seen: list[tuple[str, str]] = []
    with when_open(TwoTexts, keep(choice, seen)):
        typed(tree, qtbot, "rivers", lambda: other.codebook.rename(water, "floods"))
    assert seen == [("rivers", "floods")]
    assert desk.store.codebook.get(water).name == {"mine": "rivers", "theirs": "floods"}[choice]


def test_a_name_that_the_window_has_heard_of_is_written_over_only_knowingly(desk, panel, other, qtbot) -> None:
    tree, water = panel.codebook.tree, desk.tag("water").id
    tree.choose(water)

    def meanwhile() -> None:
        other.codebook.rename(water, "floods")
        qtbot.waitUntil(lambda: tree.book.index_of(water).data(Qt.ItemDataRole.EditRole) == "floods")

    with when_open(TwoTexts, keep("theirs")):
        typed(tree, qtbot, "rivers", meanwhile)
    assert desk.store.codebook.get(water).name == "floods"


def test_what_was_seen_before_is_no_conflict(desk, panel, other, qtbot) -> None:
    tree, water = panel.codebook.tree, desk.tag("water").id
    other.codebook.rename(water, "floods")
    qtbot.waitUntil(lambda: tree.book.index_of(water).data(Qt.ItemDataRole.EditRole) == "floods")
    tree.choose(water)
    typed(tree, qtbot, "rivers", lambda: None)
    assert desk.store.codebook.get(water).name == "rivers"


def entry(menu, text: str) -> QAction:
    inner = [each.menu() for each in menu.actions() if each.menu() is not None]
    found = [each for one in (menu, *inner) for each in one.actions() if each.text() == text]
    return found[0]


def test_colour_and_key_chosen_in_a_menu(desk, panel, other) -> None:
    water = desk.tag("water")
    menu = panel.codebook.verbs.build_menu(water, rename=panel.codebook.tree.rename_current)
    other.codebook.recolour(water.id, "#010101")
    other.codebook.set_key(water.id, "2")
    for text in ("pink", "7"):
        with when_open(TwoTexts, keep("theirs")):
            entry(menu, text).trigger()
    water = desk.tag("water")
    assert (water.colour, water.key) == ("#010101", "2")
    menu.deleteLater()


def test_a_tag_moved_by_both_stays_where_the_other_put_it(desk, panel, other, qtbot) -> None:
    scope = desk.tag("scope").id
    other.codebook.move(scope, parent=desk.tag("systems").id, position=0)
    panel.codebook.verbs.move(scope, Place(parent=desk.tag("water").id, position=0))
    told = panel.window().findChild(QMessageBox) or desk.window.findChild(QMessageBox)
    assert "moved in another window" in told.text()
    told.close()
    assert desk.store.codebook.get(scope).path == "systems/scope"


def test_the_form_of_a_tag_asks_for_each_thing_and_keeps_what_nobody_else_touched(desk, panel, other) -> None:
    water = desk.tag("water").id
    seen: list[tuple[str, str]] = []
    with when_open(TagEditor, lambda form: _fill(form, other, water)), when_open(TwoTexts, keep("mine", seen)):
        panel.codebook.verbs.edit(water)
    tag = desk.store.codebook.get(water)
    assert seen == [("rivers", "floods")]
    assert (tag.name, tag.definition, tag.include, tag.exclude) == (
        "rivers",
        "What systems/water means",
        "lakes",
        "rain",
    )


def _fill(form: TagEditor, other: Store, tag: int) -> None:
    form.name.setText("rivers")
    form.include.setPlainText("lakes")
    other.codebook.define(tag, exclude="rain")
    other.codebook.rename(tag, "floods")
    form.accept()


def test_a_note_typed_in_the_list_of_taggings(desk, panel, other, qtbot) -> None:
    desk.store.taggings.put(desk.tag("water").id, [desk.first], note="old")
    (tagging,) = desk.store.taggings.of(desk.first)
    view = panel.taggings.list
    view.go_to(tagging.id)
    seen: list[tuple[str, str]] = []
    with when_open(TwoTexts, keep("theirs", seen)):
        typed(view, qtbot, "mine", lambda: other.taggings.set_note(tagging.id, "theirs"))
    assert seen == [("mine", "theirs")]
    assert desk.store.taggings.of(desk.first)[0].note == "theirs"


def test_the_sheet_of_a_tagging_writes_only_what_was_touched(desk, panel, other) -> None:
    desk.store.taggings.put(desk.tag("water").id, [desk.first], note="old")
    (tagging,) = desk.store.taggings.of(desk.first)
    desk.current.tagging = tagging.id

    def fill(sheet: TaggingSheet) -> None:
        sheet.certainty.setCurrentText("high")
        other.taggings.set_note(tagging.id, "theirs")
        sheet.accept()

    with when_open(TaggingSheet, fill):
        desk.actions["describe"].trigger()
    (after,) = desk.store.taggings.of(desk.first)
    assert after.note == "theirs"
    assert after.certainty is not None
