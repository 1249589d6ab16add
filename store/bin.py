"""The bin: articles that were deleted, to be looked at, brought back, or removed for good."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from store.database import Database
from store.db import chunks, places, writing
from store.duplicates import Duplicates
from store.journal import Journal
from store.records import Change, Progress
from store.search import Search

DELETED, TAKEN_OUT = 1, 2
"""What `article.removed` says: deleted by itself, or taken out with its import, which may bring it again."""

_BATCH = 100
_OF_ARTICLE = (
    "article_text", "part", "author", "keyword", "mention", "tagging", "note", "relation", "correction", "cut",
    "recognized", "source",
    "article_status", "sample_article", "tag_rejection", "suggest_score",
)  # fmt: skip
"""The tables whose rows go with their article."""


class Bin:
    """The articles of a project that are deleted: no list, count, export or group of copies has them."""

    def __init__(self, db: Database, journal: Journal, search: Search, duplicates: Duplicates) -> None:
        self._db = db
        self._journal = journal
        self._search = search
        self._copies = duplicates

    def count(self) -> int:
        """Count the articles in the bin."""
        return int(self._db.conn.execute("select count(*) from article where removed > 0").fetchone()[0])

    def holds(self, article: int) -> bool:
        """Say whether this article is in the bin."""
        row = self._db.conn.execute("select 1 from article where id = ? and removed <> 0", (article,)).fetchone()
        return row is not None

    def restore(self, ids: Sequence[int], *, origin: str = "") -> Change:
        """Bring these articles back with all their marks, as one undoable step; those not in the bin are let be."""
        what = "1 article" if len(ids) == 1 else f"{len(ids):,} articles"
        with self._journal.change(f"Restore {what} from the bin", origin=origin) as step:
            for some in chunks(ids):
                self._db.conn.execute(
                    f"update article set removed = 0 where removed <> 0 and id in ({places(some)})", some
                )
        return step.change

    def empty(self) -> Generator[Progress, None, int]:
        """Remove all articles of the bin for good, with their marks, sources and past; gives how many.

        It cannot be undone: texts and sources are not in the journal, and what the journal has of these articles goes
        too. Earlier changes can still be undone as far as other articles are concerned. Done in batches of their own
        transactions; stopped at a yield, the rest stays in the bin.
        """
        waiting = [int(row[0]) for row in self._db.conn.execute("select id from article where removed > 0 order by id")]
        entry: int | None = None
        done = 0
        while done < len(waiting):
            with writing(self._db):
                some = self._still_deleted(waiting[done : done + _BATCH])
                self._remove(some)
                entry = self._tell(entry, some, done + len(some))
            done += len(waiting[done : done + _BATCH])
            change = Change(label="Empty the bin", everything=True)
            yield Progress(done=done, total=len(waiting), label="Emptying the bin", change=change)
        return done

    def _still_deleted(self, ids: Sequence[int]) -> list[int]:
        # Another window may have brought some back in the meantime.
        rows = self._db.conn.execute(f"select id from article where removed <> 0 and id in ({places(ids)})", ids)
        return [int(row[0]) for row in rows]

    def _remove(self, articles: Sequence[int]) -> None:
        connection, marks = self._db.conn, places(articles)
        for article in articles:
            self._search.forget(article)
            self._copies.forget(article)
        self._forget_past(articles)
        for table in _OF_ARTICLE:
            connection.execute(f"delete from {table} where article in ({marks})", articles)
        connection.execute(f"update outcome set article = null where article in ({marks})", articles)
        connection.execute(f"delete from article where id in ({marks})", articles)

    def _forget_past(self, articles: Sequence[int]) -> None:
        """Take these articles out of all earlier changes; one of which nothing is left can be undone no more."""
        connection, marks = self._db.conn, places(articles)
        changes = [
            row[0]
            for row in connection.execute(
                f"select distinct change from change_row where article in ({marks})", articles
            )
        ]
        connection.execute(f"delete from change_row where article in ({marks})", articles)
        for some in chunks(changes):
            connection.execute(
                "update change set state = case state when 'done' then 'kept' when 'undone' then 'dropped' else state end"
                f" where id in ({places(some)}) and not exists (select 1 from change_row r where r.change = change.id)",
                some,
            )

    def _tell(self, entry: int | None, articles: Sequence[int], count: int) -> int | None:
        """Write into the history that it was done; it is kept from the beginning, so that no undo waits for it."""
        if not articles:
            return entry
        label = f"Empty the bin: {'1 article' if count == 1 else f'{count:,} articles'} removed for good"
        if entry is None:
            return self._journal.note(label)
        self._db.conn.execute("update change set label = ? where id = ?", (label, entry))
        return entry
