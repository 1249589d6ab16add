"""Writes of the user go first, and the window never waits for them."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator

from pytestqt.qtbot import QtBot

from store import open_project
from store.db import writing
from store.records import Progress
from ui.main_window import MainWindow

HELD = 0.15
"""How long the job of this test holds the project at a time, in seconds."""


def test_the_window_does_not_wait_for_a_job_that_writes_without_end(qtbot: QtBot, window: MainWindow) -> None:
    path, stop = window.store.path, threading.Event()

    def busy() -> Generator[Progress, None, None]:
        with open_project(path) as store:
            while not stop.is_set():
                with writing(store.db):
                    stop.wait(HELD)
                yield Progress(done=0, total=0, label="Busy")

    job = window.jobs.run("Busy", busy, done=lambda _: None)
    with qtbot.waitSignal(window.jobs.progressed, timeout=5_000):
        pass
    article = window.current.article
    assert article is not None
    began = time.monotonic()
    window.actions_["done"].trigger()
    assert time.monotonic() - began < HELD / 2
    assert window.status.saved.text() == "Saving…"
    qtbot.waitUntil(lambda: window.store.articles.get(article).status == "done", timeout=5_000)
    assert job in window.jobs.running
    qtbot.waitUntil(lambda: window.status.saved.text() == "Saved", timeout=5_000)
    stop.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=5_000)
