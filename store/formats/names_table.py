"""A gazetteer as a table: CSV or TSV with a row an entity, as this program, Wikidata queries and GeoNames write it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.errors import UserError
from store.parse.tables import sniff
from store.recognition.settling import language_of
from store.records import EntityDraft, EntityName
from store.text.normal import folded

FIELDS = ("type", "name", "aliases", "part_of", "operated_by", "note", "uid", "external")
"""What a column may be, beside a language (`ko`, `en`: names) and a scheme (`wikidata`, `iso`: identifiers)."""

SCHEMES = ("wikidata", "iso", "geonames", "viaf")
_LANGUAGES = frozenset("ko en ja zh de fr es it ru vi th id pt nl sv und".split())  # noqa: SIM905  a list to read
_KNOWN = {
    "type": ("type", "kind", "entitytype", "category", "유형", "종류", "분류"),
    "name": ("name", "label", "title", "itemlabel", "entity", "이름", "명칭", "개체명"),
    "aliases": (
        "aliases",
        "alias",
        "names",
        "othernames",
        "altlabel",
        "itemaltlabel",
        "synonyms",
        "alsoknownas",
        "별칭",
        "이칭",
    ),
    "part_of": ("partof", "parent", "locatedin", "country", "상위", "소속"),
    "operated_by": ("operatedby", "operator", "운영", "운영기관"),
    "note": ("note", "description", "itemdescription", "definition", "설명", "비고"),
    "uid": ("uid",),
    "external": ("external", "ids", "identifiers"),
    "wikidata": ("wikidata", "qid", "item", "wikidataid"),
    "iso": ("iso", "isocode", "alpha2", "iso3166"),
    "geonames": ("geonames", "geonameid"),
    "viaf": ("viaf",),
    "ko": (
        "ko",
        "korean",
        "nameko",
        "kor",
        "한국어",
        "국문",
        "국문명",
        "한글",
        "한글명",
        "namekorean",
        "labelko",
        "itemlabelko",
    ),
    "en": ("en", "english", "nameen", "eng", "영어", "영문", "영문명", "nameenglish", "labelen", "itemlabelen"),
}
_SEPARATOR = re.compile(r"\s*[|;\n]\s*")
_QID = re.compile(r"Q\d+$")
_GEONAMES = (0, 1, 3, 8)
"""Where GeoNames, whose files have 19 columns and no heading, keeps number, name, other names and country code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that is no entity: its number, counted from 1 without the heading, and why."""

    number: int
    reason: str


def read_names_table(
    text: str, *, type: str | None = None, mapping: Mapping[str, str] | None = None
) -> Iterator[EntityDraft | RefusedRow]:
    """Read a table of names; `type` is that of rows that say none, `mapping` (field to column) goes over what is guessed.

    Cells hold several names with `|`, `;` or a line feed between them. Raises UserError where the table has no column of
    names, or the mapping names a column that is not there.
    """
    dialect = sniff(text)
    rows = csv.reader(io.StringIO(text.split("\n", dialect.skip)[-1], newline=""), delimiter=dialect.delimiter)
    heading = next(rows, None)
    if heading is None or not any(heading):
        raise UserError("This table is empty; there are no names in it.")
    if _is_geonames(heading):
        yield from _geonames([heading, *rows], type=type)
        return
    fields = _fields([cell.strip().removeprefix("\ufeff") for cell in heading], mapping or {})
    for number, row in enumerate(rows, 1):
        if any(cell.strip() for cell in row):
            yield _entity(number, {field: row[at].strip() for field, at in fields if at < len(row)}, type)


def headings(text: str) -> tuple[str, ...]:
    """Give the headings of a table; none of one that has none."""
    dialect = sniff(text)
    row = next(csv.reader(io.StringIO(text.split("\n", dialect.skip)[-1], newline=""), delimiter=dialect.delimiter), [])
    return () if _is_geonames(row) else tuple(cell.strip() for cell in row if cell.strip())


def _fields(heading: Sequence[str], mapping: Mapping[str, str]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for field, column in mapping.items():
        if column not in heading:
            raise UserError(f"There is no column “{column}”; the table has {', '.join(heading)}.")
        if field not in (*FIELDS, *SCHEMES, *_LANGUAGES):
            raise UserError(
                f"“{field}” is nothing to map to; choose one of {', '.join((*FIELDS, 'ko', 'en', *SCHEMES))}."
            )
        found[field] = heading.index(column)
    for at, column in enumerate(heading):
        guessed = _guess(column)
        if guessed is not None and guessed not in found and at not in found.values():
            found[guessed] = at
    if not ({"name", "aliases"} | _LANGUAGES) & found.keys():
        raise UserError(f"None of the columns is one of names ({', '.join(heading)}); map one with name=COLUMN.")
    return list(found.items())


def _guess(column: str) -> str | None:
    plain = re.sub(r"[\W_]", "", column.casefold())
    known = next((field for field, names in _KNOWN.items() if plain in names), None)
    if known is not None:
        return known
    language = re.fullmatch(r"(?:names?|labels?|itemlabel)?[\s_:(-]*([a-z]{2,3})\)?", column.strip().casefold())
    return language.group(1) if language and language.group(1) in _LANGUAGES else None


def _entity(number: int, row: Mapping[str, str], type: str | None) -> EntityDraft | RefusedRow:
    names = list(_names(row))
    if not names:
        return RefusedRow(number=number, reason="This row has no name.")
    kind = row.get("type") or type
    if not kind:
        return RefusedRow(
            number=number, reason="This row does not say what type its entity has; give one for all rows."
        )
    return EntityDraft(
        type=kind.strip().lower(),
        name=row.get("name") or names[0].name,
        names=tuple(names),
        part_of=row.get("part_of") or None,
        operated_by=tuple(filter(None, _SEPARATOR.split(row.get("operated_by", "")))),
        note=row.get("note", ""),
        external=tuple(_external(row)),
        uid=row.get("uid") or None,
        origin="gazetteer",
    )


def _names(row: Mapping[str, str]) -> Iterator[EntityName]:
    """Give the names, those of a language first; a name that only the display column has belongs to the script's own."""
    seen: set[str] = set()
    columns = [(field, field) for field in row if field in _LANGUAGES] + [("name", ""), ("aliases", "")]
    if row.get("uid") and any(row[field] for field in row if field in _LANGUAGES):
        columns.remove(("name", ""))  # in a table of this program it is only what the entity goes by
    for field, language in columns:
        cell = row.get(field, "")
        parts = [cell] if field == "name" else _SEPARATOR.split(cell)
        for position, name in enumerate(filter(None, (" ".join(part.split()) for part in parts))):
            if folded(name) in seen:
                continue
            seen.add(folded(name))
            own = None if language == "und" else language or language_of(name)
            yield EntityName(name=name, language=own, preferred=position == 0 and field != "aliases")


