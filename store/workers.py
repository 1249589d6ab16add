"""Worker processes for the long work that burns the processor: parsing and recognition on every core."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Any, Self, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

WORTH_IT = 4
"""From how many tasks on it is worth starting processes (each takes some tenths of a second to come up)."""


def cores() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Runs one function over many tasks in processes of their own, in order, a bounded number at a time.

    Processes are spawned, never forked: a window has threads, and a fork would copy their locks. They are started with
    the fourth task; fewer are done right here. `prepare(*arguments)` runs first in each process, and here.
    """

    def __init__(self, *, prepare: Callable[..., object] | None = None, arguments: tuple[Any, ...] = ()) -> None:
        self._prepare = prepare
        self._arguments = arguments
        self._pool: ProcessPoolExecutor | None = None
        self._prepared = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the processes; tasks not yet begun are dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Give the results in the order of the tasks; at most three tasks a core are read ahead.

        An exception in a task is raised here. Closing the iterator drops what was not begun.
        """
        waiting = iter(tasks)
        first = [task for _, task in zip(range(WORTH_IT), waiting, strict=False)]
        if len(first) < WORTH_IT or cores() < 2:
            yield from self._here(function, first)
            yield from self._here(function, waiting)
            return
        pool = self._start()
        running: deque[Future[Result]] = deque(pool.submit(function, task) for task in first)
        try:
            for task in waiting:
                while len(running) >= 3 * cores():
                    yield running.popleft().result()
                running.append(pool.submit(function, task))
            while running:
                yield running.popleft().result()
        finally:
            for future in running:
                future.cancel()

    def _here(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        for task in tasks:
            if not self._prepared and self._prepare is not None:
                self._prepare(*self._arguments)
                self._prepared = True
            yield function(task)

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                max_workers=cores(),
                mp_context=multiprocessing.get_context("spawn"),
                initializer=self._prepare,
                initargs=self._arguments,
            )
        return self._pool
