"""The whole window on a real project: filter, read, tag, follow changes, import, export, remember."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from store import open_project
from ui import theme
from ui.app import open_window
from ui.articles.table import ArticleTable
from ui.inbox.inbox import Inbox
from ui.main_window import MainWindow

NAMES = ("mainWindow", "searchBox", "facetPanel", "articleList", "articleCount", "reader", "taggingPanel",
         "codebookTree", "entityPanel", "suggestionPanel", "noteEdit")  # fmt: skip


def titles(window: MainWindow) -> list[str]:
    """The titles in the list, in order."""
    model = window.pane.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def ask(qtbot: QtBot, window: MainWindow, query: str) -> None:
    """Filter, and wait until the list and the facets have answered."""
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.finder.set_query(query)
    # Counts of an earlier filter may still have been told first.
    qtbot.waitUntil(lambda: window.current.query == query)


def type_filter(qtbot: QtBot, window: MainWindow, query: str) -> None:
    """Change the filter as one who types it, and wait for the answer."""
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.bar.box.setText(query)
    qtbot.waitUntil(lambda: window.current.query == query)


def test_a_filter_that_is_chosen_goes_on_to_the_nearest_article(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "lang:ko")
    window.pane.table.go(0)
    ask(qtbot, window, "lang:en")
    assert window.current.article == window.pane.table.current_article() == window.pane.model.ids[0]


@pytest.mark.parametrize("name", NAMES)
def test_scripts_and_screen_readers_find_their_way(window: MainWindow, name: str) -> None:
    widget = window if name == "mainWindow" else window.findChild(QWidget, name)
    assert widget is not None, name
    if not isinstance(widget, QLabel):
        assert widget.accessibleName()


def test_the_first_article_is_open_and_the_count_is_there(window: MainWindow) -> None:
    count = window.findChild(QLabel, "articleCount")
    assert count is not None
    assert count.text() == "6 articles"
    assert window.current.article == window.pane.model.ids[0]
    assert window.current.selected == (window.current.article,)
    assert window.status.done.text() == "0 of 6 done"


def test_typing_filters_the_list_and_the_facets_follow(qtbot: QtBot, window: MainWindow) -> None:
    box = window.findChild(QLineEdit, "searchBox")
    assert box is not None
    box.setText("대구")
    # Counts of an earlier filter may still be told first.
    qtbot.waitUntil(lambda: window.pane.count.text() == "1 of 6 articles")
    assert window.current.query == "대구"
    box.setText("entity:Daegu")
    qtbot.waitUntil(lambda: len(titles(window)) == 2)


def test_a_filter_that_breaks_keeps_the_last_good_list(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "lang:en")
    before = titles(window)
    window.finder.set_query('lang:en "half')
    qtbot.waitUntil(window.bar.error.isVisible, timeout=5_000)
    assert "quotation mark" in window.bar.error.text()
    assert titles(window) == before
    assert window.current.query == "lang:en"
    ask(qtbot, window, "lang:ko")
    assert not window.bar.error.isVisible()


def test_the_reader_keeps_an_article_that_the_filter_leaves_out(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "lang:ko")
    window.pane.table.go(0)
    article = window.current.article
    type_filter(qtbot, window, "lang:en")
    assert window.current.article == article
    assert window.current.selected == ()
    window.activateWindow()
    window.pane.table.setFocus()
    assert window.current.article == article
    ask(qtbot, window, "")
    assert window.pane.table.current_article() == article
    assert window.current.article == article


@pytest.mark.parametrize("verb", ["next", "previous"])
def test_where_the_article_read_is_no_result_the_keys_open_the_first(
    qtbot: QtBot, window: MainWindow, verb: str
) -> None:
    window.pane.table.go(5)
    article = window.current.article
    type_filter(qtbot, window, "lang:en")
    if article in window.pane.model.ids:
        window.pane.show_article(window.store.search.ids("lang:ko")[0])
        type_filter(qtbot, window, "lang:ko")
    assert window.pane.table.current_article() is None
    window.actions_[verb].trigger()
    assert window.current.article == window.pane.model.ids[0]


def in_the_filter_box(qtbot: QtBot, window: MainWindow) -> None:
    """Go to the filter box by its key."""
    window.activateWindow()
    window.actions_["filter"].trigger()
    qtbot.waitUntil(window.bar.box.hasFocus)


def test_typing_leaves_the_reader_alone_and_enter_opens_the_first_result(qtbot: QtBot, window: MainWindow) -> None:
    window.pane.show_article(window.store.search.ids("lang:ko")[0])
    article = window.current.article
    in_the_filter_box(qtbot, window)
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        qtbot.keyClicks(window.bar.box, "lang:en")
    assert window.current.article == article
    with qtbot.waitSignal(window.current.article_changed, timeout=5_000):
        qtbot.keyClick(window.bar.box, Qt.Key.Key_Return)
    assert window.current.article == window.pane.model.ids[0]
    assert window.pane.table.hasFocus()


def test_enter_without_another_filter_only_goes_to_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.pane.table.go(3)
    article = window.current.article
    in_the_filter_box(qtbot, window)
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        qtbot.keyClick(window.bar.box, Qt.Key.Key_Return)
    assert window.pane.table.hasFocus()
    assert window.current.article == article


def test_enter_without_a_result_stays_in_the_box(qtbot: QtBot, window: MainWindow) -> None:
    article = window.current.article
    in_the_filter_box(qtbot, window)
    qtbot.keyClicks(window.bar.box, "nowhere")
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        qtbot.keyClick(window.bar.box, Qt.Key.Key_Return)
    assert window.bar.box.hasFocus()
    assert window.current.article == article


def test_escape_takes_the_filter_away_and_goes_to_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.pane.table.go(2)
    article = window.current.article
    in_the_filter_box(qtbot, window)
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        qtbot.keyClicks(window.bar.box, "nowhere")
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        qtbot.keyClick(window.bar.box, Qt.Key.Key_Escape)
    assert window.bar.box.text() == ""
    assert window.pane.table.hasFocus()
    assert window.pane.table.current_article() == article


def test_facets_change_the_filter(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.facets.chosen.emit("lang:ko", "narrow")
    assert window.bar.box.text() == "lang:ko"
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.facets.chosen.emit("lang:en", "widen")
    assert len(titles(window)) == 6
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.facets.chosen.emit("lang:en", "exclude")
    assert window.bar.box.text() == "lang:ko -lang:en"


def test_words_bring_snippets_with_their_hits(qtbot: QtBot, window: MainWindow) -> None:
    from ui.articles.model import SNIPPET

    ask(qtbot, window, "버스")
    index = window.pane.model.index(0, 0)
    qtbot.waitUntil(lambda: index.data(SNIPPET) is not None, timeout=5_000)
    snippet = index.data(SNIPPET)
    assert {snippet.text[start:end] for start, end in snippet.hits} == {"버스"}


def test_tagging_under_a_filter_moves_on_without_a_jump(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "status:untagged")
    first, second = window.pane.model.ids[:2]
    window.pane.table.go(0)
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.actions_["done"].trigger()
    assert first not in window.pane.model.ids
    assert window.current.article == first
    window.actions_["next"].trigger()
    assert window.current.article == second


def test_a_tag_shows_in_the_row_at_once(window: MainWindow) -> None:
    article = window.current.article
    assert article is not None
    window.store.taggings.put(window.store.codebook.find("energy").id, [article])
    row = window.pane.model.article_row(window.pane.table.currentIndex().row())
    assert row is not None
    assert row.tags == ("systems/energy",)
    assert window.pane.table.painter_of_rows.colours["systems/energy"] == window.store.codebook.find("energy").colour


def test_another_process_is_followed(qtbot: QtBot, window: MainWindow, project_path: Path) -> None:
    with open_project(project_path) as other:
        other.articles.remove(list(other.search.ids("lang:en")))
    qtbot.waitUntil(lambda: window.pane.count.text() == "4 articles", timeout=5_000)


@pytest.mark.parametrize("sort", ["published", "title", "-length", "relevance", "-notes", "status"])
def test_sorting_keeps_the_current_article(qtbot: QtBot, window: MainWindow, sort: str) -> None:
    window.pane.table.go(2)
    article = window.current.article
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.pane.sort_chosen.emit(sort)
    assert list(window.pane.model.ids) == list(window.store.search.ids("", sort=sort))
    assert window.current.article == article
    assert window.pane.table.current_article() == article


def test_next_untagged_goes_round(qtbot: QtBot, window: MainWindow) -> None:
    ids = list(window.pane.model.ids)
    window.store.articles.set_status(ids[1:5], "done")
    window.pane.table.go(0)
    for article in (ids[5], ids[0]):
        with qtbot.waitSignal(window.current.article_changed, timeout=5_000):
            window.actions_["next_untagged"].trigger()
        assert window.current.article == article
    window.store.articles.set_status(ids, "done")
    with qtbot.waitSignal(window.pane.none_left, timeout=5_000):
        window.actions_["next_untagged"].trigger()
    assert "No untagged" in window.status.message.text()


def test_files_dropped_are_imported_with_their_failures_listed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    from ui.inbox.imported import Imported

    good, bad = tmp_path / "new.txt", tmp_path / "broken.txt"
    good.write_text(
        "새 정류장에 그늘막이 섰다\n시는 정류장 열 곳에 그늘막을 세웠다고 밝혔다. 여름이 길어졌기 때문이다.\n"
    )
    bad.write_bytes(bytes(range(256)) * 40)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(good)), QUrl.fromLocalFile(str(bad))])
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(drop)
    inbox = next(each for each in window.findChildren(Inbox) if each.isVisible())
    qtbot.waitUntil(lambda: not inbox.looking.running, timeout=20_000)
    with qtbot.waitSignal(window.jobs.ended, timeout=20_000):
        inbox.accept()
    qtbot.waitUntil(lambda: window.pane.count.text() == "7 articles", timeout=5_000)
    qtbot.waitUntil(lambda: any(each.model.entries for each in window.findChildren(Imported)), timeout=10_000)
    (after,) = window.findChildren(Imported)
    assert [entry.source for entry in after.model.entries if entry.fate == "failed"] == ["broken.txt"]
    after.reject()


def test_the_status_line_shows_what_runs_and_stops_it(qtbot: QtBot, window: MainWindow) -> None:
    import threading
    from collections.abc import Generator

    from store.records import Progress

    going = threading.Event()

    def endless() -> Generator[Progress, None, None]:
        while True:
            going.wait(0.01)
            yield Progress(done=744, total=1204, label="Recognizing")

    window.jobs.run("Recognizing", endless, done=lambda _: None)
    qtbot.waitUntil(lambda: window.status.work.text() == "Recognizing 744 of 1,204", timeout=5_000)
    assert window.status.bar.isVisible()
    with qtbot.waitSignal(window.jobs.ended, timeout=5_000):
        qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    assert not window.status.cancel.isVisible()
    assert "cancelled" in window.status.message.text()


def test_narrow_windows_fold_the_facets_into_a_drawer(qtbot: QtBot, window: MainWindow) -> None:
    assert window.facets.isVisible()
    assert not window.bar.drawer.isVisible()
    window.resize(1000, 700)
    qtbot.waitUntil(window.bar.drawer.isVisible)
    assert not window.facets.isVisible()
    qtbot.mouseClick(window.bar.drawer, Qt.MouseButton.LeftButton)
    assert window.facets.isVisible()
    assert window.facets.mapTo(window, QPoint()).x() == 0
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.facets.chosen.emit("lang:ko", "narrow")
    assert not window.facets.isVisible()
    window.resize(1300, 800)
    qtbot.waitUntil(window.facets.isVisible)
    assert window.splitter.indexOf(window.facets) == 0


def test_f6_goes_round_the_panes_and_disturbs_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.pane.table.setFocus()
    qtbot.waitUntil(window.pane.table.hasFocus)
    article, seen = window.current.article, []
    for _ in range(5):
        window.actions_["next_pane"].trigger()
        focus = QApplication.focusWidget()
        panes = (window.bar, window.facets, window.pane, window.reader, window.tagging)
        seen.append(
            next(place for place, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus)))
        )
    assert seen == [3, 4, 0, 1, 2]
    assert window.current.article == article


def test_the_window_comes_back_as_it_was_left(qtbot: QtBot, window: MainWindow, project_path: Path) -> None:
    window.pane.table.go(3)
    article = window.current.article
    window._toggles[2].setChecked(False)
    window.bar.box.setText("대구")
    window.bar.box.remember()
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.pane.sort_chosen.emit("title")
    window.close()
    again = open_window(project_path)
    assert isinstance(again, MainWindow)
    with qtbot.waitSignal(again.finder.counted, timeout=5_000):
        pass
    assert again.current.article == article
    assert not again.tagging.isVisible()
    assert again.finder.sort == "title"
    assert again.bar.box.history == ["대구"]
    again.close()


def test_closing_lets_go_of_the_file_and_a_closed_window_is_left_alone(window: MainWindow, project_path: Path) -> None:
    window.close()
    assert not project_path.with_name("small.galpi-wal").exists()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "dark")
    theme.apply(app, "light")
    window.close()


def test_an_empty_project_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    from store import create_project

    create_project(tmp_path / "new.galpi").close()
    opened = open_window(tmp_path / "new.galpi")
    assert isinstance(opened, MainWindow)
    with qtbot.waitSignal(opened.finder.counted, timeout=5_000):
        pass
    shown = [label.text() for label in opened.pane.findChildren(QLabel) if label.isVisible()]
    assert any("Ctrl+I" in text for text in shown)
    assert opened.pane.count.text() == "0 articles"
    opened.close()


def test_another_project_takes_the_place_of_this_one(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    from store import create_project

    other = tmp_path / "other.galpi"
    create_project(other).close()
    window.actions_.project_asked.emit("open", other)
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    assert [each.windowTitle() for each in windows] == ["other.galpi – Galpi"]
    with qtbot.waitSignal(windows[0].finder.counted, timeout=5_000):
        pass
    windows[0].close()


def test_the_list_is_a_table_that_scripts_can_read(window: MainWindow) -> None:
    table = window.findChild(QTableView, "articleList")
    assert isinstance(table, ArticleTable)
    assert table.model().rowCount() == 6
