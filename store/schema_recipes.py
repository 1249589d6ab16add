"""The shape of saved recipes of exports: a migration of `store.schema` that stands apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema_suggest import migrations

__all__ = ["migrations"]


@migrations()
def create_recipes(db: Database) -> None:
    """Make the table of recipes: what an export is asked for, as JSON, under a name that is told by its folded form."""
    db.conn.execute(
        "create table recipe(id integer primary key autoincrement, uid text unique not null, name text not null,"
        " folded text unique not null, options text not null) strict"
    )
