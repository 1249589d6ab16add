"""The shape of suggested passages in a project file: migrations of `store.schema` that stand apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema_learned import migrations

__all__ = ["migrations"]

_STATEMENTS = (
    "alter table tag_rejection add column start integer",
    'alter table tag_rejection add column "end" integer',
    "alter table tag_rejection add column quote text",
    "alter table suggest_model add column seen_by text not null default ''",
    "create table suggest_passage_model("
    "id integer primary key check (id = 1), version integer not null, at text not null, fingerprint text not null,"
    " report text not null, model blob not null, seen_by text not null default '') strict",
)


@migrations()
def create_passage_suggestions(db: Database) -> None:
    """Let a rejected tag be one of a passage, and make the cache of what was learned of passages.

    `seen_by` names the annotator from whose marks alone a model was learned, in blind mode; it is empty where all were.
    """
    for statement in _STATEMENTS:
        db.conn.execute(statement)
