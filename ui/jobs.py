"""The only threads of the window: long work that can be watched and cancelled, and reads of which the newest counts.

A callback given here always runs on the window's thread. A failure without a callback of its own goes to
`Jobs.troubled` when the user can act on it, and to `sys.excepthook` when it is a bug.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from store.errors import UserError
from store.guarding import sentence_for
from store.records import Change, Progress

if TYPE_CHECKING:
    from store import Store

R = TypeVar("R")
Work = Callable[[], Generator[Progress, None, R]]

TELL_SECONDS = 0.05
"""Progress is told at most this often: a faster generator would drown the window's thread."""
LOOK_STEPS = 20_000
"""After so many steps of SQLite (some milliseconds) a question looks whether a newer one came."""
GIVE_WAY_SECONDS, GIVE_WAY_STEP = 2.0, 0.005
"""How long a job lets a write of the user go first, at most, and how often it looks whether that is done."""
CLOSE_SECONDS = 5.0
"""How long closing waits for each thread to come to its next yield."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: with a value, with an error, or cancelled (neither)."""

    value: Any = None
    error: Exception | None = None
    cancelled: bool = False


class Job:
    """One piece of long work under way."""

    def __init__(self, title: str, done: Callable[[Any], None], failed: Callable[[Exception], None] | None) -> None:
        self.title = title
        self.done = done
        self.failed = failed
        self.whole = False
        self.progress = Progress(done=0, total=0, label=title)
        self.thread: threading.Thread | None = None
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next yield; what it has committed stays."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether cancel was asked for."""
        return self._stop.is_set()


