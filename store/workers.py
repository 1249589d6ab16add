"""Worker processes for the long work that burns the processor: parsing and recognition on every core."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from itertools import chain
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from store.collecting import held_back

Task = TypeVar("Task")
Result = TypeVar("Result")

WORTH_IT = 4
"""From how many tasks on it is worth starting processes (each takes some tenths of a second to come up)."""


NICE = 5
"""By how much worker processes give way: what is typed and painted meanwhile goes first, where the system knows of it."""


_LOOK = 0.1
"""How often, in seconds, is looked whether a task is done."""


def cores() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_stopped: Any = None
"""In a worker process: the number, shared with the process that started it, that says whether it may stop."""

_prepared: Any = None
"""In a worker process: what `prepare` gave."""


def is_wanted() -> bool:
    """Say whether anybody waits for the result of the task that this process is at."""
    return _stopped is None or not _stopped.value


def while_wanted(items: Iterable[Task]) -> Iterator[Task]:
    """Give the items of a task one by one, for as long as anybody waits for the result."""
    for item in items:
        if not is_wanted():
            return
        yield item


def _begin(stopped: Any, prepare: Callable[..., object] | None, arguments: bytes) -> None:
    global _stopped, _prepared  # noqa: PLW0603  one for each process
    _stopped = stopped
    if hasattr(os, "nice"):
        os.nice(NICE)
    Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        _prepared = prepare(*pickle.loads(arguments))  # noqa: S301  the process that started this one packed them


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one: who was killed cannot say that it is all over."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _with_prepared(function: Callable[[Any, Task], Result], task: Task) -> Result:
    return function(_prepared, task)


class Workers:
    """Runs one function over many tasks in processes of their own, in order, a bounded number at a time.

    Processes are spawned, never forked: a window has threads, and a fork would copy their locks. They are started with
    the fourth task; fewer are done right here, unless `always` is said or the processes are there already.
    `prepare(*arguments)` runs first in each process, and here, if it is needed; what it gives is there for
    `map_prepared`.
    """

    def __init__(
        self,
        *,
        prepare: Callable[..., object] | None = None,
        arguments: tuple[Any, ...] = (),
        always: bool = False,
    ) -> None:
        self._prepare = prepare
        self._arguments = arguments
        self._packed: bytes | None = None
        """The arguments, once there are processes; then they are kept no other way."""
        self._always = always
        self._pool: ProcessPoolExecutor | None = None
        self._stopped: Any = None
        self._prepared: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Who breaks off does not wait: the processes touch no project, and end with the item they are at.
        self.close(wait=kind is None)

    def close(self, *, wait: bool = True) -> None:
        """Stop the processes, and wait for their end; tasks not yet begun are dropped, and those under way cut short."""
        if self._pool is not None:
            self._stopped.value = 1
            self._pool.shutdown(wait=wait, cancel_futures=True)
            self._pool = None

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Give the results in the order of the tasks; at most three tasks a core are read ahead.

        An exception in a task is raised here. Closing the iterator drops what was not begun.
        """
        return self._map(lambda _, task: function(task), lambda pool, task: pool.submit(function, task), tasks)

    def map_prepared(self, function: Callable[[Any, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Do as `map` does, with what `prepare` gave as the function's first argument."""
        return self._map(function, lambda pool, task: pool.submit(_with_prepared, function, task), tasks)

    def one(self, function: Callable[[Task], Result], task: Task) -> Generator[None, None, Result]:
        """Run one task in a process, and yield some times a second while it is at work.

        An exception in the task is raised here. Closing the generator lets the task know that nobody waits any more.
        """
        future = self._start().submit(function, task)
        while not wait([future], timeout=_LOOK).done:
            yield
        return future.result()

    def _map(
        self,
        here: Callable[[Any, Task], Result],
        submit: Callable[[ProcessPoolExecutor, Task], Future[Result]],
        tasks: Iterable[Task],
    ) -> Iterator[Result]:
        waiting = iter(tasks)
        first = [task for _, task in zip(range(WORTH_IT), waiting, strict=False)]
        if self._pool is None and not self._always and (len(first) < WORTH_IT or cores() < 2):
            for task in chain(first, waiting):
                yield here(self._prepare_here(), task)
            return
        pool = self._start()
        running: deque[Future[Result]] = deque(submit(pool, task) for task in first)
        try:
            for task in waiting:
                while len(running) >= 3 * cores():
                    yield running.popleft().result()
                running.append(submit(pool, task))
            while running:
                yield running.popleft().result()
        finally:
            for future in running:
                future.cancel()

    def _prepare_here(self) -> Any:
        if not self._prepared:
            arguments = self._arguments if self._packed is None else pickle.loads(self._packed)  # noqa: S301  packed here
            self._prepared.append(None if self._prepare is None else self._prepare(*arguments))
        return self._prepared[0]

    def _pack(self) -> bytes:
        """Pack the arguments once, not for each process: names by the ten thousand take a second, and need not stay."""
        if self._packed is None:
            with held_back():
                self._packed = pickle.dumps(self._arguments)
                self._arguments = ()
        return self._packed

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._stopped = context.RawValue("b", 0)
            self._pool = ProcessPoolExecutor(
                max_workers=cores(),
                mp_context=context,
                initializer=_begin,
                initargs=(self._stopped, self._prepare, self._pack()),
            )
        return self._pool
