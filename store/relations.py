"""Relations: subject entity, predicate, object entity, and the passage that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.annotators import new_uid
from store.database import Database
from store.db import absent, chunks, places
from store.errors import UserError
from store.journal import Journal
from store.records import Change, Relation
from store.search import Search

PREDICATES = (
    ("operates", "Runs a system or service, or has put it up for use: a city its traffic centre."),
    ("develops", "Makes a system or technology: a company, an institute."),
    ("supplies", "Delivers a system to somebody: a company."),
    ("certifies", "Grants a certificate, or is one: a ministry or a standard, to a city or a system."),
    ("awards", "Gives a prize, or is one: to a city, an organisation, a person or a system."),
    ("signs with", "Concludes an agreement, a contract or a memorandum with; said once, whichever way round."),
    ("takes part in", "Exhibits, speaks or attends at an event, or belongs to a programme."),
    ("located in", "Lies, is based or is held in a place."),
    ("part of", "Belongs to something larger: a district to its city, a company to its group."),
)
"""The predicates that a new project starts with, each with its definition."""

RELATION_COLUMNS = 'r.id, r.subject, p.name, r.object, r.article, r.start, r."end", r.quote, r.state, r.origin'
"""What `relation_of` reads, of a relation `r` and its predicate `p`."""

_SELECT = f"select {RELATION_COLUMNS} from relation r join predicate p on p.id = r.predicate"

# What the wording suggests holds only as long as both of its entities are taken to be named, one of them in the passage.
STANDS = """(r.state <> 'suggested' or r.origin <> 'pattern' or (
    exists (select 1 from mention m where m.article = r.article and m.entity = r.subject and m.state <> 'rejected')
    and exists (select 1 from mention m where m.article = r.article and m.entity = r.object and m.state <> 'rejected'
        and m.start >= r.start and m."end" <= r."end")))"""


class Relations:
    """The relations of a project: said by a passage of an article, or background facts that none says.

    Reading leaves out suggestions of which an entity's mention was rejected since.
    """

    def __init__(self, db: Database, journal: Journal, search: Search) -> None:
        self._db = db
        self._journal = journal
        self._search = search

    def of(self, query: str = "") -> tuple[Relation, ...]:
        """List the relations said in articles that match `query`; without a query, background facts too.

        Raises QueryError if the query cannot be parsed.
        """
        condition = self._search.where(query)
        background = "r.article is null or" if not query.strip() else ""
        rows = self._db.conn.execute(
            _SELECT + " left join article a on a.id = r.article"
            f" where {background} (r.article is not null and a.removed = 0 and {condition.sql} and {STANDS}) order by r.id",
            condition.parameters,
        )
        return tuple(relation_of(row) for row in rows)

    def of_article(self, article: int) -> tuple[Relation, ...]:
        """List the relations that one article says."""
        return self.of_several([article]).get(article, ())

    def of_several(self, articles: Sequence[int]) -> Mapping[int, tuple[Relation, ...]]:
        """List the relations that each of these articles says; articles without any are left out."""
        found: dict[int, list[Relation]] = {}
        for some in chunks(articles):
            for row in self._db.conn.execute(
                _SELECT + f" where r.article in ({places(some)}) and {STANDS} order by r.article, r.id", some
            ):
                found.setdefault(row[4], []).append(relation_of(row))
        return {article: tuple(relations) for article, relations in found.items()}

    # Changing

    def add(
        self,
        subject: int,
        predicate: str,
        object: int,  # noqa: A002  the word for it
        *,
        article: int | None = None,
        span: tuple[int, int] | None = None,
        origin: str = "",
    ) -> Change:
        """Say that a relation holds, accepted, by a passage (`span`, code points) of an article or as a background fact.

        The same relation suggested of the article is accepted, with this passage. Raises UserError where both entities are
        the same, one is gone, or the passage does not lie in the article.
        """
        names = self._names(subject, object)
        quote = None if article is None else self._quote(article, span)
        start, end = span or (None, None)
        with self._journal.change(f"Relate {names[0]} {predicate.strip()} {names[1]}", origin=origin) as step:
            number = self.ensure_predicate(predicate)
            same = self._db.conn.execute(
                "select id from relation where subject = ? and predicate = ? and object = ? and article is ?"
                " and (state = 'suggested' or start is ? and \"end\" is ?) order by state = 'suggested'",
                (subject, number, object, article, start, end),
            ).fetchone()
            if same is None:
                self._db.conn.execute(
                    'insert into relation(uid, subject, predicate, object, article, start, "end", quote, state, origin)'
                    " values (?, ?, ?, ?, ?, ?, ?, ?, 'accepted', 'person')",
                    (new_uid(), subject, number, object, article, start, end, quote),
                )
            else:
                self._db.conn.execute(
                    "update relation set state = 'accepted', start = ?, \"end\" = ?, quote = ? where id = ?",
                    (start, end, quote, same[0]),
                )
        return step.change

    def _names(self, subject: int, target: int) -> tuple[str, str]:
        if subject == target:
            raise UserError("A relation joins two different entities.")
        found = dict(self._db.conn.execute("select id, name from entity where id in (?, ?)", (subject, target)))
        for number in (subject, target):
            if number not in found:
                raise UserError(f"There is no entity {number} in this project.")
        return str(found[subject]), str(found[target])

    def _quote(self, article: int, span: tuple[int, int] | None) -> str:
        row = self._db.conn.execute(
            "select t.text from article_text t join article a on a.id = t.article where a.removed = 0 and a.id = ?",
            (article,),
        ).fetchone()
        if row is None:
            raise UserError(f"There is no article {article}; 'list' shows the ids.")
        if span is None or not 0 <= span[0] < span[1] <= len(row[0]):
            raise UserError(f"Select the passage of article {article} that says so.")
        return str(row[0][span[0] : span[1]])

    def accept(self, ids: Sequence[int], *, origin: str = "") -> Change:
        """Accept these relations, as one step; raises UserError for an id that is none."""
        return self._judge(ids, "accepted", "Accept", origin)

    def reject(self, ids: Sequence[int], *, origin: str = "") -> Change:
        """Reject these relations, as one step; they are kept, so that they are not proposed again."""
        return self._judge(ids, "rejected", "Reject", origin)

    def _judge(self, ids: Sequence[int], state: str, verb: str, origin: str) -> Change:
        self._refuse_unknown(ids)
        what = "a relation" if len(ids) == 1 else f"{len(ids):,} relations"
        with self._journal.change(f"{verb} {what}", origin=origin) as step:
            for some in chunks(ids):
                self._db.conn.execute(
                    f"update relation set state = ? where state <> ? and id in ({places(some)})", [state, state, *some]
                )
        return step.change

    def remove(self, ids: Sequence[int], *, origin: str = "") -> Change:
        """Remove these relations, as one step."""
        what = "a relation" if len(ids) == 1 else f"{len(ids):,} relations"
        with self._journal.change(f"Remove {what}", origin=origin) as step:
            for some in chunks(ids):
                self._db.conn.execute(f"delete from relation where id in ({places(some)})", some)
        return step.change

    def change_predicate(self, ids: Sequence[int], predicate: str, *, turn: bool = False, origin: str = "") -> Change:
        """Let these relations say something else, accepted; with `turn`, subject and object change places."""
        self._refuse_unknown(ids)
        what = "a relation" if len(ids) == 1 else f"{len(ids):,} relations"
        columns = "subject = object, object = subject, " if turn else ""
        with self._journal.change(f"Let {what} say {predicate.strip()}", origin=origin) as step:
            number = self.ensure_predicate(predicate)
            for some in chunks(ids):
                self._db.conn.execute(
                    f"update relation set {columns}predicate = ?, state = 'accepted' where id in ({places(some)})",
                    [number, *some],
                )
        return step.change

    def turn(self, ids: Sequence[int], *, origin: str = "") -> Change:
        """Let subject and object of these relations change places, accepted, as one step."""
        self._refuse_unknown(ids)
        what = "a relation" if len(ids) == 1 else f"{len(ids):,} relations"
        with self._journal.change(f"Turn {what} round", origin=origin) as step:
            for some in chunks(ids):
                self._db.conn.execute(
                    "update relation set subject = object, object = subject, state = 'accepted'"
                    f" where id in ({places(some)})",
                    some,
                )
        return step.change

    def _refuse_unknown(self, ids: Sequence[int]) -> None:
        if missing := absent(self._db, "relation", ids):
            raise UserError(f"There is no relation {min(missing)}; 'relations --json' gives the ids.")

    # Writing inside an import or a change

    def ensure_predicate(self, name: str) -> int:
        """Give the id of a predicate, making it inside the caller's change or import; refuses an empty name."""
        name = " ".join(name.split())
        if not name:
            raise UserError("A predicate needs a name.")
        row = self._db.conn.execute("select id from predicate where name = ?", (name,)).fetchone()
        if row is None:
            row = self._db.conn.execute(
                "insert into predicate(uid, name) values (?, ?) returning id", (new_uid(), name)
            ).fetchone()
        return int(row[0])

    def insert_fact(
        self,
        subject: int,
        predicate: str,
        target: int,
        *,
        state: str = "accepted",
        origin: str = "gazetteer",
        number: int | None = None,
    ) -> None:
        """Write a background fact (no article says it) inside the caller's change or import, as `number` if that is free."""
        taken = self._db.conn.execute("select 1 from relation where id = ?", (number,)).fetchone()
        self._db.conn.execute(
            "insert into relation(id, uid, subject, predicate, object, state, origin) values (?, ?, ?, ?, ?, ?, ?)",
            (None if taken else number, new_uid(), subject, self.ensure_predicate(predicate), target, state, origin),
        )

    def ensure_fact(
        self, subject: int, predicate: str, target: int, *, state: str = "accepted", number: int | None = None
    ) -> None:
        """Write a background fact unless it is there already, inside the caller's change or import."""
        row = self._db.conn.execute(
            "select 1 from relation where subject = ? and predicate = ? and object = ? and article is null",
            (subject, self.ensure_predicate(predicate), target),
        ).fetchone()
        if row is None:
            self.insert_fact(subject, predicate, target, state=state, number=number)


def relation_of(row: Sequence[object]) -> Relation:
    """Make a relation of a row of `RELATION_COLUMNS`."""
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
