"""A project with a stale index is searched right soon after it was opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from store import Store
from store.db import writing
from store.renewing import stale
from ui.app import open_window
from ui.main_window import MainWindow


def test_a_stale_index_is_renewed_at_opening(qtbot: QtBot, project: Store, project_path: Path) -> None:
    wanted = project.search.count("버스")
    with writing(project.db) as connection:
        connection.execute("insert into article_fts(article_fts) values ('delete-all')")
        connection.execute("delete from indexed")
    project.close()
    window = open_window(project_path)
    assert isinstance(window, MainWindow)
    beside_the_count: list[str] = []
    folded = window.pane.findChild(QLabel, "foldedCount")
    window.caches.incomplete.connect(lambda _: beside_the_count.append(folded.text()))
    with qtbot.waitSignal(window.caches.said, timeout=10_000) as said:
        pass
    assert "6 articles" in said.args[0]
    assert ["not all can be found yet" in said for said in beside_the_count] == [True, False]
    assert window.store.search.count("버스") == wanted > 0


def test_nothing_is_said_where_nothing_is_stale(qtbot: QtBot, window: MainWindow) -> None:
    begun: list[object] = []
    window.jobs.started.connect(begun.append)
    answered: list[int] = []
    window.jobs.query(stale, answered.append, kind="asked")
    qtbot.waitUntil(lambda: answered == [0], timeout=5_000)
    window.caches._renew(answered[0])
    assert begun == []
    assert window.status.message.text() == ""
