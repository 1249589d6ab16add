"""Learning in the window: a job, then the figures, and suggestions only where the user wants them."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from store import create_project, open_project
from tests.projects import bring
from tests.ui.waiting import when_open
from ui.app import open_window
from ui.dialogs.learned import Learned
from ui.main_window import MainWindow

MARKED, ALL = 16, 20


def _project(folder: Path) -> Path:
    path, articles = folder / "robots.galpi", folder / "robots"
    articles.mkdir()
    for number in range(ALL):
        text = (
            f"Robots of the station, day {number}\n\nVisitors met the robot Kelvas{'abcd'[number % 4]} near the gate.\n"
        )
        (articles / f"{number:02}.txt").write_text(text, "utf-8")
    create_project(path).close()
    bring(path, articles)
    with open_project(path) as store:
        for article in store.search.ids("", sort="id")[:MARKED]:
            text = store.articles.text(article)
            start = text.index("Kelvas")
            store.mentions.add(article, start, start + 7, type="robot")
            store.mentions.add(article, text.index("station"), text.index("station") + 7, type="post")
    return path


def _learned(path: Path) -> int:
    with open_project(path) as store:
        return len(store.mentions.where("", type="robot", state="suggested"))


def test_suggestions_come_only_where_the_user_wants_them(qtbot: QtBot, tmp_path: Path) -> None:
    path = _project(tmp_path)
    window = open_window(path)
    assert isinstance(window, MainWindow)
    with when_open(Learned, lambda dialog: dialog.reject()):
        window.actions_["learn"].trigger()
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=60_000)
    assert _learned(path) == 0
    with when_open(Learned, lambda dialog: dialog.accept()):
        window.actions_["learn"].trigger()
        qtbot.waitUntil(lambda: _learned(path) == ALL - MARKED and not window.jobs.running, timeout=60_000)
    window.close()
