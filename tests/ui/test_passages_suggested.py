"""Suggested passages in the window: gone through, seen before they are judged, judged by one key that goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.test_passage_suggestions import build_news
from tests.ui.test_tag_suggestions import learned_window
from tests.ui.waiting import when_open
from ui import theme
from ui.dialogs.tags_report import TagsReportSheet
from ui.main_window import MainWindow
from ui.tagging.suggestions import PASSAGE


@pytest.fixture
def news(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on 40 articles, the sentences of the first eight tagged, with suggestions learned."""
    with learned_window(qtbot, build_news(tmp_path)) as window:
        yield window


def suggested(qtbot: QtBot, window: MainWindow, article: int) -> None:
    """Go to an article and wait for the passages that are suggested in it."""
    window.current.article = article
    qtbot.waitUntil(lambda: len(window.actions_.passages_suggested.here) > 1, timeout=10_000)


def several(window: MainWindow) -> int:
    """Give an article with three suggested passages and more."""
    return next(each for each in range(9, 41) if len(window.store.passage_suggestions.of(each)) > 2)


def test_a_passage_is_seen_then_accepted_and_the_next_one_comes(qtbot: QtBot, news: MainWindow) -> None:
    article = several(news)
    suggested(qtbot, news, article)
    passages, placed = news.actions_.passages_suggested, []
    news.current.place_asked.connect(lambda *span: placed.append(span))
    first, second = passages.here[:2]
    row = next(each for each in news.tagging.suggestions.list.rows_model.rows if each.id == PASSAGE)
    assert (row.key, row.second) == ("\\", first.quote)
    assert row.right.endswith(f"1 of {len(passages.here)}")
    with qtbot.waitActive(news):
        news.show()
    qtbot.keyClick(news.pane.table, Qt.Key.Key_Backslash)
    assert news.store.taggings.of(article) == ()
    assert placed == [(first.start, first.end)]
    assert news.reader.page.words == first.why
    qtbot.keyClick(news.pane.table, Qt.Key.Key_Backslash)
    (tagging,) = news.store.taggings.of(article)
    assert (tagging.tag_id, tagging.start, tagging.end) == (first.tag, first.start, first.end)
    assert placed[-1] == (second.start, second.end)
    assert news.reader.page.words == second.why
    news.actions_["reject_passage"].trigger()
    assert len(news.store.taggings.of(article)) == 1
    assert news.store.db.conn.execute("select start from tag_rejection").fetchall() == [(second.start,)]
    for _ in range(2):
        news.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: {first, second} <= set(passages.here), timeout=10_000)


def test_next_goes_round_and_the_pane_and_the_page_follow(qtbot: QtBot, news: MainWindow) -> None:
    article = several(news)
    suggested(qtbot, news, article)
    passages = news.actions_.passages_suggested
    seen = []
    for _ in range(len(passages.here) + 1):
        news.actions_["next_suggested_passage"].trigger()
        seen.append(passages.next)
    assert seen == [*passages.here, passages.here[0]]
    rows = news.tagging.suggestions.list
    rows.chosen.emit(next(each for each in rows.rows_model.rows if each.id == PASSAGE))
    assert passages.next == passages.here[1]
    rows.removed.emit(next(each for each in rows.rows_model.rows if each.id == PASSAGE))
    assert news.store.db.conn.execute("select count(*) from tag_rejection").fetchone() == (1,)


def test_proposals_are_painted_in_both_themes(qtbot: QtBot, news: MainWindow) -> None:
    article = several(news)
    suggested(qtbot, news, article)
    page = news.reader.page
    for mode in ("light", "dark"):
        theme.apply(qtbot_app(), mode)
        page.set_proposals([], next_one=None)
        page.set_words(())
        without = page.grab().toImage()
        news.actions_.passages_suggested.changed.emit()
        marked = page.grab().toImage()
        page.set_words(news.actions_.passages_suggested.here[0].why)
        assert without != marked != page.grab().toImage()


def qtbot_app() -> object:
    """Give the application."""
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()


def test_without_suggestions_the_keys_say_so(qtbot: QtBot, news: MainWindow) -> None:
    news.current.article = None
    said: list[str] = []
    news.actions_.said.connect(said.append)
    for verb in ("accept_passage", "reject_passage", "next_suggested_passage"):
        news.actions_.method(verb)()
    assert said == ["No passage is suggested here."] * 3


def test_the_report_tells_of_passages_too(news: MainWindow) -> None:
    def look(sheet: TagsReportSheet) -> None:
        words = [label.text() for label in sheet.findChildren(QLabel)]
        assert any(each.startswith("Passages: learned from") for each in words)
        sheet.reject()

    with when_open(TagsReportSheet, look):
        news.actions_["tags_report"].trigger()
