"""A list of rows is walked and pressed by keys, keeps its place, and takes no letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height


def rows(*ids: int) -> list[Row]:
    return [Row(id=number, text=f"row {number}") for number in ids]


@pytest.fixture
def shown(qtbot: QtBot) -> RowList:
    view = RowList()
    qtbot.addWidget(view)
    view.resize(200, 4 * row_height() + 9)
    view.show()
    view.show_rows(rows(1, 2, 3, 4, 5, 6, 7, 8))
    return view


def test_enter_and_space_choose_and_del_removes(shown: RowList, qtbot: QtBot) -> None:
    shown.go_to(2)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(shown.chosen) as chosen:
            qtbot.keyClick(shown, key)
        assert chosen.args[0].id == 2
    with qtbot.waitSignal(shown.removed) as removed:
        qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert removed.args[0].id == 2


def test_a_click_chooses(shown: RowList, qtbot: QtBot) -> None:
    place = shown.visualRect(shown.rows_model.index(1)).center()
    with qtbot.waitSignal(shown.chosen) as chosen:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args[0].id == 2


def test_letters_go_to_the_window_and_move_nothing(shown: RowList, qtbot: QtBot) -> None:
    shown.go_to(2)
    qtbot.keyClicks(shown, "row 5")
    assert shown.current_row() == rows(2)[0]


def test_the_focus_puts_the_cursor_on_the_first_row(shown: RowList, qtbot: QtBot) -> None:
    shown.clearFocus()
    shown.setCurrentIndex(QModelIndex())
    with qtbot.waitSignal(shown.came) as came:
        shown.setFocus(Qt.FocusReason.TabFocusReason)
    assert came.args[0].id == 1


def test_other_rows_leave_cursor_and_scroll_position(shown: RowList) -> None:
    shown.go_to(7)
    place = shown.verticalScrollBar().value()
    shown.show_rows(rows(1, 2, 3, 4, 5, 7, 8, 9))
    assert shown.current_row() == rows(7)[0]
    assert shown.verticalScrollBar().value() == place


def test_the_cursor_goes_to_the_next_row_when_its_row_is_gone(shown: RowList) -> None:
    shown.go_to(3)
    shown.show_rows(rows(1, 2, 4, 5, 6, 7, 8))
    assert shown.current_row() == rows(4)[0]
    shown.go_to(8)
    shown.show_rows(rows(1, 2))
    assert shown.current_row() == rows(2)[0]


def test_only_whole_rows_are_shown(shown: RowList) -> None:
    assert shown.viewport().height() % row_height() == 0
