"""Notes: what an annotator wrote about an article, and the memo of the project."""

from __future__ import annotations

from sqlite_utils import Database

from store.annotators import Annotators, new_uid
from store.journal import Journal, now
from store.records import Change, Note


class Notes:
    """The notes of a project: one for each article and annotator, and the memo, which belongs to no article."""

    def __init__(self, db: Database, journal: Journal, annotators: Annotators) -> None:
        self._db = db
        self._journal = journal
        self._annotators = annotators

    def of(self, article: int | None) -> tuple[Note, ...]:
        """List the notes on one article, or the memos of the project where `article` is None."""
        return tuple(
            Note(id=row[0], article=row[1], text=row[2], annotator=row[3])
            for row in self._db.conn.execute(
                "select n.id, n.article, n.text, a.name from note n join annotator a on a.id = n.annotator"
                " where n.article is ? order by n.id",
                (article,),
            )
        )

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

    def insert(self, article: int | None, text: str, *, by: str) -> None:
        """Write a further note inside the caller's change or import."""
        self._db.conn.execute(
            "insert into note(uid, article, text, annotator, at) values (?, ?, ?, ?, ?)",
            (new_uid(), article, text, self._annotators.ensure(by), now()),
        )
