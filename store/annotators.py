"""Annotators: the people and machines whose marks these are."""

from __future__ import annotations

import re
from os import urandom
from typing import TYPE_CHECKING

from store.blind import own
from store.database import Database
from store.errors import StoreBug, UserError
from store.records import Annotator, Change
from store.text.canonical import canonical

if TYPE_CHECKING:
    from store.journal import Journal

CONSENSUS = "consensus"
"""Who has what several annotators have settled on."""

_ROUND = re.compile(r"(.*) \(round (\d+)\)")


def new_uid() -> str:
    """Make a stable identifier: random, made once, kept through merge, export and re-import."""
    return urandom(16).hex()


def next_round(name: str) -> str:
    """Name who codes again what `name` has coded: `Kim (round 2)`, then `Kim (round 3)`."""
    found = _ROUND.fullmatch(name)
    return f"{found[1]} (round {int(found[2]) + 1})" if found else f"{name} (round 2)"


class Annotators:
    """The annotators of a project; a name that is met for the first time is kept with the mark it made."""

    def __init__(self, db: Database, journal: Journal | None = None) -> None:
        self._db = db
        self._journal = journal

    def names(self) -> tuple[str, ...]:
        """List all annotators by name."""
        return tuple(str(row[0]) for row in self._db.conn.execute("select name from annotator order by name"))

    def all(self) -> tuple[Annotator, ...]:
        """List all annotators by name, with how many articles each has coded: tagged, or given a status (blind: I alone)."""
        rows = self._db.conn.execute(
            "select n.name, n.kind, (select count(*) from (select article from tagging where annotator = n.id"
            " union select article from article_status where annotator = n.id)"
            f" where {own(self._db, 'n.name')}) from annotator n order by n.name"
        )
        return tuple(Annotator(name=name, kind=kind, articles=articles) for name, kind, articles in rows)

    def ensure(self, name: str, *, kind: str = "person") -> int:
        """Give the id of the annotator called `name`, making one inside the caller's change; refuses an empty name."""
        name = name.strip()
        if not name:
            raise UserError("An annotator needs a name.")
        row = self._db.conn.execute("select id from annotator where name = ?", (name,)).fetchone()
        if row is None:
            kind = CONSENSUS if name == CONSENSUS else kind
            row = self._db.conn.execute(
                "insert into annotator(uid, name, kind) values (?, ?, ?) returning id", (new_uid(), name, kind)
            ).fetchone()
        return int(row[0])

    def rename(self, name: str, new: str, *, origin: str = "") -> Change:
        """Give an annotator another name, in the shares of samples too; her marks stay hers.

        Raises UserError for an empty name, and for one that another annotator has.
        """
        new = " ".join(canonical(new).split())
        if not new:
            raise UserError("An annotator needs a name.")
        if name not in self.names():
            raise UserError(f"There is no annotator “{name}” in this project.")
        if new != name and new in self.names():
            raise UserError(f"There is an annotator “{new}” already; choose another name.")
        if self._journal is None:
            raise StoreBug("annotators without a journal cannot be renamed")
        with self._journal.change(f"Rename the annotator {name} to {new}", origin=origin) as step:
            self._db.conn.execute("update annotator set name = ? where name = ?", (new, name))
            self._db.conn.execute("update sample_article set annotator = ? where annotator = ?", (new, name))
        return step.change
