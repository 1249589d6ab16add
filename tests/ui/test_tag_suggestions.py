"""Suggested tags in the window: learned in the background, judged by one key that goes on, reported with a bar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.suggest.headlines import SUBJECTS, build_headlines
from tests.ui.waiting import when_open
from ui.app import open_window
from ui.articles.sorts import SortButton
from ui.dialogs.tags_report import TagsReportSheet
from ui.main_window import MainWindow

NAMES = tuple(SUBJECTS)


@contextmanager
def learned_window(qtbot: QtBot, path: Path) -> Iterator[MainWindow]:
    """Open a project, and have suggestions learned."""
    window = open_window(path)
    assert isinstance(window, MainWindow)
    with qtbot.waitSignal(window.finder.counted, timeout=10_000):
        pass
    with qtbot.waitSignal(window.actions_.suggested.learned, timeout=30_000):
        window.actions_.suggested.renew()
    yield window
    window.close()


@pytest.fixture
def news(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on 60 headlines, 18 of them tagged, with suggestions learned."""
    with learned_window(qtbot, build_headlines(tmp_path, 60)) as window:
        yield window


def suggested(qtbot: QtBot, window: MainWindow, article: int) -> None:
    """Go to an article and wait for what is suggested for it."""
    window.current.article = article
    qtbot.waitUntil(lambda: bool(window.actions_.suggested.here), timeout=10_000)


def test_one_key_accepts_and_goes_on_to_the_next_untagged_article(qtbot: QtBot, news: MainWindow) -> None:
    news._read(30)  # as a click in the list does
    qtbot.waitUntil(lambda: bool(news.actions_.suggested.here), timeout=10_000)
    first = news.actions_.suggested.here[0]
    row = news.tagging.suggestions.list.rows_model.rows[0]
    assert (row.key, row.text) == (";", news.store.codebook.get(first.tag).name)
    assert row.right.startswith(f"{first.score:.2f} · ")
    news.actions_["accept_tag"].trigger()
    assert [tagging.tag_id for tagging in news.store.taggings.of(30)] == [first.tag]
    qtbot.waitUntil(lambda: news.current.article != 30, timeout=10_000)
    assert news.store.articles.get(news.current.article or 0).status == "untagged"
    assert not news.jobs.running


def test_what_is_rejected_goes_and_comes_back_with_undo(qtbot: QtBot, news: MainWindow) -> None:
    suggested(qtbot, news, 40)
    first = news.actions_.suggested.here[0].tag
    news.actions_["reject_tag"].trigger()
    qtbot.waitUntil(lambda: first not in {each.tag for each in news.actions_.suggested.here}, timeout=10_000)
    news.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: first in {each.tag for each in news.actions_.suggested.here}, timeout=10_000)


def test_rows_accept_and_reject_by_themselves(qtbot: QtBot, news: MainWindow) -> None:
    suggested(qtbot, news, 50)
    rows = news.tagging.suggestions.list
    rows.removed.emit(rows.rows_model.rows[0])
    assert news.store.db.conn.execute("select article from tag_rejection").fetchall() == [(50,)]
    suggested(qtbot, news, 45)
    rows.chosen.emit(rows.rows_model.rows[0])
    assert news.store.taggings.of(45)


def test_without_a_suggestion_the_keys_say_so(qtbot: QtBot, news: MainWindow) -> None:
    news.current.article = 1  # tagged already
    qtbot.waitUntil(lambda: not news.actions_.suggested.here, timeout=10_000)
    said: list[str] = []
    news.actions_.said.connect(said.append)
    news.actions_["accept_second_tag"].trigger()
    assert said == ["No tag is suggested here."]
    assert news.tagging.suggestions.list.rows_model.rows[0].text == "No tag is suggested"


def test_the_report_tells_of_each_tag_and_sets_the_bar(news: MainWindow) -> None:
    def look(sheet: TagsReportSheet) -> None:
        words = {label.text() for label in sheet.findChildren(QLabel)}
        assert {*NAMES, "Precision"} <= words
        sheet.bar.setValue(0.8)
        sheet.accept()

    with when_open(TagsReportSheet, look):
        news.actions_["tags_report"].trigger()
    assert news.store.suggestions.bar() == 0.8


def test_the_list_is_sorted_by_a_learned_tag_and_not_where_it_is_gone(qtbot: QtBot, news: MainWindow) -> None:
    button = news.pane.findChild(SortButton)
    button.fill()
    assert [action.text() for action in button.likely.actions()] == sorted(NAMES)
    with qtbot.waitSignal(news.finder.counted, timeout=10_000):
        button.likely.actions()[2].trigger()
    assert button.text() == "most likely sport ▾"
    assert list(news.pane.model.ids) == list(news.store.search.ids("", sort="likely:sport"))
    news.store.views.save("by sport", "", sort="likely:sport", mode="lines")
    with qtbot.waitSignal(news.finder.counted, timeout=10_000):
        news.finder.set_sort("useful")
    assert button.text() == "most useful to tag next ▾"
    with qtbot.waitSignal(news.finder.counted, timeout=10_000):
        news.finder.show_view(news.store.views.all()[0])
    assert button.text() == "most likely sport ▾"
    news.store.codebook.rename(news.store.codebook.find("sport").id, "games")
    qtbot.waitUntil(lambda: button.text() == "newest first ▾", timeout=10_000)
    assert len(news.pane.model.ids) == 60


def test_words_that_speak_for_what_is_looked_at_are_underlined(qtbot: QtBot, news: MainWindow) -> None:
    suggested(qtbot, news, 40)
    rows, first = news.tagging.suggestions.list, news.actions_.suggested.here[0]
    assert news.reader.page.words == ()
    rows.looked_at.emit(rows.rows_model.rows[0])
    assert news.reader.page.words == first.why != ()
    rows.looked_at.emit(None)
    assert news.reader.page.words == ()
    with qtbot.waitActive(news):
        news.show()
    rows.setFocus()
    assert news.reader.page.words == first.why
    news.pane.table.setFocus()
    assert news.reader.page.words == ()


def test_it_learns_again_after_a_tag_was_put(qtbot: QtBot, news: MainWindow) -> None:
    report = news.store.suggestions.report()
    assert report is not None
    assert report.articles == 18
    with qtbot.waitSignal(news.actions_.suggested.learned, timeout=30_000):
        news.store.taggings.put(news.store.codebook.find("sport").id, [30])
    again = news.store.suggestions.report()
    assert again is not None
    assert again.articles == 19


def test_a_very_large_project_is_learned_only_where_one_asks(
    qtbot: QtBot, news: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.suggestions.LARGE", 10)
    news.actions_.suggested._timer.stop()
    news.store.taggings.put(1, [40])
    assert not news.actions_.suggested._timer.isActive()
    with (
        qtbot.waitSignal(news.actions_.suggested.learned, timeout=30_000),
        when_open(TagsReportSheet, lambda dialog: dialog.reject()),
    ):
        news.actions_["tags_report"].trigger()


def test_a_key_is_a_key(qtbot: QtBot, news: MainWindow) -> None:
    suggested(qtbot, news, 40)
    with qtbot.waitActive(news):
        news.show()
    qtbot.keyClick(news.pane.table, Qt.Key.Key_Semicolon)
    assert news.store.taggings.of(40)
