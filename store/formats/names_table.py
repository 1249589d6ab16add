"""A gazetteer as a table: CSV or TSV with a row an entity, as this program, Wikidata queries and GeoNames write it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.errors import UserError
from store.records import EntityDraft, EntityName
from store.text.normal import folded

FIELDS = ("type", "name", "aliases", "part_of", "operated_by", "needs_operator", "note", "uid", "external")
"""What a column may be, beside a language (`ko`: names, `aliases:ko`: more of them) and a scheme (`wikidata`, `iso`)."""

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
        "synonyms",
        "alsoknownas",
        "alternativenames",
        "별칭",
        "이칭",
        "별명",
        "동의어",
        "다른이름",
    ),
    # What query services put together has commas between the names.
    "altlabel": ("altlabel", "altlabels", "itemaltlabel", "alternatenames"),
    "needs_operator": ("needsoperator",),
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
_PIPE = re.compile(r"(?<!\\)\|")
_MARKS = re.compile("[;；\n]")
_QID = re.compile(r"Q\d+$")
_LONGEST = 200
_MORE = ("aliases", "altlabel")
_YES = ("true", "1", "yes", "예")
_OF_LANGUAGE = re.compile(
    r"(?:(names?|labels?|itemlabel)|(alias|aliases|altlabels?|itemaltlabel|synonyms))?[\s_:(\-]*([a-z]{2,3})\)?"
)
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

    Cells hold several names with `|` between them, else with `;` or line feeds; a `|` in a name is
    written `\\|`. Raises UserError where the table has no column of
    names, or the mapping names a column that is not there.
    """
    rows = _rows(text)
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


def _rows(text: str) -> Iterator[list[str]]:
    """Give the rows of a table; raises UserError where it is damaged."""
    from store.parse.tables import sniff  # all that reads tables, of no use to who only looks

    dialect = sniff(text)
    csv.field_size_limit(1 << 24)
    rows = csv.reader(
        io.StringIO(text.split("\n", dialect.skip)[-1], newline=""),
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
    )
    try:
        yield from rows
    except csv.Error as error:
        raise UserError(f"This table is damaged at line {rows.line_num} ({error}).") from error


def headings(text: str) -> tuple[str, ...]:
    """Give the headings of a table; none of one that has none."""
    row = next(_rows(text), [])
    return () if _is_geonames(row) else tuple(cell.strip() for cell in row if cell.strip())


