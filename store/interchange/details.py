"""What Galpi writes of a mark beside its place and its name, read back: certainty, attributes, normal form, whose tag it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from store.interchange.document import Mark, WholeTag
from store.interchange.values import integer, objects_in, text


def with_details(mark: Mark, said: Mapping[str, Any]) -> Mark:
    """Give a mark with the attributes, the certainty and the normal form that are said of it."""
    return replace(
        mark,
        attributes=(*mark.attributes, *_attributes(said.get("attributes"))),
        certainty=_certainty(said.get("certainty")),
        value=text(said.get("value")) or None,
    )


def whole_tag(said: Mapping[str, Any], *, tag: str) -> WholeTag:
    """Give the tag of a whole text with what is said of it."""
    return WholeTag(
        tag=tag,
        annotator=text(said.get("annotator")),
        note=text(said.get("note")),
        certainty=_certainty(said.get("certainty")),
        attributes=_attributes(said.get("attributes")),
    )


def told_tags(tags: Iterable[WholeTag], taggings: object) -> tuple[WholeTag, ...]:
    """Give the tags of a whole text, those that nobody is said to have put as Galpi told of them (`taggings`, objects)."""
    told: dict[str, list[WholeTag]] = {}
    for each in objects_in(taggings):
        tag = text(each.get("tag"))
        told.setdefault(tag, []).append(whole_tag(each, tag=tag))
    return tuple(one for tag in tags for one in (told.get(tag.tag, [tag]) if not tag.annotator else [tag]))


def _certainty(value: object) -> int | None:
    certainty = integer(value)
    return certainty if certainty is not None and 0 <= certainty <= 100 else None


def _attributes(value: object) -> tuple[tuple[str, str], ...]:
    """Give the pairs of an object, or of one that is written as JSON, with their values as texts."""
    if isinstance(value, str):
        try:
            value = json.loads(value or "null")
        except ValueError:
            return ()
    return tuple((str(name), text(said)) for name, said in value.items()) if isinstance(value, dict) else ()