class Jobs(QObject):
    """Runs generators of the store on threads and answers questions off the window's thread."""

    started = Signal(object)
    """A `Job` that begins."""
    progressed = Signal(object)
    """A `Job` whose `progress` moved."""
    changed = Signal(object)
    """A `Change` that a job or a write on a thread made."""
    ended = Signal(object, object)
    """A `Job` and its `Outcome`."""
    troubled = Signal(object)
    """A `UserError` that nobody else took."""
    writing_changed = Signal(bool)
    """Whether a large write is under way on its thread."""
    _told = Signal(object, object)
    _over = Signal(object, object)
    _answered = Signal(object, object)

    def __init__(self, store: Store | None, parent: QObject | None = None) -> None:
        """Work for a window of this store; without one, as for a project that cannot be opened, long work alone."""
        super().__init__(parent)
        self._store = store
        self._jobs: list[Job] = []
        self._quiet: list[Job] = []
        self._desks: dict[str, _Desk] = {}
        self._open = True
        self._writes = 0
        self._told.connect(self._on_told)
        self._over.connect(self._on_over)
        self._answered.connect(self._on_answered)

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs under way, oldest first."""
        return tuple(self._jobs)

    def run(
        self,
        title: str,
        make: Work[R],
        *,
        done: Callable[[R], None],
        failed: Callable[[Exception], None] | None = None,
        whole: bool = False,
        quiet: bool = False,
    ) -> Job:
        """Run the generator that `make` returns on a thread of its own; `done` gets what it returns.

        A cancelled job calls neither `done` nor `failed`; `ended` tells of it. A `whole` one is one write: it leaves
        nothing if it is cancelled, and cannot let other writes go first. A `quiet` one is no user's: it is not among those
        `running`, nobody waits for it or is asked about it, and it gives way to all else.
        """
        job = Job(title, done, failed)
        job.whole = whole
        job.thread = threading.Thread(target=self._work, args=(job, make), name=title, daemon=True)
        if quiet:
            self._quiet.append(job)
        else:
            self._jobs.append(job)
            self.started.emit(job)
        job.thread.start()
        return job

    def query(
        self,
        make: Callable[[Store], R],
        done: Callable[[R], None],
        *,
        kind: str,
        failed: Callable[[Exception], None] | None = None,
        asker: QObject | None = None,
    ) -> None:
        """Ask `make(store)` on the thread of this `kind`, with its own connection; only the newest of a kind counts.

        An older question of the same kind is interrupted, and neither of its callbacks is called; nor are they where
        `asker`, a dialog or another widget that may go at any time, is gone when the answer comes.
        """
        if not self._open:
            return
        self._desk(kind).ask(_Question(make=make, done=done, failed=failed, newest=True, asker=asker))

    def write(self, make: Callable[[Store], Change], *, failed: Callable[[Exception], None] | None = None) -> None:
        """Do a large write on a thread, in turn and in the name of the present annotator; `changed` tells of it.

        While one is under way (`writing`), smaller ones must take this road too, or they would overtake it.
        """
        if not self._open:
            return
        assert self._store is not None, "writes need a store"
        annotator = self._store.annotator

        def work(store: Store) -> Change:
            store.annotator = annotator
            return replace(make(store), everything=True)

        def wrote(change: Change) -> None:
            self._count_writes(-1)
            self.changed.emit(change)

        def refused(error: Exception) -> None:
            self._count_writes(-1)
            (failed or self.troubled.emit)(error)

        self._count_writes(1)
        self._desk("write").ask(_Question(make=work, done=wrote, failed=refused, newest=False))

    @property
    def writing(self) -> bool:
        """Whether a large write waits or is under way."""
        return self._writes > 0

    def _count_writes(self, by: int) -> None:
        self._writes += by
        self.writing_changed.emit(self.writing)

    def close(self) -> None:
        """Cancel everything and wait until the threads have let go of the project file.

        From then on nothing is asked and no callback is called any more.
        """
        self._open = False
        for job in (*self._jobs, *self._quiet):
            job.cancel()
        for desk in self._desks.values():
            desk.close()
        for job in (*self._jobs, *self._quiet):
            if job.thread is not None:
                job.thread.join(CLOSE_SECONDS)
        self._desks.clear()

    def _desk(self, kind: str) -> _Desk:
        assert self._store is not None, "questions need a store"
        if kind not in self._desks:
            self._desks[kind] = _Desk(self._store, kind, self._answer)
        return self._desks[kind]

    def _answer(self, question: _Question, outcome: Outcome) -> None:
        if self._open:
            self._answered.emit(question, outcome)

    def _work(self, job: Job, make: Work[Any]) -> None:
        if job in self._quiet:
            _give_way_to_others()
        try:
            outcome = self._drive(job, make())
        except Exception as error:  # noqa: BLE001  it is raised again, or shown, on the window's thread
            outcome = Outcome(error=error)
        if self._open:  # else nobody listens any more, and this may be gone before its last thread is
            self._over.emit(job, outcome)

    def _drive(self, job: Job, steps: Generator[Progress, None, Any]) -> Outcome:
        last, change = 0.0, None
        while True:
            if job.cancelled:
                steps.close()
                self._tell(job, None, change)
                return Outcome(cancelled=True)
            try:
                progress = next(steps)
            except StopIteration as stop:
                self._tell(job, None, change)
                return Outcome(value=stop.value)
            change = _both(change, progress.change)
            if time.monotonic() - last >= TELL_SECONDS:
                last = time.monotonic()
                self._tell(job, progress, change)
                change = None
            self._give_way(job)

    def _give_way(self, job: Job) -> None:
        """Let what a person writes go first: SQLite serves those that wait for the project in no order."""
        if job.whole:
            return
        until = time.monotonic() + GIVE_WAY_SECONDS
        while self._writes and not job.cancelled and time.monotonic() < until:
            time.sleep(GIVE_WAY_STEP)

    def _tell(self, job: Job, progress: Progress | None, change: Change | None) -> None:
        if self._open and (progress is not None or change is not None):
            self._told.emit((job, progress), change)

    def _on_told(self, pair: tuple[Job, Progress | None], change: Change | None) -> None:
        job, progress = pair
        if not self._open:
            return
        if progress is not None:
            job.progress = progress
            if job not in self._quiet:
                self.progressed.emit(job)
        if change is not None:
            self.changed.emit(change)

    def _on_over(self, job: Job, outcome: Outcome) -> None:
        if not self._open:
            return
        if job in self._quiet:
            self._quiet.remove(job)
        else:
            self._jobs.remove(job)
            self.ended.emit(job, outcome)
        if outcome.error is not None:
            self._fail(outcome.error, job.failed)
        elif not outcome.cancelled:
            job.done(outcome.value)

    def _on_answered(self, question: _Question, outcome: Outcome) -> None:
        if question.stale or not self._open or (question.asker is not None and not isValid(question.asker)):
            return
        if outcome.error is not None:
            self._fail(outcome.error, question.failed)
        else:
            question.done(outcome.value)

    def _fail(self, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if isinstance(error, sqlite3.DatabaseError):
            error = sentence_for(error) or error
        if isinstance(error, UserError):
            (failed or self.troubled.emit)(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)


@dataclass(slots=True, eq=False)
class _Question:
    make: Callable[[Any], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    newest: bool
    asker: QObject | None = None
    stale: bool = False


class _Desk:
    """One thread with one connection that answers questions in turn, or only the newest."""

    def __init__(self, store: Store, kind: str, answer: Callable[[_Question, Outcome], None]) -> None:
        self._parent = store
        self._answer = answer
        self._turn = threading.Condition()
        self._waiting: list[_Question] = []
        self._asked: _Question | None = None
        self._store: Store | None = None
        self._open = True
        self._thread = threading.Thread(target=self._serve, name=kind, daemon=True)
        self._thread.start()

    def ask(self, question: _Question) -> None:
        with self._turn:
            if question.newest:
                self._drop()
            self._waiting.append(question)
            self._turn.notify()

    def close(self) -> None:
        with self._turn:
            self._open = False
            self._drop()
            self._turn.notify()
        self._thread.join(CLOSE_SECONDS)

    def _drop(self) -> None:
        """Forget the reads that wait and let the one that runs stop; the caller holds the turn."""
        for question in self._waiting:
            question.stale = question.newest
        self._waiting = [question for question in self._waiting if not question.stale]
        if self._asked is not None and self._asked.newest:
            self._asked.stale = True

    def _serve(self) -> None:
        while (question := self._next()) is not None:
            outcome = self._try(question)
            with self._turn:
                self._asked = None
            self._answer(question, outcome)
        if self._store is not None:
            self._store.close()

    def _next(self) -> _Question | None:
        with self._turn:
            while self._open and not self._waiting:
                self._turn.wait()
            self._asked = self._waiting.pop(0) if self._waiting else None
            return self._asked

    def _try(self, question: _Question) -> Outcome:
        try:
            if self._store is None:
                self._store = self._parent.connect()
            # Not interrupt(): that is lost if it comes just before a statement begins.
            self._store.db.conn.set_progress_handler(lambda: int(question.stale), LOOK_STEPS)
            if (self._store.annotator, self._store.blind) != (self._parent.annotator, self._parent.blind):
                self._store.annotator = self._parent.annotator
                self._store.blind = self._parent.blind
            return Outcome(value=question.make(self._store))
        except Exception as error:  # noqa: BLE001  it is raised again, or shown, on the window's thread
            return Outcome(error=error)


def _give_way_to_others() -> None:
    """Let this thread have what others leave of the processor, where the system knows of threads."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def _both(first: Change | None, second: Change | None) -> Change | None:
    if first is None or second is None:
        return second or first
    return Change(label=second.label, origin=second.origin, everything=True)
