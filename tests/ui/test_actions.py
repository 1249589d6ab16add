"""The user's verbs on a real window and a real project."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from store import Store, UserError
from ui import writes
from ui.app import open_window
from ui.main_window import MainWindow
from ui.verbs import RESERVED_KEYS, VERBS


def tags_of(window: MainWindow, article: int) -> list[tuple[str, int | None, int | None]]:
    """The taggings of an article: path, start, end."""
    return [(tagging.tag, tagging.start, tagging.end) for tagging in window.store.taggings.of(article)]


def mobility(window: MainWindow) -> int:
    """The id of a tag."""
    return window.store.codebook.find("mobility").id


def test_every_verb_has_a_method_and_keys_of_its_own(window: MainWindow) -> None:
    keys = [key.lower() for verb in VERBS for key in verb.keys]
    assert len(keys) == len(set(keys))
    for verb in VERBS:
        assert callable(window.actions_.method(verb.name)), verb.name
    assert set("etynjkguxdzi") <= RESERVED_KEYS


def test_a_tag_goes_on_the_selected_articles_and_off_again(qtbot: QtBot, window: MainWindow) -> None:
    window.pane.table.selectAll()
    ids = window.current.selected
    assert len(ids) == window.store.articles.count()
    window.actions_.put_tag(mobility(window))
    assert all(tags_of(window, article) == [("systems/mobility", None, None)] for article in ids)
    window.actions_.put_tag(mobility(window))
    assert all(tags_of(window, article) == [] for article in ids)


def test_with_only_some_tagged_all_become_tagged(qtbot: QtBot, window: MainWindow) -> None:
    window.pane.table.selectAll()
    ids = window.current.selected
    window.store.taggings.put(mobility(window), ids[:2])
    window.actions_.put_tag(mobility(window))
    assert all(len(tags_of(window, article)) == 1 for article in ids)


def test_a_selection_in_the_reader_is_tagged_and_not_the_article(window: MainWindow) -> None:
    article = window.current.article
    assert article is not None
    window.current.selection = (3, 9)
    window.actions_.put_tag(mobility(window))
    assert tags_of(window, article) == [("systems/mobility", 3, 9)]
    window.actions_.put_tag(mobility(window))
    assert tags_of(window, article) == []


def test_the_key_of_a_tag_puts_it(qtbot: QtBot, window: MainWindow) -> None:
    window.store.codebook.set_key(mobility(window), "1")
    window.activateWindow()
    window.pane.table.setFocus()
    qtbot.waitUntil(window.pane.table.hasFocus)
    qtbot.keyClick(window.pane.table, Qt.Key.Key_1)
    assert window.current.article is not None
    assert tags_of(window, window.current.article) == [("systems/mobility", None, None)]


def test_in_the_filter_box_letters_are_letters(qtbot: QtBot, window: MainWindow) -> None:
    window.store.codebook.set_key(mobility(window), "1")
    window.activateWindow()
    window.actions_["filter"].trigger()
    qtbot.waitUntil(window.bar.box.hasFocus)
    qtbot.keyClicks(window.bar.box, "1djy")
    assert window.bar.box.text() == "1djy"
    assert window.store.search.count("status:done") == 0
    assert window.store.info().taggings == 0


def test_keys_of_verbs_win_over_keys_of_tags(window: MainWindow) -> None:
    window.store.codebook.set_key(mobility(window), "j")
    assert [action.data() for action in window.actions_.tag_actions] == []
    window.store.codebook.set_key(mobility(window), "q")
    assert [action.data() for action in window.actions_.tag_actions] == [mobility(window)]


def test_undo_and_redo_name_what_they_do(window: MainWindow) -> None:
    actions = window.actions_
    article = window.current.article
    assert article is not None
    actions.set_status("done")
    assert actions["undo"].text() == "Undo Set 1 article to done"
    assert not actions["redo"].isEnabled()
    actions["undo"].trigger()
    assert window.store.articles.get(article).status == "untagged"
    assert actions["redo"].text() == "Redo Set 1 article to done"
    actions["redo"].trigger()
    assert window.store.articles.get(article).status == "done"


def test_a_large_write_happens_on_a_thread_and_shows(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writes, "MANY", 2)
    window.pane.table.selectAll()
    with qtbot.waitSignal(window.bridge.changed, timeout=5_000):
        window.actions_.put_tag(mobility(window))
    qtbot.waitUntil(lambda: window.actions_["undo"].text() == "Undo Tag 6 articles with mobility")
    assert window.store.search.count("tag:mobility") == 6
    window.actions_["undo"].trigger()
    assert window.jobs.writing
    assert window.status.saved.text() == "Saving…"
    # Not the first change that is told: the bridge may have seen the write before the thread has said so.
    qtbot.waitUntil(lambda: window.status.saved.text() == "Saved")
    assert window.store.search.count("tag:mobility") == 0


def test_a_large_undo_of_an_earlier_day_happens_on_a_thread_too(
    qtbot: QtBot, project: Store, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writes, "MANY", 2)
    project.articles.set_status(project.search.ids(), "done")
    project.close()
    window = open_window(project_path)
    assert isinstance(window, MainWindow)
    with qtbot.waitSignal(window.finder.counted, timeout=10_000):
        pass
    with qtbot.waitSignal(window.bridge.changed, timeout=5_000):
        window.actions_["undo"].trigger()
        assert window.jobs.writing
    assert window.store.search.count("status:done") == 0
    assert window.status.message.text() == "Undo: Set 6 articles to done"
    with qtbot.waitSignal(window.bridge.changed, timeout=5_000):
        window.actions_["redo"].trigger()
        assert window.jobs.writing
    assert window.store.search.count("status:done") == 6


def test_what_follows_a_large_write_does_not_overtake_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writes, "MANY", 2)
    window.pane.table.selectAll()
    window.actions_.put_tag(mobility(window))
    window.pane.table.go(0)
    window.actions_.set_status("done")
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: not window.jobs.writing, timeout=5_000)
    labels = [(entry.label, entry.undone) for entry in window.store.journal.history(limit=2)]
    assert labels == [("Set 1 article to done", True), ("Tag 6 articles with mobility", False)]


def test_accept_goes_to_the_first_suggestion_then_accepts_and_goes_on(qtbot: QtBot, window: MainWindow) -> None:
    row = next(row for row in window.store.articles.rows(window.pane.model.ids) if row.source.endswith("bus.txt"))
    assert window.pane.show_article(row.id)
    names = [mention for mention in window.store.mentions.of(row.id) if mention.type not in ("date", "time", "amount")]
    assert names[0].state == "suggested"
    with qtbot.waitSignal(window.current.place_asked) as asked:
        window.actions_["accept"].trigger()
    assert asked.args == [names[0].start, names[0].end]
    assert window.store.mentions.of(row.id)[0].state == "suggested"
    window.actions_["accept"].trigger()
    after = {mention.id: mention.state for mention in window.store.mentions.of(row.id)}
    assert after[names[0].id] == "accepted"
    assert window.current.mentions != (names[0].id,)


def test_what_cannot_be_done_is_said_and_does_not_stop_anything(qtbot: QtBot, window: MainWindow) -> None:
    window.current.selection = None
    window.actions_["add_mention"].trigger()
    assert "Select the words" in window.status.message.text()
    window.actions_.tell(UserError("The disk is full."))
    box = window.findChild(QMessageBox, "trouble")
    assert box is not None
    assert box.text() == "The disk is full."
    box.close()


def test_verbs_on_articles_sleep_while_there_is_none(qtbot: QtBot, window: MainWindow) -> None:
    window.store.articles.remove(list(window.pane.model.ids))
    qtbot.waitUntil(lambda: window.pane.model.rowCount() == 0)
    assert window.current.article is None
    assert not window.actions_["done"].isEnabled()
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: window.pane.model.rowCount() == 6)
    assert window.actions_["done"].isEnabled()
