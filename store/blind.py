"""Blind mode: a connection on which only the marks of one annotator can be seen, as if no one else had made any.

What is read of taggings, rejected tags, notes and statuses goes through `seen`. Nothing that is written does, nor exports,
agreement and checks, which open connections of their own; mentions and relations belong to all.
"""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from store.database import Database
from store.errors import UserError

_TABLES = re.compile(r"\b(from|join) (tagging|note|tag_rejection)\b")
_STATUS = re.compile(r"\ba\.status\b")
_OWN_STATUS = """coalesce((select s.status from main.article_status s where s.article = a.id
    and s.annotator = (select n.id from main.annotator n where n.name = {name})),
    case when exists (select 1 from temp.seen_tagging g where g.article = a.id) then 'started' else 'untagged' end)"""

_blind: WeakKeyDictionary[Database, str] = WeakKeyDictionary()


def set_blind(db: Database, annotator: str | None) -> None:
    """Let only the marks of this annotator be seen on this connection, or those of everybody (None)."""
    if blind_as(db) == annotator:
        return
    for table in ("tagging", "tag_rejection", "note"):
        db.conn.execute(f"drop view if exists temp.seen_{table}")
    _blind.pop(db, None)
    if annotator is None:
        return
    own = f"annotator = (select id from main.annotator where name = {_quoted(annotator)})"
    for table in ("tagging", "tag_rejection"):
        db.conn.execute(f"create temp view seen_{table} as select * from main.{table} where {own}")
    # The memo of the project is everybody's.
    db.conn.execute(f"create temp view seen_note as select * from main.note where article is null or {own}")
    _blind[db] = annotator  # only now: whoever stops this between leaves nothing half seen


def blind_as(db: Database) -> str | None:
    """Name the annotator whose marks alone can be seen on this connection; None: those of everybody can."""
    return _blind.get(db)


def seen(db: Database, sql: str) -> str:
    """Give a question about taggings, rejected tags, notes and the status of `article a` as the connection may see them."""
    annotator = _blind.get(db)
    if annotator is None:
        return sql
    sql = _TABLES.sub(r"\1 temp.seen_\2", sql)
    return _STATUS.sub(lambda _: _OWN_STATUS.format(name=_quoted(annotator)), sql)


def own(db: Database, annotator: str) -> str:
    """Give the condition that leaves of rows that name who made them what may be seen; `annotator` is the column."""
    name = _blind.get(db)
    return "1" if name is None else f"{annotator} = {_quoted(name)}"


def may_see(db: Database, annotator: str) -> bool:
    """Say whether what this annotator made may be seen on the connection."""
    return _blind.get(db) in (None, annotator)


def refuse_unseen(db: Database, annotator: str) -> None:
    """Raise UserError where a change of somebody else would be taken back or brought back blindly."""
    if not may_see(db, annotator):
        raise UserError(
            "The latest change is another annotator’s; leave blind mode to turn it, or take back one of yours in the history."
        )


def refuse_blind(db: Database, what: str) -> None:
    """Raise UserError where what is asked for, the subject of the sentence, shows what others made."""
    if _blind.get(db) is not None:
        raise UserError(f"{what} what other annotators put; leave blind mode first.")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
