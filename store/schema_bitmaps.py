"""The shape of the bitmaps in a project file: migrations of `store.schema` that stand apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema import migrations

__all__ = ["migrations"]

_TABLES = """
    create table bitmap(id integer primary key, field text not null, value any not null, articles blob not null) strict;
    create unique index bitmap_value on bitmap(field, value);
    create table bitmap_pack(
        field text primary key, names blob not null, starts blob not null, articles blob not null
    ) strict;
    create table bitmap_order(
        name text primary key, articles blob not null, first blob not null, keyless integer not null
    ) strict;
    create table bitmap_log(
        id integer primary key autoincrement, field text not null, value any not null,
        added blob not null, removed blob not null
    ) strict;
    create index bitmap_log_field on bitmap_log(field, value);
    create table bitmap_state(
        id integer primary key check (id = 1), version integer not null, epoch integer not null,
        built text not null, complete integer not null, folded integer not null
    ) strict;
"""


@migrations()
def create_bitmaps(db: Database) -> None:
    """Make the tables of which articles have which value of which field: a cache, kept true by the log beside it.

    `bitmap` and `bitmap_pack` hold what was once; rows of `bitmap_log`, in order, say what has changed since, until they
    are folded in. `bitmap_state` has no row while nothing is kept, `built` the fields that are there so far.
    """
    for statement in _TABLES.split(";"):
        if statement.strip():
            db.conn.execute(statement)