def _external(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for scheme in SCHEMES:
        value = row.get(scheme, "")
        if scheme == "wikidata":
            found = _QID.search(value)
            value = found.group() if found else ""
        if value:
            yield scheme, value
    for pair in filter(None, _SEPARATOR.split(row.get("external", ""))):
        scheme, equals, value = pair.partition("=")
        if equals and scheme.strip() and value.strip():
            yield scheme.strip(), value.strip()


def _is_geonames(row: Sequence[str]) -> bool:
    return len(row) == 19 and row[0].isdecimal() and row[6][:1].isalpha()


def _geonames(rows: Iterable[Sequence[str]], *, type: str | None) -> Iterator[EntityDraft | RefusedRow]:
    number, name, others, country = _GEONAMES
    for at, row in enumerate(rows, 1):
        if len(row) != 19:
            yield RefusedRow(number=at, reason=f"This row has {len(row)} cells where the others have 19.")
            continue
        aliases = "|".join(row[others].split(","))
        cells = {"name": row[name], "aliases": aliases, "geonames": row[number]}
        if row[7].startswith("PCL") and row[country]:
            cells["iso"] = row[country]
        yield _entity(at, cells, type or "place")


# Writing


def write_names_table(drafts: Sequence[EntityDraft], *, delimiter: str = ",") -> str:
    """Write entities as a table that `read_names_table` reads back equal: a column for each language that occurs."""
    languages = sorted({each.language or "und" for draft in drafts for each in draft.names} | {"ko", "en"})
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    columns = [f"name_{language}" if language != "und" else "und" for language in languages]
    writer.writerow(["uid", "type", "name", *columns, "part_of", "operated_by", "note", "external"])
    for draft in drafts:
        writer.writerow(
            [
                draft.uid or "",
                draft.type,
                draft.name,
                *(_cell(draft.names, language) for language in languages),
                draft.part_of or "",
                " | ".join(draft.operated_by),
                draft.note,
                " | ".join(f"{scheme}={value}" for scheme, value in draft.external),
            ]
        )
    return out.getvalue()


def _cell(names: Iterable[EntityName], language: str) -> str:
    chosen = [each for each in names if (each.language or "und") == language]
    return " | ".join(each.name for each in sorted(chosen, key=lambda each: not each.preferred))
