"""The engine of plain SQL: a tree becomes one condition, and what its articles have is grouped and counted."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from store.blind import seen
from store.database import Database
from store.query.fulltext import WEIGHTS, ranking
from store.query.sql import condition
from store.query.tree import Node, Word, asks_deleted
from store.records import Key, Named, Tally

_KEYS = {
    "published": "a.published",
    "title": "a.title collate nocase",
    "outlet": "a.outlet collate nocase",
    "language": "a.language",
    "length": "a.length",
    "id": "a.id",
    "tags": "(select count(distinct tag) from tagging where article = a.id)",
    "notes": "(select count(*) from note where article = a.id)",
    "status": "case a.status when 'untagged' then 0 when 'started' then 1 when 'done' then 2 else 3 end",
}
_ARTICLES = "temp.matching k join article a on a.id = k.id"
_COUNTED = {
    "language": f"select a.language, count(*) from {_ARTICLES} group by 1",
    "outlet": f"select a.outlet, count(*) from {_ARTICLES} group by 1",
    "status": f"select a.status, count(*) from {_ARTICLES} group by 1",
    "year": f"select substr(a.published, 1, 4), count(*) from {_ARTICLES} where length(a.published) >= 4 group by 1",
    "month": f"select substr(a.published, 1, 7), count(*) from {_ARTICLES} where length(a.published) >= 7 group by 1",
    "author": "select p.name, count(distinct k.id) from temp.matching k join author p on p.article = k.id group by 1",
    "entity_type": """select n.type, count(distinct k.id) from temp.matching k join mention n on n.article = k.id
        where n.state <> 'rejected' group by 1""",
    "annotator": """select p.name, count(distinct k.id) from temp.matching k
        join (select article, annotator from tagging union select article, annotator from note) made
            on made.article = k.id
        join annotator p on p.id = made.annotator group by 1""",
    "batch": f"select a.batch, count(*) from {_ARTICLES} join batch b on b.id = a.batch group by 1",
    "duplicate": f"""select 'duplicate', count(*) from {_ARTICLES} where a.id in
        (select g.article from duplicate_group g where g.grp in (select o.grp from duplicate_group o
            join article d on d.id = o.article where d.removed = 0 group by 1 having count(*) > 1)) having count(*) > 0""",
    "tag": """with recursive branch(id, top) as (
            select id, id from tag union select t.id, branch.top from tag t join branch on t.parent = branch.id
        )
        select branch.top, count(distinct k.id) from temp.matching k
        join tagging g on g.article = k.id join branch on branch.id = g.tag group by 1""",
}
# One row an entity, not one a mention: the index has a mention's entity, state and article, so that no row is looked up.
_PLACES = """select n.entity, group_concat(n.article) from mention n
    where n.entity is not null and n.state <> 'rejected' and n.article in (select id from temp.matching) group by 1"""
# Where few articles match, their own mentions are fewer than all there are.
_PLACES_OF_FEW = """select n.entity, group_concat(n.article) from temp.matching k cross join mention n on n.article = k.id
    where n.entity is not null and n.state <> 'rejected' group by 1"""
_FEW = 0.08


class SqlEngine:
    """Answers resolved trees over one connection by asking SQLite; see `store.search` for what must be registered."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ids(self, tree: Node, *, sort: str) -> array[int]:
        """Give the ids of all live articles that match, sorted; what has no sort key comes last, ties go by id."""
        found = condition(tree)
        sql = f"select a.id from article a where {_live(tree)} and {found.sql} order by {_order(sort)}"
        return array("q", [row[0] for row in self._db.conn.execute(seen(self._db, sql), found.parameters)])

    def ranked(self, words: Sequence[Word], found: array[int]) -> tuple[array[int], array[float]]:
        """Sort articles by BM25; see `store.facets.Engine`."""
        weights = ", ".join(map(str, WEIGHTS))
        scores: dict[int, float] = dict(
            self._db.conn.execute(
                f"select rowid, bm25(article_fts, {weights}) from article_fts where article_fts match ?",
                (ranking(words),),
            ).fetchall()
        )
        best = sorted((article for article in found if article in scores), key=scores.__getitem__)
        rest = (article for article in found if article not in scores)
        return array("q", (*best, *rest)), array("d", map(scores.__getitem__, best))

    def count(self, tree: Node) -> int:
        """Count the live articles that match."""
        found = condition(tree)
        sql = f"select count(*) from article a where {_live(tree)} and {found.sql}"
        return int(self._db.conn.execute(seen(self._db, sql), found.parameters).fetchone()[0])

    def copies(self) -> Mapping[int, int]:
        """Give the number of its group for each article that is in a group of copies, in the bin or not."""
        return dict(
            self._db.conn.execute(
                "select article, grp from duplicate_group"
                " where grp in (select grp from duplicate_group group by 1 having count(*) > 1)"
            ).fetchall()
        )

    def named(self, entities: Sequence[Key]) -> Mapping[Key, Named]:
        """Give the names of these entities."""
        return read_names(self._db, entities)

    def namesakes(self, forms: Sequence[str]) -> set[str]:
        """Choose from these names, folded, those that more than one entity has or goes by."""
        rows = self._db.conn.execute(
            """with wanted(name) as (select value from json_each(:names))
            select name from (
                select folded as name, entity from entity_name where folded in (select name from wanted)
                union select folded(name), id from entity where folded(name) in (select name from wanted)
            ) group by name having count(*) > 1""",
            {"names": json.dumps(forms)},
        )
        return {str(name) for (name,) in rows}

    def tally(self, tree: Node, *, fields: Sequence[str], limit: int, by_type: bool) -> list[Tally]:
        """Count the values of each field among the live articles that match; see `store.facets.Engine`."""
        self._note_matching(tree)
        counted: list[Tally] = []
        for field in fields:
            if field == "entity":
                counted += self._entities(limit, by_type=by_type)
            else:
                rows = self._db.conn.execute(seen(self._db, _COUNTED[field]))
                counted.append(tallied(field, [(key, count) for key, count in rows if key], limit))
        return counted

    def _note_matching(self, tree: Node) -> None:
        connection = self._db.conn
        found = self.ids(tree, sort="id")
        connection.execute("create temp table if not exists matching(id integer primary key)")
        connection.execute("delete from temp.matching")
        # One statement: without a transaction around them, single rows would each be one.
        connection.execute(
            "insert into temp.matching select value from json_each(?)", (f"[{','.join(map(str, found))}]",)
        )

    def _entities(self, limit: int, *, by_type: bool) -> list[Tally]:
        """Count the entities that are named; what is part of one counts for it, as the filter has it."""
        connection = self._db.conn
        counts = _counts_of_entities(connection)
        if not by_type:
            return [tallied("entity", counts.items(), limit)]
        types: dict[str, list[tuple[Key, int]]] = {}
        for entity, type_ in connection.execute("select id, type from entity"):
            if entity in counts:
                types.setdefault(type_, []).append((entity, counts[entity]))
        return [tallied(f"entity.{type_}", counted, limit) for type_, counted in sorted(types.items())]


