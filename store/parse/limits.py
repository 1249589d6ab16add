"""How much of a source is read at once, and streams that stop before they fill the memory."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from io import RawIOBase
from typing import Protocol
from zipfile import BadZipFile

from store.errors import UserError

LONGEST_RECORD = 16 * 1024 * 1024
"""The longest line, row or record, in bytes, that is read as one article."""

LARGEST_ARTICLE = 16 * 1024 * 1024
"""The largest text or HTML page, in bytes, that is read as one article."""

LARGEST_DOCUMENT = 64 * 1024 * 1024
"""The largest file, in bytes, that must be held whole to be read (PDF, DOCX, EPUB, MHTML, a nested archive)."""

LARGEST_UNPACKED = 256 * 1024 * 1024
"""How many bytes the members of one office file may unpack to."""

WORST_RATIO = 200
"""How many times its size a packed file may grow; no text does, a decompression bomb does."""

HARMLESS = 32 * 1024 * 1024
"""How many bytes a packed file may unpack to before its ratio is looked at."""

CHUNK = 1 << 18
"""How many bytes are read at a time."""

HEAD = 65_536
"""How many bytes are looked at to tell an encoding, a delimiter or columns."""


class Readable(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes, all that are left if that is negative, none at the end."""
        ...


class Ahead:
    """A stream whose beginning can be looked at before it is read; nothing needs to be seekable."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._kept = b""

    def head(self, size: int = HEAD) -> bytes:
        """Return up to `size` first bytes without reading past them; wants to be called before `read`."""
        while len(self._kept) < size and (chunk := self._stream.read(size - len(self._kept))):
            self._kept += chunk
        return self._kept[:size]

    def read(self, size: int = -1, /) -> bytes:
        """Read on as any stream does."""
        if not self._kept:
            return self._stream.read(size)
        if size < 0:
            kept, self._kept = self._kept, b""
            return kept + self._stream.read()
        kept, self._kept = self._kept[:size], self._kept[size:]
        return kept

    def chunks(self) -> Iterator[bytes]:
        """Read to the end, a chunk at a time."""
        while chunk := self.read(CHUNK):
            yield chunk


def whole(stream: Readable, *, limit: int = LARGEST_DOCUMENT) -> bytes:
    """Read a stream to its end; raises UserError if that is more than `limit` bytes."""
    chunks: list[bytes] = []
    length = 0
    while length <= limit and (chunk := stream.read(min(limit + 1 - length, 1 << 24))):
        chunks.append(chunk)
        length += len(chunk)
    if length > limit:
        raise UserError(f"This is larger than {limit >> 20} MB, too large for one article; split it.")
    return b"".join(chunks)


class Unpacked(RawIOBase):
    """A packed stream that refuses to go on where it unpacks to far more than any text does."""

    def __init__(self, stream: Readable, *, packed: Counted | int) -> None:
        super().__init__()
        self._stream = stream
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Read on; raises UserError where this turns out to be a decompression bomb or is cut short."""
        try:
            # What can be had at once, so that all that stands before damage is given before the damage is met.
            read = getattr(self._stream, "read1", self._stream.read)
            data = read(CHUNK if size < 0 else size)
        except (EOFError, zlib.error, lzma.LZMAError, BadZipFile, OSError) as error:
            raise UserError(f"The packed data is damaged or cut short ({error}).") from error
        self._given += len(data)
        packed = self._packed if isinstance(self._packed, int) else self._packed.taken
        if self._given > HARMLESS and self._given > WORST_RATIO * max(packed, 1):
            raise UserError(
                "This unpacks to more than 200 times its size, as a decompression bomb does; it was not read."
            )
        return data


class Counted:
    """A stream that counts the bytes taken from it."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int = -1, /) -> bytes:
        """Read on as the stream does."""
        data = self._stream.read(size)
        self.taken += len(data)
        return data
