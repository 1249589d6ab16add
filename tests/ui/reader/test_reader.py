"""The reader pane on a real project: it follows the window's place and every change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from store import Store, create_project
from tests.projects import article_of, span_of
from ui.bridge import Bridge
from ui.current import Current
from ui.reader.reader import Reader


class Stage:
    """A reader with all that it stands on."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.current = Current()
        self.bridge = Bridge(store)
        self.reader = Reader(store, self.current, self.bridge)
        self.page = self.reader.page
        self.bus = article_of(store, "ko/bus.txt")
        self.reader.resize(600, 700)
        self.reader.show()

    def close(self) -> None:
        self.bridge.close()
        self.reader.deleteLater()
        QCoreApplication.sendPostedEvents(self.reader, QEvent.Type.DeferredDelete)


@pytest.fixture
def stage(qapp: QApplication, project: Store) -> Iterator[Stage]:
    stage = Stage(project)
    yield stage
    stage.close()


def _open(stage: Stage) -> None:
    stage.current.article = stage.bus.article.id


def test_without_an_article_it_says_what_to_do(stage: Stage) -> None:
    assert stage.reader.empty.isVisible()
    assert "Choose one in the list" in stage.reader.empty.text()
    _open(stage)
    assert stage.page.isVisible()
    stage.current.article = None
    assert stage.reader.empty.isVisible()
    assert stage.page.selection() is None


def test_in_an_empty_project_it_says_how_to_import(qapp: QApplication, tmp_path: Path) -> None:
    with create_project(tmp_path / "new.galpi") as store:
        bridge = Bridge(store)
        reader = Reader(store, Current(), bridge)
        assert "Import" in reader.empty.text()
        bridge.close()
        reader.deleteLater()
        QCoreApplication.sendPostedEvents(reader, QEvent.Type.DeferredDelete)


def test_a_selection_in_the_page_becomes_the_windows_selection(stage: Stage) -> None:
    _open(stage)
    span = span_of(stage.bus, "수요응답형 버스")
    stage.page.select(*span)
    assert stage.current.selection == span
    stage.current.article = article_of(stage.store, "lamp.txt").article.id
    assert stage.current.selection is None
    assert stage.page.selection() is None


def test_a_tagging_appears_and_undo_takes_it_away(stage: Stage) -> None:
    _open(stage)
    span = span_of(stage.bus, "하루 40회")
    tag = stage.store.codebook.find("mobility")
    stage.store.taggings.put(tag.id, [stage.bus.article.id], span=span)
    assert [item.tag for item in stage.page.taggings_at(span[0])] == ["systems/mobility"]
    stage.store.journal.undo()
    assert stage.page.taggings_at(span[0]) == ()


def test_a_new_tag_colour_is_taken_over(stage: Stage) -> None:
    _open(stage)
    tag = stage.store.codebook.find("mobility")
    stage.store.taggings.put(tag.id, [stage.bus.article.id], span=span_of(stage.bus, "하루 40회"))
    stage.store.codebook.recolour(tag.id, "#123456")
    assert stage.page._marks.colours[tag.id] == "#123456"


def test_mentions_follow_accept_and_reject(stage: Stage) -> None:
    _open(stage)
    mention = next(item for item in stage.store.mentions.of(stage.bus.article.id) if item.state == "suggested")
    stage.store.mentions.accept([mention.id])
    assert [item.state for item in stage.page.mentions_at(mention.start) if item.id == mention.id] == ["accepted"]
    stage.store.mentions.reject([mention.id])
    assert mention.id not in [item.id for item in stage.page.mentions_at(mention.start)]


def test_the_mention_under_the_cursor_is_told_to_the_window(stage: Stage) -> None:
    _open(stage)
    mention = stage.store.mentions.of(stage.bus.article.id)[0]
    stage.page.select(mention.start, mention.end)
    assert mention.id in stage.current.mentions


def test_hits_follow_the_filter(stage: Stage) -> None:
    stage.current.query = "정류장 OR 버스"
    _open(stage)
    before = len(stage.page.hits.spans)
    assert before > 2
    stage.reader.next_hit()
    stage.reader.next_hit()
    assert stage.page.hits.at == 1
    stage.reader.previous_hit()
    assert stage.page.hits.at == 0
    stage.current.query = "휴대전화"
    assert stage.page.hits.spans == (span_of(stage.bus, "휴대전화"),)
    stage.current.query = ""
    assert stage.page.hits.spans == ()


def test_a_place_asked_for_is_shown(stage: Stage) -> None:
    _open(stage)
    span = span_of(stage.bus, "노선을 넓힐")
    stage.current.place(*span)
    assert stage.page._place == span


def test_a_corrected_part_is_set_anew(stage: Stage) -> None:
    _open(stage)
    quote = "시민은 휴대전화로 버스를 부르고 가까운 정류장에서 탄다."
    start, end = span_of(stage.bus, quote)
    stage.store.articles.set_role(stage.bus.article.id, start, end, "boilerplate")
    roles = {row.role for row in stage.page._rows for piece in row.pieces if getattr(piece, "start", -1) == start}
    assert roles == {"boilerplate"}


def test_a_removed_article_leaves_the_page_and_undo_brings_it_back(stage: Stage) -> None:
    _open(stage)
    stage.store.articles.remove([stage.bus.article.id])
    assert stage.reader.empty.isVisible()
    stage.store.journal.undo()
    assert stage.page.isVisible()
    assert stage.page.article == stage.bus.article


def test_zoom_is_remembered(stage: Stage, qtbot) -> None:
    _open(stage)
    qtbot.keyClick(stage.page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    stage.reader.zoom_in()
    assert stage.page.zoom == 1.3
    other = Reader(stage.store, Current(), stage.bridge)
    assert other.page.zoom == 1.3
    other.zoom_reset()
    assert other.page.zoom == 1.0
    other.deleteLater()
    QCoreApplication.sendPostedEvents(other, QEvent.Type.DeferredDelete)


def test_it_carries_its_names(stage: Stage) -> None:
    assert stage.reader.objectName() == "reader"
    assert stage.reader.accessibleName()
    assert stage.page.accessibleName()


def test_the_column_stays_as_wide_when_a_scroll_bar_comes(stage: Stage) -> None:
    stage.reader.resize(600, 4_000)
    _open(stage)
    bar = stage.page.verticalScrollBar()
    QApplication.processEvents()
    assert not bar.isVisible()
    wide = stage.page.viewport().width()
    stage.page.document().setTextWidth(wide)
    stage.reader.resize(600, 200)
    QApplication.processEvents()
    assert bar.isVisible()
    assert stage.page.viewport().width() == wide


def test_a_tag_that_changes_the_status_writes_no_page_anew(stage: Stage) -> None:
    _open(stage)
    document = stage.page.document()
    stage.store.taggings.put(stage.store.codebook.find("mobility").id, [stage.bus.article.id])
    assert stage.store.articles.get(stage.bus.article.id).status == "started"
    assert stage.page.document() is document
    assert [item.tag for item in stage.page.taggings] == ["systems/mobility"]
    stage.store.articles.correct(stage.bus.article.id, field="title", value="Another title")
    assert stage.page.document() is not document
    assert stage.page.article is not None
    assert stage.page.article.title == "Another title"
