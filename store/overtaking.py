"""Overtaking: a change that would write over what another window or process wrote since its maker looked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from store.accounts import short
from store.database import Database
from store.errors import UserError

if TYPE_CHECKING:
    from store.journal import Journal


class Overtaken(UserError):  # noqa: N818  what happened to it, not what went wrong
    """Somebody else changed the same since it was looked at; nothing was written. `mine` and `theirs` are both values."""

    def __init__(self, *, column: str, mine: str, theirs: str, label: str, annotator: str) -> None:
        super().__init__(
            f"The {column} was changed meanwhile in another window by {annotator} (“{label}”) to “{short(theirs)}”; yours"
            f" is “{short(mine)}”. Nothing was written: look at it, and write it again if yours is right."
        )
        self.column, self.mine, self.theirs, self.label, self.annotator = column, mine, theirs, label, annotator


@contextmanager
def since(journal: Journal, change: int | None) -> Iterator[None]:
    """Let the changes made inside be refused where they would write over what a change after `change` wrote.

    `change` is the latest one when their maker looked (`History.newest`); None lets everything through. They raise
    Overtaken, with both values, and leave nothing.
    """
    journal.looked = change
    try:
        yield
    finally:
        journal.looked = None


def overtaken(db: Database, change: int, since: int) -> Overtaken | None:
    """Say what an open change writes over that a change after `since` wrote; None where nothing is lost.

    Only columns count that both set, to different values.
    """
    rows = db.conn.execute(
        "select tbl, row, article, before, after from change_row"
        " where change = ? and before is not null and after is not null order by id limit 1000",
        (change,),
    ).fetchall()
    for table, row, article, before, after in rows:
        was, mine = json.loads(before), json.loads(after)
        where = "r.article is null" if article is None else "r.article = :article"
        for label, annotator, old, new in db.conn.execute(
            "select c.label, c.annotator, r.before, r.after from change_row r join change c on c.id = r.change"
            f" where {where} and r.tbl = :table and r.row = :row and r.change > :since and r.change < :change"
            " and c.state in ('done', 'kept') and r.after is not null order by r.id desc",
            {"article": article, "table": table, "row": row, "since": since, "change": change},
        ):
            first, theirs = json.loads(old) if old else {}, json.loads(new)
            for column, value in mine.items():
                if column != "at" and was.get(column) != value and first.get(column) != theirs.get(column) != value:
                    return Overtaken(
                        column=f"{column} of the {table.replace('_', ' ')}",
                        mine=str(value or ""), theirs=str(theirs.get(column) or ""), label=label, annotator=annotator,
                    )  # fmt: skip
    return None
