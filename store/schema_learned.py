"""The shape of what was learned and is not trusted yet: a migration of `store.schema` that stands apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema_recipes import migrations

__all__ = ["migrations"]


@migrations()
def create_learned_since(db: Database) -> None:
    """Make the place of a recogniser not trusted yet, of one row, so that the trusted one beside it goes on."""
    db.conn.execute(
        "create table learned_since("
        "id integer primary key check (id = 1), version integer not null, at text not null, fingerprint text not null,"
        " report text not null, model blob not null) strict"
    )
    columns = "id, version, at, fingerprint, report, model"
    db.conn.execute(f"insert into learned_since({columns}) select {columns} from learned where trusted = 0")
    db.conn.execute("delete from learned where trusted = 0")
