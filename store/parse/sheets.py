"""Spreadsheets: XLSX, XLS and ODS, their sheets read as tables; dates and whole numbers written as people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import StringIO
from itertools import islice
from typing import Any

from store.errors import UserError
from store.parse.limits import LARGEST_DOCUMENT, Ahead, whole
from store.parse.mapping import Mapped, is_known_name, plain_name
from store.parse.ods import table_names, table_rows_of
from store.parse.packed import office_zip
from store.parse.record import Piece
from store.parse.rows import Row, canonical_json, pieces_of_rows
from store.parse.tables import unique_names
from store.parse.xlsx import EPOCHS, Cells, number_text, open_workbook
from store.text.canonical import canonical

_HEADER_ROWS = 15
_COMPOUND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One sheet that holds anything: its name, "" where it is the only one, its columns and its rows."""

    name: str
    header: Sequence[str]
    rows: Iterator[Row]


def sheet_rows(stream: Ahead, *, kind: str) -> Iterator[Row | Piece]:
    """Give the rows of every sheet, named by their number after the header, with the sheet's name if there are several.

    Raises UserError where the file is damaged, protected or unpacks to too much.
    """
    for table in _tables(stream, kind):
        yield from table.rows


def sheet_pieces(stream: Ahead, *, kind: str, mapping: Mapping[str, str] | Mapped | None = None) -> Iterator[Piece]:
    """Give the pieces of every sheet, each read by the names of its own columns; a sheet without a text is a failure.

    Raises UserError as `sheet_rows` does, and where the only sheet has no text.
    """
    tables = _tables(stream, kind)
    columns = [column for table in tables for column in table.header]
    for table in tables:
        fitting = _fitting(mapping, table.header, columns)
        try:
            yield from pieces_of_rows(table.rows, fitting)
        except UserError as error:
            if len(tables) == 1:
                raise
            yield Piece(name=table.name, data=b"", failure=str(error))


def _fitting(
    mapping: Mapping[str, str] | Mapped | None, own: Sequence[str], columns: Sequence[str]
) -> Mapping[str, str]:
    """Return what is said of the columns of one sheet, of `own`, and of a column that none of the sheets has."""
    said = {**mapping.of(columns), **mapping.of(own)} if isinstance(mapping, Mapped) else mapping or {}
    elsewhere = set(map(plain_name, columns)) - set(map(plain_name, own))
    return {field: column for field, column in said.items() if plain_name(column) not in elsewhere}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One sheet of a file: its name, and what gives its rows from the first on, as often as it is called."""

    name: str
    rows: Callable[[], Iterator[Cells]]


def _tables(stream: Ahead, kind: str) -> list[_Table]:
    sheets = _sheets(whole(stream, limit=LARGEST_DOCUMENT), kind)
    filled = [sheet for sheet in sheets if next(sheet.rows(), None)]
    return [_table(sheet, name=canonical(sheet.name) if len(filled) > 1 else "") for sheet in filled]


def _sheets(data: bytes, kind: str) -> list[_Sheet]:
    if data.startswith(_COMPOUND):
        return _old_sheets(data)
    archive = office_zip(data, streamed=True)
    if kind == "ods":
        return [
            _Sheet(name=name, rows=partial(table_rows_of, archive, number))
            for number, name in enumerate(table_names(archive))
        ]
    if "xl/workbook.bin" in archive.NameToInfo:
        raise UserError("Binary spreadsheets (XLSB) cannot be read; save it as XLSX.")
    book = open_workbook(archive)
    return [_Sheet(name=name, rows=partial(book.rows, part)) for name, part in book.sheets]


def _old_sheets(data: bytes) -> list[_Sheet]:
    """Read an old spreadsheet whole: a sheet of it holds 65,536 rows at most."""
    import xlrd  # type: ignore[import-untyped]

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=StringIO(), ragged_rows=True)
        sheets = book.sheets()
    except MemoryError:
        raise
    except Exception as error:
        # Of damage the library lets through whatever it comes upon.
        if _ENCRYPTED in data or "encrypted" in str(error):
            raise UserError("This spreadsheet is protected by a password; save it without one.") from error
        raise UserError(f"This spreadsheet is damaged or of another kind ({str(error)[:200]}).") from error
    return [_Sheet(name=sheet.name, rows=partial(_old_rows, sheet, book.datemode)) for sheet in sheets]


def _old_rows(sheet: Any, epoch: int) -> Iterator[Cells]:
    for row in sheet.get_rows():
        cells = {column: text for column, cell in enumerate(row) if (text := _text(cell, epoch)).strip()}
        if cells:
            yield cells


def _table(sheet: _Sheet, *, name: str) -> _Table:
    first = list(islice(sheet.rows(), _HEADER_ROWS))
    place = _header_place(first)
    columns = sorted(first[place])
    names = unique_names([" ".join(canonical(first[place][column]).split()) for column in columns])
    header = dict(zip(columns, names, strict=True))
    prefix = f"{name}!" if name else ""
    body = islice(sheet.rows(), place + 1, None)
    rows = (_row(f"{prefix}{number}", header, cells) for number, cells in enumerate(body, start=1))
    return _Table(name=name, header=names, rows=rows)


def _row(name: str, header: Mapping[int, str], cells: Cells) -> Row:
    """Make a row of cells; what stands in a column without a name is called by its number."""
    places = header if header.keys() >= cells.keys() else sorted(header.keys() | cells.keys())
    named = {header.get(place) or f"column {place + 1}": cells.get(place, "") for place in places}
    return Row(name=name, data=canonical_json(named), cells=named)


def _header_place(rows: Sequence[Cells]) -> int:
    """Return which of the first rows names the columns: the one with most known names, else the first with two cells."""
    known = [sum(map(is_known_name, row.values())) for row in rows]
    if known and max(known) >= 2:
        return known.index(max(known))
    return next((place for place, row in enumerate(rows) if len(row) > 1), 0)


def _text(cell: Any, epoch: int) -> str:
    """Return a cell of an old spreadsheet as text; `epoch` is 1 where its days are counted from 1904."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return str(bool(cell.value)).lower()
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return number_text(str(cell.value), epoch=EPOCHS[epoch] if cell.ctype == xlrd.XL_CELL_DATE else None)
    return ""
