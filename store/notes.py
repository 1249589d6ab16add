"""Notes: what an annotator wrote about an article, and the memo of the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.annotators import Annotators, new_uid
from store.blind import seen
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.journal import Journal, now
from store.records import Change, Note

_SELECT = "select n.id, n.article, n.text, a.name from note n join annotator a on a.id = n.annotator"


class Notes:
    """The notes of a project: one for each article and annotator, and the memo, which belongs to no article."""

    def __init__(self, db: Database, journal: Journal, annotators: Annotators) -> None:
        self._db = db
        self._journal = journal
        self._annotators = annotators

    def of(self, article: int | None) -> tuple[Note, ...]:
        """List the notes on one article, or the memos of the project where `article` is None."""
        if article is not None:
            return self.of_several([article]).get(article, ())
        return tuple(_note(row) for row in self._db.conn.execute(_SELECT + " where n.article is null order by n.id"))

    def of_several(self, articles: Sequence[int]) -> Mapping[int, tuple[Note, ...]]:
        """List the notes on each of these articles; articles without any are left out."""
        found: dict[int, list[Note]] = {}
        for some in chunks(articles):
            for row in self._db.conn.execute(
                seen(self._db, _SELECT + f" where n.article in ({places(some)}) order by n.article, n.id"), some
            ):
                found.setdefault(row[1], []).append(_note(row))
        return {article: tuple(notes) for article, notes in found.items()}

    def write(self, article: int | None, text: str, *, by: str | None = None, origin: str = "") -> Change:
        """Make `text` the annotator's note on an article (None: the memo); an empty text removes the note."""
        label = "Write the memo" if article is None else f"Note on article {article}"
        with self._journal.change(label, origin=origin, annotator=by) as step:
            annotator = self._annotators.ensure(by or self._journal.annotator)
            connection = self._db.conn
            row = connection.execute(
                "select id from note where article is ? and annotator = ?", (article, annotator)
            ).fetchone()
            if not text.strip():
                connection.execute("delete from note where article is ? and annotator = ?", (article, annotator))
            elif row is None:
                self.insert(article, text, by=by or self._journal.annotator)
            else:
                connection.execute("update note set text = ? where id = ? and text <> ?", (text, row[0], text))
        return step.change

    def add(self, articles: Sequence[int], text: str, *, by: str | None = None, origin: str = "") -> Change:
        """Add a text to the annotator's note on each of these articles, on a line of its own below what stands there."""
        text = text.strip()
        if not text:
            raise UserError("A note needs some words.")
        what = "1 article" if len(articles) == 1 else f"{len(articles):,} articles"
        with self._journal.change(f"Note on {what}", origin=origin, annotator=by) as step:
            annotator = self._annotators.ensure(by or self._journal.annotator)
            connection, stamp = self._db.conn, now()
            for some in chunks(articles):
                rows = connection.execute(
                    f"select min(id), article from note where annotator = ? and article in ({places(some)}) group by 2",
                    [annotator, *some],
                ).fetchall()
                connection.executemany(
                    "update note set text = text || char(10) || ? where id = ?", [(text, number) for number, _ in rows]
                )
                have = {article for _, article in rows}
                connection.executemany(
                    "insert into note(uid, article, text, annotator, at) values (?, ?, ?, ?, ?)",
                    [(new_uid(), article, text, annotator, stamp) for article in some if article not in have],
                )
        return step.change

    def insert(self, article: int | None, text: str, *, by: str) -> None:
        """Write a further note inside the caller's change or import."""
        self._db.conn.execute(
            "insert into note(uid, article, text, annotator, at) values (?, ?, ?, ?, ?)",
            (new_uid(), article, text, self._annotators.ensure(by), now()),
        )


def _note(row: Sequence[object]) -> Note:
    number, article, text, annotator = row
    return Note(id=number, article=article, text=str(text), annotator=str(annotator))  # type: ignore[arg-type]
