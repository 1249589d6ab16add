"""The shape of codebooks in a project file: migrations of `store.schema` that stand apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema_teams import migrations

__all__ = ["migrations"]

_TABLES = """
    create table codebook(
        id integer primary key autoincrement, uid text unique not null, name text not null, position integer not null
    ) strict;
    insert into codebook(id, uid, name, position) values (1, lower(hex(randomblob(16))), 'Codebook', 0);
    alter table tag add column codebook integer not null default 1;
    alter table tag add column scope text not null default 'both';
    alter table tag add column exclusive integer not null default 0;
    alter table tag add column deprecated integer not null default 0;
    alter table tag add column examples text not null default '';
    alter table tag add column former text not null default '';
    alter table tagging add column example integer not null default 0;
    create index tagging_example on tagging(tag) where example = 1;
    create table codebook_version(
        id integer primary key autoincrement, uid text unique not null, name text not null, note text not null,
        at text not null, annotator text not null, change integer, content text not null
    ) strict;
    create index change_row_codebook on change_row(change) where tbl in ('tag', 'codebook');
"""


@migrations()
def create_codebooks(db: Database) -> None:
    """Let a project have several codebooks; tags have a scope, may exclude one another, be deprecated, have examples.

    The tags of an older project are all in its first codebook, whose id is the default, so that what the journal brings
    back from before has one too. `tag.examples` are examples in words, `tagging.example` marks a tagging as one;
    `tag.former` has the uids of the tags that were merged into it, with blanks between. `codebook_version.content` is
    the codebooks as they were, as JSON; `change` the latest change of the journal then (null: elsewhere).
    """
    for statement in _TABLES.split(";"):
        if statement.strip():
            db.conn.execute(statement)
