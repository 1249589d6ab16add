"""Bitmaps as a project keeps them: what was once, and a log of what has changed since.

The generation of a project is the last row of the log, a number that only grows. Whoever has read the bitmaps at one
generation comes up to the next by the rows between. Doing the rows twice does no harm, because each says what holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from pyroaring import BitMap

from store.aspects import DENSE, PACKED
from store.database import Database
from store.errors import UserError
from store.records import Key
from store.resident.orders import Order
from store.resident.sets import NONE, Dense, Packed, Patch, Sets

SYLLABLES = "syllable"
"""The field of the syllables that stand in very many articles, by their title and body."""


def generation(db: Database) -> int:
    """Give the number of the last row of the log, also where it was folded in."""
    row = db.conn.execute(
        "select max(coalesce((select max(id) from bitmap_log), 0), coalesce((select folded from bitmap_state), 0))"
    ).fetchone()
    return int(row[0])


def log(db: Database, patches: Sequence[tuple[str, Patch]]) -> None:
    """Write what has changed to the log, inside the caller's transaction."""
    db.conn.executemany(
        "insert into bitmap_log(field, value, added, removed) values (?, ?, ?, ?)",
        [(field, patch.value, _packed(patch.added), _packed(patch.removed)) for field, patch in patches],
    )


def log_length(db: Database) -> int:
    """Count the rows of the log, or a few more."""
    row = db.conn.execute("select (select max(id) from bitmap_log) - (select min(id) from bitmap_log)").fetchone()
    return int(row[0] or 0)


def logged(db: Database, *, after: int) -> Iterator[tuple[str, Patch]]:
    """Give the rows of the log after a generation, in order."""
    for field, value, added, removed in db.conn.execute(
        "select field, value, added, removed from bitmap_log where id > ? order by id", (after,)
    ):
        yield field, Patch(value, _read(added), _read(removed))


def changed_in_order(db: Database, name: str) -> BitMap:
    """Give the articles of which the log says that they stand elsewhere in an order."""
    patches = [*_patches(db, "order", name), *_patches(db, "order", "*")]
    return BitMap.union(NONE, NONE, *(patch.added for patch in patches))


def load(db: Database, field: str) -> Sets:
    """Read the sets of a field as they are now; of the field `SYLLABLES` see `load_value`."""
    return _base(db, field).patched(_patches(db, field))


def load_value(db: Database, field: str, value: Key) -> BitMap | None:
    """Read the articles of one value of a field of bitmaps, as they are now, or None where it is not kept."""
    row = db.conn.execute("select articles from bitmap where field = ? and value = ?", (field, value)).fetchone()
    if row is None:
        return None
    return Dense({value: _read(row[0])}).patched(_patches(db, field, value)).get(value)


def syllables(db: Database) -> set[str]:
    """List the syllables that are kept."""
    return {value for (value,) in db.conn.execute("select value from bitmap where field = ?", (SYLLABLES,))}


def keep(db: Database, field: str, sets: Sets) -> None:
    """Write the sets of a field whole, instead of those that were there, inside the caller's transaction."""
    if isinstance(sets, Packed):
        names = sets.repacked()
        db.conn.execute(
            "insert or replace into bitmap_pack(field, names, starts, articles) values (?, ?, ?, ?)",
            (field, json.dumps(list(names.names)).encode(), names.starts.tobytes(), names.articles.tobytes()),
        )
        return
    db.conn.execute("delete from bitmap where field = ?", (field,))
    for value in sets.known():
        keep_value(db, field, value, sets.get(value))


def keep_value(db: Database, field: str, value: Key, articles: BitMap) -> None:
    """Write the articles of one value whole, inside the caller's transaction."""
    db.conn.execute(
        "insert into bitmap(field, value, articles) values (?, ?, ?)"
        " on conflict(field, value) do update set articles = excluded.articles",
        (field, value, articles.serialize()),
    )


def keep_order(db: Database, name: str, order: Order) -> None:
    """Write an order whole, inside the caller's transaction."""
    db.conn.execute(
        "insert or replace into bitmap_order(name, articles, first, keyless) values (?, ?, ?, ?)",
        (name, order.ids.tobytes(), np.packbits(order.first).tobytes(), order.keyless),
    )


def drop_order(db: Database, name: str) -> None:
    """Keep an order no longer, inside the caller's transaction."""
    db.conn.execute("delete from bitmap_order where name = ?", (name,))


def load_order(db: Database, name: str) -> Order | None:
    """Read an order as it was when the log was last folded in, or None where it is not kept."""
    row = db.conn.execute("select articles, first, keyless from bitmap_order where name = ?", (name,)).fetchone()
    if row is None:
        return None
    ids = np.frombuffer(row[0], np.int32)
    return Order(ids, np.unpackbits(np.frombuffer(row[1], np.uint8), count=len(ids)).view(np.bool_), row[2])


def fold_sets(db: Database) -> None:
    """Put what the log says of sets into the sets themselves, inside the caller's transaction."""
    for (field,) in db.conn.execute("select distinct field from bitmap_log").fetchall():
        if field in PACKED:
            keep(db, field, load(db, field))
        elif field in (*DENSE, SYLLABLES):
            fold_values(db, field)


def drop_log(db: Database, *, until: int | None = None) -> None:
    """Empty the log (up to a generation), inside the caller's transaction, once all it says is put where it belongs."""
    last = generation(db) if until is None else until
    db.conn.execute("delete from bitmap_log where id <= ?", (last,))
    db.conn.execute("update bitmap_state set folded = ?", (last,))


def fold_values(db: Database, field: str) -> None:
    """Put what the log says of a field of bitmaps into these, inside the caller's transaction."""
    changed: dict[Key, BitMap] = {}
    for patch in _patches(db, field):
        if patch.value not in changed:
            row = db.conn.execute(
                "select articles from bitmap where field = ? and value = ?", (field, patch.value)
            ).fetchone()
            changed[patch.value] = NONE if row is None else _read(row[0])
        changed[patch.value] = patch.applied(changed[patch.value])
    for value, articles in changed.items():
        if articles or field == SYLLABLES:
            keep_value(db, field, value, articles)
        else:
            db.conn.execute("delete from bitmap where field = ? and value = ?", (field, value))


def _base(db: Database, field: str) -> Sets:
    if field in PACKED:
        row = db.conn.execute("select names, starts, articles from bitmap_pack where field = ?", (field,)).fetchone()
        if row is None:
            return Packed([], np.zeros(1, np.int64), np.empty(0, np.uint32))
        return Packed(json.loads(row[0]), np.frombuffer(row[1], np.int64), np.frombuffer(row[2], np.uint32))
    rows = db.conn.execute("select value, articles from bitmap where field = ?", (field,))
    return Dense({value: _read(articles) for value, articles in rows})


def _patches(db: Database, field: str, value: Key | None = None) -> Iterable[Patch]:
    only, values = ("", (field,)) if value is None else (" and value = ?", (field, value))
    rows = db.conn.execute(
        f"select value, added, removed from bitmap_log where field = ?{only} order by id", values
    ).fetchall()
    return [Patch(each, _read(added), _read(removed)) for each, added, removed in rows]


def _packed(articles: BitMap) -> bytes:
    return articles.serialize() if articles else b""


def _read(packed: bytes) -> BitMap:
    if not packed:
        return NONE
    try:
        return BitMap.deserialize(packed)
    except ValueError as error:
        raise UserError("The project's bitmaps are damaged; 'check' says more.") from error