def _fields(heading: Sequence[str], mapping: Mapping[str, str]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for field, column in mapping.items():
        if column not in heading:
            raise UserError(f"There is no column “{column}”; the table has {', '.join(heading)}.")
        if field.removeprefix("aliases:") not in (*FIELDS, *SCHEMES, *_LANGUAGES):
            raise UserError(
                f"“{field}” is nothing to map to; choose one of {', '.join((*FIELDS, 'ko', 'en', *SCHEMES))}."
            )
        found[field] = heading.index(column)
    for at, column in enumerate(heading):
        guessed = _guess(column)
        if guessed is not None and guessed not in found and at not in found.values():
            found[guessed] = at
    if not any(field in ("name", "altlabel") or field in _LANGUAGES or field.startswith("aliases") for field in found):
        raise UserError(f"None of the columns is one of names ({', '.join(heading)}); map one with name=COLUMN.")
    return list(found.items())


def _guess(column: str) -> str | None:
    plain = re.sub(r"[\W_]", "", column.casefold())
    known = next((field for field, names in _KNOWN.items() if plain in names), None)
    if known is not None:
        return known
    told = _OF_LANGUAGE.fullmatch(column.strip().casefold())
    if told is None or told[3] not in _LANGUAGES or (told[3] in ("id", "it") and not (told[1] or told[2])):
        return None  # a column `id` holds numbers
    return f"aliases:{told[3]}" if told[2] else told[3]


def _entity(number: int, row: Mapping[str, str], type: str | None) -> EntityDraft | RefusedRow:
    names = list(_names(row))
    if not names:
        return RefusedRow(number=number, reason="This row has no name.")
    if any(len(each.name) > _LONGEST for each in names):
        return RefusedRow(number=number, reason=f"A name of more than {_LONGEST} characters is none.")
    kind = row.get("type") or type
    if not kind:
        return RefusedRow(
            number=number, reason="This row does not say what type its entity has; give one for all rows."
        )
    return EntityDraft(
        type=kind.strip().lower(),
        name=next(_values(row.get("name", ""), "name"), names[0].name),
        names=tuple(names),
        part_of=row.get("part_of") or None,
        operated_by=tuple(_values(row.get("operated_by", ""))),
        note=row.get("note", ""),
        external=tuple(_external(row)),
        uid=row.get("uid") or None,
        needs_operator=row.get("needs_operator", "").casefold() in _YES,
        origin="gazetteer",
    )


def _values(cell: str, field: str = "") -> Iterator[str]:
    """Give the values of a cell; those of query services have commas between them where they have nothing else."""
    if field == "name":
        parts = [cell]
    elif _PIPE.search(cell):
        parts = _PIPE.split(cell)
    elif _MARKS.search(cell) or field != "altlabel":
        parts = _MARKS.split(cell)
    else:
        parts = cell.split(", ")
    for part in parts:
        value = " ".join(part.replace("\\|", "|").split())
        # An item without a label is given by its number.
        if value and not (field and _QID.fullmatch(value)):
            yield value


def _names(row: Mapping[str, str]) -> Iterator[EntityName]:
    """Give the names, those of a language first; a name that only the display column has belongs to the script's own."""
    from store.recognition.settling import language_of

    seen: set[object] = set()
    columns = [(field, field) for field in row if field in _LANGUAGES]
    columns += [(field, field.partition(":")[2]) for field in row if field.startswith("aliases:")]
    columns += [("name", ""), ("aliases", ""), ("altlabel", "")]
    if row.get("uid") and any(row[field] for field, language in columns if language):
        columns.remove(("name", ""))  # in a table of this program it is only what the entity goes by
    for field, language in columns:
        for position, name in enumerate(_values(row.get(field, ""), field)):
            # Two writings of a name in columns of languages are two names; what says no language adds only what is new.
            key = (name, language) if language else folded(name)
            if key in seen or not folded(name):
                continue
            seen |= {key, folded(name)}
            own = None if language == "und" else language or language_of(name)
            yield EntityName(name=name, language=own, preferred=position == 0 and not field.startswith(_MORE))


def _external(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for scheme in SCHEMES:
        value = row.get(scheme, "")
        if scheme == "wikidata":
            found = _QID.search(value)
            value = found.group() if found else ""
        if value:
            yield scheme, value
    for pair in _values(row.get("external", "")):
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
    writer.writerow(["uid", "type", "name", *columns, "part_of", "operated_by", "needs_operator", "note", "external"])
    for draft in drafts:
        writer.writerow(
            [
                draft.uid or "",
                draft.type,
                draft.name.replace("|", "\\|"),
                *(_cell(draft.names, language) for language in languages),
                draft.part_of or "",
                _joined(draft.operated_by),
                "true" if draft.needs_operator else "",
                draft.note,
                _joined(f"{scheme}={value}" for scheme, value in draft.external),
            ]
        )
    return out.getvalue()


def _cell(names: Iterable[EntityName], language: str) -> str:
    chosen = [each for each in names if (each.language or "und") == language]
    return _joined(each.name for each in sorted(chosen, key=lambda each: not each.preferred))


def _joined(values: Iterable[str]) -> str:
    """Join the values of a cell; a lone one with a mark in it is closed by a `|`, so that it is not cut there."""
    escaped = [value.replace("|", "\\|") for value in values]
    if len(escaped) == 1 and _MARKS.search(escaped[0]):
        return f"{escaped[0]} |"
    return " | ".join(escaped)
