"""Reshaping: entities merged, split and parted with their names, each one undoable step that carries the mentions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from store.database import Database
from store.db import chunks, places
from store.entities import Entities
from store.errors import UserError
from store.journal import Journal
from store.records import Change, Entity, EntityName
from store.text.normal import folded

_PREFIX = 60
"""How many code points of names a label of the history shows."""


class Reshaping:
    """Makes one entity of several, and several of one."""

    def __init__(self, db: Database, journal: Journal, entities: Entities) -> None:
        self._db = db
        self._journal = journal
        self._entities = entities

    # One of several

    def merge(self, entities: Collection[int], into: int, *, origin: str = "") -> Change:
        """Let `into` be all of these entities: it gets their names, mentions, relations, parts, notes and identifiers.

        What both say already is kept once, and what one said of the other goes. The mentions take its type. Raises
        UserError where there is nothing to merge or an entity is gone.
        """
        kept = self._entities.get(into)
        gone = self._entities.several(sorted(set(entities) - {into}))
        if not gone:
            raise UserError("Choose at least two entities to make one of them.")
        names = ", ".join(each.name for each in gone)
        short = names if len(names) <= _PREFIX else f"{names[:_PREFIX]}…"
        with self._journal.change(f"Merge {short} into {kept.name}", origin=origin) as step:
            for each in gone:
                # Read anew: it may have been part of one that has just gone.
                self._absorb(kept, self._entities.get(each.id))
                kept = self._entities.get(into)
        return step.change

    def _absorb(self, kept: Entity, gone: Entity) -> None:
        execute = self._db.conn.execute
        self._move_names(gone.id, kept.id, [each.name for each in gone.names])
        self._carry(gone.id, kept, None)
        self._carry_relations(gone.id, kept.id)
        execute("update entity set part_of = ? where part_of = ? and id <> ?", (kept.id, gone.id, kept.id))
        whole = kept.part_of if kept.part_of not in (None, gone.id) else gone.part_of
        if whole is not None and (whole == kept.id or self._is_within(whole, kept.id)):
            whole = None
        external = dict(gone.external) | dict(kept.external)
        note = "\n\n".join(dict.fromkeys(filter(None, (kept.note, gone.note))))
        execute(
            "update entity set part_of = ?, note = ?, external = ?, needs_operator = needs_operator and"
            " (select needs_operator from entity where id = ?) where id = ?",
            (whole, note, json.dumps(external, ensure_ascii=False, sort_keys=True), gone.id, kept.id),
        )
        execute("update exclusion set entity = ? where entity = ?", (kept.id, gone.id))
        execute("delete from entity where id = ?", (gone.id,))

    def _is_within(self, entity: int, whole: int) -> bool:
        row = self._db.conn.execute(
            "with recursive up(id) as (select ? union select e.part_of from up join entity e on e.id = up.id"
            " where e.part_of is not null) select 1 from up where id = ?",
            (entity, whole),
        ).fetchone()
        return row is not None

    # Several of one

    def split(
        self, entity: int, names: Sequence[str], *, type: str | None = None, name: str | None = None, origin: str = ""
    ) -> Change:
        """Part these names of an entity from it: a new entity (called `name`, or the first of them) takes them along.

        The mentions that say one of these names go with them. Raises UserError where no name is given, or where none
        would stay.
        """
        was = self._entities.get(entity)
        going = self._going(was, names)
        called = name or going[0].name
        with self._journal.change(f"Split {called} from {was.name}", origin=origin) as step:
            made = self._entities.insert(type or was.type, called, names=going, origin="person", part_of=was.part_of)
            self._part(was, going, self._entities.get(made))
        return step.change

    def remove(self, entities: Collection[int], *, origin: str = "") -> Change:
        """Remove entities that nothing names: no mention that stands, and no relation that an article says.

        Background facts about them go, and what was never to be marked as them; mentions that were rejected stay without
        them, and what was part of them is part of nothing. Raises UserError where one of them is in use, or gone.
        """
        ids = sorted(set(entities))
        first = self._entities.get(ids[0]).name if ids else ""
        for each in ids:
            self._refuse_used(self._entities.get(each))
        what = first if len(ids) == 1 else f"{len(ids):,} entities"
        with self._journal.change(f"Remove {what}", origin=origin) as step:
            for some in chunks(ids):
                for sql in (
                    "update mention set entity = null where entity in ({})",
                    "delete from relation where subject in ({})",
                    "delete from relation where object in ({})",
                    "update entity set part_of = null where part_of in ({})",
                    "delete from exclusion where entity in ({})",
                    "delete from entity_name where entity in ({})",
                    "delete from entity where id in ({})",
                ):
                    self._db.conn.execute(sql.format(places(some)), some)
        return step.change

    def _refuse_used(self, entity: Entity) -> None:
        used = self._db.conn.execute(
            "select exists (select 1 from mention where entity = :id and state <> 'rejected') or exists (select 1 from"
            " relation where (subject = :id or object = :id) and article is not null and state <> 'rejected')",
            {"id": entity.id},
        ).fetchone()
        if used[0]:
            raise UserError(f"{entity.name} is named in articles; merge it, or reject its mentions first.")

    def _going(self, was: Entity, names: Sequence[str]) -> tuple[EntityName, ...]:
        wanted = {folded(name): place for place, name in enumerate(names)}
        going = tuple(
            sorted(
                (each for each in was.names if folded(each.name) in wanted),
                key=lambda each: wanted[folded(each.name)],
            )
        )
        if not going:
            raise UserError(f"Choose the names of {was.name} that are to go.")
        if len(going) == len(was.names):
            raise UserError(f"{was.name} has to keep a name; rename it instead.")
        return going

    def _part(self, was: Entity, going: Sequence[EntityName], other: Entity) -> None:
        self._db.conn.executemany(
            "delete from entity_name where entity = ? and folded = ?", [(was.id, folded(each.name)) for each in going]
        )
        rest = [each for each in was.names if each not in going]
        if folded(was.name) in {folded(each.name) for each in going}:
            first = next((each for each in rest if each.preferred), rest[0])
            self._db.conn.execute("update entity set name = ? where id = ?", (first.name, was.id))
        self._carry(was.id, other, frozenset(folded(each.name) for each in going))

    # What both have in common

    def _move_names(self, entity: int, to: int, names: Iterable[str]) -> None:
        """Move names; one that the other has already is dropped, and the other's own stay its preferred ones."""
        for name in names:
            self._db.conn.execute(
                "delete from entity_name where entity = ? and folded = ?"
                " and exists (select 1 from entity_name n where n.entity = ? and n.folded = ?)",
                (entity, folded(name), to, folded(name)),
            )
            self._db.conn.execute(
                "update entity_name set entity = :to, preferred = preferred and not exists (select 1 from entity_name n"
                " where n.entity = :to and n.language is entity_name.language and n.preferred)"
                " where entity = :entity and folded = :folded",
                {"to": to, "entity": entity, "folded": folded(name)},
            )

    def _carry(self, entity: int, to: Entity, said: frozenset[str] | None) -> None:
        """Let mentions name another entity (those that say one of these names); of two equal ones the surer stays."""
        rows = self._db.conn.execute("select id, quote from mention where entity = ?", (entity,)).fetchall()
        ids = [number for number, quote in rows if said is None or folded(quote) in said]
        for some in chunks(ids):
            self._db.conn.execute(
                f"update mention set entity = ?, type = ? where id in ({places(some)})", [to.id, to.type, *some]
            )
        self._db.conn.execute(
            "delete from mention where entity = ? and exists (select 1 from mention o where o.entity = mention.entity"
            ' and o.article = mention.article and o.start = mention.start and o."end" = mention."end"'
            " and (o.state = 'accepted', o.state = 'rejected', -o.id) >"
            " (mention.state = 'accepted', mention.state = 'rejected', -mention.id))",
            (to.id,),
        )

    def _carry_relations(self, entity: int, to: int) -> None:
        execute = self._db.conn.execute
        execute("update relation set subject = ? where subject = ?", (to, entity))
        execute("update relation set object = ? where object = ?", (to, entity))
        execute("delete from relation where subject = object and subject = ?", (to,))
        execute(
            "delete from relation where (subject = :to or object = :to) and exists (select 1 from relation o"
            " where o.subject = relation.subject and o.object = relation.object and o.predicate = relation.predicate"
            ' and o.article is relation.article and o.start is relation.start and o."end" is relation."end"'
            " and (o.state = 'accepted', o.state = 'rejected', -o.id) >"
            " (relation.state = 'accepted', relation.state = 'rejected', -relation.id))",
            {"to": to},
        )
