"""The history lists all changes and says which are undone, not by colour alone."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import HistoryEntry
from tests.ui.waiting import when_open
from ui.dialogs import history
from ui.dialogs.history import History, HistoryModel, local_time

ENTRIES = (
    HistoryEntry(id=2, at="2024-03-05T08:09:10Z", label="Tag 3 articles with 교통", annotator="Mira", undone=True),
    HistoryEntry(id=1, at="2024-03-04T08:09:10Z", label="Add tag 교통", annotator="Mira", undone=False),
)


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(HistoryModel(ENTRIES))


def test_what_is_undone_says_so_and_is_struck_out(qtbot: QtBot) -> None:
    model = HistoryModel(ENTRIES)
    assert [model.index(row, 3).data() for row in range(2)] == ["undone", ""]
    assert model.index(0, 1).data() == "Tag 3 articles with 교통"
    assert model.index(0, 1).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert model.index(1, 1).data(Qt.ItemDataRole.FontRole) is None


def test_times_are_those_of_the_wall(qtbot: QtBot) -> None:
    there = datetime(2024, 3, 5, 8, 9, 10, tzinfo=UTC).astimezone()
    assert local_time("2024-03-05T08:09:10Z") == there.strftime("%Y-%m-%d %H:%M")


def test_it_is_summed_up(qtbot: QtBot) -> None:
    for entries, words in ((ENTRIES, "2 changes, 1 of them undone."), (ENTRIES[1:], "1 change, none undone.")):
        dialog = History(None, entries)
        qtbot.addWidget(dialog)
        assert dialog.message.text() == words
    empty = History(None, ())
    qtbot.addWidget(empty)
    assert "Nothing was changed yet" in empty.message.text()


def test_ask_shows_it(qtbot: QtBot) -> None:
    with when_open(History, lambda dialog: dialog.reject()):
        history.ask(None, ENTRIES)
