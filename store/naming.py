"""Naming: what an entity is called and what else is said of it, each correction one undoable step."""

from __future__ import annotations

import json
from collections.abc import Iterable

from store.database import Database
from store.entities import Entities, guess_language
from store.errors import UserError
from store.journal import Journal
from store.records import Change, EntityName
from store.text.normal import folded


class Naming:
    """Corrects names, types, notes, identifiers and wholes of entities."""

    def __init__(self, db: Database, journal: Journal, entities: Entities) -> None:
        self._db = db
        self._journal = journal
        self._entities = entities

    def rename(self, entity: int, name: str, *, origin: str = "") -> Change:
        """Call an entity `name`, which becomes one of its names where it is none yet; its other names stay.

        Raises UserError for an empty name or an entity that is gone.
        """
        name = _wanted(name)
        was = self._entities.get(entity)
        with self._journal.change(f"Rename {was.name} to {name}", origin=origin) as step:
            self._db.conn.execute("update entity set name = ? where id = ?", (name, entity))
            if all(folded(each.name) != folded(name) for each in was.names):
                self._entities.insert_names(entity, [EntityName(name=name, language=guess_language(name))])
            self._prefer(entity, name)
        return step.change

    def add_name(
        self, entity: int, name: str, *, language: str | None = None, preferred: bool = False, origin: str = ""
    ) -> Change:
        """Give an entity one more name (of a language, ISO 639-1, or of none); one it has already takes the language.

        Raises UserError for an empty name or an entity that is gone.
        """
        name = _wanted(name)
        was = self._entities.get(entity)
        with self._journal.change(f"Add the name {name} to {was.name}", origin=origin) as step:
            if any(folded(each.name) == folded(name) for each in was.names):
                self._db.conn.execute(
                    "update entity_name set name = ?, language = ? where entity = ? and folded = ?",
                    (name, language, entity, folded(name)),
                )
            else:
                self._entities.insert_names(entity, [EntityName(name=name, language=language)])
            if preferred:
                self._prefer(entity, name)
        return step.change

    def remove_name(self, entity: int, name: str, *, origin: str = "") -> Change:
        """Take a name off an entity; its mentions stay. Raises UserError where it is its only one, or none of its."""
        was = self._entities.get(entity)
        rest = [each for each in was.names if folded(each.name) != folded(name)]
        if len(rest) == len(was.names):
            raise UserError(f"{was.name} has no name {name}.")
        if not rest:
            raise UserError(f"{name} is the only name of {was.name}; add another before you take it off.")
        with self._journal.change(f"Take the name {name} off {was.name}", origin=origin) as step:
            self._db.conn.execute("delete from entity_name where entity = ? and folded = ?", (entity, folded(name)))
            if folded(was.name) == folded(name):
                first = next((each for each in rest if each.preferred), rest[0])
                self._db.conn.execute("update entity set name = ? where id = ?", (first.name, entity))
        return step.change

    def prefer(self, entity: int, name: str, *, origin: str = "") -> Change:
        """Let a name be the preferred one of its language; raises UserError where the entity has no such name."""
        was = self._entities.get(entity)
        if all(folded(each.name) != folded(name) for each in was.names):
            raise UserError(f"{was.name} has no name {name}.")
        with self._journal.change(f"Prefer the name {name} of {was.name}", origin=origin) as step:
            self._prefer(entity, name)
        return step.change

    def _prefer(self, entity: int, name: str) -> None:
        self._db.conn.execute(
            "update entity_name set preferred = (folded = :folded) where entity = :entity and language is"
            " (select language from entity_name where entity = :entity and folded = :folded)",
            {"entity": entity, "folded": folded(name)},
        )

    def set_type(self, entity: int, type: str, *, origin: str = "") -> Change:
        """Make an entity and all its mentions of another type, one of the project's or a new one.

        Raises UserError for an empty type or an entity that is gone.
        """
        type = type.strip().lower()
        if not type:
            raise UserError("A type needs a name.")
        was = self._entities.get(entity)
        with self._journal.change(f"Make {was.name} a {type}", origin=origin) as step:
            self._db.conn.execute("update entity set type = ? where id = ?", (type, entity))
            self._db.conn.execute("update mention set type = ? where entity = ?", (type, entity))
        return step.change

    def set_note(self, entity: int, note: str, *, origin: str = "") -> Change:
        """Write the note of an entity; raises UserError if the entity is gone."""
        was = self._entities.get(entity)
        with self._journal.change(f"Write the note of {was.name}", origin=origin) as step:
            self._db.conn.execute("update entity set note = ? where id = ?", (note.strip(), entity))
        return step.change

    def set_external(self, entity: int, external: Iterable[tuple[str, str]], *, origin: str = "") -> Change:
        """Say what an entity is called elsewhere: pairs of scheme (`wikidata`, `iso`) and identifier, empty ones left out.

        Raises UserError if the entity is gone.
        """
        was = self._entities.get(entity)
        pairs = {scheme.strip(): value.strip() for scheme, value in external if scheme.strip() and value.strip()}
        with self._journal.change(f"Set the identifiers of {was.name}", origin=origin) as step:
            self._db.conn.execute(
                "update entity set external = ? where id = ?",
                (json.dumps(pairs, ensure_ascii=False, sort_keys=True), entity),
            )
        return step.change

    def set_part_of(self, entity: int, whole: int | None, *, origin: str = "") -> Change:
        """Say what an entity is part of (None: nothing); raises UserError where that would go in a circle."""
        was = self._entities.get(entity)
        name = "nothing" if whole is None else self._entities.get(whole).name
        if whole is not None and entity in self.wholes(whole):
            raise UserError(f"{name} is itself part of {was.name}; something cannot be part of itself.")
        with self._journal.change(f"Make {was.name} part of {name}", origin=origin) as step:
            self._entities.set_part_of(entity, whole)
        return step.change

    def wholes(self, entity: int) -> tuple[int, ...]:
        """List an entity and all that it is part of, the nearest first."""
        rows = self._db.conn.execute(
            "with recursive up(id, depth) as (select ?, 0 union select e.part_of, depth + 1 from up"
            " join entity e on e.id = up.id where e.part_of is not null and depth < 100) select distinct id from up",
            (entity,),
        )
        return tuple(int(row[0]) for row in rows)


def _wanted(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError("An entity needs a name.")
    return name
