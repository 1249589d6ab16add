"""Relations, and the review of those that are suggested."""

from __future__ import annotations

from dataclasses import dataclass

from store.records.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Subject entity, predicate, object entity, and where an article says so (all None for background facts)."""

    id: int
    subject: int
    predicate: str
    object: int
    article: int | None
    start: int | None
    end: int | None
    quote: str | None
    state: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRelation:
    """A relation with the names of its entities, as exports and `show` give it."""

    relation: Relation
    subject: str
    object: str


RELATION_SORTS = ("frequent", "uncertain", "subject", "predicate", "object", "article")
"""The orders in which relations are reviewed; see `RelationQuery`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationQuery:
    """Which relations said in articles are reviewed, and in which order.

    `where` is a filter of articles. What is empty or None narrows nothing: `predicate` is the name of one, `subject` and
    `object` are ids of entities. `sort` is one of `RELATION_SORTS`: what is said in most articles first, the same fact
    together; what rests on the least certain mentions first; by the name of the subject, the predicate or the object; by
    article, the newest first.
    """

    where: str = ""
    states: tuple[str, ...] = ("suggested",)
    predicate: str | None = None
    subject: int | None = None
    object: int | None = None
    sort: str = "frequent"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """A relation with its evidence on one line, and where in it (code points) both are named; None where they are not.

    `times` counts the articles that say the same.
    """

    relation: Relation
    subject: Entity
    object: Entity
    evidence: str
    subject_at: tuple[int, int] | None
    object_at: tuple[int, int] | None
    times: int
    source: str
    title: str | None
    outlet: str | None
    published: str | None
