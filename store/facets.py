"""Counts of what the articles under a filter have: languages, outlets, years, tags, entities, and so on."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from store.database import Database
from store.query.lexer import Value
from store.query.terms import FACET_FIELDS, query_term
from store.query.tree import And, Everything, Field, Node, Word
from store.query.without import without
from store.records import Facet, FacetValue, Key, Named, Tag, Tally
from store.tag_tree import read_tags
from store.text.normal import folded

__all__ = ["FACET_FIELDS", "LIMIT", "Engine", "facets", "query_term"]

LIMIT = 50
"""How many values of a field are offered; years, months and tags are always all there."""

_UNLIMITED = 1 << 40
_WHOLE = frozenset({"year", "month", "tag"})


_LABELLED = frozenset({"batch"})
"""Fields whose values are shown with what is not counted and may change by itself."""

Known = MutableMapping[str, tuple[Tally, object, Facet]]
"""By field the counts that a facet was made of last, what else it hangs on, and the facet."""


class Engine(Protocol):
    """What finds and counts articles; all trees are resolved (see `store.query.resolving`)."""

    def ids(self, tree: Node, *, sort: str) -> array[int]:
        """Give the ids of all live articles that match, sorted; what has no sort key comes last, ties go by id."""

    def ranked(self, words: Sequence[Word], found: array[int]) -> tuple[array[int], array[float]]:
        """Sort articles by BM25 over any of these words, the best first, equal ones as they stand; and give their scores.

        The better the smaller is a score. Articles without any of the words come last, as they stand, and have none.
        """

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
    known: Known | None = None,
) -> tuple[Facet, ...]:
    """Count the values of each field (`FACET_FIELDS`, or those asked for) among the live articles that match.

    The number beside a value is how many articles are left when its term (`query_term`) is added to the filter: a tag
    counts its branch, an entity what is part of it. `by_type` gives a facet for each type of entity instead of one for
    all, its field such as `entity.system` (the term's field is `entity` all the same). The values of the fields in
    `apart` are counted as if the filter had no term of their own field, so that others can be chosen instead. In `known`
    what was made last of each field is kept for the next time.
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
        asked = _Asked(db, engine, each, tallies)
        for tally in tallies:
            facet = _facet(asked, tally, {} if known is None else known)
            found.setdefault(tally.field.partition(".")[0], []).append(facet)
    return tuple(facet for field in chosen for facet in found.get(field, ()))


def _facet(asked: _Asked, tally: Tally, known: Known) -> Facet:
    """Make the facet of what was counted, or give the very same where that is: engines give what they remember."""
    field = tally.field.partition(".")[0]
    of = asked.tags if field == "tag" else None
    if tally.field in known and known[tally.field][0] is tally and known[tally.field][1] is of:
        return known[tally.field][2]
    facet = Facet(field=tally.field, values=tuple(_READ.get(field, _plain)(asked, tally)), more=tally.more)
    if field not in _LABELLED:
        known[tally.field] = (tally, of, facet)
    return facet


class _Asked:
    """What was counted over one tree, and the names of the entities that were, all read at once."""

    def __init__(self, db: Database, engine: Engine, tree: Node, tallies: Sequence[Tally]) -> None:
        self.db = db
        self.engine = engine
        self.tree = tree
        entities = [key for tally in tallies if tally.field.startswith("entity") for key, _ in tally.counts]
        self.named = engine.named([key for key in entities if isinstance(key, int)])
        forms = {each.name: _form(each.name) for each in self.named.values()}
        shared = engine.namesakes(sorted({*forms.values()}))
        self.shared = {name for name, form in forms.items() if form in shared}

    @cached_property
    def tags(self) -> Sequence[Tag]:
        """All tags, in the order of the codebook."""
        return read_tags(self.db)


@lru_cache(maxsize=16_384)
def _form(name: str) -> str:
    return folded(name)


def _plain(_: _Asked, tally: Tally) -> list[FacetValue]:
    return [FacetValue(value=str(key), count=count) for key, count in tally.counts]


def _dates(_: _Asked, tally: Tally) -> list[FacetValue]:
    return [FacetValue(value=str(key), count=count) for key, count in sorted(tally.counts, reverse=True)]


def _batches(asked: _Asked, tally: Tally) -> list[FacetValue]:
    labels = dict(asked.db.conn.execute("select id, label || ' · ' || substr(at, 1, 10) from batch").fetchall())
    counts = sorted(tally.counts, key=lambda each: each[0], reverse=True)
    return [FacetValue(value=str(key), label=labels[key], count=count) for key, count in counts]


def _tags(asked: _Asked, tally: Tally) -> list[FacetValue]:
    counts = dict(tally.counts)
    return [
        # No name has a / in it.
        FacetValue(value=tag.path, label=tag.name, count=counts[tag.id], depth=tag.path.count("/"), colour=tag.colour)
        for tag in asked.tags
        if tag.id in counts
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
