"""The gazetteer as JSON lines: one entity a line, with its names by language and who operates it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from store.errors import UserError
from store.records import EntityDraft, EntityName


def read_gazetteer(lines: Iterable[str]) -> tuple[EntityDraft, ...]:
    """Read a gazetteer, empty lines left out; raises UserError with the line's number where one is no entity."""
    drafts = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                drafts.append(read_entity(json.loads(line)))
            except (ValueError, UserError) as error:
                raise UserError(f"Line {number} of this gazetteer is no entity: {error}") from error
    return tuple(drafts)


def read_entity(value: object) -> EntityDraft:
    """Read one entity; raises UserError where it lacks a type or a name."""
    if not isinstance(value, Mapping):
        raise UserError("An entity is a JSON object.")
    kind, name = value.get("type"), value.get("name")
    if not isinstance(kind, str) or not kind or not isinstance(name, str) or not name.strip():
        raise UserError("An entity needs a type and a name.")
    external = value.get("external") or {}
    number = value.get("id")
    return EntityDraft(
        type=kind,
        name=name,
        names=_names(value.get("names") or {}) or (EntityName(name=name, language=None, preferred=True),),
        part_of=value.get("part_of") or None,
        operated_by=tuple(str(each) for each in value.get("operated_by") or ()),
        note=str(value.get("note") or ""),
        external=tuple((str(key), str(each)) for key, each in external.items()),
        needs_operator=bool(value.get("needs_operator")),
        uid=value.get("uid") or None,
        id=number if isinstance(number, int) else None,
        origin=str(value.get("origin") or "gazetteer"),
    )


def _names(value: Mapping[str, Any]) -> tuple[EntityName, ...]:
    """Read names by language; the first of each language is its preferred one, and `und` means no one language."""
    return tuple(
        EntityName(name=str(name), language=None if language == "und" else language, preferred=position == 0)
        for language, names in value.items()
        for position, name in enumerate(names)
    )


def entity_json(draft: EntityDraft) -> dict[str, Any]:
    """Give the JSON object of one entity."""
    return {
        "id": draft.id,
        "uid": draft.uid,
        "type": draft.type,
        "name": draft.name,
        "names": names_json(draft.names),
        "part_of": draft.part_of,
        "operated_by": list(draft.operated_by),
        "note": draft.note,
        "external": dict(draft.external),
        "needs_operator": draft.needs_operator,
        "origin": draft.origin,
    }


def names_json(names: Iterable[EntityName]) -> dict[str, list[str]]:
    """Give names by language, the preferred one of each language first."""
    result: dict[str, list[str]] = {}
    for each in sorted(names, key=lambda name: (name.language or "und", not name.preferred)):
        result.setdefault(each.language or "und", []).append(each.name)
    return result
