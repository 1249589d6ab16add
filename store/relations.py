"""Relations: subject entity, predicate, object entity, and the passage that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from store.annotators import new_uid
from store.db import chunks, places
from store.records import Relation
from store.search import Search

PREDICATES = (
    "operates",
    "develops",
    "supplies",
    "certifies",
    "awards",
    "signs with",
    "takes part in",
    "located in",
    "part of",
)
"""The predicates that a new project starts with."""

_SELECT = (
    'select r.id, r.subject, p.name, r.object, r.article, r.start, r."end", r.quote, r.state, r.origin'
    " from relation r join predicate p on p.id = r.predicate"
)


class Relations:
    """The relations of a project."""

    def __init__(self, db: Database, search: Search) -> None:
        self._db = db
        self._search = search

    def of(self, query: str = "") -> tuple[Relation, ...]:
        """List the relations said in articles that match `query`; without a query, background facts too.

        Raises QueryError if the query cannot be parsed.
        """
        condition = self._search.where(query)
        background = "r.article is null or" if not query.strip() else ""
        rows = self._db.conn.execute(
            _SELECT + " left join article a on a.id = r.article"
            f" where {background} (r.article is not null and a.removed = 0 and {condition.sql}) order by r.id",
            condition.parameters,
        )
        return tuple(_relation(row) for row in rows)

    def of_article(self, article: int) -> tuple[Relation, ...]:
        """List the relations that one article says."""
        return self.of_several([article]).get(article, ())

    def of_several(self, articles: Sequence[int]) -> Mapping[int, tuple[Relation, ...]]:
        """List the relations that each of these articles says; articles without any are left out."""
        found: dict[int, list[Relation]] = {}
        for some in chunks(articles):
            for row in self._db.conn.execute(
                _SELECT + f" where r.article in ({places(some)}) order by r.article, r.id", some
            ):
                found.setdefault(row[4], []).append(_relation(row))
        return {article: tuple(relations) for article, relations in found.items()}

    def ensure_predicate(self, name: str) -> int:
        """Give the id of a predicate, making it inside the caller's change or import."""
        row = self._db.conn.execute("select id from predicate where name = ?", (name,)).fetchone()
        if row is None:
            row = self._db.conn.execute(
                "insert into predicate(uid, name) values (?, ?) returning id", (new_uid(), name)
            ).fetchone()
        return int(row[0])

    def insert_fact(
        self, subject: int, predicate: str, target: int, *, state: str = "accepted", origin: str = "gazetteer"
    ) -> None:
        """Write a background fact (no article says it) inside the caller's change or import."""
        self._db.conn.execute(
            "insert into relation(uid, subject, predicate, object, state, origin) values (?, ?, ?, ?, ?, ?)",
            (new_uid(), subject, self.ensure_predicate(predicate), target, state, origin),
        )

    def ensure_fact(self, subject: int, predicate: str, target: int) -> None:
        """Write a background fact unless it is there already, inside the caller's change or import."""
        number = self.ensure_predicate(predicate)
        row = self._db.conn.execute(
            "select 1 from relation where subject = ? and predicate = ? and object = ? and article is null",
            (subject, number, target),
        ).fetchone()
        if row is None:
            self.insert_fact(subject, predicate, target)


def _relation(row: Sequence[object]) -> Relation:
    number, subject, predicate, target, article, start, end, quote, state, origin = row
    return Relation(
        id=number,  # type: ignore[arg-type]  # SQLite's rows carry no types
        subject=subject,  # type: ignore[arg-type]
        predicate=str(predicate),
        object=target,  # type: ignore[arg-type]
        article=article,  # type: ignore[arg-type]
        start=start,  # type: ignore[arg-type]
        end=end,  # type: ignore[arg-type]
        quote=quote,  # type: ignore[arg-type]
        state=str(state),
        origin=str(origin),
    )
