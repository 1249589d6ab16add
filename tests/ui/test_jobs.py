"""Long work and questions on threads: progress, cancel, failure, and the newest question alone."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from store import Store, UserError
from store.records import Change, Progress
from ui.jobs import Jobs, Outcome


@pytest.fixture
def jobs(qtbot: QtBot, project: Store) -> Iterator[Jobs]:
    """Give jobs on the small project, and end them."""
    made = Jobs(project)
    yield made
    made.close()


def counting(total: int) -> Generator[Progress, None, str]:
    """Count without a pause."""
    for done in range(1, total + 1):
        yield Progress(done=done, total=total, label="Counting")
    return f"counted {total}"


def test_a_job_reports_and_hands_over_its_value_on_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    got: list[tuple[str, threading.Thread]] = []
    seen: list[int] = []
    jobs.progressed.connect(lambda job: seen.append(job.progress.done))
    with qtbot.waitSignal(jobs.ended, timeout=5_000):
        jobs.run("Counting", lambda: counting(5), done=lambda value: got.append((value, threading.current_thread())))
    assert got == [("counted 5", threading.main_thread())]
    assert seen
    assert jobs.running == ()


def test_a_fast_generator_does_not_drown_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[int] = []
    jobs.progressed.connect(lambda job: seen.append(job.progress.done))
    with qtbot.waitSignal(jobs.ended, timeout=20_000):
        jobs.run("Counting", lambda: counting(50_000), done=lambda _: None)
    assert 1 <= len(seen) < 1_000


def test_cancel_closes_the_generator_and_calls_nobody(qtbot: QtBot, jobs: Jobs) -> None:
    called: list[object] = []
    closed = threading.Event()
    going = threading.Event()

    def endless() -> Generator[Progress, None, None]:
        try:
            while True:
                going.set()
                yield Progress(done=0, total=0, label="Going on")
        finally:
            closed.set()

    with qtbot.waitSignal(jobs.ended, timeout=5_000) as ended:
        job = jobs.run("Endless", endless, done=called.append, failed=called.append)
        assert going.wait(5)
        job.cancel()
    assert ended.args is not None
    assert ended.args[1] == Outcome(cancelled=True)
    assert closed.is_set()
    assert called == []


def test_changes_between_two_reports_are_told_as_everything(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[Change] = []
    jobs.changed.connect(told.append)

    def changing() -> Generator[Progress, None, None]:
        for done in range(200):
            change = Change(label="One", rows={"article": frozenset({done})})
            yield Progress(done=done, total=200, label="", change=change)

    with qtbot.waitSignal(jobs.ended, timeout=5_000):
        jobs.run("Changing", changing, done=lambda _: None)
    assert 1 <= len(told) < 200
    assert told[-1].everything


def test_a_failure_the_user_can_act_on_is_told_in_words(qtbot: QtBot, jobs: Jobs) -> None:
    def failing() -> Generator[Progress, None, None]:
        yield Progress(done=0, total=1, label="")
        raise UserError("The disk is full.")

    with qtbot.waitSignal(jobs.troubled, timeout=5_000) as told:
        jobs.run("Failing", failing, done=lambda _: None)
    assert told.args is not None
    assert str(told.args[0]) == "The disk is full."


def test_a_bug_goes_to_the_crash_hook(qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: taken.append(kind))

    def broken() -> Generator[Progress, None, None]:
        yield Progress(done=0, total=1, label="")
        raise ZeroDivisionError

    with qtbot.waitSignal(jobs.ended, timeout=5_000):
        jobs.run("Broken", broken, done=lambda _: None)
    assert taken == [ZeroDivisionError]


def test_only_the_newest_question_of_a_kind_is_answered(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[int] = []
    running, go_on = threading.Event(), threading.Event()

    def slow(_: Store) -> int:
        running.set()
        assert go_on.wait(5)
        return 0

    jobs.query(slow, answers.append, kind="list")
    assert running.wait(5)
    for number in (1, 2, 3):
        jobs.query(lambda _, number=number: number, answers.append, kind="list")
    go_on.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=5_000)
    assert answers == [3]


def test_a_newer_question_interrupts_the_sql_of_the_older_one(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[object] = []
    running = threading.Event()
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"

    def never(store: Store) -> object:
        running.set()
        return store.db.conn.execute(endless).fetchone()

    jobs.query(never, answers.append, kind="list")
    assert running.wait(5)
    # The statement may not have begun yet; a question that is asked again interrupts until it has.
    jobs.query(lambda store: store.articles.count(), answers.append, kind="list")
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    assert answers == [6]


def test_kinds_do_not_wait_for_each_other(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[str] = []
    go_on = threading.Event()
    jobs.query(lambda _: str(go_on.wait(5)), answers.append, kind="facets")
    jobs.query(lambda _: "list", answers.append, kind="list")
    qtbot.waitUntil(lambda: answers == ["list"], timeout=5_000)
    go_on.set()
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=5_000)


def test_a_question_that_fails_tells_its_own_callback(qtbot: QtBot, jobs: Jobs) -> None:
    failures: list[Exception] = []
    jobs.query(lambda store: store.search.ids('"half'), lambda _: None, kind="list", failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures), timeout=5_000)
    assert "quotation mark" in str(failures[0])


def test_a_large_write_happens_in_the_annotators_name_and_is_told(qtbot: QtBot, jobs: Jobs, project: Store) -> None:
    project.annotator = "서연"
    ids = list(project.search.ids())
    with qtbot.waitSignal(jobs.changed, timeout=5_000) as told:
        jobs.write(lambda store: store.articles.set_status(ids, "done"))
    assert told.args is not None
    assert told.args[0].everything
    assert project.search.count("status:done") == len(ids)
    assert project.journal.history()[0].annotator == "서연"


def test_close_ends_every_thread(qtbot: QtBot, project: Store) -> None:
    before = set(threading.enumerate())
    jobs = Jobs(project)

    def endless() -> Generator[Progress, None, None]:
        while True:
            yield Progress(done=0, total=0, label="")

    job = jobs.run("Endless", endless, done=lambda _: None)
    jobs.query(lambda store: store.articles.count(), lambda _: None, kind="list")
    jobs.close()
    assert job.thread is not None
    assert not job.thread.is_alive()
    assert set(threading.enumerate()) <= before


def test_after_close_no_answer_comes_and_nothing_is_asked(qtbot: QtBot, project: Store) -> None:
    jobs = Jobs(project)
    answers: list[int] = []
    answered = threading.Event()

    def count(store: Store) -> int:
        found = store.articles.count()
        answered.set()
        return found

    jobs.query(count, answers.append, kind="list")
    assert answered.wait(5)
    jobs.close()
    jobs.query(count, answers.append, kind="list")
    with qtbot.waitSignal(jobs.destroyed, timeout=200, raising=False):
        pass
    assert answers == []


def test_an_answer_for_a_window_that_is_gone_reaches_nobody(qtbot: QtBot, jobs: Jobs) -> None:
    called: list[object] = []
    asker, other = QObject(), QObject()
    going = threading.Event()

    def answer(_: Store) -> int:
        going.wait(5)
        return 1

    jobs.query(answer, called.append, kind="one", asker=asker, failed=called.append)
    jobs.query(answer, called.append, kind="two", asker=other)
    shiboken6.delete(asker)
    going.set()
    qtbot.waitUntil(lambda: len(called) == 1)
    jobs.query(lambda _: 2, called.append, kind="one")
    qtbot.waitUntil(lambda: len(called) == 2)
    assert called == [1, 2]


def test_a_thread_that_outlives_its_jobs_ends_without_a_word(project: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.jobs.CLOSE_SECONDS", 0.0)
    raised: list[object] = []
    monkeypatch.setattr(threading, "excepthook", raised.append)
    told, go_on = threading.Event(), threading.Event()

    def slow() -> Generator[Progress, None, str]:
        yield Progress(done=0, total=1, label="Reading")
        told.set()
        go_on.wait(10)
        yield Progress(done=1, total=1, label="Reading")
        return "read"

    made = Jobs(project)
    job = made.run("Reading", slow, done=lambda _: None)
    assert told.wait(10)
    made.close()
    shiboken6.delete(made)
    go_on.set()
    assert job.thread is not None
    job.thread.join(10)
    assert not job.thread.is_alive()
    assert raised == []
