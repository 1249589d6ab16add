"""A SQLite file read page by page, past SQLite: what is left of the rows where the trees above them are broken.

The file format is the one of sqlite.org/fileformat2.html. Text is UTF-8, and pages have no reserved bytes, as in every
project.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from pathlib import Path

MAGIC = b"SQLite format 3\0"
"""How a file begins that SQLite made."""

Row = tuple[int, tuple[object, ...]]
"""The number of a row, and its values; the column that is the number itself is None."""

_SIZES = (65536, 32768, 16384, 8192, 4096, 2048, 1024, 512)
_LOOK_BYTES = 32 << 20
_INNER, _LEAF = 5, 13


class RawPages:
    """The pages of a file, those of its log over them; nothing is checked but what is read."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        length = path.stat().st_size
        self._data = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if length else b""
        self.size = self._told_size() or self._likely_size()
        """The bytes of a page; 0 where nothing in the file looks like one."""
        self._log = _newest_in_log(Path(f"{path}-wal"), self.size)
        self.count = max(length // self.size, *self._log, 0) if self.size else 0

    def close(self) -> None:
        """Let the file go."""
        if isinstance(self._data, mmap.mmap):
            self._data.close()
        self._file.close()

    def page(self, number: int) -> bytes:
        """Give a page by its number, from 1 on; what lies beyond the end is empty."""
        if number in self._log:
            return self._log[number]
        return bytes(self._data[(number - 1) * self.size : number * self.size])

    def leaves_under(self, root: int) -> tuple[list[int], set[int], bool]:
        """Give the leaves of the tree of a table, all its pages, and whether it is whole (every page one of a table)."""
        leaves: list[int] = []
        seen: set[int] = set()
        whole, stack = True, [root]
        while stack:
            number = stack.pop()
            page = self.page(number) if 0 < number <= self.count and number not in seen else b""
            kind = page[100 if number == 1 else 0] if len(page) == self.size else 0
            if kind == _LEAF and self._is_leaf(page, 100 if number == 1 else 0):
                seen.add(number)
                leaves.append(number)
            elif kind == _INNER:
                seen.add(number)
                stack += self._children(page, 100 if number == 1 else 0)[::-1]
            else:
                whole = False
        return leaves, seen, whole

    def leaves(self) -> Iterator[int]:
        """Give every page that looks like a leaf of a table's tree, whatever it belongs to."""
        return (
            number
            for number in range(1, self.count + 1)
            if self._is_leaf(self.page(number), 100 * int(number == 1), least=1)
        )

    def free(self) -> set[int]:
        """Give the pages that hold nothing any more; none are known where the first page is lost."""
        first = self.page(1)
        found: set[int] = set()
        trunk = _int(first, 32) if first.startswith(MAGIC) else 0
        while 0 < trunk <= self.count and trunk not in found:
            page = self.page(trunk)
            found.add(trunk)
            held = min(_int(page, 4), self.size // 4 - 2)
            found.update(_int(page, 8 + 4 * place) for place in range(held))
            trunk = _int(page, 0)
        return found

    def rows(self, number: int) -> Iterator[Row]:
        """Give the rows of a leaf that can be read."""
        page, head = self.page(number), 100 * int(number == 1)
        for place in range(_short(page, head + 3)):
            try:
                yield self._row(page, _short(page, head + 8 + 2 * place))
            except (IndexError, ValueError, struct.error):
                continue  # this row is damaged, its neighbours may not be

    def tables(self) -> dict[str, tuple[int, str]]:
        """Give the first page of every table and how it was made, as some page still says, whether SQLite finds that or not."""
        found: dict[str, tuple[int, str]] = {}
        for number in self.leaves():
            if b"CREATE TABLE" in self.page(number):
                for _, values in self.rows(number):
                    if len(values) == 5 and values[0] == "table" and isinstance(values[3], int) and values[3] > 0:
                        found[str(values[1])] = values[3], str(values[4])
        return found

    def _told_size(self) -> int:
        head = bytes(self._data[:18])
        told = _short(head, 16) if head.startswith(MAGIC) and len(head) == 18 else 0
        told = 65536 if told == 1 else told
        return told if told in _SIZES else 0

    def _likely_size(self) -> int:
        """Give the largest size at which as many leaves are seen as at any other."""
        counts = {}
        for size in _SIZES:
            self.size = size
            starts = range(size, min(len(self._data), _LOOK_BYTES), size)
            counts[size] = sum(self._is_leaf(bytes(self._data[start : start + size]), 0, least=1) for start in starts)
        most = max(counts.values())
        return next((size for size in _SIZES if most and counts[size] * 10 >= most * 9), 0)

    def _is_leaf(self, page: bytes, head: int, *, least: int = 0) -> bool:
        if len(page) != self.size or page[head] != _LEAF:
            return False
        cells, content = _short(page, head + 3), _short(page, head + 5) or 65536
        first = head + 8 + 2 * cells
        if cells < least or not first <= content <= self.size:
            return False
        return all(first <= _short(page, head + 8 + 2 * place) < self.size for place in range(cells))

    def _children(self, page: bytes, head: int) -> list[int]:
        places = [_short(page, head + 12 + 2 * place) for place in range(min(_short(page, head + 3), self.size // 6))]
        return [_int(page, place) for place in places if place + 4 <= self.size] + [_int(page, head + 8)]

    def _row(self, page: bytes, at: int) -> Row:
        length, at = _varint(page, at)
        number, at = _varint(page, at)
        most = self.size - 35
        if length <= most:
            payload = page[at : at + length]
        else:
            least = (self.size - 12) * 32 // 255 - 23
            here = least + (length - least) % (self.size - 4)
            here = here if here <= most else least
            payload = page[at : at + here] + self._overflow(_int(page, at + here), length - here)
        if len(payload) != length:
            raise ValueError("the row is cut")
        return number, tuple(_values(payload))

    def _overflow(self, number: int, length: int) -> bytes:
        pieces: list[bytes] = []
        while length > 0 and 0 < number <= self.count:
            page = self.page(number)
            pieces.append(page[4 : 4 + min(length, self.size - 4)])
            length -= self.size - 4
            number = _int(page, 0)
        return b"".join(pieces)


def _values(payload: bytes) -> Iterator[object]:
    end, at = _varint(payload, 0)
    data = end
    while at < end:
        kind, at = _varint(payload, at)
        length = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
        piece = payload[data : data + length]
        if len(piece) != length or kind in (10, 11):
            raise ValueError("the row is damaged")
        data += length
        if kind == 0:
            yield None
        elif kind == 7:
            yield struct.unpack(">d", piece)[0]
        elif kind < 7:
            yield int.from_bytes(piece, "big", signed=True)
        elif kind < 10:
            yield kind - 8
        else:
            yield piece.decode() if kind % 2 else piece
    if data != len(payload):
        raise ValueError("the row is damaged")


def _newest_in_log(path: Path, size: int) -> dict[int, bytes]:
    """Give the newest committed content of the pages that a log holds; what is not of its last round does not count."""
    pages: dict[int, bytes] = {}
    log = path.read_bytes() if size and path.is_file() else b""
    if len(log) < 32 or _int(log, 8) != size:
        return pages
    open_: dict[int, bytes] = {}
    for at in range(32, len(log) - 24 - size + 1, 24 + size):
        if log[at + 8 : at + 16] != log[16:24]:
            break
        open_[_int(log, at)] = log[at + 24 : at + 24 + size]
        if _int(log, at + 4):
            pages.update(open_)
            open_ = {}
    return pages


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            value = value << 8 | byte
        else:
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, at + step + 1
    return value - (1 << 64) if value >= 1 << 63 else value, at + 9


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")


def _int(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
