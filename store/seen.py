"""How often each name was met in a file of any size, in memory that does not grow with it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from types import TracebackType
from typing import Self

FEW = 20_000
"""So many different names are counted in memory; more of them in a temporary database, which SQLite keeps on disk."""


class Seen:
    """Counts names; to be closed, or used in a `with`."""

    def __init__(self, *, few: int = FEW) -> None:
        self._few: Counter[str] = Counter()
        self._most = few
        self._many: sqlite3.Connection | None = None

    def count(self, name: str) -> int:
        """Say how often `name` has been met by now, this time included."""
        if self._many is None and len(self._few) < self._most:
            self._few[name] += 1
            return self._few[name]
        if self._many is None:
            self._many = self._spilled()
        row = self._many.execute(
            "insert into seen values (?, 1) on conflict(name) do update set times = times + 1 returning times", (name,)
        ).fetchone()
        return int(row[0])

    def _spilled(self) -> sqlite3.Connection:
        # Without a name it is a file of its own that goes with the connection; one transaction holds all of it.
        many = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        many.execute("create table seen(name text primary key, times integer not null) strict, without rowid")
        many.execute("begin")
        many.executemany("insert into seen values (?, ?)", self._few.items())
        self._few.clear()
        return many

    def close(self) -> None:
        """Forget all of it."""
        if self._many is not None:
            self._many.close()
            self._many = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
