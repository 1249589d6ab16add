"""Objects of JSON and JSON lines, one at a time, each with its own bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from store.errors import UserError
from store.interchange.document import Bundle, Refused
from store.parse.jsonscan import JsonScan
from store.parse.limits import Ahead, whole
from store.parse.textlines import TextStream, TooLongError

_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """One object of a file: the how manieth it is, from 1, its bytes and what it says."""

    number: int
    data: bytes
    value: Mapping[str, Any]


def objects(bundle: Bundle, name: str = "") -> Iterator[Object | Refused]:
    """Give the objects of a file of JSON lines, of a JSON array, or of JSON objects one after the other.

    What is no object is refused under its number; raises UserError where the file is cut short or no text.
    """
    name = name or bundle.main
    with bundle.open(name) as stream:
        ahead = Ahead(stream)
        head = ahead.head()
        if not head.strip():
            raise UserError("The file is empty.")
        text = TextStream(ahead)
        first = text.head_text.lstrip("\ufeff \t\r\n\x1e")
        if first[:1] == "[" and not name.lower().endswith((".jsonl", ".ndjson")):
            records: Iterator[bytes | TooLongError] = JsonScan(text.chunks()).records()
        elif first[:1] == "{" and (name.lower().endswith((".jsonl", ".ndjson")) or _is_lines(first)):
            records = text.lines()
        else:
            records = _values(b"".join(text.chunks()), text)
        for number, record in enumerate(records, 1):
            if isinstance(record, TooLongError):
                yield Refused(name=str(number), reason=str(record))
            elif record.strip(b" \t\r\n\x00\x1e"):
                yield _object(number, record.strip(b"\r\n"), text)


def _is_lines(text: str) -> bool:
    """Say whether the first line of a text is one whole object."""
    line, feed, rest = text.partition("\n")
    try:
        return isinstance(json.loads(line), dict) and (not rest.strip() or rest.lstrip()[:1] == "{") and bool(feed)
    except (ValueError, RecursionError):
        return False


def _values(data: bytes, text: TextStream) -> Iterator[bytes]:
    """Give the values of a file that stand one after the other; of an array its elements."""
    read = text.text_of(data)
    decoder = json.JSONDecoder()
    at = _next(read, 0)
    while at < len(read):
        try:
            value, end = decoder.raw_decode(read, at)
        except (ValueError, RecursionError) as error:
            raise UserError(f"This is not JSON ({str(error)[:120]}).") from error
        if isinstance(value, list):
            yield from (json.dumps(each, ensure_ascii=False).encode("utf-8", "replace") for each in value)
        else:
            yield read[at:end].encode("utf-8", "replace")
        at = _next(read, end)


def _next(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,\x1e\ufeff":
        at += 1
    return at


def _object(number: int, data: bytes, text: TextStream) -> Object | Refused:
    try:
        value = json.loads(text.text_of(data).lstrip("\x1e\ufeff"), parse_constant=_refuse)
    except RecursionError:
        return Refused(name=str(number), reason="This record is nested too deeply to be read.", data=data)
    except (ValueError, UserError) as error:
        return Refused(name=str(number), reason=f"This record is not JSON ({str(error)[:120]}).", data=data)
    if not isinstance(value, dict):
        return Refused(name=str(number), reason="This record is JSON, but no object with a text.", data=data)
    if b"\\u" in data:
        value = whole_characters(value)
    return Object(number=number, data=data, value=value)


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


def whole_characters(value: Any) -> Any:
    """Give a JSON value in which no string holds half of a surrogate pair, which no file can hold."""
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, list):
        return [whole_characters(each) for each in value]
    if isinstance(value, dict):
        return {whole_characters(key): whole_characters(each) for key, each in value.items()}
    return value


def document_of(bundle: Bundle, name: str = "", *, limit: int | None = None) -> Any:
    """Read a file of one JSON value whole; raises UserError where it is none."""
    with bundle.open(name or bundle.main) as stream:
        data = whole(stream) if limit is None else whole(stream, limit=limit)
    try:
        return whole_characters(json.loads(data.decode("utf-8-sig"), parse_constant=_refuse))
    except (ValueError, RecursionError) as error:
        raise UserError(f"This is not JSON ({str(error)[:120]}).") from error
