"""Memory that was freed goes back to the system: after long work it is much."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Give freed memory back where the C library would keep it, as that of GNU does; elsewhere nothing is done.

    Takes some hundredths of a second.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a Linux with another C library
            ctypes.CDLL("libc.so.6").malloc_trim(0)
