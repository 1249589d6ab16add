"""Counts of what the articles under a filter have: languages, outlets, years, tags, entities, and so on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from store.query.terms import FACET_FIELDS, query_term
from store.records import Facet, FacetValue
from store.search import Search
from store.text.normal import folded

__all__ = ["FACET_FIELDS", "LIMIT", "facets", "query_term"]

LIMIT = 50
"""How many values of a field are offered; years, months and tags are always all there."""

_ARTICLES = "temp.matching k join article a on a.id = k.id"
_SIMPLE = {
    "language": f"select a.language, count(*) from {_ARTICLES} group by 1",
    "outlet": f"select a.outlet, count(*) from {_ARTICLES} group by 1",
    "status": f"select a.status, count(*) from {_ARTICLES} group by 1",
    "author": "select p.name, count(distinct k.id) from temp.matching k join author p on p.article = k.id group by 1",
    "entity_type": """select n.type, count(distinct k.id) from temp.matching k join mention n on n.article = k.id
        where n.state <> 'rejected' group by 1""",
    "annotator": """select p.name, count(distinct k.id) from temp.matching k
        join (select article, annotator from tagging union select article, annotator from note) made
            on made.article = k.id
        join annotator p on p.id = made.annotator group by 1""",
    "duplicate": f"""select 'duplicate', count(*) from {_ARTICLES} where a.id in
        (select g.article from duplicate_group g where g.grp in (select o.grp from duplicate_group o
            join article d on d.id = o.article where d.removed = 0 group by 1 having count(*) > 1)) having count(*) > 0""",
}
_DATED = {"year": 4, "month": 7}
_DATES = f"""select substr(a.published, 1, :length), count(*) from {_ARTICLES}
    where length(a.published) >= :length group by 1 order by 1 desc"""
_BATCHES = f"""select a.batch, b.label || ' · ' || substr(b.at, 1, 10), count(*)
    from {_ARTICLES} join batch b on b.id = a.batch group by 1 order by 1 desc"""
_TAGS = """with recursive
    tree(id, path, depth, place, colour) as (
        select id, name, 0, printf('%08d %08d', position, id), colour from tag where parent is null
        union select t.id, tree.path || '/' || t.name, tree.depth + 1,
            tree.place || '/' || printf('%08d %08d', t.position, t.id), t.colour
        from tag t join tree on t.parent = tree.id
    ),
    branch(id, top) as (
        select id, id from tag union select t.id, branch.top from tag t join branch on t.parent = branch.id
    ),
    counted(top, articles) as (
        select branch.top, count(distinct k.id) from temp.matching k
        join tagging g on g.article = k.id join branch on branch.id = g.tag group by 1
    )
    select path, depth, colour, articles from tree join counted on counted.top = tree.id order by place"""
# One row an entity, not one a mention: the index has a mention's entity, state and article, so that no row is looked up.
_PLACES = """select n.entity, group_concat(n.article) from mention n indexed by mention_entity
    where n.entity is not null and n.state <> 'rejected' and n.article in (select id from temp.matching) group by 1"""
# Where few articles match, their own mentions are fewer than all there are.
_PLACES_OF_FEW = """select n.entity, group_concat(n.article) from temp.matching k cross join mention n on n.article = k.id
    where n.entity is not null and n.state <> 'rejected' group by 1"""
_FEW = 0.08


def facets(
    db: Database,
    search: Search,
    query: str = "",
    *,
    fields: Sequence[str] | None = None,
    limit: int = LIMIT,
    by_type: bool = False,
) -> tuple[Facet, ...]:
    """Count the values of each field (`FACET_FIELDS`, or those asked for) among the live articles that match.

    The number beside a value is how many articles are left when its term (`query_term`) is added to the filter: a tag
    counts its branch, an entity what is part of it. `by_type` gives a facet for each type of entity instead of one for
    all, its field such as `entity.system` (the term's field is `entity` all the same). Raises QueryError where the
    filter cannot be read.
    """
    chosen = [field for field in FACET_FIELDS if fields is None or field in fields]
    _note_matching(db.conn, search, query)
    counted: list[Facet] = []
    for field in chosen:
        asked = _Asked(db.conn, search, query, field, limit)
        counted += _read_entity_types(asked) if field == "entity" and by_type else [_READ[field](asked)]
    return tuple(counted)


class _Asked:
    """One field to be counted, and over what."""

    def __init__(self, connection: sqlite3.Connection, search: Search, query: str, field: str, limit: int) -> None:
        self.connection = connection
        self.search = search
        self.query = query
        self.field = field
        self.limit = limit


def _note_matching(connection: sqlite3.Connection, search: Search, query: str) -> None:
    found = search.ids(query, sort="id")
    connection.execute("create temp table if not exists matching(id integer primary key)")
    connection.execute("delete from temp.matching")
    # One statement: without a transaction around them, single rows would each be one.
    connection.execute("insert into temp.matching select value from json_each(?)", (f"[{','.join(map(str, found))}]",))


def _read_simple(asked: _Asked) -> Facet:
    rows = [row for row in asked.connection.execute(_SIMPLE[asked.field]) if row[0]]
    values = [FacetValue(value=value, count=count) for value, count in rows]
    return _cut(asked, sorted(values, key=lambda value: (-value.count, value.value)))


def _read_dates(asked: _Asked) -> Facet:
    rows = asked.connection.execute(_DATES, {"length": _DATED[asked.field]})
    return Facet(field=asked.field, values=tuple(FacetValue(value=value, count=count) for value, count in rows))


def _read_batches(asked: _Asked) -> Facet:
    rows = asked.connection.execute(_BATCHES)
    return _cut(asked, [FacetValue(value=str(batch), label=label, count=count) for batch, label, count in rows])


def _read_tags(asked: _Asked) -> Facet:
    values = [
        FacetValue(value=path, label=path.rpartition("/")[2], count=count, depth=depth, colour=colour)
        for path, depth, colour, count in asked.connection.execute(_TAGS)
    ]
    return Facet(field=asked.field, values=tuple(values))


class _Met(NamedTuple):
    """An entity that the articles name, and how many of them name it or what is part of it."""

    entity: int
    type: str
    name: str
    articles: int


def _read_entities(asked: _Asked) -> Facet:
    return _entity_facet(asked, asked.field, _met(asked))


def _read_entity_types(asked: _Asked) -> list[Facet]:
    by_type: dict[str, list[_Met]] = {}
    for met in _met(asked):
        by_type.setdefault(met.type, []).append(met)
    return [_entity_facet(asked, f"{asked.field}.{type_}", found) for type_, found in sorted(by_type.items())]


def _met(asked: _Asked) -> list[_Met]:
    """List the entities met, those in most articles first; what is part of one counts for it, as the filter has it."""
    connection = asked.connection
    above = dict(connection.execute("select id, part_of from entity where part_of is not null").fetchall())
    parents = set(above.values())
    counts: dict[int, int] = {}
    families: dict[int, set[str]] = {}
    for entity, places in connection.execute(_PLACES_OF_FEW if _few(connection) else _PLACES):
        articles = set(places.split(","))
        counts[entity] = len(articles)
        if entity in above or entity in parents:
            families[entity] = articles
    for entity, articles in _gathered(families, above).items():
        counts[entity] = len(articles)
    rows = connection.execute("select id, type, name from entity").fetchall()
    met = [_Met(entity, type_, name, counts[entity]) for entity, type_, name in rows if entity in counts]
    return sorted(met, key=lambda each: (-each.articles, each.name, each.entity))


def _few(connection: sqlite3.Connection) -> bool:
    matching, whole = connection.execute(
        "select (select count(*) from temp.matching), (select count(*) from article)"
    ).fetchone()
    return bool(matching < whole * _FEW)


def _gathered(own: Mapping[int, set[str]], above: Mapping[int, int]) -> dict[int, set[str]]:
    """Give each entity that is named itself the articles of all that is part of it, however deep."""
    whole = {entity: set(articles) for entity, articles in own.items()}
    for entity, articles in own.items():
        seen, parent = {entity}, above.get(entity)
        while parent is not None and parent not in seen:
            if parent in whole:
                whole[parent] |= articles
            seen.add(parent)
            parent = above.get(parent)
    return whole


def _entity_facet(asked: _Asked, field: str, met: Sequence[_Met]) -> Facet:
    values: dict[str, FacetValue] = {}
    offered = met[: asked.limit]
    shared = _shared(asked.connection, [each.name for each in offered])
    for entity, _, name, count in offered:
        if name not in values:
            articles = _count_by_name(asked, name) if folded(name) in shared else count
            values[name] = FacetValue(value=name, label=_label(asked.connection, entity, name), count=articles)
    most_first = sorted(values.values(), key=lambda value: (-value.count, value.value))
    return Facet(field=field, values=tuple(most_first), more=max(0, len(met) - asked.limit))


def _shared(connection: sqlite3.Connection, names: Sequence[str]) -> set[str]:
    """Choose from these names, folded, those that more than one entity has."""
    rows = connection.execute(
        """with wanted(name) as (select value from json_each(:names))
        select name from (
            select folded as name, entity from entity_name where folded in (select name from wanted)
            union select folded(name), id from entity where folded(name) in (select name from wanted)
        ) group by name having count(*) > 1""",
        {"names": json.dumps([folded(name) for name in names])},
    )
    return {str(name) for (name,) in rows}


def _count_by_name(asked: _Asked, name: str) -> int:
    term = query_term("entity", name)
    return asked.search.count(f"({asked.query}) {term}" if asked.query.strip() else term)


def _label(connection: sqlite3.Connection, entity: int, name: str) -> str:
    """Write an entity's name in Korean and in English, where it has both: `대구 · Daegu`."""
    rows = connection.execute(
        "select language, name from entity_name where entity = ? and language in ('ko', 'en')"
        " order by preferred, id desc",
        (entity,),
    )
    names = dict(rows.fetchall())  # the last of a language counts: the preferred one, or else the first
    return " · ".join(dict.fromkeys(names[language] for language in ("ko", "en") if language in names)) or name


def _cut(asked: _Asked, values: Sequence[FacetValue]) -> Facet:
    return Facet(field=asked.field, values=tuple(values[: asked.limit]), more=max(0, len(values) - asked.limit))


_READ: dict[str, Callable[[_Asked], Facet]] = {
    **dict.fromkeys(_SIMPLE, _read_simple),
    **dict.fromkeys(_DATED, _read_dates),
    "batch": _read_batches,
    "tag": _read_tags,
    "entity": _read_entities,
}
