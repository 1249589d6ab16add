"""What the codebook says of putting a tag: on what it can be put, whether it still can, and which others give way."""

from __future__ import annotations

import json
from collections.abc import Sequence

from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.records import Tag

INSTEAD = ", instead of "
"""What stands in the label of a change before the tags that gave way to another."""

_NAMED = 3
"""So many of them are named."""


def refuse_unfit(tag: Tag, *, passage: bool) -> None:
    """Raise UserError where a tag is deprecated, or is not for a passage (or a whole article)."""
    if tag.deprecated:
        raise UserError(f"The tag “{tag.path}” is deprecated; choose another one, or offer it again in the codebook.")
    if passage and tag.scope == "article":
        raise UserError(f"The tag “{tag.path}” is for whole articles; let go of the passage to put it.")
    if not passage and tag.scope == "passage":
        raise UserError(f"The tag “{tag.path}” is for passages; select the passage that says it.")


def rivals(db: Database, tag: int) -> tuple[int, ...]:
    """List the tags that a tag excludes: the branches of its siblings, and of those of the tags above it, that exclude."""
    rows = db.conn.execute(
        "with recursive up(id, parent) as (select id, parent from tag where id = ? union"
        " select t.id, t.parent from tag t join up on t.id = up.parent),"
        " rival(id) as (select s.id from up join tag p on p.id = up.parent and p.exclusive = 1"
        " join tag s on s.parent = p.id and s.id <> up.id union select t.id from tag t join rival on t.parent = rival.id)"
        " select id from rival order by id",
        (tag,),
    )
    return tuple(int(row[0]) for row in rows)


def make_way(
    db: Database, tag: int, articles: Sequence[int], *, span: tuple[int | None, int | None], annotator: int
) -> str:
    """Take the tags that a tag excludes off these articles, or off the same passage, where this annotator put them.

    Inside the caller's change. Gives what its label says of that: nothing where nothing gave way.
    """
    others = json.dumps(rivals(db, tag))
    if others == "[]":
        return ""
    gone: set[int] = set()
    for some in chunks(articles):
        rows = db.conn.execute(
            f'delete from tagging where article in ({places(some)}) and annotator = ? and start is ? and "end" is ?'
            " and tag in (select value from json_each(?)) returning tag",
            [*some, annotator, *span, others],
        ).fetchall()
        gone.update(int(row[0]) for row in rows)
    return instead_of(db, gone)


def instead_of(db: Database, gone: set[int]) -> str:
    """Say which tags gave way, as the end of a change's label; nothing where none did."""
    if not gone:
        return ""
    rows = db.conn.execute(f"select name from tag where id in ({places([*gone])}) order by position, id", [*gone])
    names = [str(row[0]) for row in rows]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return INSTEAD + ", ".join(names[:_NAMED]) + more


def labelled(label: str, instead: str) -> str:
    """Add to a change's label what gave way, once."""
    return label if not instead or INSTEAD in label else label + instead
