"""Overtaking: a change that would write over what another window or process wrote since its maker looked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.accounts import short
from store.database import Database
from store.errors import UserError

if TYPE_CHECKING:
    from store.journal import Journal


Place = tuple[str, int, str]
"""A table, the id of a row and a column."""


class Overtaken(UserError):  # noqa: N818  what happened to it, not what went wrong
    """Somebody else changed the same since it was looked at; nothing was written. `mine` and `theirs` are both values.

    `place` is the table, the row's id and the column that both wrote.
    """

    def __init__(self, *, place: Place, mine: str, theirs: str, label: str, annotator: str) -> None:
        table, _, name = place
        column = f"{name} of the {table.replace('_', ' ')}"
        super().__init__(
            f"The {column} was changed meanwhile in another window by {annotator} (“{label}”) to “{short(theirs)}”; yours"
            f" is “{short(mine)}”. Nothing was written: look at it, and write it again if yours is right."
        )
        self.place, self.mine, self.theirs, self.label, self.annotator = place, mine, theirs, label, annotator


@dataclass(frozen=True, slots=True)
class Looked:
    """When the maker of a change looked: the latest change then, and the places that are written over knowingly."""

    change: int
    knowingly: frozenset[Place] = frozenset()


@contextmanager
def since(journal: Journal, change: int | None, *, knowingly: Set[Place] = frozenset()) -> Iterator[None]:
    """Let the changes made inside be refused where they would write over what a change after `change` wrote.

    `change` is the latest one when their maker looked (`History.newest`); None lets everything through. They raise
    Overtaken, with both values, and leave nothing. What stands at the places of `knowingly` is written over.
    """
    journal.looked = None if change is None else Looked(change, frozenset(knowingly))
    try:
        yield
    finally:
        journal.looked = None


def overtaken(db: Database, change: int, looked: Looked) -> Overtaken | None:
    """Say what an open change writes over that somebody else wrote since its maker looked; None where nothing is lost.

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
            {"article": article, "table": table, "row": row, "since": looked.change, "change": change},
        ):
            first, theirs = json.loads(old) if old else {}, json.loads(new)
            for column, value in mine.items():
                place = (table, row, column)
                if column == "at" or place in looked.knowingly:
                    continue
                if was.get(column) != value and first.get(column) != theirs.get(column) != value:
                    return Overtaken(
                        place=place,
                        mine=str(value or ""), theirs=str(theirs.get(column) or ""), label=label, annotator=annotator,
                    )  # fmt: skip
    return None
