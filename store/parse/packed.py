"""ZIP archives as containers: opened without trust, their members read with a limit, nothing ever written to disk."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from store.errors import UserError
from store.parse.limits import CHUNK, HARMLESS, LARGEST_DOCUMENT, LARGEST_UNPACKED, WORST_RATIO, Unpacked

MOST_MEMBERS = 300_000
"""How many members an archive may have: their list alone is held in memory."""

_END = b"PK\x05\x06"
_DAMAGED = (BadZipFile, EOFError, zlib.error, struct.error, NotImplementedError, ValueError, IndexError, UnicodeError)


def open_zip(stream: BinaryIO) -> ZipFile:
    """Open an archive; raises UserError where it is damaged or lists too many members. The stream must be seekable."""
    try:
        _refuse_crowds(stream)
        return ZipFile(stream)
    except (*_DAMAGED, RuntimeError, OSError) as error:
        raise UserError(f"This archive is damaged or cut short ({error}).") from error


def _refuse_crowds(stream: BinaryIO) -> None:
    """Look at the size of the list of members before it is read into memory."""
    size = stream.seek(0, 2)
    start = max(0, size - 66_000)
    stream.seek(start)
    tail = stream.read(66_000)
    place = tail.rfind(_END)
    if place >= 0 and len(tail) >= place + 22:
        listed, length = struct.unpack("<HL", tail[place + 10 : place + 16])
        too_long = length != 0xFFFFFFFF and length > MOST_MEMBERS * 300
        if too_long or (listed == 0xFFFF and _many_members(tail, place)):
            raise UserError(f"This archive holds more than {MOST_MEMBERS:,} files; unpack it and import the folder.")
    stream.seek(0)


def _many_members(tail: bytes, end: int) -> bool:
    place = tail.rfind(b"PK\x06\x06", 0, end)
    if place < 0 or len(tail) < place + 40:
        return False
    count: int = struct.unpack("<Q", tail[place + 32 : place + 40])[0]
    return count > MOST_MEMBERS


def is_bomb(member: ZipInfo) -> bool:
    """Say whether a member claims to unpack to far more than any text does."""
    return member.file_size > HARMLESS and member.file_size > WORST_RATIO * max(member.compress_size, 1)


def open_member(archive: ZipFile, member: ZipInfo) -> Unpacked:
    """Open a member for reading; raises UserError where it is protected, packed in an unknown way or a bomb."""
    if member.flag_bits & 0x1:
        raise UserError("This file is protected by a password; unpack it with the password and import it then.")
    if is_bomb(member):
        raise UserError("This unpacks to more than 200 times its size, as a decompression bomb does; it was not read.")
    try:
        return Unpacked(archive.open(member), packed=member.compress_size)
    except (*_DAMAGED, RuntimeError, OSError) as error:
        raise UserError(f"This member of the archive is damaged or packed in an unknown way ({error}).") from error


def read_member(archive: ZipFile, name: str, *, limit: int = LARGEST_DOCUMENT) -> bytes | None:
    """Return the bytes of a member by its name, or None where there is none; raises UserError as `open_member` does."""
    member = next((info for info in archive.infolist() if info.filename == name), None)
    if member is None:
        return None
    stream = open_member(archive, member)
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > limit:
                raise UserError(f"The part {name} of this file is larger than {limit >> 20} MB.")
    except _DAMAGED as error:
        raise UserError(f"The part {name} of this file is damaged ({error}).") from error
    return b"".join(chunks)


def open_part(archive: ZipFile, name: str) -> Unpacked:
    """Open a part that is there by its name; raises UserError as `open_member` does."""
    return open_member(archive, archive.NameToInfo[name])


def office_zip(data: bytes, *, streamed: bool = False) -> ZipFile:
    """Open an office document or e-book; raises UserError where it is damaged or unpacks to too much.

    What is read as a stream may unpack to any size that is no bomb's.
    """
    archive = open_zip(BytesIO(data))
    total = 0 if streamed else sum(member.file_size for member in archive.infolist())
    if any(map(is_bomb, archive.infolist())):
        raise UserError("This unpacks to more than 200 times its size, as a decompression bomb does; it was not read.")
    if total > LARGEST_UNPACKED:
        raise UserError(f"This unpacks to {total >> 20} MB, more than can be read at once; split it.")
    return archive