def read_names(db: Database, entities: Sequence[Key]) -> dict[Key, Named]:
    """Read how entities are called: by the name they go by, and labelled `대구 · Daegu` where they have both."""
    wanted = (json.dumps(entities),)
    parts: dict[Key, dict[str, str]] = {}
    for entity, language, name in db.conn.execute(
        "select entity, language, name from entity_name where entity in (select value from json_each(?))"
        " and language in ('ko', 'en') order by preferred, id desc",
        wanted,
    ):  # the last of a language counts: the preferred one, or else the first
        parts.setdefault(entity, {})[language] = name
    rows = db.conn.execute("select id, name from entity where id in (select value from json_each(?))", wanted)
    return {entity: Named(name=name, label=_label(parts.get(entity, {})) or name) for entity, name in rows}


def _label(parts: Mapping[str, str]) -> str:
    return " · ".join(dict.fromkeys(parts[language] for language in ("ko", "en") if language in parts))


def tallied(field: str, counted: Iterable[tuple[Key, int]], limit: int) -> Tally:
    """Choose the values in most articles, of those in equally many the first."""
    ordered = sorted(counted, key=lambda each: (-each[1], each[0]))
    return Tally(field=field, counts=tuple(ordered[:limit]), more=max(0, len(ordered) - limit))


def _live(tree: Node) -> str:
    return "1" if asks_deleted(tree) else "a.removed = 0"


def _order(sort: str) -> str:
    key = _KEYS[sort.removeprefix("-")]
    if sort == "-published":
        return "a.published desc, a.id"  # an index knows this order, with what has no date last
    return f"{key} is null, {key} {'desc' if sort.startswith('-') else ''}, a.id"


def _counts_of_entities(connection: sqlite3.Connection) -> Mapping[Key, int]:
    above = dict(connection.execute("select id, part_of from entity where part_of is not null").fetchall())
    known = {entity for (entity,) in connection.execute("select id from entity")}
    parents = set(above.values())
    counts: dict[Key, int] = Counter()
    families: dict[int, set[str]] = {}
    for entity, places in connection.execute(_PLACES_OF_FEW if _few(connection) else _PLACES):
        if entity not in known:
            continue
        articles = set(places.split(","))
        counts[entity] = len(articles)
        if entity in above or entity in parents:
            families[entity] = articles
    for entity, articles in _gathered(families, above).items():
        counts[entity] = len(articles)
    return counts


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
