"""Attributes of tags: what a tagging may say beside its tag, as JSON, as written by hand, and whether it may be said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, cast, get_args

from store.errors import UserError
from store.records import Attribute, AttributeKind, AttributeValue

CERTAINTIES = {"low": 30, "medium": 60, "high": 90}
"""The certainties that have a word, in per cent."""

Values = tuple[tuple[str, AttributeValue], ...]
"""The values of a tagging's attributes by name, in the order of the names."""


def attribute_json(attribute: Attribute) -> dict[str, Any]:
    """Give the JSON object of one definition."""
    return {"name": attribute.name, "kind": attribute.kind, "choices": list(attribute.choices)}


def attributes_text(attributes: Sequence[Attribute]) -> str:
    """Write definitions as a JSON list."""
    return json.dumps([attribute_json(each) for each in attributes], ensure_ascii=False)


def read_attributes(value: object) -> tuple[Attribute, ...]:
    """Read definitions from a JSON list, given as text or as a value; raises UserError where they are none."""
    found = json.loads(value) if isinstance(value, str) else value
    if not isinstance(found, list):
        raise UserError("The attributes of a tag are no list.")
    return defined([_attribute(each) for each in found])


def _attribute(value: object) -> Attribute:
    if not isinstance(value, Mapping) or not isinstance(value.get("name"), str):
        raise UserError("An attribute of a tag has no name.")
    kind, choices = value.get("kind") or "text", value.get("choices") or []
    if not isinstance(choices, list):
        raise UserError(f"The choices of the attribute “{value['name']}” are no list.")
    # What is no kind is told by `defined`.
    return Attribute(name=value["name"], kind=cast(AttributeKind, kind), choices=tuple(str(each) for each in choices))


def defined(attributes: Sequence[Attribute]) -> tuple[Attribute, ...]:
    """Give definitions with blanks at the ends taken off; raises UserError where a name, kind or choice will not do."""
    clean = tuple(
        Attribute(
            name=each.name.strip(),
            kind=each.kind,
            choices=tuple(dict.fromkeys(choice.strip() for choice in each.choices if choice.strip())),
        )
        for each in attributes
    )
    names = [each.name.casefold() for each in clean]
    for each in clean:
        if not each.name or "=" in each.name:
            raise UserError("An attribute needs a name without “=”.")
        if names.count(each.name.casefold()) > 1:
            raise UserError(f"Two attributes are called “{each.name}”.")
        if each.kind not in get_args(AttributeKind):
            raise UserError(f"“{each.kind}” is no kind of attribute; choose {', '.join(get_args(AttributeKind))}.")
        if each.kind == "choice" and not each.choices:
            raise UserError(f"The attribute “{each.name}” needs choices.")
    return clean


def written(attributes: Sequence[Attribute]) -> str:
    """Write definitions a line each, as a person does: `tone: good, bad`, `sum (number)`, `who`."""
    return "\n".join(
        f"{each.name}: {', '.join(each.choices)}"
        if each.kind == "choice"
        else f"{each.name} (number)"
        if each.kind == "number"
        else each.name
        for each in attributes
    )


def read_written(text: str) -> tuple[Attribute, ...]:
    """Read definitions as `written` writes them; raises UserError where a line will not do."""
    return defined([_read_line(line) for line in text.split("\n") if line.strip()])


def _read_line(line: str) -> Attribute:
    name, colon, choices = line.partition(":")
    if colon:
        return Attribute(name=name, kind="choice", choices=tuple(choices.split(",")))
    plain = line.strip()
    if plain.casefold().endswith("(number)"):
        return Attribute(name=plain[: -len("(number)")], kind="number")
    return Attribute(name=plain)


def values_text(values: Values) -> str:
    """Write values as a JSON object."""
    return json.dumps(dict(values), ensure_ascii=False, allow_nan=False)


def read_values(value: object) -> Values:
    """Read values from a JSON object, given as text or as a value; anything but texts and numbers is left out."""
    found = json.loads(value) if isinstance(value, str) else value
    if not isinstance(found, Mapping):
        return ()
    return tuple(
        (str(name), each)
        for name, each in found.items()
        if isinstance(each, (str, int, float)) and not isinstance(each, bool)
    )


def checked(given: Mapping[str, str], attributes: Sequence[Attribute]) -> Values:
    """Give values, as written by hand, in the form that a tag's attributes ask for; empty ones are left out.

    Raises UserError for a name that the tag does not define, for what is no number, and for what is no choice.
    """
    known = {each.name.casefold(): each for each in attributes}
    found: dict[str, AttributeValue] = {}
    for name, text in given.items():
        attribute = known.get(name.strip().casefold())
        if attribute is None:
            told = ", ".join(each.name for each in attributes)
            raise UserError(f"The tag has no attribute “{name}”" + (f"; it has {told}." if told else "."))
        if text.strip():
            found[attribute.name] = _value(attribute, text.strip())
    return tuple((each.name, found[each.name]) for each in attributes if each.name in found)


def _value(attribute: Attribute, text: str) -> AttributeValue:
    if attribute.kind == "number":
        try:
            number = float(text.replace(",", ""))
        except ValueError:
            raise UserError(f"“{text}” is no number, as “{attribute.name}” asks for.") from None
        if not isfinite(number):
            raise UserError(f"“{text}” is no number, as “{attribute.name}” asks for.")
        return int(number) if number.is_integer() else number
    if attribute.kind == "choice" and text not in attribute.choices:
        raise UserError(f"“{attribute.name}” is one of {', '.join(attribute.choices)}, not “{text}”.")
    return text


def certainty_of(text: str) -> int | None:
    """Read a certainty: `low`, `medium`, `high`, a number from 0 to 100 (`70`, `70 %`), or nothing.

    Raises UserError for anything else.
    """
    plain = text.strip().casefold().removesuffix("%").strip()
    if not plain:
        return None
    if plain in CERTAINTIES:
        return CERTAINTIES[plain]
    if plain.isascii() and plain.isdecimal() and int(plain) <= 100:
        return int(plain)
    raise UserError(f"“{text}” is no certainty; say low, medium, high or a number from 0 to 100.")


def certainty_text(certainty: int | None) -> str:
    """Say a certainty: its word where it has one, else per cent; nothing where none is said."""
    words = {value: word for word, value in CERTAINTIES.items()}
    return "" if certainty is None else words.get(certainty, f"{certainty} %")
