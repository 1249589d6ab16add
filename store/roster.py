"""The roster: all entities with what a list of them shows, and those that may be the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from store.database import Database
from store.records import Alike, EntityLine
from store.text.normal import folded

_ALL = """
    select e.id, e.type, e.name, w.name, e.origin from entity e left join entity w on w.id = e.part_of
"""
_COUNTS = """
    select m.entity, count(distinct m.article), count(*) from mention m indexed by mention_entity
    where m.entity is not null and m.state <> 'rejected' and m.article not in (select id from article where removed <> 0)
    group by m.entity
"""
_RELATIONS = """
    select entity, count(*) from (select subject as entity from relation where state <> 'rejected' and article is not null
    union all select object from relation where state <> 'rejected' and article is not null) group by 1
"""
# General names (a bus information system) belong to who runs them, and a district of one city is not that of another.
_SAME_NAME = """
    select a.entity, b.entity, a.name from entity_name a join entity_name b on b.folded = a.folded and b.entity > a.entity
    join entity e on e.id = a.entity join entity o on o.id = b.entity and o.type = e.type
    where not (e.needs_operator and o.needs_operator) and (e.part_of is null or o.part_of is null or e.part_of = o.part_of)
"""
_SAME_IDENTIFIER = """
    select e.id, j.key || ':' || j.value from entity e, json_each(e.external) j where e.external <> '{}'
"""
_SHORT = re.compile(r"[A-Z][A-Z0-9&]{1,6}")
_WORD = re.compile(r"[A-Za-z][\w'’]*")
_LITTLE = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "by"))


class Roster:
    """Reads lists of entities; 50,000 of them are read in well under a second."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def lines(self) -> tuple[EntityLine, ...]:
        """List all entities, those in most articles first."""
        counts = {entity: (articles, mentions) for entity, articles, mentions in self._db.conn.execute(_COUNTS)}
        relations = dict(self._db.conn.execute(_RELATIONS).fetchall())
        names: dict[int, list[str]] = {}
        for entity, name in self._db.conn.execute(
            "select entity, name from entity_name order by entity, language, preferred desc, id"
        ):
            names.setdefault(entity, []).append(name)
        lines = [
            EntityLine(
                id=entity,
                type=kind,
                name=name,
                names=tuple(each for each in names.get(entity, ()) if each != name),
                part_of=whole,
                origin=origin,
                articles=counts.get(entity, (0, 0))[0],
                mentions=counts.get(entity, (0, 0))[1],
                relations=relations.get(entity, 0),
            )
            for entity, kind, name, whole, origin in self._db.conn.execute(_ALL)
        ]
        return tuple(sorted(lines, key=lambda line: (-line.articles, -line.mentions, line.id)))

    def alike(self) -> tuple[Alike, ...]:
        """List pairs that may be the same entity: of one type, with a name or an identifier in common, or an abbreviation.

        An abbreviation is a name of capital letters that are the first letters of the other's name. Those met most often
        come first; those that one is part of the other are left out.
        """
        lines = {line.id: line for line in self.lines()}
        wholes = dict(self._db.conn.execute("select id, part_of from entity where part_of is not null").fetchall())
        found: dict[tuple[int, int], str] = {}
        for one, other, reason in self._pairs(lines.values()):
            if wholes.get(one) != other and wholes.get(other) != one:
                found.setdefault((min(one, other), max(one, other)), reason)
        pairs = []
        for (first, second), reason in found.items():
            more, less = sorted((lines[first], lines[second]), key=lambda line: (-line.articles, line.id))
            pairs.append(Alike(one=more, other=less, reason=reason))
        return tuple(
            sorted(pairs, key=lambda pair: (-pair.one.articles - pair.other.articles, pair.one.id, pair.other.id))
        )

    def _pairs(self, lines: Iterable[EntityLine]) -> Iterator[tuple[int, int, str]]:
        for one, other, name in self._db.conn.execute(_SAME_NAME).fetchall():
            yield one, other, f"both are called {name}"
        known: dict[str, int] = {}
        for entity, identifier in self._db.conn.execute(_SAME_IDENTIFIER).fetchall():
            if identifier in known:
                yield known[identifier], entity, f"both are {identifier}"
            known.setdefault(identifier, entity)
        yield from _abbreviations(list(lines))


def _abbreviations(lines: Sequence[EntityLine]) -> Iterator[tuple[int, int, str]]:
    long: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for line in lines:
        for name in (line.name, *line.names):
            letters = initials(name)
            if letters:
                long.setdefault((line.type, letters), []).append((line.id, name))
    for line in lines:
        for name in (line.name, *line.names):
            meant = long.get((line.type, folded(name)), ()) if _SHORT.fullmatch(name) else ()
            # Who has both forms has a short name of its own.
            if line.id not in {other for other, _ in meant}:
                yield from ((line.id, other, f"{name} may stand for {whole}") for other, whole in meant)


def initials(name: str) -> str:
    """Give the first letters of a name of three words or more, folded, little words left out; else nothing."""
    words = [word for word in _WORD.findall(name) if word.lower() not in _LITTLE]
    return folded("".join(word[0] for word in words)) if len(words) >= 3 else ""
