"""Workers: every task once, in order, wherever it is done."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.workers import WORTH_IT, Workers, cores, while_wanted

_factor = 1


def _set(factor: int) -> None:
    global _factor  # noqa: PLW0603  each process has its own
    _factor = factor


def _times(number: int) -> tuple[int, int]:
    return number * _factor, os.getpid()


def _fail(number: int) -> int:
    if number == 5:
        raise ValueError("five")
    return number


def test_few_tasks_are_done_here() -> None:
    """A handful of tasks starts no process."""
    with Workers(prepare=_set, arguments=(3,)) as workers:
        assert list(workers.map(_times, range(WORTH_IT - 1))) == [(n * 3, os.getpid()) for n in range(WORTH_IT - 1)]


@pytest.mark.skipif(cores() < 2, reason="this machine has one core")
def test_many_tasks_are_done_elsewhere_in_order() -> None:
    """Many tasks run in prepared processes, and their results keep the order; while these are there, few tasks do too."""
    with Workers(prepare=_set, arguments=(7,)) as workers:
        results = list(workers.map(_times, range(50)))
        few = list(workers.map(_times, range(2)))
    assert [value for value, _ in results] == [n * 7 for n in range(50)]
    assert os.getpid() not in {process for _, process in (*results, *few)}


class _Counted:
    """Counts how often it is pickled in this process."""

    pickled = 0

    def __reduce__(self) -> tuple[type[_Counted], tuple[()]]:
        _Counted.pickled += 1
        return _Counted, ()


@pytest.mark.skipif(cores() < 2, reason="this machine has one core")
def test_what_is_prepared_with_is_packed_once_for_all_processes() -> None:
    _Counted.pickled = 0
    with Workers(prepare=id, arguments=(_Counted(),)) as workers:
        assert len(list(workers.map(_times, range(50)))) == 50
    assert _Counted.pickled == 1


def _plus(factor: int, number: int) -> int:
    return factor + number


@pytest.mark.parametrize("count", [WORTH_IT - 1, 50])
def test_what_was_prepared_is_given_to_each_task(count: int) -> None:
    """Here and elsewhere, a prepared map hands on what `prepare` gave."""
    with Workers(prepare=int, arguments=("40",)) as workers:
        assert list(workers.map_prepared(_plus, range(count))) == [40 + n for n in range(count)]


def _slow(numbers: range) -> list[int]:
    return [sum(range(100_000)) + number for number in while_wanted(numbers)]


@pytest.mark.skipif(cores() < 2, reason="this machine has one core")
def test_who_breaks_off_does_not_wait_for_long_tasks() -> None:
    """Each task would take minutes; after the first result nobody waits for the others, and they end by themselves."""
    others = set(multiprocessing.active_children())  # of tests before this one
    tasks = [range(1), *[range(100_000)] * 10]
    workers = Workers()
    results = workers.map(_slow, tasks)
    assert len(next(results)) == 1
    began = time.perf_counter()
    workers.close(wait=False)
    assert time.perf_counter() - began < 1
    for process in set(multiprocessing.active_children()) - others:
        process.join(timeout=60)
        assert not process.is_alive()


def test_a_failure_comes_back() -> None:
    """An exception in a task is raised where the results are read, after the results before it."""
    with Workers() as workers:
        results = workers.map(_fail, range(20))
        assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
        with pytest.raises(ValueError, match="five"):
            next(results)


_KILLED = """
import threading
from store.workers import Workers

def wait(number):
    print("begun", flush=True)
    threading.Event().wait(600)

if __name__ == "__main__":
    list(Workers().map(wait, range(20)))
"""


@pytest.mark.skipif(cores() < 2, reason="this machine has one core")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """A program that is killed cannot tell its processes to stop; they see it themselves."""
    script = tmp_path / "killed.py"
    script.write_text(_KILLED, encoding="utf-8")
    home = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=home) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == b"begun"
        program.kill()
        program.communicate(timeout=60)  # the end of the output comes with the last process that holds it


def test_closing_early_ends_at_once() -> None:
    """A reader that stops leaves no process behind."""
    with Workers() as workers:
        results = workers.map(_fail, iter(range(4)))
        assert next(results) == 0
        results.close()  # type: ignore[attr-defined]
