"""Recognising everything again: a job over the whole project, whatever the filter, that leaves what is judged."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow


def test_everything_is_looked_at_again(qtbot: QtBot, window: MainWindow) -> None:
    store = window.store
    total = store.articles.count()
    window.finder.set_query("lang:en")
    qtbot.waitUntil(lambda: window.current.query == "lang:en", timeout=5_000)
    said: list[str] = []
    window.actions_.said.connect(said.append)
    store.mentions.reject(store.mentions.where("", state="suggested")[:1])
    window.actions_["recognize_all"].trigger()
    qtbot.waitUntil(lambda: any(f"in {total:,} articles." in each for each in said), timeout=30_000)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=5_000)
    assert store.db.conn.execute("select count(*) from mention where state = 'rejected'").fetchone()[0] == 1
