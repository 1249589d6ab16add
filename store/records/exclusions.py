"""Exclusions: names that are never marked."""

from __future__ import annotations

from dataclasses import dataclass

SCOPES = ("article", "outlet", "anywhere")
"""How far it reaches that a name is never marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A name that is never marked: as an entity, as a type, or (both None) as anything; while `active`.

    All writings of `name` are meant. It holds in one article (by its uid), in one outlet, or (both None) anywhere.
    """

    name: str
    type: str | None = None
    entity: int | None = None
    article: str | None = None
    outlet: str | None = None
    active: bool = True
    id: int = 0
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionDraft:
    """An exclusion as a file carries it: its entity by the uid."""

    name: str
    type: str | None = None
    entity: str | None = None
    article: str | None = None
    outlet: str | None = None
    active: bool = True
    uid: str = ""
