"""Memory: what was freed goes back to the system, and what stays is not looked through again and again."""

from __future__ import annotations

import ctypes
import gc
import linecache
import sys
from contextlib import suppress


def give_back() -> None:
    """Give freed memory back where the C library would keep it, as that of GNU does; elsewhere nothing is done.

    Takes some hundredths of a second.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a Linux with another C library
            ctypes.CDLL("libc.so.6").malloc_trim(0)


_ARENA_MAX = -8
"""What GNU's `mallopt` calls the number of its heaps."""


def share_heap() -> bool:
    """Let all threads take memory from one heap; True where the C library does that. To be called before there are any.

    That of GNU gives each thread its own, and what one has freed there no other one gets: in a large project a tenth of all.
    """
    if sys.platform != "linux":
        return False
    try:
        return bool(ctypes.CDLL("libc.so.6").mallopt(_ARENA_MAX, 1))
    except (OSError, AttributeError):  # a Linux with another C library
        return False


def settle() -> None:
    """Let the collector of unreachable objects pass over all there are now: most of them stay as long as the window.

    To look through them takes a tenth of a second, in which nothing else runs, and it would come at any moment. The lines
    of all modules go too, some 16 MB: PySide reads them at each import, and the standard library keeps them for tracebacks.
    """
    linecache.clearcache()
    gc.freeze()


def unsettle() -> None:
    """Let the collector look through everything again; to be called when a window is closed."""
    gc.unfreeze()
