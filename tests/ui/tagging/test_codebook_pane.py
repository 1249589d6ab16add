"""The codebook is tagged with, written and rearranged from the panel, by mouse and by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.waiting import when_open
from ui.dialogs.confirm_remove import ConfirmRemove
from ui.dialogs.tag_editor import TagEditor
from ui.tagging.panel import TaggingPanel
from ui.tagging.tree_steps import Place


def paths(desk) -> list[str]:  # type: ignore[no-untyped-def]
    return [tag.path for tag in desk.store.codebook.tags()]


def click(panel: TaggingPanel, qtbot: QtBot, tag: int) -> None:
    tree = panel.codebook.tree
    place = tree.visualRect(tree.book.index_of(tag)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_puts_the_tag_on_the_article_and_a_second_one_takes_it_off(desk, panel, qtbot) -> None:
    water = desk.tag("water").id
    click(panel, qtbot, water)
    assert [(each.tag, each.start) for each in desk.store.taggings.of(desk.first)] == [("systems/water", None)]
    assert panel.codebook.tree.book.index_of(water).data().startswith("water")
    click(panel, qtbot, water)
    assert desk.store.taggings.of(desk.first) == ()


def test_a_click_puts_the_tag_on_what_is_selected_in_the_text(desk, panel, qtbot) -> None:
    desk.current.selection = desk.span("물길 지도")
    click(panel, qtbot, desk.tag("water").id)
    (tagging,) = desk.store.taggings.of(desk.first)
    assert (tagging.quote, (tagging.start, tagging.end)) == ("물길 지도", desk.span("물길 지도"))


def test_enter_puts_the_tag_under_the_cursor(desk, panel, qtbot) -> None:
    tree = panel.codebook.tree
    tree.choose(desk.tag("scope").id)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert [each.tag for each in desk.store.taggings.of(desk.first)] == ["scope"]


def test_a_click_only_chooses_while_the_codebook_is_edited(desk, panel, qtbot) -> None:
    panel.codebook.link.click()
    click(panel, qtbot, desk.tag("water").id)
    assert desk.store.taggings.of(desk.first) == ()
    assert panel.codebook.tree.current_tag() == desk.tag("water")
    assert panel.codebook.link.text() == "done"
    panel.codebook.link.click()
    assert panel.codebook.link.text() == "edit codebook"


def test_f2_renames_in_place(desk, panel, qtbot) -> None:
    tree = panel.codebook.tree
    tree.choose(desk.tag("water").id)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    editor = tree.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "water"
    editor.selectAll()
    qtbot.keyClicks(editor, "rivers")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: paths(desk) == ["systems", "systems/rivers", "scope"])
    assert tree.current_tag() == desk.tag("rivers")
    assert desk.store.taggings.of(desk.first) == ()


def test_a_change_from_elsewhere_leaves_a_name_that_is_being_typed(desk, panel, qtbot) -> None:
    tree = panel.codebook.tree
    tree.choose(desk.tag("water").id)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    editor = tree.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "riv")
    desk.store.taggings.put(desk.tag("scope").id, [desk.first])
    assert editor.text() == "riv"


@pytest.mark.parametrize(
    ("name", "key", "after"),
    [
        ("scope", Qt.Key.Key_Up, ["scope", "systems", "systems/water"]),
        ("systems", Qt.Key.Key_Down, ["scope", "systems", "systems/water"]),
        ("scope", Qt.Key.Key_Right, ["systems", "systems/water", "systems/scope"]),
        ("water", Qt.Key.Key_Left, ["systems", "water", "scope"]),
        ("water", Qt.Key.Key_Up, ["systems", "systems/water", "scope"]),
    ],
)
def test_alt_and_an_arrow_move_a_tag_and_the_cursor_goes_with_it(desk, panel, qtbot, name, key, after) -> None:
    tree, moved = panel.codebook.tree, desk.tag(name).id
    tree.choose(moved)
    qtbot.keyClick(tree, key, Qt.KeyboardModifier.AltModifier)
    assert paths(desk) == after
    assert tree.current_tag().id == moved


def test_the_keys_go_to_the_codebook_when_its_editing_begins(desk, panel, qtbot) -> None:
    """Del would delete the article where the keys were before."""
    panel.activateWindow()
    said: list[str] = []
    desk.actions.said.connect(said.append)
    panel.codebook.link.click()
    qtbot.waitUntil(panel.codebook.tree.hasFocus)
    assert "Del removes it" in said[-1]


def test_a_dropped_tag_is_moved_by_the_store(desk, panel, qtbot) -> None:
    book = panel.codebook.tree.book
    book.move_asked.emit(desk.tag("scope").id, Place(parent=desk.tag("systems").id, position=0))
    qtbot.waitUntil(lambda: paths(desk) == ["systems", "systems/scope", "systems/water"])


def test_ins_writes_a_new_tag_under_the_one_at_the_cursor(desk, panel, qtbot) -> None:
    tree = panel.codebook.tree
    tree.choose(desk.tag("systems").id)
    qtbot.keyClick(tree, Qt.Key.Key_Insert)
    line = panel.findChild(QLineEdit, "newTag")
    assert line.text() == "systems/"
    qtbot.keyClicks(line, "wind")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert paths(desk) == ["systems", "systems/water", "systems/wind", "scope"]
    assert tree.current_tag() == desk.tag("wind")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()


def test_a_name_that_is_there_already_is_refused_in_a_sentence(desk, panel, qtbot) -> None:
    tree = panel.codebook.tree
    qtbot.keyClick(tree, Qt.Key.Key_Insert)
    line = panel.findChild(QLineEdit, "newTag")
    line.setText("scope")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    trouble = desk.window.findChild(QDialog, "trouble")
    assert "already there" in trouble.text()
    assert line.text() == "scope"
    trouble.close()


def test_removing_a_tag_says_what_goes_with_it_and_undo_brings_it_back(desk, panel, qtbot) -> None:
    tree = panel.codebook.tree
    desk.store.taggings.put(desk.tag("water").id, [desk.first, desk.second])
    tree.choose(desk.tag("systems").id)
    seen: list[str] = []

    def agree(dialog: ConfirmRemove) -> None:
        seen.extend(label.text() for label in dialog.findChildren(type(dialog.message)))
        dialog.accept()

    with when_open(ConfirmRemove, agree):
        qtbot.keyClick(tree, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: paths(desk) == ["scope"])
    assert "– 1 tag under it" in seen
    assert "– 2 taggings in 2 articles" in seen
    assert paths(desk) == ["scope"]
    desk.store.journal.undo()
    assert paths(desk) == ["systems", "systems/water", "scope"]
    assert len(desk.store.taggings.of(desk.first)) == 1


def test_a_refused_question_removes_nothing(desk, panel, qtbot) -> None:
    panel.codebook.tree.choose(desk.tag("systems").id)
    asked: list[bool] = []
    with when_open(ConfirmRemove, lambda dialog: (asked.append(True), dialog.reject())):
        qtbot.keyClick(panel.codebook.tree, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: bool(asked))
    assert paths(desk) == ["systems", "systems/water", "scope"]


def test_f4_changes_all_of_a_tag_as_one_step(desk, panel, qtbot) -> None:
    def write(dialog: TagEditor) -> None:
        dialog.name.setText("rivers")
        dialog.key.setCurrentIndex(dialog.key.findData("b"))
        dialog.above.setCurrentIndex(0)
        dialog.definition.setPlainText("Water that flows")
        dialog.accept()

    panel.codebook.tree.choose(desk.tag("water").id)
    with when_open(TagEditor, write):
        qtbot.keyClick(panel.codebook.tree, Qt.Key.Key_F4)
    rivers = desk.tag("rivers")
    assert (rivers.path, rivers.key, rivers.definition) == ("rivers", "b", "Water that flows")
    assert desk.tag("scope").key is None
    desk.store.journal.undo()
    assert (desk.tag("water").path, desk.tag("water").key, desk.tag("scope").key) == ("systems/water", "1", "b")


def entries(menu: QMenu) -> dict[str, QAction]:
    found = {}
    for action in menu.actions():
        found[action.text()] = action
        if isinstance(action.menu(), QMenu):
            found |= entries(action.menu())
    return found


def test_the_menu_of_a_tag_recolours_and_gives_keys(desk, panel, qtbot) -> None:
    water = desk.tag("water")
    menu = panel.codebook.verbs.build_menu(water, rename=panel.codebook.tree.rename_current)
    found = entries(menu)
    found["pink"].trigger()
    panel.codebook.verbs.set_key(water.id, "7")
    assert (desk.tag("water").colour, desk.tag("water").key) == ("#b3446c", "7")
    menu.deleteLater()
    menu = panel.codebook.verbs.build_menu(water, rename=panel.codebook.tree.rename_current)
    found = entries(menu)
    found["none"].trigger()
    assert desk.tag("water").key is None
    found["Put water"].trigger()
    assert [each.tag for each in desk.store.taggings.of(desk.first)] == ["systems/water"]
    assert found["Remove…"].shortcut().toString() == "Del"
    menu.deleteLater()


def test_folding_and_the_cursor_outlive_a_change_of_the_tree(desk, panel, qtbot) -> None:
    tree = panel.codebook.tree
    tree.collapse(tree.book.index_of(desk.tag("systems").id))
    tree.choose(desk.tag("scope").id)
    desk.store.codebook.add("scope/wide")
    assert not tree.isExpanded(tree.book.index_of(desk.tag("systems").id))
    assert tree.isExpanded(tree.book.index_of(desk.tag("scope").id))
    assert tree.current_tag() == desk.tag("scope")


def test_an_empty_codebook_offers_the_line_for_the_first_tag(desk, panel, qtbot) -> None:
    for name in ("systems", "scope"):
        desk.store.codebook.remove(desk.tag(name).id)
    line = panel.findChild(QLineEdit, "newTag")
    assert line.isVisible()
    assert line.placeholderText() == "Name of the first tag"
