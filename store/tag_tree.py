"""The tree of tags as it is read from a project: put together once, and kept as long as its rows are the same."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from store.database import Database
from store.formats.attributes import read_attributes
from store.records import Tag

_TREE = (
    "with recursive tree(id, path, rank) as ("
    " select t.id, t.name, printf('%06d.%06d/%06d.%06d', coalesce(c.position, 0), t.codebook, t.position, t.id)"
    " from tag t left join codebook c on c.id = t.codebook where t.parent is null union all"
    " select t.id, tree.path || '/' || t.name, tree.rank || '/' || printf('%06d.%06d', t.position, t.id)"
    " from tag t join tree on t.parent = tree.id)"
    " select t.id, t.uid, t.parent, t.name, tree.path, t.colour, t.key, t.definition, t.position, t.attributes, t.codebook,"
    " t.include, t.exclude, t.examples, t.scope, t.exclusive, t.deprecated"
    " from tree join tag t on t.id = tree.id order by tree.rank"
)

_Moment = tuple[int, int]
_known: WeakKeyDictionary[Database, tuple[_Moment | None, object, tuple[Tag, ...]]] = WeakKeyDictionary()
"""By connection when the tags were looked at last, their rows, and what was made of them."""


def read_tags(db: Database) -> tuple[Tag, ...]:
    """List all tags in the order of the tree: codebook by codebook, parents before children, siblings by position.

    As long as nothing of them changes, whoever changes it, it is the very same tuple.
    """
    known, now = _known.get(db), _moment(db)
    if known is not None and known[0] == now:
        return known[2]
    # To see whether any row is another one takes a fifth of what it takes to put the tree together, and is right also
    # inside a transaction and after it was rolled back.
    rows = (
        db.conn.execute("select * from tag").fetchall(),
        db.conn.execute("select id, position from codebook").fetchall(),
    )
    tags = known[2] if known is not None and known[1] == rows else tuple(map(_tag, db.conn.execute(_TREE)))
    # What a transaction sees may be taken back, with nothing to tell it by.
    _known[db] = (None if db.conn.in_transaction else now, rows, tags)
    return tags


def _moment(db: Database) -> _Moment:
    """Give two numbers, of which one is another after any commit of others or any change by this connection."""
    return int(db.conn.execute("pragma data_version").fetchone()[0]), db.conn.total_changes


def _tag(row: Sequence[object]) -> Tag:
    number, uid, parent, name, path, colour, key, definition, position, attributes, codebook, *rest = row
    include, exclude, examples, scope, exclusive, deprecated = rest
    return Tag(
        id=number,  # type: ignore[arg-type]  # SQLite's rows carry no types
        uid=str(uid),
        parent=parent,  # type: ignore[arg-type]
        name=str(name),
        path=str(path),
        colour=str(colour),
        key=key,  # type: ignore[arg-type]
        definition=str(definition),
        position=position,  # type: ignore[arg-type]
        attributes=read_attributes(attributes) if attributes != "[]" else (),
        codebook=codebook,  # type: ignore[arg-type]
        include=str(include),
        exclude=str(exclude),
        examples=str(examples),
        scope=str(scope),
        exclusive=bool(exclusive),
        deprecated=bool(deprecated),
    )
