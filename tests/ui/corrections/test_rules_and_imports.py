"""The rules of outlets are seen and changed in a table; imports are shown or taken out as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import Batch
from tests.projects import ARTICLES, article_of, bring, write_articles
from tests.ui.corrections.test_roles import PAGES, role_of
from tests.ui.waiting import when_open
from ui.dialogs.batches import Batches, when
from ui.dialogs.confirm_remove import ConfirmRemove
from ui.dialogs.rules import LINE, OUTLET, ROLE, Rules, RulesModel
from ui.main_window import MainWindow

FOOT = "이 기사는 시험 삼아 만든 것이다 1호"


@pytest.fixture
def ruled(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Rules:
    """Give the dialog on a project with three pages of an outlet and one rule for their foot."""
    bring(window.store.path, write_articles(tmp_path / "pages", PAGES), recognize=False)
    window.store.rules.add("가람뉴스", [FOOT], "footnote")
    dialog = Rules(window, window.store, window.actions_.writes, window.jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_rules_say_where_they_apply(qtbot: QtBot, ruled: Rules, qtmodeltester: ModelTester) -> None:
    model = ruled.model
    qtmodeltester.check(model)
    assert [model.index(0, column).data() for column in (OUTLET, LINE, ROLE)] == ["가람뉴스", FOOT, "footnote"]
    qtbot.waitUntil(lambda: model.index(0, 3).data() == "3", timeout=5_000)


def test_a_rule_is_changed_in_place_and_applies_at_once(ruled: Rules, window: MainWindow) -> None:
    assert role_of(window, "foot3.txt", "이 기사는") == "footnote"
    assert ruled.model.setData(ruled.model.index(0, ROLE), "caption")
    assert role_of(window, "foot3.txt", "이 기사는") == "caption"
    assert ruled.model.index(0, ROLE).data() == "caption"
    assert not ruled.model.setData(ruled.model.index(0, ROLE), "caption")
    off = Qt.CheckState.Unchecked
    assert ruled.model.setData(ruled.model.index(0, OUTLET), off.value, Qt.ItemDataRole.CheckStateRole)
    assert [rule.active for rule in window.store.rules.all()] == [False]
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert role_of(window, "foot3.txt", "이 기사는") == "footnote"


def test_a_rule_is_removed_by_key(qtbot: QtBot, ruled: Rules, window: MainWindow) -> None:
    ruled.table.selectRow(0)
    qtbot.keyClick(ruled.table, Qt.Key.Key_Delete)

    def said() -> None:
        under_way = [job.title for job in window.jobs.running], window.jobs.writing
        assert "No rules yet" in ruled.message.text(), under_way

    qtbot.waitUntil(said)  # where a job is under way, the write waits its turn
    assert window.store.rules.all() == ()
    assert role_of(window, "foot3.txt", "이 기사는") == "footnote"


def test_rules_go_to_a_file_and_come_back(
    ruled: Rules, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "rules.json")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    before = [(rule.outlet, rule.line, rule.role) for rule in window.store.rules.all()]
    ruled.export()
    ruled.table.selectRow(0)
    ruled.remove()
    ruled.take_over()
    assert [(rule.outlet, rule.line, rule.role) for rule in window.store.rules.all()] == before


def test_an_empty_table_says_how_rules_are_made(qtbot: QtBot, window: MainWindow) -> None:
    with when_open(Rules, lambda dialog: (dialog.message.text().index("press R"), dialog.reject())):
        window.actions_["rules"].trigger()
    assert RulesModel().rowCount() == 0


# Imports


def test_an_import_is_taken_out_as_a_whole_and_brought_back(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    bring(window.store.path, write_articles(tmp_path / "pages", PAGES), recognize=False)
    said: list[str] = []

    def confirm(dialog: ConfirmRemove) -> None:
        said.append(dialog.windowTitle())
        dialog.accept()

    with (
        when_open(ConfirmRemove, confirm),
        when_open(Batches, lambda dialog: qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)),
    ):
        window.actions_["batches"].trigger()
    assert "pages" in said[0]
    assert window.store.articles.count() == len(ARTICLES)
    window.actions_["undo"].trigger()
    assert window.store.articles.count() == len(ARTICLES) + len(PAGES)


def test_an_import_is_shown_in_the_list(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    bring(window.store.path, write_articles(tmp_path / "pages", PAGES), recognize=False)
    with (
        qtbot.waitSignal(window.finder.counted, timeout=5_000),
        when_open(Batches, lambda dialog: qtbot.keyClick(dialog.list, Qt.Key.Key_Return)),
    ):
        window.actions_["batches"].trigger()
    qtbot.waitUntil(
        lambda: window.pane.count.text() == f"{len(PAGES)} of {len(ARTICLES) + len(PAGES)} articles", timeout=5_000
    )
    assert window.pane.model.row_of(article_of(window.store, "foot2.txt").article.id) >= 0


def test_an_import_of_which_nothing_is_left_can_only_be_seen(qtbot: QtBot) -> None:
    dialog = Batches(None, [Batch(id=1, at="2022-03-04T09:30:00Z", label="pages", articles=0)])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.remove_button.isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert dialog.choice is None
    assert len(when("2022-03-04T09:30:00Z")) == 16


def test_a_rule_for_very_many_articles_shows_how_far_it_is_and_is_stopped_whole(
    qtbot: QtBot, ruled: Rules, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.writes.FEW", 0)
    monkeypatch.setattr("store.rules._BATCH", 1)
    window.jobs.started.connect(lambda job: job.cancel())
    assert ruled.model.setData(ruled.model.index(0, ROLE), "caption")
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=5_000)
    assert role_of(window, "foot3.txt", "이 기사는") == "footnote"
    assert ruled.model.index(0, ROLE).data() == "footnote"
    assert "nothing was changed" in ruled.message.text()
    assert not ruled.stop.isVisible()


def test_a_rule_for_very_many_articles_is_applied_as_a_job(
    qtbot: QtBot, ruled: Rules, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.writes.FEW", 0)
    assert ruled.model.setData(ruled.model.index(0, ROLE), "caption")
    assert ruled.stop.isVisible()
    qtbot.waitUntil(lambda: ruled.model.index(0, ROLE).data() == "caption", timeout=5_000)
    qtbot.waitUntil(lambda: not ruled.stop.isVisible(), timeout=5_000)
    assert role_of(window, "foot3.txt", "이 기사는") == "caption"
    window.actions_["undo"].trigger()
    assert role_of(window, "foot3.txt", "이 기사는") == "footnote"
