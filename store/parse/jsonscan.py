"""JSON of any size, cut into its records while it streams by; each record keeps its own bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.errors import UserError
from store.parse.limits import LONGEST_RECORD
from store.parse.textlines import TooLongError

_STRUCTURE = re.compile(rb'["{}\[\]]')
_INSIDE_STRING = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_BLANK = re.compile(rb"[\s,\x1e]*")
_SCALAR = re.compile(rb"[^\s,\]}]*")
_QUOTE = 0x22
# Under these names an object holds the list of its records.
_LISTS = frozenset(
    {
        *("articles", "article", "data", "items", "results", "result", "records", "rows", "docs", "documents", "news"),
        *("entries", "posts", "list", "hits", "response", "payload", "기사", "뉴스", "목록"),
        *("features", "value", "values", "stories", "feed", "channel", "item", "newslist", "articlelist", "news_list"),
    }
)


class JsonScan:
    """Walks over JSON that comes in chunks, holding no more than one record at a time."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._data = b""
        self._at = 0
        self.in_list = False
        """Whether the records that come are those of a list."""

    def records(self) -> Iterator[bytes | TooLongError]:
        """Give the bytes of each record: elements of a list, of a list inside an object, or objects one after another.

        Raises UserError where the JSON is cut short or out of shape.
        """
        while self._peek():
            first = self._peek()
            if first == b"[":
                yield from self._elements()
            elif first == b"{" and self._enter_list():
                yield from self._elements()
                return
            elif first in (b"]", b"}"):
                # What is left of an object around the list, or of nothing we know.
                self._at += 1
            else:
                yield self._value()

    def _grow(self) -> bool:
        """Take in more; as much as is there already, so that long records are not copied again and again."""
        wanted = max(len(self._data) - self._at, 1)
        fresh: list[bytes] = []
        got = 0
        while got < wanted and (chunk := next(self._chunks, b"")):
            fresh.append(chunk)
            got += len(chunk)
        self._data = self._data[self._at :] + b"".join(fresh)
        self._at = 0
        return bool(fresh)

    def _peek(self) -> bytes:
        """Return the next byte that is neither blank nor comma, or nothing at the end."""
        while True:
            found = _BLANK.match(self._data, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._data):
                return self._data[self._at : self._at + 1]
            if not self._grow():
                return b""

    def _elements(self) -> Iterator[bytes | TooLongError]:
        self._at += 1
        self.in_list = True
        while (first := self._peek()) != b"]":
            if not first:
                raise UserError("The JSON is cut short: its list is never closed.")
            if first in (b"}", b":"):
                raise UserError("The JSON is out of shape here; the rest of it was not read.")
            yield self._value()
        self._at += 1

    def _enter_list(self) -> bool:
        """Stand before the list of records of this object, or say that it is a record itself and stay before it."""
        place = 0
        depth = 0
        while True:
            found = self._key(place + 1)
            if found is None:
                return False
            key, start = found
            first = self._data[self._at + start : self._at + start + 1]
            holds_records = key.casefold() in _LISTS and depth < 4
            if first == b"[" and holds_records and self._holds_objects(start):
                self._at += start
                return True
            if first == b"{" and holds_records:
                place, depth = start, depth + 1
                continue
            end = self._end_of_value(start)
            if end is None:
                return False
            place = end

    def _key(self, place: int) -> tuple[str, int] | None:
        """Return the key that begins at or after a place, and where its value begins; None at the object's end."""
        place = self._skip(place)
        if self._data[self._at + place : self._at + place + 1] != b'"':
            return None
        end = self._end_of_value(place)
        if end is None:
            return None
        key = self._data[self._at + place + 1 : self._at + end - 1].decode("utf-8", "replace")
        colon = self._skip(end)
        if self._data[self._at + colon : self._at + colon + 1] != b":":
            return None
        return key, self._skip(colon + 1)

    def _holds_objects(self, place: int) -> bool:
        inside = self._skip(place + 1)
        return self._data[self._at + inside : self._at + inside + 1] in (b"{", b"]")

    def _skip(self, place: int) -> int:
        """Return the next place, counted from where we stand, that is neither blank nor comma."""
        while True:
            found = _BLANK.match(self._data, self._at + place)
            place = found.end() - self._at if found else place
            if self._at + place < len(self._data) or not self._grow():
                return place

    def _value(self) -> bytes | TooLongError:
        end = self._end_of_value(0)
        if end is None:
            return self._skip_long()
        value = self._data[self._at : self._at + end]
        self._at += end
        return value if end <= LONGEST_RECORD else TooLongError()

    def _end_of_value(self, start: int) -> int | None:
        """Return where the value ends that begins at `start`, both counted from where we stand; None if it is too long."""
        ends = _Ends()
        place = start
        while (end := ends.find(self._data, self._at + place)) is None:
            place = ends.seen - self._at
            if place > LONGEST_RECORD:
                return None
            if not self._grow():
                if ends.is_scalar:
                    return place
                raise UserError("The JSON is cut short in the middle of a record.")
        if end == self._at + start:
            raise UserError("The JSON is out of shape here; the rest of it was not read.")
        return end - self._at

    def _skip_long(self) -> TooLongError:
        """Go past a record that is too long to be held."""
        ends = _Ends()
        while (end := ends.find(self._data, self._at)) is None:
            self._at = ends.seen
            if not self._grow():
                raise UserError("The JSON is cut short in the middle of a record that is too long for one article.")
        self._at = end
        return TooLongError()


class _Ends:
    """Looks for the end of one value, and can go on with more data where it stopped."""

    def __init__(self) -> None:
        self.seen = 0
        self.is_scalar = False
        self._depth = 0
        self._in_string = False
        self._begun = False

    def find(self, data: bytes, place: int) -> int | None:
        """Return where the value ends, or None where it goes on behind the data; then `seen` is the place to go on."""
        if not self._begun or self.is_scalar:
            self._begun = True
            self.is_scalar = data[place : place + 1] not in (b'"', b"{", b"[")
        if self.is_scalar:
            found = _SCALAR.match(data, place)
            self.seen = found.end() if found else place
            return self.seen if self.seen < len(data) else None
        while True:
            if self._in_string:
                inside = _INSIDE_STRING.match(data, place)
                place = inside.end() if inside else place
                if place >= len(data) or data[place] != _QUOTE:
                    self.seen = place
                    return None
                self._in_string = False
                place += 1
            else:
                found = _STRUCTURE.search(data, place)
                if found is None:
                    self.seen = len(data)
                    return None
                place = found.end()
                mark = found.group()
                self._in_string = mark == b'"'
                self._depth += 1 if mark in b"{[" else -1 if mark in b"}]" else 0
            if not self._in_string and self._depth <= 0:
                return place
