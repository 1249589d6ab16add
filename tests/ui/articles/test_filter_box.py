"""The filter's line: live, safe for input methods, with errors at their place, proposals and a history."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from store.errors import QueryError
from ui import theme
from ui.articles.completion import Gap, Proposal
from ui.articles.filter_box import FilterBox


@pytest.fixture
def box(qtbot: QtBot) -> FilterBox:
    """Give a box with the focus."""
    made = FilterBox()
    qtbot.addWidget(made)
    made.resize(500, 32)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_typing_asks_once_it_rests(qtbot: QtBot, box: FilterBox) -> None:
    asked: list[str] = []
    box.asked.connect(asked.append)
    qtbot.keyClicks(box, "lang:ko")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["lang:ko"]


def test_hangul_that_is_still_composed_is_not_asked_and_once_committed_is(qtbot: QtBot, box: FilterBox) -> None:
    asked: list[str] = []
    box.asked.connect(asked.append)
    QApplication.sendEvent(box, QInputMethodEvent("대", []))
    assert box.text() == ""
    commit = QInputMethodEvent()
    commit.setCommitString("대구")
    QApplication.sendEvent(box, commit)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["대구"]


def test_enter_asks_at_once_remembers_and_tells(qtbot: QtBot, box: FilterBox) -> None:
    box.setText("대구")
    with qtbot.waitSignals([box.asked, box.entered], order="strict"):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.history == ["대구"]


def test_escape_clears_and_leaves_and_the_history_has_what_was_there(qtbot: QtBot, box: FilterBox) -> None:
    box.setText("대구 lang:ko")
    with qtbot.waitSignals([box.asked, box.left], order="strict"):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.text() == "대구 lang:ko"


def test_up_and_down_walk_through_the_history_and_back_to_what_was_typed(qtbot: QtBot, box: FilterBox) -> None:
    box.history = ["b", "a"]
    box.setText("new")
    shown = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(box, key)
        shown.append(box.text())
    assert shown == ["b", "a", "a", "b", "new"]


def test_the_same_filter_is_remembered_once_and_newest_first(box: FilterBox) -> None:
    for text in ("a", "b", "a"):
        box.setText(text)
        box.remember()
    assert box.history == ["a", "b"]


def test_an_error_is_drawn_under_its_place_and_goes_with_the_next_stroke(qtbot: QtBot, box: FilterBox) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    box.setText("스마트 tag:")

    def red() -> list[int]:
        image, wanted = box.grab().toImage(), QColor(theme.palette().error).rgb()
        return [x for x in range(image.width()) if any(image.pixel(x, y) == wanted for y in range(image.height()))]

    assert red() == []
    box.show_error(QueryError("What follows is missing.", start=4, end=8))
    assert red()
    assert min(red()) > box.fontMetrics().horizontalAdvance("스마트")
    qtbot.keyClicks(box, "x")
    assert red() == []


def test_a_proposal_fills_the_gap_and_nothing_else(qtbot: QtBot, box: FilterBox) -> None:
    box.setText("대구 tag:mob")
    where = Gap(field="tag", typed="mob", start=7, end=10)
    box.propose(where, [Proposal(text="systems/mobility", count=3)])
    box._take("systems/mobility")
    assert box.text() == "대구 tag:systems/mobility"
    assert box.cursorPosition() == len(box.text())


def test_proposals_that_come_too_late_are_not_shown(qtbot: QtBot, box: FilterBox) -> None:
    box.setText("tag:energy")
    box.propose(Gap(field="tag", typed="mob", start=4, end=7), [Proposal(text="systems/mobility", count=3)])
    assert not box._popup.isVisible()


def test_letters_outside_the_basic_plane_keep_their_place(qtbot: QtBot, box: FilterBox) -> None:
    box.setText("𠀀😀 tag:mo")
    gaps: list[Gap] = []
    box.proposals_wanted.connect(gaps.append)
    qtbot.keyClicks(box, "b")
    assert gaps == [Gap(field="tag", typed="mob", start=7, end=10)]
    box.propose(gaps[0], [Proposal(text="x/mobility")])
    box._take("x/mobility")
    assert box.text() == "𠀀😀 tag:x/mobility"


def test_a_proposal_is_taken_by_keys(qtbot: QtBot, box: FilterBox) -> None:
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "tag:m")
    where = Gap(field="tag", typed="m", start=4, end=5)
    box.propose(where, [Proposal(text="a/mob", count=1_234), Proposal(text="b/mob", count=0)])
    assert box._popup.model().index(0, 0).data() == "a/mob   1,234"
    qtbot.keyClick(box._popup, Qt.Key.Key_Down)
    qtbot.keyClick(box._popup, Qt.Key.Key_Down)
    qtbot.keyClick(box._popup, Qt.Key.Key_Return)
    assert box.text() == "tag:b/mob"
    assert not box._popup.isVisible()
