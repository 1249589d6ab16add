"""The collector of unreachable objects, held back while very many objects are made at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_held = 0
_was_on = True


@contextmanager
def held_back() -> Iterator[None]:
    """Let no unreachable objects be looked for meanwhile, in no thread; not for long, and never across a yield.

    Python looks whenever many objects were made, and through all of them: where a hundred thousand names are read that
    all stay, again and again for nothing, and each time a window stands still for up to a tenth of a second.
    """
    global _held, _was_on  # noqa: PLW0603  there is one collector
    with _lock:
        if not _held:
            _was_on = gc.isenabled()
            gc.disable()
        _held += 1
    try:
        yield
    finally:
        with _lock:
            _held -= 1
            if not _held and _was_on:
                gc.enable()
