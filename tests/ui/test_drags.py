"""Tags dragged onto texts and articles, and articles onto tags, in the real window."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from pytestqt.qtbot import QtBot

from tests.projects import article_of, span_of
from ui import drags
from ui.main_window import MainWindow

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _tag(window: MainWindow, name: str) -> tuple[int, QMimeData]:
    tag = window.store.codebook.find(name).id
    book = window.tagging.codebook.tree.book
    return tag, book.mimeData([book.index_of(tag)])


def _drop_on_words(window: MainWindow, words: str, data: QMimeData) -> None:
    page, bus = window.reader.page, article_of(window.store, "ko/bus.txt")
    span = span_of(bus, words)
    page.go_to(*span)
    at = QPointF(page.viewport().mapFromGlobal(page.place_of(*span).center()))
    page.dragMoveEvent(QDragMoveEvent(at.toPoint(), COPY, data, LEFT, NONE))
    page.dropEvent(QDropEvent(at, COPY, data, LEFT, NONE))


def _shown(qtbot: QtBot, window: MainWindow) -> int:
    window.show()
    bus = article_of(window.store, "ko/bus.txt").article.id
    window.pane.show_article(bus)
    qtbot.waitUntil(lambda: window.current.article == bus)
    return bus


def test_a_tag_is_dropped_on_a_sentence_a_passage_or_the_selection(qtbot: QtBot, window: MainWindow) -> None:
    bus = _shown(qtbot, window)
    _, data = _tag(window, "mobility")
    _drop_on_words(window, "하루 40회", data)
    assert [each.quote for each in window.store.taggings.of(bus)] == ["버스는 하루 40회 다닌다."]
    _drop_on_words(window, "하루 40회", data)
    assert len(window.store.taggings.of(bus)) == 1, "a drop takes nothing off"
    _drop_on_words(window, "하루 40회", _tag(window, "stance")[1])
    assert {each.quote for each in window.store.taggings.of(bus)} == {"버스는 하루 40회 다닌다."}
    window.reader.page.select(*span_of(article_of(window.store, "ko/bus.txt"), "휴대전화로 버스를"))
    _drop_on_words(window, "휴대전화로", _tag(window, "energy")[1])
    assert "휴대전화로 버스를" in {each.quote for each in window.store.taggings.of(bus)}


def test_a_tag_is_dropped_on_articles(qtbot: QtBot, window: MainWindow) -> None:
    _shown(qtbot, window)
    table = window.pane.table
    tag, data = _tag(window, "mobility")
    table.go(1)
    at = QPointF(table.visualRect(table.model().index(3, 0)).center())
    table.dropEvent(QDropEvent(at, COPY, data, LEFT, NONE))
    assert window.store.search.count("tag:mobility") == 1
    table.selectAll()
    table.dropEvent(QDropEvent(at, COPY, data, LEFT, NONE))
    assert window.store.search.count("tag:mobility") == 6
    assert window.actions_.marks.recent == (tag,)


def test_articles_are_dropped_on_a_tag(qtbot: QtBot, window: MainWindow) -> None:
    _shown(qtbot, window)
    tag, _ = _tag(window, "energy")
    ids = window.pane.model.ids[:2]
    book = window.tagging.codebook.tree.book
    book.dropMimeData(drags.of_articles(ids), COPY, -1, -1, book.index_of(tag))
    qtbot.waitUntil(lambda: window.store.search.count("tag:energy") == 2)
    window.actions_.undo()
    assert window.store.search.count("tag:energy") == 0


def test_files_are_left_to_the_window(qtbot: QtBot, window: MainWindow) -> None:
    _shown(qtbot, window)
    data = QMimeData()
    data.setText("file")
    for widget in (window.pane.table, window.reader.page):
        event = QDropEvent(QPointF(5, 5), COPY, data, LEFT, NONE)
        widget.dropEvent(event)
        assert not event.isAccepted()
