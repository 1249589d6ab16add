"""Rejected tags: what a person said an article, or a passage of it, does not have; read and written with its other marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from store.annotators import Annotators, new_uid
from store.blind import seen
from store.database import Database
from store.db import chunks, places
from store.journal import now
from store.records import RejectedTag

_SELECT = (
    "with recursive path(id, path) as (select id, name from tag where parent is null union all"
    " select t.id, p.path || '/' || t.name from tag t join path p on t.parent = p.id)"
    ' select r.article, p.path, r.start, r."end", r.quote, n.name from tag_rejection r'
    " join path p on p.id = r.tag join annotator n on n.id = r.annotator"
)


class Rejections:
    """The rejected tags of articles and passages."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._annotators = Annotators(db)

    def of_several(self, articles: Sequence[int]) -> Mapping[int, tuple[RejectedTag, ...]]:
        """List those of each of these articles: of the whole first, then of passages in order; none is left out."""
        found: dict[int, list[RejectedTag]] = {}
        for some in chunks(articles):
            order = 'r.article, r.start is not null, r.start, r."end", p.path, r.id'
            rows = self._db.conn.execute(
                seen(self._db, f"{_SELECT} where r.article in ({places(some)}) order by {order}"), some
            )
            for article, tag, start, end, quote, annotator in rows:
                found.setdefault(article, []).append(
                    RejectedTag(tag=tag, start=start, end=end, quote=quote, annotator=annotator)
                )
        return {article: tuple(each) for article, each in found.items()}

    def insert(self, article: int, rejected: Sequence[RejectedTag], *, tag: Callable[[str], int], by: str) -> bool:
        """Write what a record says inside an import; what is here stays. Says if any was new.

        `tag` gives the tag at a path, `by` names who rejected what names nobody.
        """
        fresh = False
        for each in rejected:
            values = (article, tag(each.tag), each.start, each.end, self._annotators.ensure(each.annotator or by))
            if self._db.conn.execute(
                'select 1 from tag_rejection where article = ? and tag = ? and start is ? and "end" is ?'
                " and annotator = ?",
                values,
            ).fetchone():
                continue
            self._db.conn.execute(
                'insert into tag_rejection(uid, article, tag, start, "end", annotator, at, quote)'
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                (new_uid(), *values, now(), each.quote),
            )
            fresh = True
        return fresh
