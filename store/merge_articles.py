"""Articles in a merge: which are the same in both copies, and those that only the other has, with texts and bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from store.bin import TAKEN_OUT
from store.database import Database
from store.db import chunks, places, writing
from store.records import Progress
from store.store import Store

_CHILDREN = ("part", "author", "keyword")


class MergedArticles:
    """The articles of `theirs`, attached to the connection of a project, and what they are here."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db: Database = store.db
        self.here: dict[int, int] = {}
        self.new: dict[int, int] = {}
        self.returning: dict[int, int] = {}
        self.texts: list[tuple[int, int]] = []

    def match(self) -> None:
        """Find what each article of theirs is here: by its uid, else by its text where that is live here."""
        known = self._db.conn.execute(
            "select t.id, o.id, t.text_sha256 <> o.text_sha256 from theirs.article t join main.article o on o.uid = t.uid"
        ).fetchall()
        self.here.update((theirs, ours) for theirs, ours, _ in known)
        self.texts = [(theirs, ours) for theirs, ours, differs in known if differs]
        for theirs, ours in self._db.conn.execute(
            "select t.id, min(o.id) from theirs.article t join main.article o on o.text_sha256 = t.text_sha256"
            " where o.removed = 0 and not exists (select 1 from main.article s where s.uid = t.uid) group by t.id"
        ):
            self.here[theirs] = ours

    def copy(self, gone: Mapping[str, object]) -> Iterator[Progress]:
        """Copy the live articles that are not here, hidden, with texts, parts and bytes; those in `gone` stay away.

        They are shown by the merge itself, so that undoing it hides them again, as an import that is taken out.
        """
        rows = self._db.conn.execute(
            "select t.id, t.uid from theirs.article t where t.removed = 0 order by t.id"
        ).fetchall()
        wanted = [number for number, uid in rows if number not in self.here and uid not in gone]
        done = 0
        for some in chunks(wanted):
            with writing(self._db):
                for number in some:
                    self.here[number] = self.new[number] = self._copy(number)
                fresh = [self.new[number] for number in some]
                self._store.search.feed_many(fresh)
                for article in fresh:
                    self._store.duplicates.feed(article)
            done += len(some)
            yield Progress(done=done, total=len(wanted), label="Bringing articles")
        self._find_returning()

    def _find_returning(self) -> None:
        """Find those that an earlier merge brought and its undoing hid: no one here has taken them out."""
        self.returning = {
            theirs: ours
            for theirs, ours in self._db.conn.execute(
                "select t.id, o.id from theirs.article t join main.article o on o.uid = t.uid"
                f" where t.removed = 0 and o.removed = {TAKEN_OUT} and not exists (select 1 from main.change_row r"
                " join main.change c on c.id = r.change where r.tbl = 'article' and r.row = o.id"
                f" and c.state in ('done', 'kept') and json_extract(r.after, '$.removed') = {TAKEN_OUT})"
            )
            if theirs not in self.new
        }

    def show(self) -> int:
        """Show the articles that were copied, inside the caller's change; gives how many."""
        shown = sorted({*self.new.values(), *self.returning.values()})
        for some in chunks(shown):
            self._db.conn.execute(f"update main.article set removed = 0 where id in ({places(some)})", some)
            self._db.conn.execute(
                "update main.batch set removed = 0 where removed <> 0"
                f" and id in (select batch from main.article where id in ({places(some)}))",
                some,
            )
        return len(shown)

    def _copy(self, number: int) -> int:
        columns = [name for name in self._columns("article") if name not in ("id", "batch", "removed", "status")]
        names = ", ".join(f'"{name}"' for name in columns)
        article = self._db.conn.execute(
            f"insert into main.article({names}, batch, removed, status)"
            f" select {names}, ?, {TAKEN_OUT}, status from theirs.article where id = ? returning id",
            (self._batch(number), number),
        ).fetchone()[0]
        self._db.conn.execute(
            "insert into main.article_text(article, text) select ?, text from theirs.article_text where article = ?",
            (article, number),
        )
        for table in (*_CHILDREN, "source"):
            columns = [name for name in self._columns(table) if name not in ("id", "article")]
            names = ", ".join(f'"{name}"' for name in columns)
            self._db.conn.execute(
                f"insert into main.{table}(article, {names}) select ?, {names} from theirs.{table}"
                " where article = ? order by id",
                (article, number),
            )
        return int(article)

    def _batch(self, number: int) -> int:
        uid, at, label = self._db.conn.execute(
            "select b.uid, b.at, b.label from theirs.article a join theirs.batch b on b.id = a.batch where a.id = ?",
            (number,),
        ).fetchone()
        row = self._db.conn.execute("select id from main.batch where uid = ?", (uid,)).fetchone()
        if row is None:
            row = self._db.conn.execute(
                "insert into main.batch(uid, at, label, removed) values (?, ?, ?, 1) returning id", (uid, at, label)
            ).fetchone()
        return int(row[0])

    def _columns(self, table: str) -> Sequence[str]:
        return columns_of(self._db, table)


def columns_of(db: Database, table: str) -> Sequence[str]:
    """List the columns that a table has in both projects."""
    found = [
        {str(row[1]) for row in db.conn.execute(f'pragma {schema}.table_info("{table}")')}
        for schema in ("main", "theirs")
    ]
    ordered = [str(row[1]) for row in db.conn.execute(f'pragma main.table_info("{table}")')]
    return [name for name in ordered if name in found[0] & found[1]]
