"""The shape of the words of the index in a project file: a migration of `store.schema` that stands apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema_passages import migrations

__all__ = ["migrations"]


@migrations()
def create_index_words(db: Database) -> None:
    """Make the list of the words of letters or digits that the full-text index holds: a cache that may hold more.

    `index_word_state` has no row while the words of an older index are still to be gathered; `reached` is the last one
    that was, and null once all are there: from then on whatever feeds the index adds its words.
    """
    db.conn.execute("create table index_word(word text primary key) strict, without rowid")
    db.conn.execute(
        "create table index_word_state(id integer primary key check (id = 1), version integer not null, reached text) strict"
    )
    if db.conn.execute("select 1 from indexed limit 1").fetchone() is None:
        db.conn.execute("insert into index_word_state(id, version, reached) values (1, 1, null)")


@migrations()
def create_index_odd(db: Database) -> None:
    """Make the list of articles whose letters A to Z the index has otherwise than they are written, or may have.

    `read` is the last article that was looked through for them, and null once all were. An older project is gone through.
    """
    db.conn.execute("create table index_odd(article integer primary key) strict")
    db.conn.execute("alter table index_word_state add column read integer")
    if db.conn.execute("select 1 from indexed limit 1").fetchone() is None:
        db.conn.execute("update index_word_state set version = 2")
