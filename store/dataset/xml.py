"""What XML can hold of a text, and archives whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from store.dataset.items import Losses

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACED = "□"

# What is written otherwise than it is, in content and in attributes; most texts have none of it.
_IN_CONTENT = re.compile("[&<>\r]")
_IN_ATTRIBUTE = re.compile('[&<>"\n\t\r]')
_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def clean(text: str, losses: Losses | None = None) -> str:
    """Put a box for each character that XML forbids, so that offsets stay; they are counted where `losses` is given."""
    if FORBIDDEN.search(text) is None:
        return text
    found, number = FORBIDDEN.subn(REPLACED, text)
    if losses is not None:
        losses.add("characters", number)
    return found


def content(text: str) -> str:
    """Write a text as the content of an element."""
    text = clean(text)
    return text if _IN_CONTENT.search(text) is None else escape(text, {"\r": "&#13;"})


def quoted(text: str) -> str:
    """Write a text as the value of an attribute, without the quotation marks around it."""
    return _quoted(clean(text))


def attributes(**values: object) -> str:
    """Write attributes, those that are None left out; a `_` at the end of a name is dropped, two are a colon."""
    return "".join(
        f' {name.removesuffix("_").replace("__", ":")}="{_quoted(clean(str(value)))}"'
        for name, value in values.items()
        if value is not None
    )


def _quoted(text: str) -> str:
    return text if _IN_ATTRIBUTE.search(text) is None else escape(text, _ATTRIBUTE)


class Archive:
    """A zip whose entries are all of one time; what is written of it can be taken out on the way."""

    def __init__(self) -> None:
        self._out = _Out()
        self._zip = ZipFile(self._out, "w", ZIP_DEFLATED)

    def add(self, name: str, data: str) -> bytes:
        """Add a file and give the bytes written since last time."""
        self._zip.writestr(_entry(name), data.encode())
        return self._out.taken()

    def add_pieces(self, name: str, pieces: Sequence[bytes]) -> Iterator[bytes]:
        """Add a file that comes in pieces and give the bytes written, those of one piece after those of another."""
        entry = _entry(name)
        entry.file_size = sum(map(len, pieces))
        with self._zip.open(entry, "w") as stream:
            for piece in pieces:
                stream.write(piece)
                yield self._out.taken()
        yield self._out.taken()

    def end(self) -> bytes:
        """End the archive and give the last of its bytes."""
        self._zip.close()
        return self._out.taken()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


class _Out(io.RawIOBase):
    """Takes bytes in, one after the other, and gives them away."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        return self._at

    def write(self, data: object) -> int:
        some = bytes(data)  # type: ignore[call-overload]
        self._waiting.append(some)
        self._at += len(some)
        return len(some)

    def taken(self) -> bytes:
        found = b"".join(self._waiting)
        self._waiting.clear()
        return found
