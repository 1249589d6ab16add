"""Workers: every task once, in order, wherever it is done."""

from __future__ import annotations

import os

import pytest

from store.workers import WORTH_IT, Workers, cores

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
    """Many tasks run in prepared processes, and their results keep the order."""
    with Workers(prepare=_set, arguments=(7,)) as workers:
        results = list(workers.map(_times, range(50)))
    assert [value for value, _ in results] == [n * 7 for n in range(50)]
    assert os.getpid() not in {process for _, process in results}


def test_a_failure_comes_back() -> None:
    """An exception in a task is raised where the results are read, after the results before it."""
    with Workers() as workers:
        results = workers.map(_fail, range(20))
        assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
        with pytest.raises(ValueError, match="five"):
            next(results)


def test_closing_early_ends_at_once() -> None:
    """A reader that stops leaves no process behind."""
    with Workers() as workers:
        results = workers.map(_fail, iter(range(4)))
        assert next(results) == 0
        results.close()  # type: ignore[attr-defined]
