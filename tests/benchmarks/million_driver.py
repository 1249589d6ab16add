"""The driver of the window for the large benchmark: does what a user does, and says how long it took.

It sleeps until there is something to do, as the program does: one that turns the loop all the time takes the interpreter
from the threads that look for the answer.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from ui.main_window import MainWindow

TURN = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
"""One turn of the loop; the timer of `Watch` ends its sleep at the latest."""


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took, in milliseconds by the clock and of the processor."""

    clock: float
    processor: float


class Stopwatch:
    """Begins when it is made."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def took(self) -> Took:
        """Give how long it has been running."""
        return Took(1000 * (time.perf_counter() - self._clock), 1000 * (time.process_time() - self._processor))


class Watch(QObject):
    """Notes the longest time between two turns of the loop of events."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self.where, self.doing = Took(0, 0), "", ""
        self._last, self._spent = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        took = Took(1000 * (now - self._last), 1000 * (spent - self._spent))
        if took.clock > self.longest.clock:
            self.longest, self.where = took, self.doing
        self._last, self._spent = now, spent

    @contextmanager
    def on(self, doing: str) -> Iterator[None]:
        """Name what is done meanwhile."""
        self.doing = doing
        yield


class Driver:
    """Does what a user does, and says how many milliseconds it took."""

    def __init__(self, window: MainWindow, app: QApplication) -> None:
        self.window, self._app = window, app
        self.watch = Watch()
        self.counted = 0
        window.finder.counted.connect(self._count)

    def _count(self, _: object) -> None:
        self.counted += 1

    def until(self, holds: Callable[[], bool], *, seconds: float = 60) -> None:
        """Turn the loop of events until something holds."""
        end = time.perf_counter() + seconds
        while not holds():
            if time.perf_counter() > end:
                raise TimeoutError(f"The window has not answered within {seconds} s ({self.watch.doing}).")
            self._app.processEvents(TURN)

    def rest(self, seconds: float = 0.3) -> None:
        """Turn the loop for a while, as when a user reads."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end)

    def filter(self, query: str) -> tuple[Took, Took]:
        """Filter; give when the list was painted, and when all facets were."""
        pane, before, counted = self.window.pane, self.window.pane.model.ids, self.counted
        with self.watch.on(f"filter {query}"):
            watch = Stopwatch()
            self.window.finder.set_query(query)
            self.until(lambda: pane.model.ids is not before and self.window.current.query == query)
            pane.table.viewport().repaint()
            listed = watch.took()
            self.until(lambda: self.counted > counted)
            self.window.facets.repaint()
            return listed, watch.took()

    def scroll(self, chance: random.Random, times: int) -> list[Took]:
        """Jump about in the list, to its end and its beginning; give how long each frame took."""
        bar, found = self.window.pane.table.verticalScrollBar(), []
        with self.watch.on("scroll"):
            for place in [bar.maximum(), 0, *(chance.randrange(bar.maximum() + 1) for _ in range(times))]:
                watch = Stopwatch()
                bar.setValue(place)
                self.window.pane.table.viewport().repaint()
                found.append(watch.took())
                self._app.processEvents(TURN)
        return found

    def open(self, article: int) -> tuple[Took, Took]:
        """Open an article; give when its first screen was painted, and when all of it was there with its marks."""
        page = self.window.reader.page
        self.window.current.article = None
        self.rest(0.05)
        with self.watch.on(f"open article {article}"):
            watch = Stopwatch()
            self.window.current.article = article
            page.viewport().repaint()
            first = watch.took()
            self.until(lambda: self._is_whole(article))
            page.viewport().repaint()
            return first, watch.took()

    def _is_whole(self, article: int) -> bool:
        page = self.window.reader.page
        return page.article is not None and page.article.id == article and not getattr(page, "filling", False)

    def tag(self, tag: int) -> Took:
        """Tag the current article; give when list and facets are right again."""
        counted = self.counted
        with self.watch.on("tag an article"):
            watch = Stopwatch()
            self.window.actions_.put_tag(tag)
            self.until(lambda: self.counted > counted)
            self.window.pane.table.viewport().repaint()
            self.window.facets.repaint()
            return watch.took()
