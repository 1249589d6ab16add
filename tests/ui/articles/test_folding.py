"""Copies behind one line: which lines there are, and that nothing is lost."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from store.resident.copies import Copies
from tests.projects import ARTICLES
from ui.app import open_window
from ui.articles.folding import Fold, lines
from ui.articles.model import FOLD, ROW
from ui.main_window import MainWindow


def test_a_group_stands_behind_its_first_article() -> None:
    shown = lines(array("q", [5, 2, 9, 7, 3]), {2: 1, 7: 1, 3: 1, 9: 4})
    assert list(shown.ids) == [5, 2, 9]
    assert shown.folds == {2: Fold(copies=2)}
    assert shown.hidden == 2


def test_an_unfolded_group_stands_together() -> None:
    shown = lines(array("q", [5, 2, 9, 7]), {2: 1, 7: 1}, {1})
    assert list(shown.ids) == [5, 2, 7, 9]
    assert shown.folds == {2: Fold(copies=1, is_open=True), 7: Fold(is_copy=True)}
    assert shown.hidden == 0


@given(
    ids=st.lists(st.integers(1, 40), unique=True),
    groups=st.dictionaries(st.integers(1, 40), st.integers(1, 5)),
    unfolded=st.sets(st.integers(1, 5)),
)
def test_nothing_is_lost_and_order_is_kept(ids: list[int], groups: dict[int, int], unfolded: set[int]) -> None:
    shown = lines(array("q", ids), groups, unfolded)
    assert lines(array("q", ids), Copies.of(groups), unfolded) == shown
    assert len(shown.ids) + shown.hidden == len(ids)
    assert len(set(shown.ids)) == len(shown.ids)
    alone = [each for each in shown.ids if not (each in shown.folds and shown.folds[each].is_copy)]
    assert alone == sorted(alone, key=ids.index)
    assert sum(fold.copies for fold in shown.folds.values() if not fold.is_open) == shown.hidden
    assert sorted(lines(array("q", ids), groups, set(groups.values())).ids) == sorted(ids)


@pytest.fixture
def folded(qtbot: QtBot, project_path: Path) -> MainWindow:
    """Give a window whose list is folded, as it is at first: the report and its wire copy have one line."""
    opened = open_window(project_path)
    assert isinstance(opened, MainWindow)
    opened.resize(1440, 900)
    with qtbot.waitSignal(opened.finder.counted, timeout=10_000):
        pass
    return opened


def head(window: MainWindow) -> int:
    """The row that has a copy."""
    model = window.pane.model
    found = [row for row in range(model.rowCount()) if (fold := model.index(row, 0).data(FOLD)) and fold.copies]
    assert len(found) == 1
    return found[0]


def test_the_list_counts_all_and_says_what_is_folded(folded: MainWindow) -> None:
    assert folded.pane.count.text() == f"{len(ARTICLES)} articles"
    assert folded.pane.model.rowCount() == len(ARTICLES) - 1
    assert folded.pane._folded.text() == "1 copy folded"


def test_right_unfolds_and_left_folds_also_from_the_copy(qtbot: QtBot, folded: MainWindow) -> None:
    row, table = head(folded), folded.pane.table
    table.go(row)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert folded.pane.model.rowCount() == len(ARTICLES)
    assert folded.pane.model.index(row + 1, 0).data(FOLD) == Fold(is_copy=True)
    folded.actions_["next"].trigger()
    copy = folded.current.article
    assert copy == folded.pane.model.ids[row + 1]
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert folded.pane.model.rowCount() == len(ARTICLES) - 1
    assert folded.current.article == folded.pane.model.ids[row] != copy


def test_a_click_on_the_count_turns_the_fold(qtbot: QtBot, folded: MainWindow) -> None:
    table, index = folded.pane.table, folded.pane.model.index(head(folded), 0)
    before = folded.current.article
    for rows in (len(ARTICLES), len(ARTICLES) - 1):
        box = table.painter_of_rows.copies_box(QRectF(table.visualRect(index)), index.data(ROW), index.data(FOLD))
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
        assert folded.pane.model.rowCount() == rows
    assert folded.current.article == before


def test_an_article_that_is_read_is_never_folded_away(qtbot: QtBot, folded: MainWindow) -> None:
    row, table = head(folded), folded.pane.table
    table.go(row)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    table.go(row + 1)
    copy = folded.current.article
    with qtbot.waitSignal(folded.finder.counted, timeout=5_000):
        folded.pane.sort_chosen.emit("title")
    assert folded.pane.table.current_article() == copy == folded.current.article


def test_grouping_is_turned_off_in_the_menu_and_remembered(
    qtbot: QtBot, folded: MainWindow, project_path: Path
) -> None:
    with qtbot.waitSignal(folded.finder.counted, timeout=5_000):
        folded.group_copies.trigger()
    assert folded.pane.model.rowCount() == len(ARTICLES)
    assert folded.pane._folded.text() == ""
    folded.close()
    again = open_window(project_path)
    assert isinstance(again, MainWindow)
    with qtbot.waitSignal(again.finder.counted, timeout=5_000):
        pass
    assert not again.group_copies.isChecked()
    assert again.pane.model.rowCount() == len(ARTICLES)
    again.close()


def test_next_untagged_finds_what_is_folded(qtbot: QtBot, folded: MainWindow) -> None:
    shown = list(folded.pane.model.ids)
    folded.store.articles.set_status(shown, "done")
    with qtbot.waitSignal(folded.current.article_changed, timeout=5_000):
        folded.actions_["next_untagged"].trigger()
    assert folded.current.article not in shown
    assert folded.pane.table.current_article() == folded.current.article
