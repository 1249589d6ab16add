"""The driver of the window for the large benchmark: does by keys and mouse what a user does, and says how long it took.

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

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QPaintEvent
from PySide6.QtTest import QTest
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

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Leave out what is done meanwhile: the benchmark does it on the window's thread, no window would."""
        self._turn()
        yield
        self._last, self._spent = time.perf_counter(), time.thread_time()


class Driver:
    """Does what a user does, and says how many milliseconds it took."""

    def __init__(self, window: MainWindow, app: QApplication) -> None:
        self.window, self._app = window, app
        self.watch = Watch()
        self.counted = 0
        self._watch_list()
        window.finder.counted.connect(self._count)

    def _count(self, _: object) -> None:
        self.counted += 1

    def _watch_list(self) -> None:
        """Note when the list has been painted, and which one."""
        table, paint = self.window.pane.table, self.window.pane.table.paintEvent
        self._painted: object = None
        self._stopwatch, self._seen = Stopwatch(), Took(0, 0)

        def painted(event: QPaintEvent) -> None:
            paint(event)
            if self._painted is not self.window.pane.model.ids:
                self._painted, self._seen = self.window.pane.model.ids, self._stopwatch.took()

        table.paintEvent = painted  # type: ignore[method-assign]

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
        # A running loop deletes by then what is to go, such as the document of the article before; here none runs.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def filter(self, query: str) -> tuple[Took, Took]:
        """Type a filter; give how long after Enter the list was painted, and all facets were."""
        box = self.window.bar.box
        QTest.keyClick(self.window.pane.table, Qt.Key.Key_Slash)
        if not box.hasFocus():
            raise RuntimeError("The filter box did not get the keys: is the window active?")
        if not query:
            QTest.keyClick(box, Qt.Key.Key_Delete)
        elif query.isascii():
            QTest.keyClicks(box, query)
        else:
            # As an input method hands over what was composed.
            composed = QInputMethodEvent("", [])
            composed.setCommitString(query)
            QApplication.sendEvent(box, composed)
        return self._answered(f"filter {query}", lambda: QTest.keyClick(box, Qt.Key.Key_Return))

    def click(self, term: str) -> tuple[Took, Took]:
        """Click on the value of a facet; give how long after it the list was painted, and all facets were."""
        view, model = self.window.facets.view, self.window.facets.model
        lines = ((row, model.line(row)) for row in range(model.rowCount()))
        index = model.index(next(row for row, line in lines if line and line.value and line.value.term == term))
        view.scrollTo(index)
        at = view.visualRect(index).center()
        return self._answered(
            f"click on {term}", lambda: QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        )

    def _answered(self, doing: str, act: Callable[[], None]) -> tuple[Took, Took]:
        before, counted = self.window.pane.model.ids, self.counted
        with self.watch.on(doing):
            watch = self._stopwatch = Stopwatch()
            act()
            self.until(lambda: self._painted is not before and self.counted > counted)
            self._paint()
            return self._seen, watch.took()

    def _paint(self) -> None:
        """Paint all that waits to be painted."""
        QApplication.sendPostedEvents(self.window, QEvent.Type.UpdateRequest.value)

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
        """Step to an article beside the current one; give when its first screen was painted, and when all of it was there.

        All of it is the whole text with all marks.
        """
        table, page, model = self.window.pane.table, self.window.reader.page, self.window.pane.model
        down = model.row_of(article) > model.row_of(self.window.current.article)
        with self.watch.on(f"open article {article}"):
            watch = Stopwatch()
            QTest.keyClick(table, Qt.Key.Key_J if down else Qt.Key.Key_K)
            page.viewport().repaint()
            first = watch.took()
            self.until(lambda: self._is_whole(article))
            page.viewport().repaint()
            return first, watch.took()

    def _is_whole(self, article: int) -> bool:
        page = self.window.reader.page
        return page.article is not None and page.article.id == article and not getattr(page, "filling", False)

    def tag(self, key: str) -> Took:
        """Put on the current article the tag that has this key; give when list and facets are right again."""
        counted = self.counted
        with self.watch.on("tag an article"):
            watch = Stopwatch()
            QTest.keyClicks(self.window.pane.table, key)
            self.until(lambda: self.counted > counted)
            self._paint()
            return watch.took()
