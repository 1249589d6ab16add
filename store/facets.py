"""Counts of what the articles under a filter have: languages, outlets, years, tags, entities, and so on."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from store.database import Database
from store.query.lexer import Value
from store.query.terms import FACET_FIELDS, query_term
from store.query.tree import And, Everything, Field, Node
from store.query.without import without
from store.records import Facet, FacetValue, Key, Named, Tally
from store.text.normal import folded

__all__ = ["FACET_FIELDS", "LIMIT", "Engine", "facets", "query_term"]

LIMIT = 50
"""How many values of a field are offered; years, months and tags are always all there."""

_UNLIMITED = 1 << 40
_WHOLE = frozenset({"year", "month", "tag"})
_TAGS = """with recursive
    tree(id, path, depth, place, colour) as (
        select t.id, t.name, 0, printf('%08d %08d/%08d %08d', coalesce(c.position, 0), t.codebook, t.position, t.id), t.colour
        from tag t left join codebook c on c.id = t.codebook where t.parent is null
        union select t.id, tree.path || '/' || t.name, tree.depth + 1,
            tree.place || '/' || printf('%08d %08d', t.position, t.id), t.colour
        from tag t join tree on t.parent = tree.id
    ) select id, path, depth, colour from tree order by place"""


class Engine(Protocol):
    """What finds and counts articles; all trees are resolved (see `store.query.resolving`)."""

    def ids(self, tree: Node, *, sort: str) -> array[int]:
        """Give the ids of all live articles that match, sorted; what has no sort key comes last, ties go by id."""

    def count(self, tree: Node) -> int:
        """Count the live articles that match."""

    def copies(self) -> Mapping[int, int]:
        """Give the number of its group for each article that is in a group of copies, in the bin or not."""

    def named(self, entities: Sequence[Key]) -> Mapping[Key, Named]:
        """Give the names of these entities."""

    def namesakes(self, forms: Sequence[str]) -> set[str]:
        """Choose from these names, folded, those that more than one entity has or goes by."""

    def tally(self, tree: Node, *, fields: Sequence[str], limit: int, by_type: bool) -> list[Tally]:
        """Count the values of each field among the live articles that match, those in most articles first.

        Of a batch, tag and entity the key is its id, of anything else the value itself. A tag counts its branch, an
        entity what is part of it and is named. At most `limit` values are given, of equal ones the first by key; the
        rest is counted. `by_type` gives a tally for each type of entity, its field such as `entity.system`.
        """


def facets(
    db: Database,
    engine: Engine,
    tree: Node,
    *,
    fields: Sequence[str] | None = None,
    limit: int = LIMIT,
    by_type: bool = False,
    apart: Collection[str] = (),
) -> tuple[Facet, ...]:
    """Count the values of each field (`FACET_FIELDS`, or those asked for) among the live articles that match.

    The number beside a value is how many articles are left when its term (`query_term`) is added to the filter: a tag
    counts its branch, an entity what is part of it. `by_type` gives a facet for each type of entity instead of one for
    all, its field such as `entity.system` (the term's field is `entity` all the same). The values of the fields in
    `apart` are counted as if the filter had no term of their own field, so that others can be chosen instead.
    """
    chosen = [field for field in FACET_FIELDS if fields is None or field in fields]
    trees = {field: without(tree, field) if field in apart else tree for field in chosen}
    found: dict[str, list[Facet]] = {}
    for each in dict.fromkeys(trees.values()):
        alike = [field for field in chosen if trees[field] == each]
        tallies: list[Tally] = []
        for some, most in (
            ([field for field in alike if field in _WHOLE], _UNLIMITED),
            ([field for field in alike if field not in _WHOLE], limit),
        ):
            tallies += engine.tally(each, fields=some, limit=most, by_type=by_type) if some else []
        asked = _Asked(db.conn, engine, each, tallies)
        for tally in tallies:
            field = tally.field.partition(".")[0]
            values = _READ.get(field, _plain)(asked, tally)
            found.setdefault(field, []).append(Facet(field=tally.field, values=tuple(values), more=tally.more))
    return tuple(facet for field in chosen for facet in found.get(field, ()))


class _Asked:
    """What was counted over one tree, and the names of the entities that were, all read at once."""

    def __init__(self, connection: sqlite3.Connection, engine: Engine, tree: Node, tallies: Sequence[Tally]) -> None:
        self.connection = connection
        self.engine = engine
        self.tree = tree
        entities = [key for tally in tallies if tally.field.startswith("entity") for key, _ in tally.counts]
        self.named = engine.named([key for key in entities if isinstance(key, int)])
        forms = {each.name: folded(each.name) for each in self.named.values()}
        shared = engine.namesakes(sorted({*forms.values()}))
        self.shared = {name for name, form in forms.items() if form in shared}


def _plain(_: _Asked, tally: Tally) -> list[FacetValue]:
    return [FacetValue(value=str(key), count=count) for key, count in tally.counts]


def _dates(_: _Asked, tally: Tally) -> list[FacetValue]:
    return [FacetValue(value=str(key), count=count) for key, count in sorted(tally.counts, reverse=True)]


def _batches(asked: _Asked, tally: Tally) -> list[FacetValue]:
    labels = dict(asked.connection.execute("select id, label || ' · ' || substr(at, 1, 10) from batch").fetchall())
    counts = sorted(tally.counts, key=lambda each: each[0], reverse=True)
    return [FacetValue(value=str(key), label=labels[key], count=count) for key, count in counts]


def _tags(asked: _Asked, tally: Tally) -> list[FacetValue]:
    counts = dict(tally.counts)
    return [
        FacetValue(value=path, label=path.rpartition("/")[2], count=counts[tag], depth=depth, colour=colour)
        for tag, path, depth, colour in asked.connection.execute(_TAGS)
        if tag in counts
    ]


def _entities(asked: _Asked, tally: Tally) -> list[FacetValue]:
    values: dict[str, FacetValue] = {}
    for entity, count in tally.counts:
        name = asked.named[entity].name
        if name not in values:
            articles = _count_by_name(asked, name) if name in asked.shared else count
            values[name] = FacetValue(value=name, label=asked.named[entity].label, count=articles)
    return sorted(values.values(), key=lambda value: (-value.count, value.value))


def _count_by_name(asked: _Asked, name: str) -> int:
    named = Field("entity", (Value(name),), 0, 0)
    return asked.engine.count(named if isinstance(asked.tree, Everything) else And((asked.tree, named)))


_READ: dict[str, Callable[[_Asked, Tally], list[FacetValue]]] = {
    "year": _dates,
    "month": _dates,
    "batch": _batches,
    "tag": _tags,
    "entity": _entities,
}
