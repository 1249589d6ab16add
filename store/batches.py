"""Batches: what came in together by one import, and can be taken out together."""

from __future__ import annotations

from sqlite_utils import Database

from store.errors import UserError
from store.journal import Journal
from store.records import Batch, Change


class Batches:
    """The imports of a project."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def all(self) -> tuple[Batch, ...]:
        """List the imports, newest first; one that only brought new versions has no articles of its own."""
        rows = self._db.conn.execute(
            "select b.id, b.at, b.label, (select count(*) from article a where a.batch = b.id and a.removed = 0)"
            " from batch b order by b.id desc"
        )
        return tuple(Batch(id=number, at=at, label=label, articles=articles) for number, at, label, articles in rows)

    def get(self, batch: int) -> Batch:
        """Read one import; raises UserError if there is none with this id."""
        for each in self.all():
            if each.id == batch:
                return each
        raise UserError(f"There is no import {batch} in this project.")

    def remove(self, batch: int, *, origin: str = "") -> Change:
        """Take the live articles of an import out of the project, into the bin, as one undoable step.

        Raises UserError if there is no import with this id.
        """
        found = self.get(batch)
        what = "1 article" if found.articles == 1 else f"{found.articles:,} articles"
        with self._journal.change(f"Remove the import “{found.label}” ({what})", origin=origin) as step:
            self._db.conn.execute("update article set removed = 1 where batch = ? and removed = 0", (batch,))
        return step.change
