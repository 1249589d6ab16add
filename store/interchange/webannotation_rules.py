"""What the W3C Web Annotation Data Model demands of an annotation: its MUSTs, of which every reader may be sure.

See https://www.w3.org/TR/annotation-model/; the numbers are those of its sections.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_DIRECTIONS = ("ltr", "rtl", "auto")
_SETS = ("Choice", "Composite", "List", "Independents")
_SELECTORS: Mapping[str, tuple[str, ...]] = {
    "FragmentSelector": ("value",),
    "CssSelector": ("value",),
    "XPathSelector": ("value",),
    "TextQuoteSelector": ("exact",),
    "TextPositionSelector": ("start", "end"),
    "DataPositionSelector": ("start", "end"),
    "RangeSelector": ("startSelector", "endSelector"),
}


def fault(annotation: Mapping[str, Any], *, inherits: bool = False) -> str | None:
    """Say, in a sentence, what an annotation lacks or has wrong, or None; one of a page `inherits` its context."""
    return next(_faults(annotation, inherits=inherits), None)


def _faults(value: Mapping[str, Any], *, inherits: bool) -> Iterator[str]:
    if not inherits and CONTEXT not in _listed(value.get("@context")):
        yield f"It has no @context {CONTEXT} (3.1)."
    if "Annotation" not in types_of(value):
        yield "Its type is not Annotation (3.1)."
    if not _is_iri(value.get("id")):
        yield "Its id is not one IRI (3.1)."
    if "target" not in value or value["target"] in (None, "", [], {}):
        yield "It has no target (3.1)."
    if "bodyValue" in value and "body" in value:
        yield "It has both body and bodyValue (3.2.5)."
    if not isinstance(value.get("bodyValue", ""), str):
        yield "Its bodyValue is not one text (3.2.5)."
    yield from _life(value, "It")
    for key in ("body", "target"):
        for each in _listed(value.get(key)):
            yield from _resource(each, f"Its {key}")
    yield from _addresses(value)
    yield from _motivations(value, "It", "motivation")


def _addresses(value: Mapping[str, Any]) -> Iterator[str]:
    for key in ("canonical", "stylesheet"):
        if key in value and not _is_one(value[key]):
            yield f"It has more than one {key} (3.3.7, 4.4)."
    for key in ("canonical", "via", "rights"):
        if not all(_is_iri(each.get("id") if isinstance(each, dict) else each) for each in _listed(value.get(key))):
            yield f"Its {key} is no IRI (3.3.6, 3.3.7)."


def _life(value: Mapping[str, Any], what: str) -> Iterator[str]:
    for key in ("created", "modified", "generated"):
        if key in value and not (isinstance(value[key], str) and _MOMENT.fullmatch(value[key])):
            yield f"{what} has a “{key}” that is not one date and time with a time zone (3.3.1)."
    for key in ("creator", "generator"):
        for agent in _listed(value.get(key)):
            if isinstance(agent, str) and not _is_iri(agent):
                yield f"{what} has a {key} that is no IRI (3.3.2)."
            elif isinstance(agent, dict):
                if "id" in agent and not _is_iri(agent["id"]):
                    yield f"{what} has a {key} whose id is not one IRI (3.3.2)."
                if "name" in agent and not all(isinstance(each, str) for each in _listed(agent["name"])):
                    yield f"{what} has a {key} whose name is no text (3.3.2)."
            elif not isinstance(agent, str):
                yield f"{what} has a {key} that is neither IRI nor agent (3.3.2)."


def _motivations(value: Mapping[str, Any], what: str, key: str) -> Iterator[str]:
    if not all(isinstance(each, str) and each for each in _listed(value.get(key))):
        yield f"{what} has a {key} that is no word (3.3.5)."


def _resource(value: object, what: str) -> Iterator[str]:
    """Look at a body, a target or a source of one."""
    if isinstance(value, str):
        if not _is_iri(value):
            yield f"{what} is no IRI: {value[:60]} (3.2.1)."
        return
    if not isinstance(value, dict):
        yield f"{what} is neither IRI nor object (3.2)."
        return
    types = types_of(value)
    if "id" in value and not _is_iri(value["id"]):
        yield f"{what} has an id that is not one IRI (3.2.1)."
    yield from _of_kind(value, types, what)
    if "textDirection" in value and value["textDirection"] not in _DIRECTIONS:
        yield f"{what} has a textDirection that is none of ltr, rtl and auto (3.2.1)."
    if "processingLanguage" in value and not isinstance(value["processingLanguage"], str):
        yield f"{what} has more than one processingLanguage (3.2.1)."
    yield from _life(value, what)
    yield from _motivations(value, what, "purpose")
    for selector in _listed(value.get("selector")):
        yield from _selector(selector, what)


def _of_kind(value: Mapping[str, Any], types: set[str], what: str) -> Iterator[str]:
    if "source" in value or "SpecificResource" in types:
        if not _is_one(value.get("source")):
            yield f"{what} is a SpecificResource without exactly one source (4)."
        else:
            yield from _resource(value["source"], f"{what}’s source")
    elif types & set(_SETS):
        items = value.get("items")
        if not isinstance(items, list) or not items:
            yield f"{what} is a set without items (3.2.7)."
        else:
            for each in items:
                yield from _resource(each, what)
    elif "TextualBody" in types or "value" in value:
        if not isinstance(value.get("value"), str):
            yield f"{what} is a TextualBody without exactly one value (3.2.4)."
    elif "id" not in value:
        yield f"{what} has neither id, value, source nor items (3.2)."


def _selector(value: object, what: str) -> Iterator[str]:
    if isinstance(value, str):
        if not _is_iri(value):
            yield f"{what} has a selector that is no IRI (4.2)."
        return
    if not isinstance(value, dict):
        yield f"{what} has a selector that is neither IRI nor object (4.2)."
        return
    for kind in types_of(value) & set(_SELECTORS):
        for key in _SELECTORS[kind]:
            if not _FITS[key](value.get(key)):
                yield f"{what} has a {kind} without exactly one {key} (4.2)."
        if kind == "TextQuoteSelector":
            for key in ("prefix", "suffix"):
                if key in value and not isinstance(value[key], str):
                    yield f"{what} has a TextQuoteSelector with more than one {key} (4.2.4)."
    for each in _listed(value.get("refinedBy")):
        yield from _selector(each, what)


def types_of(value: Mapping[str, Any]) -> set[str]:
    """Give the types of a resource, however many."""
    return {each for each in _listed(value.get("type", value.get("@type"))) if isinstance(each, str)}


def _listed(value: object) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _is_one(value: object) -> bool:
    return isinstance(value, str | dict) and bool(value)


def _is_iri(value: object) -> bool:
    return isinstance(value, str) and _IRI.fullmatch(value) is not None


def _is_position(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_selector(value: object) -> bool:
    return isinstance(value, dict) and bool(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_FITS: Mapping[str, Callable[[object], bool]] = {
    "value": _is_text,
    "exact": _is_text,
    "start": _is_position,
    "end": _is_position,
    "startSelector": _is_selector,
    "endSelector": _is_selector,
}
