"""Batches: what came in together by one import, and can be taken out together."""

from __future__ import annotations

from collections.abc import Iterable

from store.bin import TAKEN_OUT
from store.database import Database
from store.errors import UserError
from store.journal import Journal
from store.records import Batch, Change, Outcome


class Batches:
    """The imports of a project."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def all(self) -> tuple[Batch, ...]:
        """List the imports, newest first; one that only brought new versions has no articles of its own."""
        rows = self._db.conn.execute(
            # All of a batch less its binned ones: each number stands in an index (the + keeps
            # SQLite to that of the bin), those of live articles would not.
            "with whole as (select batch, count(*) as articles from article group by batch),"
            " binned as (select batch, count(*) as articles from article where removed > 0 group by +batch)"
            " select b.id, b.at, b.label, coalesce(w.articles, 0) - coalesce(n.articles, 0) from batch b"
            " left join whole w on w.batch = b.id left join binned n on n.batch = b.id order by b.id desc"
        )
        return tuple(Batch(id=number, at=at, label=label, articles=articles) for number, at, label, articles in rows)

    def get(self, batch: int) -> Batch:
        """Read one import; raises UserError if there is none with this id."""
        for each in self.all():
            if each.id == batch:
                return each
        raise UserError(f"There is no import {batch} in this project.")

    def note(self, batch: int, outcomes: Iterable[Outcome]) -> None:
        """Keep what an import met beside its new articles, inside the caller's transaction."""
        self._db.conn.executemany(
            "insert into outcome(batch, fate, source, article, reason, lost, warnings, count)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    batch,
                    each.fate,
                    each.source,
                    each.article,
                    each.reason,
                    _lines(each.lost),
                    _lines(each.warnings),
                    each.count,
                )
                for each in outcomes
            ],
        )

    def outcomes(self, batch: int) -> tuple[Outcome, ...]:
        """List what an import met beside its new articles, in the order in which it met them; none for an old import."""
        rows = self._db.conn.execute(
            "select fate, source, article, reason, lost, warnings, count from outcome where batch = ? order by id",
            (batch,),
        )
        return tuple(
            Outcome(
                fate=fate, source=source, article=article, reason=reason, count=count,
                lost=tuple(filter(None, lost.split("\n"))), warnings=tuple(filter(None, warnings.split("\n"))),
            )
            for fate, source, article, reason, lost, warnings, count in rows
        )  # fmt: skip

    def remove(self, batch: int, *, origin: str = "") -> Change:
        """Take the live articles of an import out of the project, into the bin, as one undoable step.

        Another import of the same sources brings them anew, unlike articles that were deleted by themselves.

        Raises UserError if there is no import with this id.
        """
        found = self.get(batch)
        what = "1 article" if found.articles == 1 else f"{found.articles:,} articles"
        with self._journal.change(f"Remove the import “{found.label}” ({what})", origin=origin) as step:
            self._db.conn.execute("update article set removed = ? where batch = ? and removed = 0", (TAKEN_OUT, batch))
        return step.change


def _lines(sentences: Iterable[str]) -> str:
    return "\n".join(sentence.replace("\n", " ") for sentence in sentences)
