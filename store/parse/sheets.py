"""Spreadsheets: XLSX, XLS and ODS, their sheets read as tables; dates and whole numbers written as people write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from store.errors import UserError
from store.parse.limits import LARGEST_DOCUMENT, Ahead, whole
from store.parse.mapping import is_known_name
from store.parse.packed import check_spreadsheet
from store.parse.record import Piece
from store.parse.rows import Row, canonical_json
from store.parse.tables import unique_names
from store.text.canonical import canonical

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_HEADER_ROWS = 15


def sheet_rows(stream: Ahead, *, kind: str) -> Iterator[Row | Piece]:
    """Give the rows of every sheet, named by their number after the header, with the sheet's name if there are several.

    Raises UserError where the file is damaged, protected or unpacks to too much.
    """
    from python_calamine import CalamineError, load_workbook

    data = whole(stream, limit=LARGEST_DOCUMENT)
    if kind != "xls":
        check_spreadsheet(data)
    try:
        book = load_workbook(BytesIO(data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        if "password" in str(error).casefold() or "encrypt" in str(error).casefold():
            raise UserError("This spreadsheet is protected by a password; save it without one.") from error
        raise UserError(f"This spreadsheet is damaged or of another kind ({error}).") from error
    del data
    filled = [sheet for sheet in sheets if sheet.total_height and sheet.total_width]
    for sheet in filled:
        yield from _rows(sheet, prefix=f"{canonical(sheet.name)}!" if len(filled) > 1 else "")


def _rows(sheet: CalamineSheet, *, prefix: str) -> Iterator[Row]:
    rows = ([_text(cell) for cell in row] for row in sheet.iter_rows())
    first = list(islice(rows, _HEADER_ROWS))
    place = _header_place(first)
    if place is None:
        return
    header = unique_names([" ".join(canonical(name).split()) for name in first[place]])
    filled = (row for row in chain(first[place + 1 :], rows) if any(row))
    for number, row in enumerate(filled, start=1):
        yield _row(f"{prefix}{number}", header, row)


def _row(name: str, header: Sequence[str], row: Sequence[str]) -> Row:
    cells = dict(zip(header, row, strict=False))
    return Row(name=name, data=canonical_json(cells), cells=cells)


def _header_place(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which of the first rows names the columns: the one with most known names, else the first with two cells."""
    known = [sum(map(is_known_name, row)) for row in rows]
    if known and max(known) >= 2:
        return known.index(max(known))
    return next((place for place, row in enumerate(rows) if sum(map(bool, row)) > 1), 0 if rows else None)


def _text(cell: Any) -> str:
    """Return a cell as text: `20250315` for the number 20250315.0, `2025-03-15` for a date."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time | timedelta | float | int):
        return str(cell)
    return ""
