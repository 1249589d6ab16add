"""The codebook as JSON: a tree of tags, each with colour, key, definitions and rules; several codebooks in one file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from store.errors import UserError
from store.formats.attributes import attribute_json, read_attributes
from store.records import TAG_SCOPES, CodebookDraft, ExampleDraft, TagDraft

UNNAMED = "Codebook"
"""What a codebook is called whose file does not say."""

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")

_FORMAT = "galpi-codebook"


def read_codebooks(text: str) -> tuple[CodebookDraft, ...]:
    """Read a codebook file, or the companion of a native export; raises UserError, one sentence, where it is none."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise UserError(f"This codebook is not JSON ({error}).") from error
    value = value if isinstance(value, dict) else {}
    tags = value.get("tags", value.get("codebook"))
    if not isinstance(tags, list):
        raise UserError("This codebook has no list of “tags”.")
    return gathered(read_books(value.get("codebooks"), name=_string(value, "name")), read_tags(tags))


def read_books(value: object, *, name: str | None = None) -> tuple[CodebookDraft, ...]:
    """Read the list of codebooks of a file, without their tags; one called `name` where there is none."""
    entries = value if isinstance(value, list) else []
    books = (
        CodebookDraft(name=_string(each, "name") or UNNAMED, uid=_string(each, "uid"))
        for each in entries
        if isinstance(each, Mapping)
    )
    return tuple(books) or (CodebookDraft(name=name or UNNAMED),)


def gathered(books: Sequence[CodebookDraft], tags: Sequence[TagDraft]) -> tuple[CodebookDraft, ...]:
    """Put the tags of the top into their codebooks, in order; one that names no codebook there goes into the first."""
    places = {book.uid: place for place, book in reversed([*enumerate(books)]) if book.uid}
    found: list[list[TagDraft]] = [[] for _ in books]
    for tag in tags:
        found[places.get(tag.codebook or "", 0)].append(tag)
    return tuple(replace(book, tags=tuple(found[place])) for place, book in enumerate(books))


def write_codebooks(books: Sequence[CodebookDraft]) -> str:
    """Write a codebook file: indented JSON, the same bytes for the same codebooks."""
    value = {
        "format": _FORMAT,
        "version": 1,
        "name": books[0].name if books else UNNAMED,
        "codebooks": books_json(books),
        "tags": [tag_json(tag) for book in books for tag in book.tags],
    }
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def books_json(books: Sequence[CodebookDraft]) -> list[dict[str, Any]]:
    """Give the JSON list of codebooks, without their tags."""
    return [{"uid": book.uid, "name": book.name} for book in books]


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
    scope = _string(value, "scope")
    return TagDraft(
        name=name,
        colour=colour_of(_string(value, "colour")),
        key=_string(value, "key"),
        definition=_string(value, "definition") or "",
        include=_string(value, "include") or "",
        exclude=_string(value, "exclude") or "",
        uid=_string(value, "uid"),
        attributes=read_attributes(value.get("attributes") or []),
        children=read_tags(children),
        examples=_string(value, "examples") or "",
        scope=scope if scope in TAG_SCOPES else "both",
        exclusive=value.get("exclusive") is True,
        deprecated=value.get("deprecated") is True,
        former=tuple(each for each in _list(value, "former") if isinstance(each, str)),
        linked=tuple(_example(each) for each in _list(value, "linked") if isinstance(each, Mapping)),
        codebook=_string(value, "codebook"),
    )


def colour_of(text: str | None) -> str | None:
    """Give a colour as `#rrggbb`, of `#rgb` too; None where it is none."""
    if text is None or not _COLOUR.fullmatch(text.strip()):
        return None
    digits = text.strip()[1:]
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _example(value: Mapping[str, Any]) -> ExampleDraft:
    start, end = value.get("start"), value.get("end")
    return ExampleDraft(
        article=str(value.get("article") or ""),
        start=start if isinstance(start, int) else None,
        end=end if isinstance(end, int) else None,
        quote=_string(value, "quote"),
        annotator=str(value.get("annotator") or ""),
    )


def _string(value: Mapping[str, Any], key: str) -> str | None:
    found = value.get(key)
    return found if isinstance(found, str) and found else None


def _list(value: Mapping[str, Any], key: str) -> list[Any]:
    found = value.get(key)
    return found if isinstance(found, list) else []


def tag_json(tag: TagDraft) -> dict[str, Any]:
    """Give the JSON object of a tag and of those under it; what most tags have not is there only where it is said."""
    value = {
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
    rare = {
        "codebook": tag.codebook,
        "examples": tag.examples,
        "scope": "" if tag.scope == "both" else tag.scope,
        "exclusive": tag.exclusive,
        "deprecated": tag.deprecated,
        "former": list(tag.former),
        "linked": [_example_json(each) for each in tag.linked],
    }
    return value | {key: found for key, found in rare.items() if found}


def _example_json(example: ExampleDraft) -> dict[str, Any]:
    return {
        "article": example.article,
        "start": example.start,
        "end": example.end,
        "quote": example.quote,
        "annotator": example.annotator,
    }
