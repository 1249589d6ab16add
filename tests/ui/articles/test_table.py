"""The list on screen: it keeps the place."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from store.records import ArticleRow
from ui.articles import columns
from ui.articles.cells import ONE_LINE
from ui.articles.delegate import THREE_LINES, TWO_LINES
from ui.articles.model import ArticleModel
from ui.articles.table import ArticleTable


def read(ids: Sequence[int]) -> list[ArticleRow]:
    """Rows of a made-up list."""
    return [
        ArticleRow(
            id=number, source="x", title=f"g{number}", title_derived=False, outlet=None, published=None,
            language="ko", status="untagged", tags=(),
        )
        for number in ids
    ]  # fmt: skip


@pytest.fixture
def table(qtbot: QtBot) -> ArticleTable:
    """Give a table of a thousand articles, 1 to 1000."""
    made = ArticleTable(ArticleModel(read))
    qtbot.addWidget(made)
    made.resize(404, 560)
    made.show()
    made.show_ids(array("q", range(1, 1001)), query="", anew=True)
    return made


def top(table: ArticleTable) -> int:
    """Where the current row begins on screen."""
    return table.visualRect(table.currentIndex()).top()


def test_the_current_article_stays_where_it_was_when_articles_come_above(table: ArticleTable) -> None:
    table.go(200)
    before = top(table)
    table.show_ids(array("q", [*range(5000, 5050), *range(1, 1001)]), query="", anew=False)
    assert table.current_article() == 201
    assert table.selected_articles() == (201,)
    assert top(table) == before


def test_a_list_that_only_changed_elsewhere_does_not_scroll(table: ArticleTable) -> None:
    table.go(3)
    table.verticalScrollBar().setValue(20_000)
    assert top(table) < -TWO_LINES
    table.show_ids(array("q", range(1, 900)), query="", anew=False)
    assert table.verticalScrollBar().value() == 20_000
    assert table.current_article() == 4


def test_a_new_filter_without_the_current_article_goes_to_its_nearest_neighbour(table: ArticleTable) -> None:
    table.go(500)
    before = top(table)
    table.show_ids(array("q", [*range(1, 400), *range(504, 1001)]), query="lang:ko", anew=True, follow=True)
    assert table.current_article() == 504
    assert table.selected_articles() == (504,)
    assert top(table) == before
    table.show_ids(array("q", [7, 3]), query="x", anew=True, follow=True)
    assert table.current_article() in (3, 7)
    table.show_ids(array("q"), query="y", anew=True, follow=True)
    assert table.current_article() is None


def test_while_a_filter_is_typed_no_other_article_becomes_current(table: ArticleTable) -> None:
    table.go(500)
    table.show_ids(array("q", range(1, 400)), query="lang:ko", anew=True)
    assert table.current_article() is None
    assert table.verticalScrollBar().value() == 0


@pytest.mark.parametrize("in_columns", [False, True])
def test_keys_walk_to_the_ends_and_select_on_the_way(qtbot: QtBot, table: ArticleTable, in_columns: bool) -> None:
    table.show_columns(in_columns)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_article() == 1000
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current_article() == 1
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert 1 < (table.current_article() or 0) < 30
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.selected_articles()) > 5
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.selected_articles() == tuple(range(1, 1001))


def test_the_place_is_kept_from_one_mode_to_the_other(table: ArticleTable) -> None:
    table.go(600)
    before = top(table)
    table.show_columns(True)
    assert (table.current_article(), table.verticalHeader().defaultSectionSize()) == (601, ONE_LINE)
    assert table.selected_articles() == (601,)
    assert top(table) == before
    table.show_columns(False)
    assert (table.current_article(), top(table)) == (601, before)


def test_columns_are_chosen_moved_resized_and_remembered(qtbot: QtBot, table: ArticleTable) -> None:
    table.show_columns(True)
    header = table.columns
    assert [place.name for place in header.places() if place.shown][:3] == ["title", "outlet", "published"]
    header.moveSection(header.visualIndex(3), 1)
    header.resizeSection(3, 133)
    next(action for action in header.menu().actions() if action.text() == "&Outlet").trigger()
    kept = header.kept()
    assert kept.startswith("published 133,title 300,-outlet 110")
    table.selectAll()
    assert len(table.selected_articles()) == 1000
    other = ArticleTable(ArticleModel(read))
    qtbot.addWidget(other)
    other.columns.put_back(kept)
    assert other.columns.kept() == kept
    other.show_columns(True)
    assert other.columns.kept() == kept
    other.columns.put_back("nonsense 3,title x")
    assert other.columns.kept() == columns.written(columns.FIRST)


def test_the_last_column_cannot_be_hidden(table: ArticleTable) -> None:
    table.columns.put_back(
        "title 300,-outlet 1,-published 9,-language 9,-length 9,-tags 9,-notes 9,-status 9,-relevance 9"
    )
    table.show_columns(True)
    assert [action.isEnabled() for action in table.columns.menu().actions()][:2] == [False, True]


def test_a_click_on_a_heading_sorts_and_again_the_other_way(table: ArticleTable, qtbot: QtBot) -> None:
    table.show_columns(True)
    header, asked = table.columns, list[str]()
    header.sort_asked.connect(lambda sort: (asked.append(sort), header.show_sort(sort)))
    for section in (1, 1, 3, 3, 5):
        place = QPoint(header.sectionViewportPosition(section) + 12, 8)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == ["title", "-title", "-published", "published", "-length"]


def test_when_an_article_falls_out_its_neighbours_are_next(table: ArticleTable) -> None:
    told: list[object] = []
    table.go(10)
    table.current_changed.connect(told.append)
    table.show_ids(array("q", [number for number in range(1, 1001) if number != 11]), query="", anew=False)
    assert told == [None]
    table.step(1)
    assert table.current_article() == 12
    table.show_ids(array("q", [number for number in range(1, 1001) if number not in (11, 12)]), query="", anew=False)
    table.step(-1)
    assert table.current_article() == 10


def test_several_selected_articles_stay_selected(table: ArticleTable) -> None:
    table.go(2)
    flags = QItemSelectionModel.SelectionFlag
    for row in (4, 7):
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)
    assert table.selected_articles() == (3, 5, 8)
    table.show_ids(array("q", range(1000, 0, -1)), query="", anew=False)
    assert table.selected_articles() == (8, 5, 3)


def test_steps_stop_at_the_ends(table: ArticleTable) -> None:
    table.go(0)
    table.step(-1)
    assert table.current_article() == 1
    table.go(10_000)
    table.step(1)
    assert table.current_article() == 1000


def test_rows_grow_by_a_line_while_words_are_searched(table: ArticleTable) -> None:
    assert table.rowHeight(0) == TWO_LINES
    table.show_ids(array("q", range(1, 50)), query="대구", anew=True)
    assert table.rowHeight(0) == THREE_LINES
    table.show_ids(array("q", range(1, 50)), query="", anew=True)
    assert table.rowHeight(0) == TWO_LINES


def test_letters_are_left_to_the_window_and_enter_opens(qtbot: QtBot, table: ArticleTable) -> None:
    table.go(0)
    qtbot.keyClicks(table, "g9")
    assert table.current_article() == 1
    with qtbot.waitSignal(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def _painted(table: ArticleTable) -> list[int]:
    """Collect the heights of what is painted from now on, in rows; the list is empty until then."""
    rows: list[int] = []
    paint = table.paintEvent

    def painted(event: QPaintEvent) -> None:
        rows.append(sum(part.height() for part in event.region()) // TWO_LINES)
        paint(event)

    table.paintEvent = painted  # type: ignore[method-assign]
    return rows


def test_the_keys_that_come_and_go_and_the_cursor_paint_their_rows_alone(qtbot: QtBot, table: ArticleTable) -> None:
    other = QLineEdit(table)
    other.show()
    table.activateWindow()
    table.setFocus()
    table.go(1)
    qtbot.waitUntil(table.hasFocus)
    QApplication.processEvents()
    rows = _painted(table)
    table.go(4)
    QApplication.sendPostedEvents(table, QEvent.Type.UpdateRequest)
    assert rows == [2]
    for widget in (other, table):
        rows.clear()
        widget.setFocus()
        QApplication.sendPostedEvents(table, QEvent.Type.UpdateRequest)
        assert max(rows) == 1


def test_another_list_is_painted_once(table: ArticleTable) -> None:
    QApplication.processEvents()
    rows = _painted(table)
    table.show_ids(array("q", range(500, 900)), query="lang:ko", anew=True)
    table.viewport().repaint()
    assert rows == [table.viewport().height() // TWO_LINES]
    table.go(0)
    for _ in range(3):
        QApplication.processEvents()
    assert rows[1:] == [1]
