"""The shape of suggested tags in a project file: migrations of `store.schema` that stand apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema_history import migrations

__all__ = ["migrations"]

_TABLES = """
    create table tag_rejection(
        id integer primary key autoincrement, uid text unique not null, article integer not null, tag integer not null,
        annotator integer not null, at text not null
    ) strict;
    create index tag_rejection_article on tag_rejection(article, tag);
    create table suggest_model(
        id integer primary key check (id = 1), version integer not null, at text not null, fingerprint text not null,
        report text not null, model blob not null
    ) strict;
    create table suggest_score(
        article integer primary key, useful integer not null, best text not null
    ) strict;
"""


@migrations()
def create_suggestions(db: Database) -> None:
    """Make the table of tags that a person said an article does not have, and the caches of what was learned.

    `suggest_model` has one row; `report` is JSON, `fingerprint` tells the taggings it was learned from. `suggest_score`
    has, for untagged articles, how useful it would be to tag them next, in thousandths, and the likeliest tags as JSON
    (pairs of tag and thousandths); it goes with the model.
    """
    for statement in _TABLES.split(";"):
        if statement.strip():
            db.conn.execute(statement)
