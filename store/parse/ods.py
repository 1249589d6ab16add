"""OpenDocument spreadsheets, read as a stream: one row in memory, repeated cells counted and not spread out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import repeat
from zipfile import ZipFile

from store.errors import UserError
from store.parse.limits import Ahead
from store.parse.markup import Element, elements_named, forget, refuse_entities
from store.parse.packed import open_part
from store.parse.xlsx import Cells, date_text

MOST_ROWS = 1_000
"""How often a row that says it is repeated is given: nobody repeats an article more often."""

MOST_COLUMNS = 64
"""How often a cell that says it is repeated is given."""

_CONTENT = "content.xml"


def table_names(archive: ZipFile) -> list[str]:
    """Return the names of the sheets in order; raises UserError where the file is damaged or no spreadsheet."""
    return [name for name, _ in _walk(archive, read=-1)]


def table_rows_of(archive: ZipFile, number: int) -> Iterator[Cells]:
    """Give the rows that hold anything of the `number`th sheet from 0; raises UserError where it is damaged."""
    for _, row in _walk(archive, read=number):
        if row is None:
            continue
        cells = _cells(row)
        if cells:
            yield from repeat(cells, min(_number(_attribute(row, "number-rows-repeated")), MOST_ROWS))


def _walk(archive: ZipFile, *, read: int) -> Iterator[tuple[str, Element | None]]:
    """Give every sheet with None as it begins, and the rows of the sheet `read`; nothing behind that sheet is parsed."""
    if _CONTENT not in archive.NameToInfo:
        raise UserError("This spreadsheet is damaged or of another kind: its content is not there.")
    stream = Ahead(open_part(archive, _CONTENT))
    refuse_entities(stream.head())
    number = -1
    for node in elements_named(stream, "{*}table", "{*}table-row", starts="{*}table"):
        if node.tag.endswith("}table"):
            number += 1
            if 0 <= read < number:
                return
            yield _attribute(node, "name"), None
            continue
        if number == read:
            yield "", node
        forget(node)


def _cells(row: Element) -> dict[int, str]:
    cells: dict[int, str] = {}
    column = 0
    for cell in row:
        if not isinstance(cell.tag, str) or not cell.tag.endswith("table-cell"):
            continue
        times = _number(_attribute(cell, "number-columns-repeated"))
        text = _text(cell)
        if text.strip():
            cells.update((column + more, text) for more in range(min(times, MOST_COLUMNS)))
        column += times
    return cells


def _text(cell: Element) -> str:
    kind = _attribute(cell, "value-type")
    if kind == "date":
        value = _attribute(cell, "date-value")
        try:
            return date_text(datetime.fromisoformat(value).replace(microsecond=0))
        except ValueError:
            return value
    if kind in ("float", "currency", "percentage"):
        return _attribute(cell, "value")
    if kind == "boolean":
        return _attribute(cell, "boolean-value")
    paragraphs = (child for child in cell if isinstance(child.tag, str) and child.tag.endswith("}p"))
    return "\n".join(map(_paragraph, paragraphs))


def _paragraph(node: Element) -> str:
    pieces = [node.text or ""]
    for child in node:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "s":
            pieces.append(" " * min(_number(_attribute(child, "c")), 1_000))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name != "annotation":
            pieces.append("".join(child.itertext()))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _number(value: str) -> int:
    return max(int(value), 1) if value.isdecimal() and len(value) < 10 else 1


def _attribute(node: Element, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
