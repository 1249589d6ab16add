"""Pointers: which journaled rows point at which, and what is not true of them any more when some come or go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.database import Database
from store.db import chunks, places

POINTED_AT = {
    "codebook": (("tag", "codebook"),),
    "tag": (("tagging", "tag"), ("tag", "parent"), ("tag_rejection", "tag")),
    "annotator": (
        ("tagging", "annotator"),
        ("note", "annotator"),
        ("mention", "annotator"),
        ("article_status", "annotator"),
        ("tag_rejection", "annotator"),
    ),
    "sample": (("sample_article", "sample"),),
    "entity": (
        ("mention", "entity"),
        ("entity_name", "entity"),
        ("entity", "part_of"),
        ("relation", "subject"),
        ("relation", "object"),
        ("exclusion", "entity"),
    ),
    "predicate": (("relation", "predicate"),),
}
"""Which columns point at the rows of a table; such a row does not go while one of them does."""


Row = tuple[str, int]
"""A table and the id of a row of it."""


def left_pointing(db: Database, gone: Mapping[str, Sequence[int]]) -> Row | None:
    """Find a row that still points at one of those that went, table by table."""
    for table, pointers in POINTED_AT.items():
        for some in chunks(gone.get(table, ())):
            for source, column in pointers:
                sql = f'select id from "{source}" where "{column}" in ({places(some)}) limit 1'
                row = db.conn.execute(sql, some).fetchone()
                if row is not None:
                    return source, int(row[0])
    return None


def pointing_nowhere(db: Database, there: Mapping[str, Sequence[int]]) -> Row | None:
    """Find what one of these rows points at and is not there."""
    for target, pointers in POINTED_AT.items():
        for source, column in pointers:
            for some in chunks(there.get(source, ())):
                sql = (
                    f'select s."{column}" from "{source}" s where s.id in ({places(some)}) and s."{column}" is not null'
                    f' and not exists (select 1 from "{target}" t where t.id = s."{column}") limit 1'
                )
                row = db.conn.execute(sql, some).fetchone()
                if row is not None:
                    return target, int(row[0])
    return None


def twin_of(db: Database, tags: Sequence[int]) -> int | None:
    """Find another tag that has the path of one of these: at the top, whatever the codebook."""
    for tag in tags:
        row = db.conn.execute("select parent, name from tag where id = ?", (tag,)).fetchone()
        if row is None:
            continue
        others = db.conn.execute("select id, name from tag where parent is ? and id <> ?", (row[0], tag))
        twin = next((number for number, name in others if name.casefold() == row[1].casefold()), None)
        if twin is not None:
            return int(twin)
    return None
