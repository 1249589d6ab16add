"""Statuses: how far each annotator is with an article, and what that makes of the article's own status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from store.annotators import Annotators
from store.blind import own
from store.database import Database
from store.db import chunks, places

# One who wants to discuss it is enough; it is done once all are who have said anything of it.
_OF_ALL = """coalesce((select case when max(s.status = 'discuss') then 'discuss' when min(s.status = 'done') then 'done'
    else 'started' end from article_status s where s.article = article.id having count(*) > 0), 'untagged')"""


class ArticleStatuses:
    """The statuses that annotators give articles; `untagged` is no row."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._annotators = Annotators(db)

    def write(self, articles: Sequence[int], status: str, *, by: str) -> None:
        """Give articles a status of one annotator's, inside the caller's change, and their own status from all of them.

        An article's own status is `discuss` if any annotator says so, `done` if all say so who have given one, `started`
        if one has not ended, else `untagged`. Who only tagged has given none.
        """
        if status == "untagged":
            self._clear(articles, by)
        else:
            self._set(articles, status, self._annotators.ensure(by))
        for some in chunks(articles):
            self._db.conn.execute(
                f"update article set status = {_OF_ALL} where id in ({places(some)}) and status <> {_OF_ALL}", some
            )

    def _set(self, articles: Iterable[int], status: str, annotator: int) -> None:
        for some in chunks(list(articles)):
            self._db.conn.execute(
                "insert into article_status(uid, article, annotator, status)"
                f" select lower(hex(randomblob(16))), id, ?, ? from article where id in ({places(some)})"
                " on conflict(article, annotator) do update set status = excluded.status"
                " where status <> excluded.status",
                [annotator, status, *some],
            )

    def _clear(self, articles: Iterable[int], by: str) -> None:
        for some in chunks(list(articles)):
            self._db.conn.execute(
                f"delete from article_status where article in ({places(some)})"
                " and annotator in (select id from annotator where name = ?)",
                [*some, by],
            )

    def settle(self, articles: Sequence[int]) -> None:
        """Make articles' own status of what annotators say of them now; those of which none says anything stay."""
        for some in chunks(articles):
            self._db.conn.execute(
                f"update article set status = {_OF_ALL} where id in ({places(some)}) and status <> {_OF_ALL}"
                " and id in (select article from article_status)",
                some,
            )

    def insert(self, article: int, statuses: Iterable[tuple[str, str]]) -> bool:
        """Write what a record says of annotator and status, inside an import; what is here stays. Says if any was new."""
        fresh = False
        for annotator, status in statuses:
            cursor = self._db.conn.execute(
                "insert or ignore into article_status(uid, article, annotator, status)"
                " values (lower(hex(randomblob(16))), ?, ?, ?)",
                (article, self._annotators.ensure(annotator), status),
            )
            fresh = fresh or cursor.rowcount > 0
        return fresh

    def of_several(self, articles: Sequence[int]) -> Mapping[int, tuple[tuple[str, str], ...]]:
        """Give for each article the annotators with their statuses, by name; articles without any are left out."""
        found: dict[int, list[tuple[str, str]]] = {}
        for some in chunks(articles):
            for article, name, status in self._db.conn.execute(
                "select s.article, n.name, s.status from article_status s join annotator n on n.id = s.annotator"
                f" where s.article in ({places(some)}) and {own(self._db, 'n.name')} order by s.article, n.name",
                some,
            ):
                found.setdefault(article, []).append((str(name), str(status)))
        return {article: tuple(statuses) for article, statuses in found.items()}
