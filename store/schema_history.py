"""The shape of the history in a project file: migrations of `store.schema` that stand apart, after those."""

from __future__ import annotations

from store.database import Database
from store.schema_codebook import migrations

__all__ = ["migrations"]

_TABLES = """
    create table turn(
        id integer primary key autoincrement, change integer not null, latest integer not null, at text not null,
        state text not null
    ) strict;
    create index turn_change on turn(change);
    create table change_table(
        change integer not null, tbl text not null, rows integer not null, primary key (change, tbl)
    ) strict, without rowid;
    insert into change_table(change, tbl, rows)
        select change, tbl, count(distinct row) from change_row group by change, tbl;
    create index change_table_tbl on change_table(tbl, change);
    alter table change add column undoes integer;
    create index change_undoes on change(undoes) where undoes is not null;
    create index change_row_article on change_row(article, change) where article is not null;
    create index change_row_apart on change_row(tbl, row, change) where article is null;
    create index change_row_tag on change_row(json_extract(coalesce(after, before), '$.tag'), change)
        where tbl = 'tagging';
    create index change_row_tag_before on change_row(json_extract(before, '$.tag'), change)
        where tbl = 'tagging' and before is not null and after is not null;
"""


@migrations()
def create_turns(db: Database) -> None:
    """Make what tells the past of one article or tag quickly, and of when changes were undone and redone.

    A row of `turn` says that a change was undone or redone (`state` is what it became) when `latest` was the last change
    made. `change_table` counts the rows that a change touched, table by table. `change.undoes` is the older change that
    this one takes back.
    """
    for statement in _TABLES.split(";"):
        if statement.strip():
            db.conn.execute(statement)
