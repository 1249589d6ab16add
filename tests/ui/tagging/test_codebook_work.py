"""Codebooks in the window: rows of their own, tags moved between them, merged, split, deprecated, taken in and compared."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt

from tests.ui.waiting import when_open
from ui.codebook_work import CodebookWork
from ui.dialogs.codebook_history import CodebookHistoryDialog
from ui.dialogs.codebook_import import CodebookImport
from ui.dialogs.tag_editor import TagEditor
from ui.dialogs.tag_merge import TagMerge
from ui.dialogs.tag_split import TagSplit
from ui.jobs import Jobs
from ui.settings import Settings
from ui.tagging.codebook_model import BOOK, MIME, CodebookModel
from ui.tagging.rows import ROW


def paths(desk) -> list[str]:  # type: ignore[no-untyped-def]
    return [tag.path for tag in desk.store.codebook.tags()]


@pytest.fixture
def other(desk) -> int:  # type: ignore[no-untyped-def]
    """Add a second codebook."""
    desk.store.codebooks.add("둘째 Actors")
    return desk.store.codebooks.all()[1].id


def test_several_codebooks_have_rows_and_the_model_keeps_qts_rules(desk, qtmodeltester, other) -> None:
    model = CodebookModel()
    model.show(desk.store.codebook.tags(), {}, desk.store.codebooks.all())
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Codebook", "둘째 Actors"]
    assert model.rowCount(model.index(0, 0)) == 2
    model.movable = True
    qtmodeltester.check(model)
    model.show(desk.store.codebook.tags(), {})
    assert model.index(0, 0).data() == "systems"
    qtmodeltester.check(model)


def test_a_tag_is_dropped_into_another_codebook(desk, panel, qtbot, other) -> None:
    panel.codebook.link.click()
    book = panel.codebook.tree.book
    data = QMimeData()
    data.setData(MIME, str(desk.tag("systems").id).encode())
    assert not book.canDropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    row = book.index_of(BOOK + other)
    assert book.canDropMimeData(data, Qt.DropAction.MoveAction, -1, 0, row)
    book.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, row)
    qtbot.waitUntil(lambda: desk.tag("systems").codebook == other)
    assert paths(desk) == ["scope", "systems", "systems/water"]
    assert desk.tag("water").codebook == other
    panel.codebook.tree.edit_begun.emit()
    book.setData(book.index_of(BOOK + other), "Actors")
    assert desk.store.codebooks.get(other).name == "Actors"


def test_keys_merge_split_and_deprecate(desk, panel, qtbot) -> None:
    tree, water = panel.codebook.tree, desk.tag("water").id
    desk.store.taggings.put(water, [desk.first, desk.second])
    tree.choose(water)

    def split(dialog: TagSplit) -> None:
        assert not dialog.accept_button.isEnabled()  # no name yet
        dialog.into.setText("rain")
        dialog.where.setText("lang:")
        qtbot.waitUntil(lambda: dialog.message.property("error") is True)
        assert not dialog.accept_button.isEnabled()  # nothing is meant
        dialog.where.setText("lang:en")
        qtbot.waitUntil(lambda: dialog.message.text().startswith("1 of 2 taggings"))
        dialog.accept_button.click()

    with when_open(TagSplit, split):
        qtbot.keyClick(tree, Qt.Key.Key_F3, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: "systems/rain" in paths(desk))
    assert [each.tag for each in desk.store.taggings.of(desk.second)] == ["systems/rain"]
    tree.choose(water)
    with when_open(TagMerge, lambda dialog: (dialog.picker.field.setText("rain"), dialog.accept())):
        qtbot.keyClick(tree, Qt.Key.Key_F2, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: "systems/water" not in paths(desk))
    rain = desk.tag("rain").id
    tree.choose(rain)
    qtbot.keyClick(tree, Qt.Key.Key_F5, Qt.KeyboardModifier.AltModifier)
    assert desk.tag("rain").deprecated
    row = tree.book.index_of(rain).data(ROW)
    assert row.dim
    assert "Deprecated" in row.tip
    assert rain not in [tag.id for tag in desk.store.codebook.offered()]
    for _ in range(3):
        desk.store.journal.undo()
    assert [each.tag for each in desk.store.taggings.of(desk.second)] == ["systems/water"]


def test_a_tag_is_found_as_one_types(desk, panel, qtbot) -> None:
    panel.codebook.link.click()
    line = panel.codebook.find_line
    assert line.isVisible()
    qtbot.keyClicks(line, "wat")
    assert panel.codebook.tree.current_tag() == desk.tag("water")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    panel.codebook.link.click()
    assert not line.isVisible()


def test_all_of_a_tag_is_edited_as_one_step(desk, panel, qtbot) -> None:
    water = desk.tag("water")

    def fill(dialog: TagEditor) -> None:
        dialog.include.setPlainText("하천")
        dialog.exclude.setPlainText("sea")
        dialog.examples.setPlainText("하나\n둘")
        dialog.scope.setCurrentIndex(2)
        dialog.exclusive.setChecked(True)
        dialog.accept()

    with when_open(TagEditor, fill):
        panel.codebook.verbs.edit(water.id)
    after = desk.tag("water")
    assert (after.include, after.exclude, after.examples) == ("하천", "sea", "하나\n둘")
    assert (after.scope, after.exclusive, after.definition) == ("passage", True, water.definition)
    desk.store.journal.undo()
    assert desk.tag("water") == water


def test_the_window_says_what_gave_way(desk, panel, qtbot) -> None:
    for path in ("stance/for", "stance/against"):
        desk.store.codebook.add(path)
    desk.store.codebook.set_exclusive(desk.tag("stance").id, True)
    desk.actions.put_tag(desk.tag("for").id)
    with qtbot.waitSignal(desk.actions.said, check_params_cb=lambda words: "instead of for" in words):
        desk.actions.put_tag(desk.tag("against").id)


def test_counts_stand_beside_the_tags_while_they_are_edited(desk, panel, qtbot) -> None:
    desk.store.taggings.put(desk.tag("water").id, [desk.first, desk.second])
    index = panel.codebook.tree.book.index_of(desk.tag("systems").id)
    assert index.data(ROW).right == ""
    panel.codebook.link.click()
    qtbot.waitUntil(lambda: panel.codebook.tree.book.index_of(desk.tag("systems").id).data(ROW).right == "2")
    desk.store.taggings.take_off(desk.tag("water").id, [desk.first])
    qtbot.waitUntil(lambda: panel.codebook.tree.book.index_of(desk.tag("systems").id).data(ROW).right == "1")


def test_a_file_is_looked_at_and_taken_in(desk, qtbot, tmp_path) -> None:
    (tmp_path / "b.csv").write_text("path,definition\nscope,새 뜻\nnew/child,x\n", encoding="utf-8")
    jobs, said = Jobs(desk.store), []
    work = CodebookWork(desk.store, jobs, desk.actions.writes, desk.window, Settings(), say=said.append)
    with when_open(CodebookImport, lambda dialog: dialog.accept()):
        work.take_this(tmp_path / "b.csv")
    assert paths(desk) == ["systems", "systems/water", "scope", "new", "new/child"]
    assert said == ["Import a codebook: 2 new, 1 changed"]
    with qtbot.waitSignal(jobs.troubled):
        work.take_this(tmp_path / "none.csv")
    jobs.close()


def test_the_history_shows_changes_and_compares_versions(desk, qtbot, qtmodeltester) -> None:
    desk.store.codebook_versions.freeze("v1")
    desk.store.taggings.put(desk.tag("water").id, [desk.first])
    desk.store.codebook.remove(desk.tag("water").id)
    jobs = Jobs(desk.store)
    dialog = CodebookHistoryDialog(None, desk.store, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.rows_model.rowCount() > 3)
    top = dialog.list.rows_model.rows[0]
    assert top.text == "Remove tag systems/water"
    assert "taggings: 1 removed" in top.right
    assert dialog.model.index(0, 0).data() == "− removed"
    dialog.since.setCurrentIndex(1)
    dialog.compare()
    qtbot.waitUntil(lambda: "FROM V1" in dialog.heading.text())
    assert dialog.model.index(0, 1).data() == "systems/water"
    qtmodeltester.check(dialog.model)
    jobs.close()
