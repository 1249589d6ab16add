"""Orders of a project's articles by one key: read from SQL, and kept true by moving those whose key has changed."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable

import numpy as np
from pyroaring import BitMap

from store import bitmaps
from store.database import Database
from store.resident.orders import Order, SortKey, ordered
from store.resident.sets import listed, read_ids

KEPT = ("published", "title", "length")
"""The orders that a project keeps: to make one of a million articles anew takes seconds."""

KEYS = {"published": "published", "title": "title", "length": "length"}
"""The orders there are, each with its column."""

MOVED_WHILE_WRITING = 500
"""So many articles are moved in an order while others wait for their turn to write: some hundredths of a second."""

_MOVED = 5_000
_LOWER = str.maketrans({letter: letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})


def make_order(db: Database, name: str) -> Order:
    """Sort all articles, those in the bin too, by the key that this order is about."""
    column = KEYS[name]
    fold = " collate nocase" if name == "title" else ""
    keyless = db.conn.execute(f"select group_concat(id) from article where {column} is null").fetchone()[0]
    rows = db.conn.execute(
        f"select group_concat(id) from article where {column} is not null group by {column}{fold} order by {column}{fold}"
    )
    groups = [read_ids(joined) for (joined,) in rows] if name != "title" else None
    if groups is None:
        return _by_rows(db, column, fold, read_ids(keyless))
    return ordered(map(np.sort, groups), np.sort(read_ids(keyless)))


def _by_rows(db: Database, column: str, fold: str, keyless: np.ndarray) -> Order:
    """Sort where nearly every key is another one, so that groups would be as many as articles."""
    rows = db.conn.execute(f"select id, {column} from article where {column} is not null order by {column}{fold}, id")
    ids, first = array("i"), bytearray()
    before: str | None = None
    for article, text in rows:
        key = text.translate(_LOWER)
        ids.append(article)
        first.append(key != before)
        before = key
    firsts = np.concatenate((np.frombuffer(first, np.bool_), np.zeros(len(keyless), np.bool_)))
    return Order(np.concatenate((np.array(ids, np.int32), np.sort(keyless))).astype(np.int32), firsts, len(keyless))


def caught_up(db: Database, name: str, order: Order, changed: BitMap) -> Order:
    """Give the order with these articles where they belong now."""
    if not changed:
        return order
    if len(changed) > _MOVED:
        return make_order(db, name)
    rows = db.conn.execute(
        f"select id, {KEYS[name]} from article where id in (select value from json_each(?))",
        (json.dumps(listed(changed).tolist()),),
    )
    keys = {article: _key(name, value) for article, value in rows}
    return order.moved(listed(changed).tolist(), keys, _reader(db, name))


def read_order(db: Database, name: str) -> Order:
    """Read an order as it is now, or make it."""
    order = bitmaps.load_order(db, name) if name in KEPT else None
    if order is None:
        return make_order(db, name)
    return caught_up(db, name, order, bitmaps.changed_in_order(db, name))


def folded_order(db: Database, name: str) -> Order | None:
    """Give an order that is kept with what the log says of it, or None where that would take long."""
    changed = bitmaps.changed_in_order(db, name)
    order = bitmaps.load_order(db, name) if len(changed) <= MOVED_WHILE_WRITING else None
    return None if order is None else caught_up(db, name, order, changed)


def missing_orders(db: Database) -> list[str]:
    """List the orders that are not kept, though they should be."""
    kept = {name for (name,) in db.conn.execute("select name from bitmap_order")}
    return [name for name in KEPT if name not in kept]


def _key(name: str, value: SortKey | None) -> SortKey | None:
    # As SQLite's `nocase` does: the letters A to Z alone.
    return value.translate(_LOWER) if name == "title" and isinstance(value, str) else value


def _reader(db: Database, name: str) -> Callable[[int], SortKey | None]:
    sql = f"select {KEYS[name]} from article where id = ?"

    def read(article: int) -> SortKey | None:
        return _key(name, db.conn.execute(sql, (article,)).fetchone()[0])

    return read
