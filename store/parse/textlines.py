"""Text of any size, line by line: its encoding told from its beginning, its lines as bytes and as text."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from store.errors import UserError
from store.parse.decode import decode
from store.parse.limits import LONGEST_RECORD, Ahead
from store.parse.mojibake import repair

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# In these a line cannot be cut out by its bytes: they are rewritten as UTF-8 on the way.
_REWRITTEN = ("utf-16", "utf-32", "johab", "iso2022_kr")


class TooLongError(UserError):
    """A line, row or record that is longer than any article."""

    def __init__(self) -> None:
        super().__init__(f"This record is longer than {LONGEST_RECORD >> 20} MB, too long for one article.")


class TextStream:
    """A stream of text: `encoding` as it was found, `chunks` of bytes in an encoding that cuts at ASCII marks."""

    def __init__(self, stream: Ahead) -> None:
        self._stream = stream
        head = stream.head()
        # Raises UserError where there is nothing, or no text.
        found = decode(_sound(head), restore=False)
        self.encoding = found.encoding
        self._rewritten = found.encoding.startswith(_REWRITTEN)
        self._own = "utf-8" if self._rewritten else found.encoding
        self._mark = next((mark for mark in _BOMS if head.startswith(mark)), b"")
        self.head_text, self.twice = repair(found.text)
        """The text of the beginning, restored; and what it had been decoded twice from, if it had."""
        first = head[len(self._mark) :]
        self._old_mac = not self._rewritten and b"\n" not in first and b"\r" in first

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes without byte order mark; UTF-16 and its like are rewritten as UTF-8."""
        raw = self._stream.chunks()
        self._stream.head(len(self._mark))
        if self._mark:
            self._stream.read(len(self._mark))
        if not self._rewritten:
            return raw
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        return (decoder.decode(chunk).encode("utf-8", "replace") for chunk in raw)

    def lines(self) -> Iterator[bytes | TooLongError]:
        """Give the lines with their ends, cut at LF alone (CR where there is no LF); too long ones as TooLongError."""
        chunks = self.chunks()
        return _lines(chunk.replace(b"\r", b"\n") for chunk in chunks) if self._old_mac else _lines(chunks)

    def text_of(self, line: bytes) -> str:
        """Return the text of a line; one that is not in the encoding of the others is told by itself."""
        try:
            return line.decode(self._own)
        except UnicodeDecodeError:
            return decode(line).text


def _sound(head: bytes) -> bytes:
    """Return the head without a character cut in two at its end."""
    if 0 in head[:4096]:
        return head[: len(head) - len(head) % 4]
    end = head.rfind(b"\n")
    if end > 0:
        return head[: end + 1]
    while head and head[-1] >= 0x80 and len(head) > 16:
        head = head[:-1]
    return head


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes | TooLongError]:
    rest: list[bytes] = []
    length = 0
    skipping = False
    for chunk in chunks:
        *full, last = chunk.split(b"\n")
        for line in full:
            if skipping:
                skipping = False
                yield TooLongError()
            elif rest:
                yield b"".join((*rest, line, b"\n"))
            else:
                yield line + b"\n"
            rest, length = [], 0
        if last and not skipping:
            rest.append(last)
            length += len(last)
            if length > LONGEST_RECORD:
                rest, skipping = [], True
    if skipping:
        yield TooLongError()
    elif rest:
        yield b"".join(rest)
