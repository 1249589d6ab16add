"""JSON lines and JSON: one object an article, in whatever keys, however large the file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from store.errors import UserError
from store.parse.decode import decode
from store.parse.jsoncells import cells_of
from store.parse.jsonscan import JsonScan
from store.parse.jsontables import is_about_files, is_head, rows_inside
from store.parse.limits import Ahead
from store.parse.record import Piece
from store.parse.rows import Row, canonical_json
from store.parse.textlines import TextStream, TooLongError


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

    An object of objects is one article each, and a table that was written column by column, or as lists under a head,
    is read as the table it is. Raises UserError, after the sound ones, where the file is cut short.
    """
    text = TextStream(stream)
    number = 0
    head: list[object] | None = None
    scan = JsonScan(text.chunks())
    for record in scan.records():
        if isinstance(record, TooLongError):
            number += 1
            yield Piece(name=str(number), data=b"", failure=str(record))
            continue
        # Looked into are the lists of a list, and the one object that is not in one.
        value = (
            _value(record, text) if scan.in_list == record.startswith(b"[") and (scan.in_list or not number) else None
        )
        if head is None and number == 0 and is_head(value):
            head = value
            continue
        if is_about_files(value):
            number += 1
            yield Piece(name=str(number), data=b"", failure="This notes something of other files and holds no text.")
            continue
        table = rows_inside(value, head) if isinstance(value, list | dict) else None
        if table is None:
            number += 1
            yield _row(str(number), record, text)
            continue
        for cells in table:
            number += 1
            yield Row(name=str(number), data=canonical_json(cells), cells=cells, encoding=text.encoding)


def _value(data: bytes, text: TextStream) -> object:
    try:
        return json.loads(text.text_of(data))
    except (ValueError, UserError, RecursionError):
        # What is wrong with it is said where it is read as a row.
        return None


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


def first_object(head: bytes) -> dict[str, object] | None:
    """Return the first object at the head of a file, or None where it is cut off or no JSON."""
    try:
        text = decode(head).text.lstrip("\ufeff \t\r\n[\x1e")
        value, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, UserError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
