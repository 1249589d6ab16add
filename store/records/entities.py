"""Entities and their names, those that come in, and what a merge of two would do."""

from __future__ import annotations

from dataclasses import dataclass

from store.records.changes import Change
from store.records.progress import Failure

ENTITY_TYPES = (
    "person",
    "place",
    "organisation",
    "system",
    "programme",
    "event",
    "award",
    "technology",
    "date",
    "time",
    "amount",
)
"""The starter set of entity types; a project may have others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityName:
    """A name of an entity; `language` is ISO 639-1, or None where it belongs to no one language."""

    name: str
    language: str | None
    preferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, place, organisation, system… with its names; `external` holds pairs of scheme and identifier."""

    id: int
    uid: str
    type: str
    name: str
    names: tuple[EntityName, ...]
    part_of: int | None
    note: str
    external: tuple[tuple[str, str], ...]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCount:
    """An entity and how often it stands in the articles asked about (suggested and accepted, never rejected)."""

    entity: Entity
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """One name that recognition looks for, and the entity behind it.

    `operators` are the ids of entities one of which must stand in the same article for the name to mean this entity
    (empty: it always does); they tell the BIS of one city from the BIS of another.
    """

    entity: int
    type: str
    name: str
    language: str | None
    operators: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDraft:
    """An entity of a gazetteer or project file; `part_of` and `operated_by` are names, or `type:name` where needed."""

    type: str
    name: str
    names: tuple[EntityName, ...]
    part_of: str | None = None
    operated_by: tuple[str, ...] = ()
    note: str = ""
    external: tuple[tuple[str, str], ...] = ()
    needs_operator: bool = False
    uid: str | None = None
    id: int | None = None
    origin: str = "gazetteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFate:
    """What taking in an entity of a gazetteer would do: `new`, `merged` into `entity` (with these names) or `unchanged`."""

    draft: EntityDraft
    fate: str
    entity: int | None = None
    names: tuple[EntityName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesReport:
    """What taking in names did, in entities, with the rows that are none and what they refer to that is not known."""

    added: int
    merged: int
    unchanged: int
    refused: tuple[Failure, ...]
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """One line of the list of entities; `names` are all its names, the main one left out."""

    id: int
    type: str
    name: str
    names: tuple[str, ...]
    part_of: str | None
    origin: str
    articles: int
    mentions: int
    relations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two entities that may be the same, and why, in a few words; the one met more often comes first."""

    one: EntityLine
    other: EntityLine
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What merging would do: names that come to the one kept, and how much moves to it."""

    kept: Entity
    gone: tuple[Entity, ...]
    names: tuple[str, ...]
    mentions: int
    articles: int
    relations: int
    parts: int
    retyped: int
