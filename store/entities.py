"""Entities: persons, places, organisations, systems… with their names in any language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from store.annotators import new_uid
from store.database import Database
from store.db import chunks, places
from store.errors import StoreBug, UserError
from store.journal import Journal
from store.records import ENTITY_TYPES, Change, Entity, EntityCount, EntityName, KnownName
from store.search import Search
from store.text.normal import folded

OPERATES = "operates"
"""The predicate that joins who runs a system to the system."""

PART_OF = "part of"
"""The predicate that joins a district, or a person of a common name, to where they belong."""

_TYPES = """with recursive
    ours(type) as (select min(type) from entity
        union all select (select min(type) from entity where type > ours.type) from ours where ours.type is not null),
    theirs(type) as (select min(type) from mention
        union all select (select min(type) from mention where type > theirs.type) from theirs where theirs.type is not null)
    select type from ours where type is not null union select type from theirs where type is not null order by 1"""
"""From each type to the next one in the index, never past every mention: of half a million that takes 40 ms."""


class Entities:
    """The entities of a project."""

    def __init__(self, db: Database, journal: Journal, search: Search) -> None:
        self._db = db
        self._journal = journal
        self._search = search

    def get(self, entity: int) -> Entity:
        """Read one entity; raises UserError if it is gone."""
        found = self.several([entity])
        if not found:
            raise UserError(f"There is no entity {entity} in this project.")
        return found[0]

    def several(self, ids: Sequence[int]) -> tuple[Entity, ...]:
        """Read these entities, in this order; ids that are gone are left out."""
        found: dict[int, Entity] = {}
        for some in chunks(ids):
            names = self._names(some)
            for row in self._db.conn.execute(
                f"select id, uid, type, name, part_of, note, external, origin from entity where id in ({places(some)})",
                some,
            ):
                found[row[0]] = Entity(
                    id=row[0],
                    uid=row[1],
                    type=row[2],
                    name=row[3],
                    part_of=row[4],
                    note=row[5],
                    external=tuple(json.loads(row[6]).items()),
                    origin=row[7],
                    names=tuple(names.get(row[0], ())),
                )
        return tuple(found[number] for number in ids if number in found)

    def _names(self, ids: Sequence[int]) -> dict[int, list[EntityName]]:
        names: dict[int, list[EntityName]] = {}
        for entity, name, language, preferred in self._db.conn.execute(
            "select entity, name, language, preferred from entity_name where entity in"
            f" ({places(ids)}) order by language, preferred desc, id",
            ids,
        ):
            names.setdefault(entity, []).append(EntityName(name=name, language=language, preferred=bool(preferred)))
        return names

    def types(self) -> tuple[str, ...]:
        """List the entity types: the starter set, then those the researcher added."""
        rows = self._db.conn.execute(_TYPES)
        added = [str(row[0]) for row in rows if row[0] not in ENTITY_TYPES]
        return (*ENTITY_TYPES, *added)

    def counts(self, query: str = "") -> tuple[EntityCount, ...]:
        """Count articles and mentions by entity, most articles first; without a query, entities never met come last.

        Raises QueryError if the query cannot be parsed.
        """
        condition = self._search.where(query)
        counted = self._db.conn.execute(
            "select m.entity, count(distinct m.article), count(*) from mention m indexed by mention_entity"
            " where m.entity is not null and m.state <> 'rejected' and m.article in"
            f" (select a.id from article a where a.removed = 0 and {condition.sql})"
            " group by m.entity order by 2 desc, 3 desc, m.entity",
            condition.parameters,
        ).fetchall()
        numbers = {row[0]: (row[1], row[2]) for row in counted}
        ids = list(numbers)
        if not query.strip():
            ids += [
                row[0] for row in self._db.conn.execute("select id from entity order by id") if row[0] not in numbers
            ]
        return tuple(
            EntityCount(
                entity=entity, articles=numbers.get(entity.id, (0, 0))[0], mentions=numbers.get(entity.id, (0, 0))[1]
            )
            for entity in self.several(ids)
        )

    def mentions_of(self, entity: int) -> int:
        """Count the mentions of an entity, in whatever state."""
        row = self._db.conn.execute("select count(*) from mention where entity = ?", (entity,)).fetchone()
        return int(row[0])

    def find(self, name: str, *, type: str | None = None) -> tuple[Entity, ...]:
        """List the entities that have this whole name in any language, of one type or of any."""
        rows = self._db.conn.execute(
            "select distinct e.id from entity e left join entity_name n on n.entity = e.id"
            " where (n.folded = ? or e.name = ?) and (? is null or e.type = ?) order by e.id",
            (folded(name), name, type, type),
        )
        return self.several([row[0] for row in rows])

    def complete(self, prefix: str, *, limit: int = 12) -> tuple[Entity, ...]:
        """List the entities of which a name begins with `prefix` or has it inside, those often met first."""
        wanted = folded(prefix)
        rows = self._db.conn.execute(
            "select n.entity, min(instr(n.folded, ?)) as place, (select count(*) from mention m where m.entity = n.entity"
            " and m.state <> 'rejected') as uses from entity_name n where instr(n.folded, ?) > 0"
            " group by n.entity order by place > 1, uses desc, length(n.folded), n.entity limit ?",
            (wanted, wanted, limit),
        )
        return self.several([row[0] for row in rows])

    def add(
        self,
        type: str,
        name: str,
        *,
        names: Iterable[EntityName] = (),
        origin: str = "",
    ) -> Change:
        """Add an entity with its names (`name` alone if no others are given)."""
        with self._journal.change(f"Add {type} {name}", origin=origin) as step:
            self.insert(type, name, names=names, origin="person")
        return step.change

    def insert(
        self,
        type: str,
        name: str,
        *,
        names: Iterable[EntityName] = (),
        origin: str,
        uid: str | None = None,
        part_of: int | None = None,
        note: str = "",
        external: Iterable[tuple[str, str]] = (),
        needs_operator: bool = False,
        number: int | None = None,
    ) -> int:
        """Write an entity inside the caller's change or import, and give its id (`number`, if the caller found it free)."""
        if not name.strip():
            raise UserError("An entity needs a name.")
        row = self._db.conn.execute(
            "insert into entity(id, uid, type, name, part_of, note, external, origin, needs_operator)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
            (
                number,
                uid or new_uid(),
                type,
                name,
                part_of,
                note,
                json.dumps(dict(external), ensure_ascii=False, sort_keys=True),
                origin,
                int(needs_operator),
            ),
        ).fetchone()
        if row is None:
            raise StoreBug("a new entity has no id")
        all_names = tuple(names) or (EntityName(name=name, language=guess_language(name), preferred=True),)
        self.insert_names(int(row[0]), all_names)
        return int(row[0])

    def insert_names(self, entity: int, names: Iterable[EntityName]) -> None:
        """Write names of an entity inside the caller's change or import."""
        self._db.conn.executemany(
            "insert into entity_name(uid, entity, name, language, preferred, folded) values (?, ?, ?, ?, ?, ?)",
            [(new_uid(), entity, n.name, n.language, int(n.preferred), folded(n.name)) for n in names],
        )

    def set_part_of(self, entity: int, whole: int | None) -> None:
        """Write what an entity is part of, inside the caller's change or import."""
        self._db.conn.execute("update entity set part_of = ? where id = ?", (whole, entity))

    def ensure(self, type: str, name: str, *, origin: str) -> int:
        """Give the id of the entity of this type and name, making it inside the caller's change or import."""
        found = self.find(name, type=type)
        return found[0].id if found else self.insert(type, name, origin=origin)

    def known_names(self) -> tuple[KnownName, ...]:
        """List the names that recognition looks for: all but those of entities that recognition itself made."""
        operators: dict[int, list[int]] = {}
        for subject, target in self._db.conn.execute(
            "select r.subject, r.object from relation r join predicate p on p.id = r.predicate"
            " join entity e on e.id = r.object"
            " where p.name = ? and r.article is null and e.needs_operator = 1"
            " union select r.object, r.subject from relation r join predicate p on p.id = r.predicate"
            " join entity e on e.id = r.subject"
            " where p.name = ? and r.article is null and e.needs_operator = 1",
            (OPERATES, PART_OF),
        ):
            operators.setdefault(target, []).append(subject)
        return tuple(
            KnownName(
                entity=entity, type=kind, name=name, language=language, operators=tuple(operators.get(entity, ()))
            )
            for entity, kind, name, language in self._db.conn.execute(
                "select e.id, e.type, n.name, n.language from entity_name n join entity e on e.id = n.entity"
                " where e.origin <> 'recognition' or exists"
                " (select 1 from mention m where m.entity = e.id and m.state = 'accepted') order by n.id"
            )
        )


def guess_language(name: str) -> str | None:
    """Say `ko` for a name with Hangul, `en` for one with Latin letters only, else None."""
    if any("가" <= letter <= "힣" for letter in name):
        return "ko"
    return "en" if any(letter.isascii() and letter.isalpha() for letter in name) else None
