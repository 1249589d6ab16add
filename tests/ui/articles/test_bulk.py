"""Verbs on many articles, the bin, columns and moves through the list, on the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.app import open_window
from ui.dialogs import bulk_note, confirm_many, tag_picker
from ui.dialogs.tag_picker import TagChoice
from ui.main_window import MainWindow

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def listed(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Give a window that is shown and active, with the keys in its list."""
    window.show()
    window.activateWindow()
    window.pane.table.setFocus()
    qtbot.waitUntil(window.pane.table.hasFocus)
    return window


def shows(qtbot: QtBot, window: MainWindow, count: int) -> None:
    """Wait until the list has so many lines."""
    qtbot.waitUntil(lambda: len(window.pane.model.ids) == count)


def test_del_moves_to_the_bin_and_the_bin_gives_back(qtbot: QtBot, listed: MainWindow) -> None:
    table, total = listed.pane.table, len(listed.pane.model.ids)
    table.go(0)
    gone = listed.pane.model.ids[0]
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    shows(qtbot, listed, total - 1)
    assert list(listed.store.search.ids("is:deleted")) == [gone]
    assert listed.pane.count.text() == f"{total - 1} articles"
    listed.actions_["bin"].trigger()
    shows(qtbot, listed, 1)
    assert listed.pane.count.text() == "1 article in the bin"
    qtbot.waitUntil(lambda: listed.current.article == gone)
    assert listed.reader.page.isVisible()
    assert not listed.actions_["done"].isEnabled()
    assert not listed.actions_["remove"].isEnabled()
    listed.actions_["restore"].trigger()
    shows(qtbot, listed, 0)
    listed.actions_["clear_filter"].trigger()
    shows(qtbot, listed, total)
    listed.actions_["undo"].trigger()
    shows(qtbot, listed, total - 1)


def test_the_bin_is_emptied_after_a_question_with_the_number(
    qtbot: QtBot, listed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int, bool]] = []
    monkeypatch.setattr(
        confirm_many, "ask", lambda _, what, count, undoable=True: asked.append((what, count, undoable)) or True
    )
    listed.actions_["empty_bin"].trigger()
    assert not asked
    listed.store.articles.remove(list(listed.store.search.ids())[:2])
    with qtbot.waitSignal(listed.jobs.ended):
        listed.actions_["empty_bin"].trigger()
    assert asked == [("Remove for good:", 2, False)]
    assert listed.store.bin.count() == 0


def test_more_than_the_screen_is_asked_for_with_its_number(
    qtbot: QtBot, listed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(confirm_many, "ask", lambda _, what, count, **__: bool(asked.append(count)))
    listed.pane.table.selectAll()
    listed.actions_.marks.on_screen = lambda: 2
    for verb in ("done", "remove"):
        listed.actions_[verb].trigger()
    total = len(listed.pane.model.ids)
    assert asked == [total, total]
    assert listed.store.search.count("status:done") == 0


def test_a_note_and_a_tag_on_many_are_one_step_each(
    qtbot: QtBot, listed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = listed.store.codebook.find("stance")
    total = len(listed.pane.model.ids)
    listed.pane.table.selectAll()
    monkeypatch.setattr(bulk_note, "ask", lambda *_: "seen")
    listed.actions_["add_note"].trigger()
    assert listed.store.search.count("has:note") == total
    listed.actions_.put_tag(tag.id)
    monkeypatch.setattr(tag_picker, "ask", lambda *_, **__: TagChoice(tag=tag.id, path=tag.path))
    listed.actions_["untag"].trigger()
    assert [entry.label for entry in listed.store.journal.history()[:3]] == [
        f"Take stance off {total} articles",
        f"Tag {total} articles with stance",
        f"Note on {total} articles",
    ]
    assert listed.store.search.count("has:tag") == 0


def test_a_large_verb_is_a_job_that_shows_how_far_it_is(
    qtbot: QtBot, listed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.writes.FEW", 2)
    listed.pane.table.selectAll()
    with qtbot.waitSignal(listed.jobs.ended):
        listed.actions_["done"].trigger()
        assert [job.whole for job in listed.jobs.running] == [True]
    total = len(listed.pane.model.ids)
    assert listed.store.search.count("status:done") == total
    assert listed.store.journal.history()[0].label == f"Set {total} articles to done"


def test_untagged_articles_are_gone_to_both_ways(qtbot: QtBot, listed: MainWindow) -> None:
    ids = list(listed.pane.model.ids)
    listed.store.articles.set_status([ids[1], ids[3]], "done")
    listed.pane.table.go(0)
    for key, modifiers, place in ((Qt.Key.Key_U, None, 2), (Qt.Key.Key_U, SHIFT, 0), (Qt.Key.Key_U, SHIFT, 5)):
        qtbot.keyClick(listed.pane.table, key, modifiers or Qt.KeyboardModifier.NoModifier)
        qtbot.waitUntil(lambda place=place: listed.current.article == ids[place])


def test_like_sorts_by_relevance_until_it_goes(qtbot: QtBot, listed: MainWindow) -> None:
    listed.finder.set_query('like:"버스 노선"')
    qtbot.waitUntil(lambda: listed.current.query.startswith("like"))
    assert listed.finder.sort_in_force == "relevance"
    assert "best match" in listed.pane.findChild(type(listed.pane._sort), "sortButton").text()
    with qtbot.waitSignal(listed.finder.counted):
        listed.finder.set_sort("title")
    assert listed.finder.sort_in_force == "title"
    with qtbot.waitSignal(listed.finder.counted):
        listed.finder.set_query("")
    assert listed.finder.sort_in_force == "-published"


def test_columns_and_mode_are_kept_for_the_next_window(qtbot: QtBot, listed: MainWindow, project_path: Path) -> None:
    listed.actions_["list_mode"].trigger()
    assert listed.pane.table.columns.isVisible()
    listed.pane.table.columns.resizeSection(2, 177)
    kept = listed.pane.table.columns.kept()
    assert "outlet 177" in kept
    listed.close()
    again = open_window(project_path)
    assert isinstance(again, MainWindow)
    again.show()
    assert again.actions_["list_mode"].isChecked()
    assert again.pane.table.columns.kept() == kept
    again.close()


def test_the_head_says_how_many_of_how_many(qtbot: QtBot, listed: MainWindow) -> None:
    total = len(listed.pane.model.ids)
    with qtbot.waitSignal(listed.finder.counted):
        listed.finder.set_query("lang:ko")
    assert listed.pane.count.text() == f"4 of {total} articles"
    assert "lang:ko" in listed.pane.count.toolTip()


def test_the_head_says_how_many_are_selected(qtbot: QtBot, listed: MainWindow) -> None:
    listed.pane.table.selectAll()
    assert listed.pane.findChild(QLabel, "foldedCount").text() == f"{len(listed.pane.model.ids)} selected"
    listed.pane.table.go(1)
    assert listed.pane.findChild(QLabel, "foldedCount").text() == ""
