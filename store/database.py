"""The library that SQLite is spoken to through, loaded without what it loads for others."""

from __future__ import annotations

import sys

_absent = "numpy" not in sys.modules
if _absent:
    # Where numpy is installed sqlite-utils loads it, for columns that hold its numbers: none of ours do, and the command
    # line would start a fifth of a second later. With None in its place an import of it fails, as if it were not there.
    sys.modules["numpy"] = None  # type: ignore[assignment]
try:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations
finally:
    if _absent:
        del sys.modules["numpy"]

__all__ = ["Database", "Migrations"]
