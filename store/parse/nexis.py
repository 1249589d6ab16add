"""Downloads of Nexis Uni and of the older Nexis: many articles in one file, each with its fields before the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.parse.dates import find_dates
from store.parse.paragraphs import blocks
from store.parse.people import language_code, people_of, words_of
from store.parse.record import Known, Piece
from store.parse.rows import clean

_END = re.compile(r"^\s*End of Document\s*$")
_BODY = re.compile(r"^\s*Body\s*$")
_FIELD = re.compile(
    r"^\s*(?P<name>Byline|Length|Section|Dateline|Highlight|Series|Language|Publication-Type|Subject|Company|Organization"
    r"|Industry|Geographic|Person|Load-Date|Journal Code|Graphic|Correction|Correction-Date|URL|Copyright|Ticker|City|State"
    r"|Country|Edition|Document-Type|Notes?|Type|Acc-no|Distribution"
    r"|Autor|Auteur|Länge|Longueur|Rubrik|Rubrique|Sprache|Langue|Update|Date-Chargement|Publikationstyp|Type-Publication)\s?:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^\s*(?:Classification|Graphic|Load-Date:.*|Language:.*|Publication-Type:.*)\s*$", re.IGNORECASE)
_PAGE = re.compile(
    r"^\s*Page \d+ of \d+\s*$"
    r"|^\s*(?:Link to (?:Image|PDF|Original).*|(?!\d{1,2}\.\s\w+\s\d{4}\b)\d+\.\s.{0,300})$"
)
_COUNT = re.compile(
    r"^\s*(?:\d{1,6} of \d{1,6} DOCUMENTS|Dokument \d{1,6} von \d{1,6}|Document \d{1,6} de \d{1,6})\s*$"
)
_LENGTH = re.compile(r"^\s*(?:LENGTH|LÄNGE|LONGUEUR): ")
_TAIL = re.compile(
    r"^\s*(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|SUBJECT|GRAPHIC|CORRECTION|JOURNAL-CODE"
    r"|UPDATE|SPRACHE|PUBLIKATIONSTYP|DATE-CHARGEMENT|LANGUE|TYPE-PUBLICATION): ?"
)
# The service speaks the language of its user: what fields and months are called in German and French.
_ENGLISH = {
    "autor": "byline", "auteur": "byline", "länge": "length", "longueur": "length", "rubrik": "section",
    "rubrique": "section", "sprache": "language", "langue": "language",
}  # fmt: skip
_MONTHS = {
    "januar": "January", "februar": "February", "märz": "March", "mai": "May", "juni": "June", "juli": "July",
    "oktober": "October", "dezember": "December", "janvier": "January", "février": "February", "mars": "March",
    "avril": "April", "juin": "June", "juillet": "July", "août": "August", "septembre": "September",
    "octobre": "October", "novembre": "November", "décembre": "December",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_WEEKDAY = re.compile(
    r"\b(?:\w+(?:day|tag)|Mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b", re.IGNORECASE
)
_ZONE = re.compile(r"\d\s?(?:[AaPp]\.?[Mm]\.?\s)?(GMT|UTC|KST)\b")
_DAY_DOT = re.compile(r"\b(\d{1,2})\.(?=\s)")
_COPYRIGHT = re.compile(r"^\s*(?:Copyright|©|ⓒ|All Rights Reserved)", re.IGNORECASE)
_SCORE = re.compile(r"\s*\(\d{1,3}%\)")


def is_nexis_uni(lines: Sequence[str]) -> bool:
    """Say whether lines are a Nexis Uni download: a line `Body` and, after it, a line `End of Document`."""
    body = next((place for place, line in enumerate(lines) if _BODY.match(line)), None)
    return body is not None and any(map(_END.match, lines[body:]))


def nexis_pieces(text: str) -> Iterator[Piece]:
    """Give the articles of a Nexis text file, of the new kind or the old, numbered from 1."""
    lines = text.split("\n")
    if is_nexis_uni(lines):
        yield from nexis_uni_pieces(lines)
        return
    cuts = [place for place, line in enumerate(lines) if _COUNT.match(line)]
    ends = [*cuts[1:], len(lines)]
    starts = [place + 1 for place in cuts] or [0]
    ends = ends if cuts else [len(lines)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        yield _old(str(number), lines[start:end])


def nexis_uni_pieces(lines: Sequence[str]) -> Iterator[Piece]:
    """Give the articles of a Nexis Uni download, numbered from 1."""
    start = number = 0
    for place, line in enumerate(lines):
        if _END.match(line):
            number += 1
            yield _new(str(number), lines[start:place])
            start = place + 1


def _new(name: str, lines: Sequence[str]) -> Piece:
    data = "\n".join(lines).strip().encode("utf-8", "replace")
    body = next((place for place, line in enumerate(lines) if _BODY.match(line)), None)
    if body is None:
        return Piece(name=name, data=data, failure="This document of the Nexis download has no text (no line “Body”).")
    head, rest = lines[:body], lines[body + 1 :]
    end = next((place for place, line in enumerate(rest) if _AFTER.match(line)), len(rest))
    known = _known(head, _fields([*head, "", *rest[end:]]))
    return _piece(name, data, "\n".join(rest[:end]), known)


def _known(head: Sequence[str], fields: dict[str, str]) -> Known:
    """Read title, outlet and date: the two lines above the line of the date, whatever list stands above them."""
    shown = [line.strip() for line in head if line.strip() and not _PAGE.match(line)]
    dated = next(
        (
            place
            for place, line in enumerate(shown)
            if place
            and _date(line)
            and not _FIELD.match(line)
            and not _COPYRIGHT.match(line)
            and len(line) < 80
            and not line.startswith("Date and Time")
        ),
        None,
    )
    if dated is None:
        title = shown[0] if shown else None
        return _filled(fields, title=title, outlet=None, published=None)
    title = shown[dated - 2] if dated > 1 else None
    return _filled(fields, title=title, outlet=shown[dated - 1], published=_date(shown[dated]))


def _filled(fields: dict[str, str], *, title: str | None, outlet: str | None, published: str | None) -> Known:
    return Known(
        title=clean(title or ""),
        subtitle=clean(fields.get("highlight", "")),
        outlet=clean(outlet or ""),
        authors=people_of([fields.get("byline", "")]),
        published=published,
        language=language_code(fields.get("language", "")),
        keywords=words_of([_SCORE.sub("", fields.get("subject", ""))]),
    )


def _date(line: str) -> str | None:
    english = _WORD.sub(lambda word: _MONTHS.get(word.group().casefold(), word.group()), _WEEKDAY.sub("", line))
    plain = " ".join(_DAY_DOT.sub(r"\1", english).split())
    found = find_dates(f"published: {plain}")
    if not found:
        return None
    value = found[0].value
    zone = _ZONE.search(plain) if re.search(r"T\d\d:\d\d$", value) else None
    return value + {"KST": "+09:00"}.get(zone[1], "Z") if zone else value


def _fields(lines: Sequence[str]) -> dict[str, str]:
    """Return the fields of lines, names in small letters; a field goes on until a blank line or the next field."""
    fields: dict[str, str] = {}
    name = ""
    for line in lines:
        found = _FIELD.match(line)
        if found:
            name = _ENGLISH.get(found["name"].casefold(), found["name"].casefold())
            fields.setdefault(name, found["value"].strip())
        elif not line.strip():
            name = ""
        elif name:
            fields[name] = f"{fields[name]} {line.strip()}".strip()
    return fields


def _old(name: str, lines: Sequence[str]) -> Piece:
    """Read an article of the older Nexis: fields in capitals around a text whose lines were broken at one width."""
    data = "\n".join(lines).strip("\n").encode("utf-8", "replace")
    length = next((place for place, line in enumerate(lines) if _LENGTH.match(line)), None)
    if length is None:
        failure = "This document of the Nexis file has no line LENGTH, which stands before its text."
        return Piece(name=name, data=data, failure=failure)
    fields = _fields(lines)
    start = length + 1
    while start < len(lines) and (not lines[start].strip() or _continues_head(lines, start)):
        start += 1
    tail = next(
        (place for place in range(start, len(lines)) if _TAIL.match(lines[place]) or _COPYRIGHT.match(lines[place])),
        len(lines),
    )
    head = blocks(lines[:length])
    shown = [line for line in head if not _FIELD.match(line) and not _COPYRIGHT.match(line)]
    dated = next((place for place, line in enumerate(shown) if _date(line) and len(line) < 80), None)
    if dated is None:
        known = _filled(fields, title=shown[-1] if shown else None, outlet=None, published=None)
    else:
        title = shown[dated + 1] if dated + 1 < len(shown) else None
        known = _filled(fields, title=title, outlet=shown[dated - 1] if dated else None, published=_date(shown[dated]))
    return _piece(name, data, "\n\n".join(blocks(lines[start:tail])), known)


def _continues_head(lines: Sequence[str], place: int) -> bool:
    """Say whether a line belongs to a field that stands between the length and the text."""
    above = place
    while above and lines[above].strip() and not _FIELD.match(lines[above]):
        above -= 1
    return _FIELD.match(lines[above]) is not None


def _piece(name: str, data: bytes, text: str, known: Known) -> Piece:
    if not text.strip():
        return Piece(name=name, data=data, known=known, failure="This document of the Nexis download has no text.")
    return Piece(name=name, data=data, text=text.strip("\n"), known=known, encoding="utf-8")
