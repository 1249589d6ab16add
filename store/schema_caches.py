"""The shape of the stamp of the caches in a project file: a migration of `store.schema` that stands apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema_bitmaps import migrations

__all__ = ["migrations"]


@migrations()
def create_stamp(db: Database) -> None:
    """Make the table that says by which versions of them all caches were found true; no row where they were not."""
    db.conn.execute("create table cache_stamp(id integer primary key check (id = 1), versions text not null) strict")
