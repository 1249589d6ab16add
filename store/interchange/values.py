"""Values of loose JSON: what is of the kind that is wanted, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_FACTS = {
    "title": ("title", "headline"),
    "subtitle": ("subtitle",),
    "outlet": ("outlet", "publisher", "media", "press"),
    "published": ("published", "date", "published_at", "pub_date", "publication_date"),
    "updated": ("updated",),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "uid": ("uid",),
}
_LANGUAGE = re.compile(r"[a-z]{2}")
_FILE = re.compile(r"[/\\#]|\.\w{2,5}$")


def text(value: object) -> str:
    """Give a text as one, a number as it is written, and nothing for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def integer(value: object) -> int | None:
    """Give a whole number, however it is written, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,12}\s*", value, re.ASCII):
        return int(value)
    return None


def objects_in(value: object) -> list[Mapping[str, Any]]:
    """Give the objects of a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def texts_in(value: object) -> list[str]:
    """Give the texts of a list, or a text alone as a list of one."""
    values = value if isinstance(value, list) else [value]
    return [said for each in values if (said := text(each)).strip()]


def score_of(value: object) -> float | None:
    """Give a score between 0 and 1, or None."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    return None


def source_of(facts: Mapping[str, object], file: str, place: object) -> str:
    """Give the source of an article: what its record says, or its place in the file."""
    return str(facts.get("source") or f"{file}#{place}")


def facts_of(value: Mapping[str, Any]) -> dict[str, object]:
    """Give what the metadata of a record say of its article, under the keys of native JSONL."""
    named = {key.casefold(): each for key, each in value.items()}
    facts: dict[str, object] = {}
    for key, names in _FACTS.items():
        said = next((found for name in names if (found := text(named.get(name)).strip())), "")
        if said:
            facts[key] = said
    if not _LANGUAGE.fullmatch(str(facts.get("language", "ko"))):
        del facts["language"]
    for key, names in (("authors", ("authors", "author")), ("keywords", ("keywords",))):
        listed: list[str] = next((some for name in names if (some := texts_in(named.get(name)))), [])
        if listed:
            facts[key] = listed
    source = text(named.get("source")).strip()
    if source and ("uid" in facts or _FILE.search(source)):
        facts["source"] = source
    elif source:
        facts.setdefault("outlet", source)
    return facts
