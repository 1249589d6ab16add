"""The history lists all changes, tells what each did, and is narrowed; what is undone says so, not by colour alone."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import HistoryEntry
from tests.ui.waiting import when_open
from ui.dialogs.history import History, HistoryModel, local_time
from ui.dialogs.past import Past
from ui.main_window import MainWindow

ENTRIES = (
    HistoryEntry(id=2, at="2024-03-05T08:09:10Z", label="Tag 3 articles with 교통", annotator="Mira", undone=True),
    HistoryEntry(id=1, at="2024-03-04T08:09:10Z", label="Add tag 교통", annotator="Mira", undone=False, rows=1),
)


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(HistoryModel(ENTRIES))


def test_what_is_undone_says_so_and_is_struck_out(qtbot: QtBot) -> None:
    model = HistoryModel(ENTRIES)
    assert [model.index(row, 4).data() for row in range(2)] == ["undone", ""]
    assert model.index(0, 1).data() == "Tag 3 articles with 교통"
    assert model.index(0, 1).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert model.index(1, 1).data(Qt.ItemDataRole.FontRole) is None


def test_times_are_those_of_the_wall(qtbot: QtBot) -> None:
    there = datetime(2024, 3, 5, 8, 9, 10, tzinfo=UTC).astimezone()
    assert local_time("2024-03-05T08:09:10Z") == there.strftime("%Y-%m-%d %H:%M")


def _mark(window: MainWindow) -> None:
    store = window.store
    store.taggings.put(store.codebook.find("stance").id, [1, 2])
    store.notes.write(1, "메모", by="지은")
    store.articles.set_status([3], "done")


def test_it_is_narrowed_and_told(window: MainWindow, qtbot: QtBot) -> None:
    _mark(window)

    def look(dialog: History) -> None:
        qtbot.waitUntil(lambda: dialog.model.rowCount() > 3)
        whole = dialog.model.rowCount()
        assert dialog.message.text() == f"{whole} changes."
        qtbot.waitUntil(lambda: "“untagged” → “done”" in dialog.account.toPlainText())
        dialog.who.setCurrentText("지은")
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
        qtbot.waitUntil(lambda: "메모" in dialog.account.toPlainText())
        dialog.kind.setCurrentText("taggings")
        qtbot.waitUntil(lambda: dialog.message.text() == "No change is like that.")
        dialog.who.setCurrentIndex(0)
        QTest.keyClicks(dialog.words, "stance")
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
        dialog.reject()

    with when_open(History, look):
        window.actions_["history"].trigger()


def test_one_change_is_taken_back_and_the_rest_stays(window: MainWindow, qtbot: QtBot) -> None:
    _mark(window)

    def back(dialog: History) -> None:
        qtbot.waitUntil(lambda: dialog.model.rowCount() > 3)
        dialog.table.selectRow(2)
        qtbot.waitUntil(dialog.verbs["back"].isEnabled)
        QTest.keyClick(dialog.table, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)

    with when_open(History, back):
        window.actions_["history"].trigger()
    assert window.store.taggings.of(1) == ()
    assert window.store.notes.of(1)[0].text == "메모"


def test_all_that_came_later_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    _mark(window)

    def to(dialog: History) -> None:
        qtbot.waitUntil(lambda: dialog.model.rowCount() > 3)
        dialog.table.selectRow(2)
        qtbot.waitUntil(lambda: "Undo what came after (2)" in dialog.verbs["to"].text())
        dialog.verbs["to"].click()

    with qtbot.waitSignal(window.jobs.ended), when_open(History, to):
        window.actions_["history"].trigger()
    assert window.store.notes.of(1) == ()
    assert window.store.articles.get(3).status == "untagged"
    assert len(window.store.taggings.of(1)) == 1


def test_an_article_is_put_back_to_what_it_was(window: MainWindow, qtbot: QtBot) -> None:
    _mark(window)
    window.store.notes.write(1, "", by="지은")
    window.store.articles.correct(1, field="title", value="새 제목")
    window.current.article = 1

    def restore(dialog: Past) -> None:
        assert dialog.list.count() == 5
        dialog.slider.setValue(2)
        qtbot.waitUntil(lambda: "메모" in dialog.view.toPlainText())
        assert "Was there, is not now" in dialog.view.toPlainText()
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        dialog.accept_button.click()

    with when_open(Past, restore):
        window.actions_["as_it_was"].trigger()
    assert [note.text for note in window.store.notes.of(1)] == ["메모"]
    assert window.store.articles.get(1).title != "새 제목"
    window.actions_["undo"].trigger()
    assert window.store.articles.get(1).title == "새 제목"


def test_the_history_of_an_article_and_of_a_tag(window: MainWindow, qtbot: QtBot) -> None:
    _mark(window)
    window.current.article = 1

    def of_article(dialog: History) -> None:
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
        dialog.scope.setChecked(False)
        qtbot.waitUntil(lambda: dialog.model.rowCount() > 3)
        dialog.reject()

    with when_open(History, of_article):
        window.actions_["article_history"].trigger()

    def of_tag(dialog: History) -> None:
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
        assert dialog.scope.text() == "Only of the tag stance"
        dialog.reject()

    with when_open(History, of_tag):
        window.actions_.past.tag_history(window.store.codebook.find("stance").id)
