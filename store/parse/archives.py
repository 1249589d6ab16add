"""ZIP archives and gzipped files: each member read as the file it is, names made right and harmless."""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZipFile, ZipInfo

from store.errors import UserError
from store.parse.limits import LARGEST_DOCUMENT, Ahead, Counted, Readable, Unpacked, whole
from store.parse.packed import open_member, open_zip
from store.parse.record import Piece
from store.parse.source_kind import kind_of
from store.text.canonical import canonical

_DEEPEST = 1
_UNICODE_NAME = 0x800
_NOISE = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")

Open = Callable[..., Iterator[Piece]]
"""What reads a member: called with a stream, `name=` and `kind=`."""


def zip_pieces(stream: BinaryIO, *, read: Open, depth: int = 0) -> Iterator[Piece]:
    """Give the pieces of every member, named by the member's path, with `#` and the piece's own name behind it.

    Archives inside are read one level deep. A member that cannot be read is a failure and the others go on. Raises
    UserError where the archive itself is damaged.
    """
    archive = open_zip(stream)
    taken: set[str] = set()
    found = False
    for member in archive.infolist():
        name = _free_name(member_name(member), taken)
        if member.filename.endswith("/") or not name or is_noise(name):
            continue
        found = True
        try:
            yield from (_inside(piece, name) for piece in _member(archive, member, name, read=read, depth=depth))
        except UserError as error:
            yield Piece(name=name, data=b"", failure=str(error))
    if not found:
        raise UserError("This archive is empty.")


def _member(archive: ZipFile, member: ZipInfo, name: str, *, read: Open, depth: int) -> Iterator[Piece]:
    with open_member(archive, member) as packed:
        ahead = Ahead(packed)
        kind = kind_of(name, ahead.head(4096))
        if kind != "zip":
            yield from read(ahead, name=name, kind=kind)
        elif depth >= _DEEPEST:
            raise UserError("This is an archive inside an archive inside an archive; unpack it first.")
        else:
            yield from zip_pieces(BytesIO(whole(ahead, limit=LARGEST_DOCUMENT)), read=read, depth=depth + 1)


def _inside(piece: Piece, name: str) -> Piece:
    return replace(piece, name=f"{name}#{piece.name}" if piece.name else name)


def member_name(member: ZipInfo) -> str:
    """Return the path of a member: its Korean letters right, NFC, and nothing in it that could lead out of a folder."""
    name = member.filename
    if not member.flag_bits & _UNICODE_NAME:
        name = _decoded(name)
    parts = [part for part in name.replace("\\", "/").split("/") if part.strip() not in ("", ".", "..")]
    # A drive letter, C:, is no folder.
    parts = [part for place, part in enumerate(parts) if place or not (len(part) == 2 and part[1] == ":")]
    return unicodedata.normalize("NFC", canonical("/".join(parts)).replace("\n", " ").replace("\t", " "))


def _decoded(name: str) -> str:
    """Return a name whose archive does not say that it is Unicode: Windows in Korea writes CP949, others UTF-8."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def is_noise(name: str) -> bool:
    """Say whether a member is what an operating system left there."""
    low = name.casefold()
    return low.startswith(_NOISE[0]) or low.rpartition("/")[2].startswith((".", *_NOISE[1:])) or "/." in low


def _free_name(name: str, taken: set[str]) -> str:
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free)
    return free


def gz_pieces(stream: Readable, *, name: str, read: Open) -> Iterator[Piece]:
    """Give the pieces of the one file inside a gzipped file, with the names they have in it."""
    counted = Counted(stream)
    opened: Any = counted
    with gzip.GzipFile(fileobj=opened, mode="rb") as unpacked:
        ahead = Ahead(Unpacked(unpacked, packed=counted))
        inner = name[: -len(".gz")] if name.casefold().endswith(".gz") else name
        kind = kind_of(inner, ahead.head(4096))
        if kind in ("zip", "gz"):
            raise UserError("This compressed file holds another archive; unpack it first.")
        yield from read(ahead, name=inner, kind=kind)
