"""Factiva downloads, HTML and text: articles of two-letter fields (HD BY WC PD SN LP TD AN)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from store.errors import UserError
from store.parse.markup import Element, bytes_of, html_root, lines_of_element
from store.parse.moments import moment_of
from store.parse.people import language_code, people_of, words_of
from store.parse.record import Known, Piece
from store.parse.rows import clean

_CODES = (
    "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "CO", "IN", "NS", "RE",
    "IPC", "IPD", "PUB", "AN", "CLM", "SE", "RF", "CT", "CX", "DLN", "PP", "TI", "AU", "DE", "GC",
)  # fmt: skip
_FIELD = re.compile(rf"^(?P<code>{'|'.join(_CODES)})(?:(?:\s{{2,}}|\t|\xa0+)\s*(?P<value>.*)|\s*)$")
_NUMBER = re.compile(r"^\s*(?:Document|문서)\s+[A-Z][A-Za-z0-9]{10,}\s*$")


def factiva_html_pieces(text: str) -> Iterator[Piece]:
    """Give the articles of a Factiva HTML file, numbered from 1; raises UserError where there is none."""
    root = html_root(text.encode("utf-8", "replace"))
    number = 0
    for table in root.iter("table") if root is not None else ():
        fields = _fields_of_table(table)
        if "HD" in fields and ("PD" in fields or "SN" in fields):
            number += 1
            yield _piece(str(number), bytes_of(table), fields)
    if not number:
        raise UserError(
            "No article with Factiva's fields (HD, PD, TD) was found; download as “Article format with codes”."
        )


def _fields_of_table(table: Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) < 2:
            continue
        code = "".join(cells[0].itertext()).replace("\xa0", " ").strip()
        if code in _CODES:
            fields[code] = lines_of_element(cells[1])
    return fields


def factiva_text_pieces(text: str) -> Iterator[Piece]:
    """Give the articles of a Factiva text file, numbered from 1: each ends with its AN or its line `Document …`."""
    number = 0
    lines: list[str] = []
    # A last, empty article ends the one before it.
    for line in (*text.split("\n"), "HD"):
        begins = (
            line.startswith("HD") and _FIELD.match(line) and any(each.startswith(("PD", "AN", "SN")) for each in lines)
        )
        if begins:
            number += 1
            yield _piece(str(number), "\n".join(lines).strip().encode("utf-8", "replace"), _fields_of_lines(lines))
            lines = []
        lines.append(line)
    if not number:
        raise UserError(
            "No article with Factiva's fields (HD, PD, TD) was found; download as “Article format with codes”."
        )


def _fields_of_lines(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    code = ""
    for line in lines:
        found = _FIELD.match(line)
        if found and found["code"] not in fields:
            code = found["code"]
            fields[code] = found["value"] or ""
        elif _NUMBER.match(line):
            code = ""
        elif code:
            fields[code] = f"{fields[code]}\n{line.strip()}"
    return {code: value.strip() for code, value in fields.items()}


def _piece(name: str, data: bytes, fields: Mapping[str, str]) -> Piece:
    published = moment_of(" ".join(fields.get("PD", "").split()))
    time = fields.get("ET", "").strip()
    if published and re.fullmatch(r"\d\d?:\d\d", time):
        published = f"{published}T{time.zfill(5)}"
    known = Known(
        title=clean(fields.get("HD", "") or fields.get("TI", "")),
        outlet=clean(fields.get("SN", "")),
        authors=people_of([fields.get("BY", "") or fields.get("AU", "")]),
        published=published,
        language=language_code(fields.get("LA", "")),
        keywords=words_of(re.sub(r"\b[a-z0-9]+\s:\s", "", part) for part in fields.get("NS", "").split("|")),
        caption=clean(fields.get("ART", "")),
        id=clean(fields.get("AN", "").removeprefix("Document ")),
    )
    text = "\n".join(part for part in (fields.get("LP", ""), fields.get("TD", "")) if part.strip())
    if not text:
        return Piece(
            name=name, data=data, known=known, failure="This article of the Factiva file has no text (no LP or TD)."
        )
    return Piece(name=name, data=data, text=text, known=known, encoding="utf-8")
