"""JSON lines and JSON: one object an article, in whatever keys, however large the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from store.errors import UserError
from store.parse.decode import decode
from store.parse.jsonscan import JsonScan
from store.parse.limits import Ahead
from store.parse.record import Piece
from store.parse.rows import Cell, Row
from store.parse.textlines import TextStream, TooLongError

_DEEPEST = 4
# Keys under which an object holds what it is called.
_NAMING = ("name", "literal", "title", "text", "value", "label", "#text", "content")


def jsonl_rows(stream: Ahead) -> Iterator[Row | Piece]:
    """Give the rows of a JSONL file, named by the number of their line; a bad line is a failure, the rest goes on."""
    text = TextStream(stream)
    for number, line in enumerate(text.lines(), start=1):
        if isinstance(line, TooLongError):
            yield Piece(name=str(number), data=b"", failure=str(line))
        elif line.strip(b" \t\r\n\x00\x1e"):
            yield _row(str(number), line.rstrip(b"\r\n"), text)


def json_rows(stream: Ahead) -> Iterator[Row | Piece]:
    """Give the rows of a JSON file, numbered from 1: a list of objects, an object that holds one, or one object.

    Raises UserError, after the sound ones, where the file is cut short.
    """
    text = TextStream(stream)
    for number, record in enumerate(JsonScan(text.chunks()).records(), start=1):
        if isinstance(record, TooLongError):
            yield Piece(name=str(number), data=b"", failure=str(record))
        else:
            yield _row(str(number), record, text)


def _row(name: str, data: bytes, text: TextStream) -> Row | Piece:
    try:
        value = json.loads(text.text_of(data).lstrip("\x1e\ufeff"))
    except RecursionError:
        return Piece(name=name, data=data, failure="This record is nested too deeply to be read.")
    except (ValueError, UserError) as error:
        return Piece(name=name, data=data, failure=f"This record is not JSON ({_short(error)}).")
    if isinstance(value, str) and value.strip():
        return Row(name=name, data=data, cells={"text": value}, encoding=text.encoding)
    if not isinstance(value, dict):
        return Piece(name=name, data=data, failure="This record is JSON, but no object with a text.")
    return Row(name=name, data=data, cells=cells_of(value), encoding=text.encoding)


def _short(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:120]


def cells_of(value: Mapping[str, object]) -> dict[str, Cell]:
    """Return the cells of a JSON object: keys of objects inside are joined by dots, lists become tuples of texts."""
    cells: dict[str, Cell] = {}
    _fill(cells, "", value, 0)
    return cells


def _fill(cells: dict[str, Cell], prefix: str, value: Mapping[str, object], depth: int) -> None:
    for key, item in value.items():
        name = f"{prefix}{key}"
        if isinstance(item, dict):
            named = _name_of(item)
            if named:
                cells[name] = named
            if depth < _DEEPEST:
                _fill(cells, f"{name}.", item, depth + 1)
        elif isinstance(item, list):
            cells[name] = tuple(text for each in item if (text := _cell(each)))
        else:
            cells[name] = _cell(item)


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return _name_of(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    if value is None or isinstance(value, list):
        return ""
    return str(value)


def _name_of(value: Mapping[str, object]) -> str:
    return next((found for key in _NAMING if isinstance(found := value.get(key), str) and found), "")


def first_object(head: bytes) -> dict[str, object] | None:
    """Return the first object at the head of a file, or None where it is cut off or no JSON."""
    try:
        text = decode(head).text.lstrip("\ufeff \t\r\n[\x1e")
        value, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, UserError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
