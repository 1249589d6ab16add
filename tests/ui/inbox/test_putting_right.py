"""In the inbox columns are mapped, the kind is chosen and drafts are put right; the import keeps all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import Table
from tests.material import shared
from tests.projects import ARTICLES, article_of, write_articles
from tests.ui.inbox.test_inbox import NEW
from tests.ui.waiting import when_open
from ui.dialogs.article_fields import ArticleFields
from ui.inbox.columns import COLUMN, FIELD, SAMPLE, ColumnsModel, ColumnsPanel
from ui.inbox.inbox import Inbox
from ui.main_window import MainWindow

ROWS = "표제어,말,쓴 곳\n정류장에 등을 달다,시는 정류장마다 등을 달아 밤에도 환하게 한다고 밝혔다. 등은 바람으로 돈다.,누리신문\n"
Look = Callable[[Path], Inbox]


def settled(qtbot: QtBot, inbox: Inbox) -> None:
    qtbot.waitUntil(lambda: not inbox.looking.running and bool(inbox.model.entries), timeout=30_000)


@pytest.fixture
def look(qtbot: QtBot, window: MainWindow) -> Look:
    """Give a way to open the inbox on a path and wait until all is looked through."""

    def opened(path: Path) -> Inbox:
        window.actions_.long_work.import_these([path])
        inbox = [each for each in window.findChildren(Inbox) if each.isVisible()][-1]
        qtbot.waitUntil(lambda: not inbox.looking.running, timeout=30_000)
        return inbox

    return opened


def accepted(qtbot: QtBot, window: MainWindow, inbox: Inbox) -> None:
    inbox.accept()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=30_000)


def row_of(panel: ColumnsPanel, name: str) -> int:
    return next(row for row in range(panel.model.rowCount()) if panel.model.index(row, COLUMN).data() == name)


def test_the_model_of_columns(qtmodeltester: ModelTester) -> None:
    model = ColumnsModel()
    table = Table(
        file="t.csv", columns=("a", "b"), samples=(("x", "long"), ("x", "two")), guess={"text": "b"},
        fields={"text": "b"}, by="guess",
    )  # fmt: skip
    model.show_table(table, table.fields)
    qtmodeltester.check(model)
    assert [model.index(row, SAMPLE).data() for row in (0, 1)] == ["x", "long · two"]
    assert not model.setData(model.index(1, FIELD), "")  # an article needs a text
    assert model.setData(model.index(0, FIELD), "title")
    assert model.fields == {"text": "b", "title": "a"}
    assert model.setData(model.index(0, FIELD), "text")
    assert model.fields == {"text": "a"}


def test_a_mapping_is_corrected_followed_and_remembered(
    qtbot: QtBot, window: MainWindow, look: Look, tmp_path: Path
) -> None:
    (tmp_path / "rows.csv").write_text(ROWS, encoding="cp949")
    inbox = look(tmp_path / "rows.csv")
    assert inbox.model.entries[0].outlet is None
    qtbot.keyClick(inbox, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert inbox.columns.isVisible()
    model = inbox.columns.model
    assert model.setData(model.index(row_of(inbox.columns, "쓴 곳"), FIELD), "outlet")
    settled(qtbot, inbox)
    assert inbox.model.entries[0].outlet == "누리신문"
    assert "Corrected" in inbox.columns.said.text()
    assert window.store.mappings.all() == ()  # nothing is written before the import
    accepted(qtbot, window, inbox)
    assert article_of(window.store, "rows.csv#1").article.outlet == "누리신문"
    (tmp_path / "more.csv").write_text(ROWS.replace("달다", "걸다"), encoding="utf-8")
    again = look(tmp_path / "more.csv")
    assert again.model.entries[0].outlet == "누리신문"
    assert again.columns.said.text() == "As remembered with the project."
    again.columns.forget.click()
    qtbot.waitUntil(lambda: bool(again.model.entries) and again.model.entries[0].outlet is None, timeout=20_000)
    assert window.store.mappings.all() == ()
    again.reject()


def test_bigkinds_is_recognised(look: Look) -> None:
    inbox = look(shared("corpora", "import", "bigkinds_200rows_nfd.csv"))
    assert "BigKinds" in inbox.columns.said.text()
    assert inbox.columns.model.rowCount() == 19
    inbox.reject()


def test_the_kind_is_chosen(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"<html><body><p>{NEW}</p></body></html>", encoding="utf-8")
    inbox = look(tmp_path / "page.txt")
    inbox.kind.setCurrentIndex(inbox.kind.findData("text"))
    inbox.kind.activated.emit(inbox.kind.currentIndex())
    settled(qtbot, inbox)
    assert inbox.model.entries[0].kind == "text"
    qtbot.waitUntil(lambda: inbox.page.article is not None and "<html>" in inbox.page.article.text, timeout=5_000)
    assert "Read as plain text" in inbox.story.text()
    inbox.reject()


def test_a_draft_is_put_right_and_stays_so(qtbot: QtBot, window: MainWindow, look: Look, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"library.txt": NEW})
    inbox = look(folder)

    def answer(dialog: ArticleFields) -> None:
        dialog.fields["title"].edit.setText("바른 제목")
        dialog.fields["authors"].edit.setText("김 아무개")
        dialog.accept()

    with when_open(ArticleFields, answer):
        qtbot.keyClick(inbox.table, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: inbox.page.article is not None and inbox.page.article.title == "바른 제목", timeout=5_000)
    assert inbox.model.counts["corrected"] == 1
    assert inbox.page.article is not None
    start = inbox.page.article.text.index("구는 골목")
    inbox.page.select(start, start + 5)
    inbox.role()
    assert inbox.popup is not None
    qtbot.keyClick(inbox.popup.roles, Qt.Key.Key_C)
    qtbot.waitUntil(
        lambda: any(part.role == "caption" for part in inbox.page.article.parts) if inbox.page.article else False,
        timeout=5_000,
    )
    accepted(qtbot, window, inbox)
    stored = article_of(window.store, "library.txt").article
    assert (stored.title, stored.authors) == ("바른 제목", ("김 아무개",))
    assert any(part.role == "caption" for part in stored.parts)
    assert set(window.store.corrections.fields(stored.id)) == {"title", "authors"}


def test_several_are_put_right_together_and_unticked_stay_so(
    qtbot: QtBot, window: MainWindow, look: Look, tmp_path: Path
) -> None:
    names = ("a.txt", "b.txt", "c.txt")
    inbox = look(write_articles(tmp_path / "in", {name: NEW.replace("삼천", name) for name in names}))
    inbox.model.tick([2], on=False)
    inbox.table.selectAll()

    def answer(dialog: ArticleFields) -> None:
        dialog.fields["outlet"].edit.setText("다른 신문")
        dialog.accept()

    with when_open(ArticleFields, answer):
        inbox.details()
    assert {entry.outlet for entry in inbox.model.entries} == {"다른 신문"}
    inbox.again()
    settled(qtbot, inbox)
    assert {entry.outlet for entry in inbox.model.entries} == {"다른 신문"}
    assert inbox.model.wanted == 2
    accepted(qtbot, window, inbox)
    assert window.store.articles.count() == len(ARTICLES) + 2
