"""Reference lists, CSL-JSON and RIS: an abstract is the text of its article; without one there is none to import."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from store.parse.jsonrows import json_rows
from store.parse.limits import Ahead
from store.parse.markup import text_of
from store.parse.moments import moment_of
from store.parse.people import language_code, people_of, words_of
from store.parse.record import Known, Piece
from store.parse.rows import Cell, Row, clean, link
from store.parse.textlines import TextStream, TooLongError

ONLY_ABSTRACT = "The text is the abstract of a reference, not the article itself."
"""What is said of an article made of a reference."""

_NO_TEXT = "This reference has no text, only its bibliographic data; import the article itself."
_LINE = re.compile(r"^(?P<tag>[A-Z][A-Z0-9])  ?-(?: (?P<value>.*))?$")


def csl_pieces(stream: Ahead) -> Iterator[Piece]:
    """Give the items of a CSL-JSON file, numbered from 1; one without an abstract or note is a failure."""
    for row in json_rows(stream):
        yield row if isinstance(row, Piece) else _csl(row)


def _csl(row: Row) -> Piece:
    item = json.loads(row.data.decode("utf-8", "replace"))
    if not isinstance(item, dict):
        return Piece(name=row.name, data=row.data, failure="This is no reference, only a text.")
    known = Known(
        title=clean(_one(row.cells, "title")),
        outlet=clean(_one(row.cells, "container-title") or _one(row.cells, "publisher")),
        authors=tuple(name for person in _people(item.get("author")) if (name := _csl_name(person))),
        published=_csl_date(item.get("issued")),
        url=link(_one(row.cells, "URL")),
        keywords=words_of([_one(row.cells, "keyword")]),
        language=language_code(_one(row.cells, "language")),
        id=clean(_one(row.cells, "id")),
    )
    text = text_of(_one(row.cells, "abstract") or _one(row.cells, "note"))
    return _reference(row.name, row.data, text, known)


def _reference(name: str, data: bytes, text: str, known: Known) -> Piece:
    if not text.strip():
        return Piece(name=name, data=data, known=known, failure=_NO_TEXT)
    return Piece(name=name, data=data, text=text, known=known, warnings=(ONLY_ABSTRACT,), encoding="utf-8")


def _one(cells: Mapping[str, Cell], name: str) -> str:
    cell = cells.get(name, "")
    return cell if isinstance(cell, str) else "; ".join(cell)


def _people(value: object) -> list[Mapping[str, object]]:
    return [person for person in value if isinstance(person, dict)] if isinstance(value, list) else []


def _csl_name(person: Mapping[str, object]) -> str | None:
    literal = person.get("literal")
    if isinstance(literal, str):
        return clean(literal)
    parts = [person.get(key) for key in ("given", "non-dropping-particle", "family")]
    names = [part for part in parts if isinstance(part, str) and part]
    # A Korean name is written family first and in one.
    if names and all("가" <= name[0] <= "힣" for name in names):
        return clean("".join(reversed(names)))
    return clean(" ".join(names))


def _csl_date(value: object) -> str | None:
    if not isinstance(value, dict):
        return moment_of(str(value)) if isinstance(value, str) else None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        numbers = [str(part) for part in parts[0] if part is not None]
        return moment_of(numbers[0] if len(numbers) == 1 else "-".join(numbers[:3]))
    raw = value.get("raw") or value.get("literal")
    return moment_of(raw) if isinstance(raw, str) else None


def ris_pieces(stream: Ahead) -> Iterator[Piece]:
    """Give the references of a RIS file, numbered from 1; one without an abstract is a failure."""
    text = TextStream(stream)
    number = 0
    raw: list[bytes] = []
    fields: dict[str, list[str]] = {}
    tag = ""
    for line in text.lines():
        if isinstance(line, TooLongError):
            raise line
        content = text.text_of(line).rstrip("\r\n")
        found = _LINE.match(content)
        if found and found["tag"] == "TY":
            raw, fields = [], {}
        raw.append(line)
        if found and found["tag"] == "ER":
            number += 1
            yield _ris(str(number), b"".join(raw).strip(), fields)
            raw, fields, tag = [], {}, ""
        elif found:
            tag = found["tag"]
            fields.setdefault(tag, []).append((found["value"] or "").strip())
        elif tag and content.strip():
            fields[tag][-1] += f"\n{content.strip()}"
    if fields.get("TY"):
        yield _ris(str(number + 1), b"".join(raw).strip(), fields)


def _ris(name: str, data: bytes, fields: Mapping[str, list[str]]) -> Piece:
    def first(*tags: str) -> str:
        return next((value for tag in tags for value in fields.get(tag, ()) if value), "")

    dates = [moment_of(first(tag).strip("/")) for tag in ("DA", "Y1", "PY")]
    known = Known(
        title=clean(first("TI", "T1", "CT")),
        outlet=clean(first("T2", "JO", "JF", "JA", "BT", "PB")),
        authors=people_of(value for tag in ("AU", "A1") for value in fields.get(tag, ())),
        # The most precise of the dates given.
        published=max((date for date in dates if date), key=len, default=None),
        url=link(first("UR", "L1", "LK")),
        keywords=words_of(fields.get("KW", ())),
        language=language_code(first("LA")),
        id=clean(first("ID", "AN")),
    )
    return _reference(name, data, text_of(first("AB", "N2")), known)
