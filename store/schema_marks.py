"""The shape of what a mark says beside its tag: migrations of `store.schema` that stand apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema_caches import migrations

__all__ = ["migrations"]


@migrations()
def describe_taggings(db: Database) -> None:
    """Let a tagging have a certainty (0 to 100, null: not said) and values of the attributes that its tag defines.

    `tag.attributes` is a JSON list of names with kinds and choices, `tagging.attributes` a JSON object of values.
    """
    db.conn.execute("alter table tagging add column certainty integer")
    db.conn.execute("alter table tagging add column attributes text not null default '{}'")
    db.conn.execute("alter table tag add column attributes text not null default '[]'")


@migrations()
def index_passages(db: Database) -> None:
    """Let the passages of a tag be found and put in the order of the text without reading them."""
    db.conn.execute("create index tagging_passage on tagging(tag, article, start) where start is not null")
