"""Rows of any table to pieces: cells to fields by the mapping, given or guessed from the first rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from types import MappingProxyType

from store.errors import UserError
from store.parse.bigkinds import CUT_BODY, bigkinds_mapping, is_cut
from store.parse.mapping import Mapped, guess_mapping, plain_name
from store.parse.markup import text_of, unescaped
from store.parse.mojibake import repair, restored_from, told
from store.parse.moments import is_day_first, moment_of
from store.parse.people import language_code, people_of, words_of
from store.parse.record import FIELDS, Columns, Known, Piece
from store.text.canonical import canonical

SAMPLES = 100
"""How many rows are looked at to guess the mapping."""

NO_MAPPING: Mapping[str, str] = MappingProxyType({})
"""The mapping of a source without columns."""

Cell = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table or object of a JSON file: its name, its bytes, and its cells by column."""

    name: str
    data: bytes
    cells: Mapping[str, Cell]
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the rows of one table are read: its mapping, and what its first rows show of its bodies and dates."""

    mapping: Mapping[str, str]
    cut_bodies: bool
    day_first: bool | None


def canonical_json(cells: Mapping[str, Cell]) -> bytes:
    """Return the bytes that stand for a row whose own cannot be had: JSON, keys in the order of the columns."""
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def pieces_of_rows(rows: Iterable[Row | Piece], mapping: Mapping[str, str] | Mapped | None) -> Iterator[Piece]:
    """Return the pieces of rows (failures among them pass through), reading no more than `SAMPLES` rows ahead.

    Raises UserError where the mapping names a column that is not there, or no column can hold the text.
    """
    rows = map(_restored, rows)
    first, broken = _first(rows)
    columns = _columns_of(first)
    try:
        given = mapping.of(columns) if isinstance(mapping, Mapped) else mapping
        settled = _settled(given, columns, first) if columns else NO_MAPPING
    except UserError:
        if broken:
            raise broken from None
        raise
    reading = Reading(
        mapping=settled,
        cut_bodies=bool(bigkinds_mapping(columns)),
        day_first=is_day_first(_values(first, settled.get("published", ""))),
    )
    for row in chain(first, () if broken else rows):
        if isinstance(row, Piece):
            yield row
        elif any(row.cells.values()):
            yield _piece(row, reading)
    if broken:
        raise broken


def columns_of_rows(rows: Iterable[Row | Piece]) -> Columns:
    """Return the columns of the first rows, with their cells as text and the guessed mapping."""
    first, broken = _first(map(_restored, rows))
    if broken and not first:
        raise broken
    names = _columns_of(first)
    samples = tuple(_samples(first, names))
    return Columns(names=names, samples=samples, mapping=guess_mapping(names, samples))


def _restored(row: Row | Piece) -> Row | Piece:
    """Return a row whose cells had been decoded twice with its text restored, and a warning that says so."""
    if isinstance(row, Piece):
        return row
    _, encoding = repair("\n".join(map(_joined, row.cells.values())))
    if encoding is None:
        return row
    cells: dict[str, Cell] = {
        column: restored_from(cell, encoding)
        if isinstance(cell, str)
        else tuple(restored_from(each, encoding) for each in cell)
        for column, cell in row.cells.items()
    }
    return replace(row, cells=cells, warnings=(*row.warnings, told(encoding)))


def _first(rows: Iterator[Row | Piece]) -> tuple[list[Row | Piece], UserError | None]:
    """Return the first rows, and what kept the file from being read further, if anything did."""
    first: list[Row | Piece] = []
    try:
        first.extend(islice(rows, SAMPLES))
    except UserError as error:
        return first, error
    return first, None


def _columns_of(rows: Iterable[Row | Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for row in rows if isinstance(row, Row) for column in row.cells))


def _samples(rows: Iterable[Row | Piece], names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        if isinstance(row, Row):
            yield tuple(_joined(row.cells.get(name, "")) for name in names)


def _values(rows: Iterable[Row | Piece], column: str) -> list[str]:
    return [_joined(row.cells.get(column, "")) for row in rows if isinstance(row, Row)]


def _settled(
    mapping: Mapping[str, str] | None, columns: Sequence[str], first: Sequence[Row | Piece]
) -> Mapping[str, str]:
    """Return the guessed mapping, with what was given put over it."""
    settled = dict(guess_mapping(columns, list(_samples(first, columns))))
    known = {plain_name(column): column for column in reversed(columns)} | {column: column for column in columns}
    for field, column in (mapping or {}).items():
        if field not in FIELDS:
            raise UserError(f"There is no field “{field}”; the fields are {', '.join(FIELDS)}.")
        if not column:
            settled.pop(field, None)
            continue
        found = known.get(canonical(column)) or known.get(column) or known.get(plain_name(column))
        if found is None:
            raise UserError(f"There is no column “{column}”; the columns are {', '.join(columns)[:500]}.")
        settled[field] = found
    if "text" not in settled:
        raise UserError(
            f"No column holds the text of an article; map one to it (the columns are {', '.join(columns)[:500]})."
        )
    return MappingProxyType(settled)


def _piece(row: Row, reading: Reading) -> Piece:
    mapping = reading.mapping
    text = _text(row.cells, mapping)
    known = _known(row.cells, mapping, day_first=reading.day_first)
    if not text.strip():
        title = f"; there is only the title “{known.title[:80]}”" if known.title else ""
        return Piece(
            name=row.name, data=row.data, known=known, failure=f"This record has no text in “{mapping['text']}”{title}."
        )
    warnings = (*row.warnings, CUT_BODY) if reading.cut_bodies and is_cut(text) else row.warnings
    return Piece(name=row.name, data=row.data, text=text, known=known, warnings=warnings, encoding=row.encoding)


def _text(cells: Mapping[str, Cell], mapping: Mapping[str, str]) -> str:
    cell = cells.get(mapping["text"], "")
    if not cell and mapping["text"] not in cells:
        # A record with keys of its own: ask it alone.
        names = list(cells)
        own = guess_mapping(names, [[_joined(cells[name]) for name in names]]).get("text")
        cell = cells[own] if own is not None else ""
    return text_of(cell if isinstance(cell, str) else "\n".join(cell))


def _known(cells: Mapping[str, Cell], mapping: Mapping[str, str], *, day_first: bool | None) -> Known:
    def cell(field: str) -> str:
        value = cells.get(mapping[field], "") if field in mapping else ""
        return value.strip() if isinstance(value, str) else ", ".join(value)

    def listed(field: str) -> tuple[str, ...]:
        value = cells.get(mapping[field], ()) if field in mapping else ()
        return value if isinstance(value, tuple) else (value,) if value.strip() else ()

    return Known(
        title=clean(cell("title")),
        subtitle=clean(cell("subtitle")),
        outlet=clean(cell("outlet")),
        authors=people_of(listed("authors")),
        published=moment_of(cell("published"), day_first=day_first),
        updated=moment_of(cell("updated"), day_first=day_first),
        url=link(cell("url")),
        keywords=words_of(listed("keywords")),
        language=language_code(cell("language")),
        source=clean(cell("source")),
        id=clean(cell("id")),
        caption=canonical(text_of(cell("caption"))).strip() or None,
        tags=words_of(listed("tags")),
    )


def clean(value: str) -> str | None:
    """Return a short text in canonical form on one line, without markup, or None where nothing is in it."""
    return " ".join(canonical(unescaped(value)).split())[:2_000] or None if value else None


def link(value: str) -> str | None:
    """Return an address if the value is one, else None; only the web's own kinds pass."""
    value = value.strip()
    return value[:2_000] if value.startswith(("http://", "https://")) and " " not in value else None


def _joined(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ", ".join(cell)
