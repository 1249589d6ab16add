"""Orphans: rows of a damaged project to which no tree leads any more, found page by page and given to their tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice

from store.database import Database
from store.db import writing
from store.raw_pages import RawPages, Row
from store.records import Progress

_TYPES: dict[str, type] = {"integer": int, "text": str, "blob": bytes}
UID = 32
"""How long the random names are that Galpi gives."""
LABEL = "Looking for the rest"
"""What is done here, for whoever waits."""
_SAMPLE = 16
"""So many rows of a page must fit a table for all of them to be given to it."""


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: type
    needed: bool
    number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of one table whose tree is broken: rows that came back, and the largest number a row has had, if known.

    Of the rows the `strays` lay on pages that no tree leads to: some of them may have been removed long before.
    """

    table: str
    rows: int
    strays: int
    last: int | None


def bring_back(
    pages: RawPages, db: Database, tables: Sequence[str], *, all_of: bool
) -> Generator[Progress, None, tuple[Found, ...]]:
    """Write into `db` what the pages still hold of the broken ones among `tables` (with `all_of`, of each of them).

    A page to which no tree leads goes to the first broken table that its rows fit. Rows that are there already stay.
    """
    named = {name: (root, sql) for name, (root, sql) in pages.tables().items() if root <= pages.count}
    columns = {name: _columns(named[name][1] if name in named else _sql(db, name)) for name in tables}
    seen = pages.free()
    broken: dict[str, list[int]] = {} if named else {name: [] for name in tables}
    for name, (root, _) in named.items():
        leaves, own, whole = pages.leaves_under(root)
        seen |= own
        if name in columns and (all_of or not whole):
            broken[name] = leaves
    broken |= {name: [] for name in tables if name not in named}
    sequences = _sequences(pages, named)
    rows, strays = dict.fromkeys(broken, 0), dict.fromkeys(broken, 0)
    with writing(db):
        for name, leaves in broken.items():
            for leaf in leaves:
                rows[name] += _insert(db, name, columns[name], pages.rows(leaf))
                yield Progress(done=0, total=0, label=LABEL)
        for leaf in pages.leaves():
            yield Progress(done=leaf, total=pages.count, label=LABEL)
            if leaf not in seen:
                sample = list(islice(pages.rows(leaf), _SAMPLE))
                owner = next((name for name in broken if _fits(sample, columns[name])), None)
                if owner is not None:
                    strays[owner] += _insert(db, owner, columns[owner], pages.rows(leaf))
    return tuple(
        Found(
            table=name,
            rows=rows[name] + strays[name],
            strays=strays[name],
            last=sequences.get(name, 0) if sequences else None,
        )
        for name in broken
    )


def _sql(db: Database, table: str) -> str:
    return str(db.conn.execute("select sql from sqlite_master where name = ?", (table,)).fetchone()[0])


def _columns(sql: str) -> list[_Column]:
    """Give the columns of a table as they are written in its pages; none where its numbers are not its own."""
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            db.execute(sql)
        except sqlite3.Error:
            return []
        if "without rowid" in sql.lower():
            return []
        name = db.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite%'").fetchone()[
            0
        ]
        found = db.execute(f'pragma table_info("{name}")').fetchall()
    return [
        _Column(str(each[1]), _TYPES.get(str(each[2]).lower(), str), bool(each[3]), bool(each[5])) for each in found
    ]


def _sequences(pages: RawPages, named: dict[str, tuple[int, str]]) -> dict[str, int]:
    leaves = pages.leaves_under(named["sqlite_sequence"][0])[0] if "sqlite_sequence" in named else []
    rows = (values for leaf in leaves for _, values in pages.rows(leaf) if len(values) == 2)
    return {str(name): last for name, last in rows if isinstance(last, int)}


def _fits(rows: Sequence[Row], columns: Sequence[_Column]) -> bool:
    uid = next((place for place, column in enumerate(columns) if column.name == "uid"), None)
    return (
        bool(rows)
        and bool(columns)
        and all(_fit(values, columns) and (uid is None or len(str(values[uid])) == UID) for _, values in rows)
    )


def _fit(values: Sequence[object], columns: Sequence[_Column]) -> bool:
    # A row that was written before a column was added is shorter by it.
    if len(values) > len(columns) or len(values) < min(2, len(columns)):
        return False
    for value, column in zip(values, columns, strict=False):
        if column.number or value is None:
            if (value is None) is not column.number and column.needed:
                return False
        elif not isinstance(value, column.type):
            return False
    return True


def _insert(db: Database, table: str, columns: Sequence[_Column], rows: Iterable[Row]) -> int:
    count = 0
    have = {row[1] for row in db.conn.execute(f'pragma table_info("{table}")')}
    for number, values in rows:
        if not _fit(values, columns):
            continue
        pairs = [
            (column.name, number if column.number else value)
            for column, value in zip(columns, values, strict=False)
            if column.name in have
        ]
        names = ", ".join(f'"{name}"' for name, _ in pairs)
        marks = ", ".join("?" * len(pairs))
        with suppress(sqlite3.Error):  # a damaged value that this table does not take
            cursor = db.conn.execute(
                f'insert or ignore into "{table}"({names}) values ({marks})', [value for _, value in pairs]
            )
            count += max(0, cursor.rowcount)
    return count
