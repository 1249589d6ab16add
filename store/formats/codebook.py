"""The codebook as JSON: a tree of tags, each with colour, key and definitions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from store.errors import UserError
from store.formats.attributes import attribute_json, read_attributes
from store.records import TagDraft


def read_codebook(text: str) -> tuple[TagDraft, ...]:
    """Read a codebook file; raises UserError, one sentence, where it is none."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise UserError(f"This codebook is not JSON ({error}).") from error
    tags = value.get("tags") if isinstance(value, dict) else None
    if not isinstance(tags, list):
        raise UserError("This codebook has no list of “tags”.")
    return read_tags(tags)


def read_tags(values: list[Any]) -> tuple[TagDraft, ...]:
    """Read the tags of one level and those under them; raises UserError where one has no name."""
    return tuple(_tag(value) for value in values)


def _tag(value: object) -> TagDraft:
    if not isinstance(value, Mapping) or not isinstance(value.get("name"), str):
        raise UserError("A tag of this codebook has no name.")
    name = value["name"].strip()
    if not name or "/" in name:
        raise UserError(f"“{value['name']}” is no name for a tag: it is empty or has a / in it.")
    children = value.get("children") or []
    if not isinstance(children, list):
        raise UserError(f"The “children” of the tag “{name}” are no list.")
    return TagDraft(
        name=name,
        colour=_string(value, "colour"),
        key=_string(value, "key"),
        definition=_string(value, "definition") or "",
        include=_string(value, "include") or "",
        exclude=_string(value, "exclude") or "",
        uid=_string(value, "uid"),
        attributes=read_attributes(value.get("attributes") or []),
        children=read_tags(children),
    )


def _string(value: Mapping[str, Any], key: str) -> str | None:
    found = value.get(key)
    return found if isinstance(found, str) and found else None


def tag_json(tag: TagDraft) -> dict[str, Any]:
    """Give the JSON object of a tag and of those under it."""
    return {
        "name": tag.name,
        "uid": tag.uid,
        "colour": tag.colour,
        "key": tag.key,
        "definition": tag.definition,
        "include": tag.include,
        "exclude": tag.exclude,
        **({"attributes": [attribute_json(each) for each in tag.attributes]} if tag.attributes else {}),
        "children": [tag_json(child) for child in tag.children],
    }
