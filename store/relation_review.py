"""Relations for review: said in articles, one a line, with the sentence that says so, over the project or a part of it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence

from store.database import Database
from store.db import chunks, places
from store.entities import Entities
from store.errors import UserError
from store.query.sql import Condition
from store.records import RELATION_SORTS, Entity, Relation, RelationLine, RelationQuery
from store.relations import RELATION_COLUMNS, STANDS, relation_of
from store.search import Search

_FROM = (
    " from relation r cross join article a on a.id = r.article join predicate p on p.id = r.predicate"
    " where r.article is not null and a.removed = 0"
)
_NAMED = " join entity s on s.id = met.subject join entity o on o.id = met.object"
_SURE = """(select min(coalesce(m.score, 1001)) from mention m where m.article = met.article and m.state <> 'rejected'
    and m.start >= met.start and m."end" <= met."end" and m.entity in (met.subject, met.object))"""
_ORDERS = {
    "frequent": "times desc, s.name, met.predicate, o.name, met.subject, met.object, met.id",
    "uncertain": f"coalesce({_SURE}, 1001), times, met.id",
    "subject": "s.name, met.predicate, o.name, met.id",
    "predicate": "met.predicate, s.name, o.name, met.id",
    "object": "o.name, met.predicate, s.name, met.id",
    "article": "met.published is null, met.published desc, met.article, met.start, met.id",
}

_Named = Mapping[tuple[int, int], Sequence[tuple[int, int]]]


class RelationReview:
    """Answers which relations there are to review, in an order, and reads them line by line."""

    def __init__(self, db: Database, search: Search, entities: Entities) -> None:
        self._db = db
        self._search = search
        self._entities = entities

    def ids(self, query: RelationQuery) -> array[int]:
        """Give the ids of the relations asked for, in their order.

        Raises QueryError for a filter that cannot be parsed, UserError for an unknown sort.
        """
        if query.sort not in RELATION_SORTS:
            raise UserError(f"Relations cannot be sorted by “{query.sort}”; choose one of {', '.join(RELATION_SORTS)}.")
        condition = self._condition(query)
        sql = (
            'with met as materialized (select r.id, r.subject, p.name as predicate, r.object, r.article, r.start, r."end",'
            f" a.published{_FROM} and {condition.sql}),"
            " said as materialized (select subject, predicate, object, count(distinct article) as times from met"
            " group by subject, predicate, object)"
            f" select met.id from met join said using (subject, predicate, object){_NAMED} order by {_ORDERS[query.sort]}"
        )
        return array("q", (row[0] for row in self._db.conn.execute(sql, condition.parameters)))

    def predicates(self, query: RelationQuery) -> tuple[tuple[str, int], ...]:
        """Count the relations asked for by their predicate, whichever is chosen, most frequent first."""
        condition = self._condition(query, any_predicate=True)
        sql = f"select p.name, count(*){_FROM} and {condition.sql} group by p.name order by 2 desc, 1"
        return tuple(self._db.conn.execute(sql, condition.parameters))

    def lines(self, relations: Sequence[int]) -> tuple[RelationLine, ...]:
        """Read these relations with their evidence, in this order; those that are gone are left out."""
        found: dict[int, tuple[Relation, tuple[str, str | None, str | None, str | None]]] = {}
        for some in chunks(relations):
            for row in self._db.conn.execute(
                f"select {RELATION_COLUMNS}, a.source, a.title, a.outlet, a.published{_FROM} and r.id in ({places(some)})",
                some,
            ):
                relation = relation_of(row[:-4])
                found[relation.id] = (relation, row[-4:])
        shown = [found[each] for each in relations if each in found]
        entities = self._known([each for each, _ in shown])
        named = self._named([each for each, _ in shown])
        times = self._times([each for each, _ in shown])
        return tuple(
            _line(relation, about, entities, named, times[relation.subject, relation.predicate, relation.object])
            for relation, about in shown
            if relation.subject in entities and relation.object in entities
        )

    # How they are found

    def _condition(self, query: RelationQuery, *, any_predicate: bool = False) -> Condition:
        articles = self._search.where(query.where) if query.where.strip() else Condition("1")
        sql = [articles.sql, f"r.state in ({places(query.states)})", STANDS]
        parameters = [*articles.parameters, *query.states]
        for column, value in (("subject", query.subject), ("object", query.object)):
            if value is not None:
                sql.append(f"r.{column} = ?")
                parameters.append(value)
        if query.predicate is not None and not any_predicate:
            sql.append("p.name = ?")
            parameters.append(query.predicate)
        return Condition(" and ".join(sql), tuple(parameters))

    def _known(self, relations: Sequence[Relation]) -> dict[int, Entity]:
        ids = sorted({number for each in relations for number in (each.subject, each.object)})
        return {entity.id: entity for entity in self._entities.several(ids)}

    def _named(self, relations: Sequence[Relation]) -> _Named:
        """Give where each entity is named in each article, from its start on."""
        found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for some in chunks(sorted({each.article for each in relations if each.article is not None})):
            for article, entity, start, end in self._db.conn.execute(
                "select article, entity, start, \"end\" from mention where entity is not null and state <> 'rejected'"
                f" and article in ({places(some)}) order by start",
                some,
            ):
                found[article, entity].append((start, end))
        return found

    def _times(self, relations: Sequence[Relation]) -> Mapping[tuple[int, str, int], int]:
        """Count the articles that say the same, those rejected apart."""
        found: dict[tuple[int, str, int], int] = defaultdict(int)
        for some in chunks(sorted({each.subject for each in relations})):
            for subject, predicate, target, times in self._db.conn.execute(
                f"select r.subject, p.name, r.object, count(distinct r.article){_FROM} and r.state <> 'rejected'"
                f" and r.subject in ({places(some)}) group by 1, 2, 3",
                some,
            ):
                found[subject, predicate, target] = times
        return found


def _line(
    relation: Relation,
    about: tuple[str, str | None, str | None, str | None],
    entities: Mapping[int, Entity],
    named: _Named,
    times: int,
) -> RelationLine:
    source, title, outlet, published = about
    return RelationLine(
        relation=relation,
        subject=entities[relation.subject],
        object=entities[relation.object],
        # One blank for each line end, so that the places stay.
        evidence=(relation.quote or "").replace("\n", " ").replace("\t", " "),
        subject_at=_within(relation, named.get((relation.article or 0, relation.subject), ())),
        object_at=_within(relation, named.get((relation.article or 0, relation.object), ())),
        times=times,
        source=source,
        title=title,
        outlet=outlet,
        published=published,
    )


def _within(relation: Relation, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Give the first of these spans that lies in the passage, counted from the start of the passage."""
    if relation.start is None or relation.end is None:
        return None
    for start, end in spans:
        if relation.start <= start and end <= relation.end:
            return start - relation.start, end - relation.start
    return None
