"""Exclusions as JSON: names that are never marked, in the companion of a native export."""

from __future__ import annotations

from store.errors import UserError
from store.records import ExclusionDraft

_MAYBE = ("type", "entity", "article", "outlet")


def exclusion_json(each: ExclusionDraft) -> dict[str, object]:
    """Give an exclusion as a JSON object; entity and article by their uid, null where none is meant alone."""
    return {
        "uid": each.uid,
        "name": each.name,
        "type": each.type,
        "entity": each.entity,
        "article": each.article,
        "outlet": each.outlet,
        "active": each.active,
    }


def read_exclusion(value: dict[str, object]) -> ExclusionDraft:
    """Read an exclusion; raises UserError, one sentence, where it is none."""
    name, uid = value.get("name"), value.get("uid")
    if not (isinstance(name, str) and name.strip()):
        raise UserError("A name that is never marked is missing.")
    given = {key: each for key in _MAYBE if (each := value.get(key)) is not None}
    if not all(isinstance(each, str) for each in given.values()):
        raise UserError(f"What is said of the name “{name}”, which is never marked, cannot be read.")
    return ExclusionDraft(
        name=name,
        uid=uid if isinstance(uid, str) else "",
        active=value.get("active") is not False,
        **{key: str(each) for key, each in given.items()},
    )
