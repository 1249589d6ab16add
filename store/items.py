"""Items: what files offer for import, one article's worth each, with the name and origin it would be kept under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from store.errors import UserError
from store.parse.reading import ROW_KINDS, pieces
from store.parse.record import Piece
from store.parse.source_kind import KINDS, kind_of
from store.sources import SourceFile, sha256

HEAD = 4096
"""How many bytes of a file tell its kind."""

_PACKED = ("zip", "epub", "gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article's worth of a file, not yet parsed.

    `origin` stays private; `row` says that it is a row of a table; `file` counts the files of the import from 1.
    """

    name: str
    origin: str
    digest: str
    piece: Piece
    row: bool
    file: int = 1


def kind_of_file(path: Path) -> str:
    """Say what kind of source a file is, by its name and its first bytes; raises UserError if it cannot be read."""
    if not path.is_file():
        raise UserError("This is no file with content (a device, a pipe or a broken link).")
    try:
        with path.open("rb") as stream:
            return kind_of(path.name, stream.read(HEAD))
    except OSError as error:
        raise UserError(f"This file cannot be read ({error.strerror or error}).") from error


def refuse_kind(kind: str | None) -> None:
    """Raise UserError for a kind of source that there is none of."""
    if kind is not None and kind not in KINDS:
        raise UserError(f"“{kind}” is no kind of source; choose one of {', '.join(KINDS)}.")


def items_of(
    file: SourceFile, *, kind: str, mapping: Mapping[str, str] | None = None, number: int = 1
) -> Iterator[Item]:
    """Give what one file, the `number`th, offers, one item in memory at a time where its kind allows that.

    Never raises for bad content: what cannot be read is an item whose piece says why.
    """
    origin = str(file.path.resolve())
    seen: Counter[str] = Counter()
    for piece in _pieces(file, kind, mapping):
        name = _name(file, piece, kind)
        seen[name] += 1
        # Several rows may give the same source; they are still several articles.
        inside = name if seen[name] == 1 else f"{name}#{seen[name]}"
        yield Item(
            name=name,
            origin=origin if not piece.name else f"{origin}#{inside}",
            digest=sha256(piece.data),
            piece=piece,
            row=kind in ROW_KINDS,
            file=number,
        )


def _pieces(file: SourceFile, kind: str, mapping: Mapping[str, str] | None) -> Iterator[Piece]:
    try:
        with file.path.open("rb") as stream:
            yield from pieces(stream, name=file.path.name, kind=kind, mapping=mapping)
    except OSError as error:
        yield Piece(name="", data=b"", failure=f"This file cannot be read ({error.strerror or error}).")


def _name(file: SourceFile, piece: Piece, kind: str) -> str:
    if piece.known.source:
        return piece.known.source
    if not piece.name:
        return file.name
    return f"{file.name}/{piece.name}" if kind in _PACKED else f"{file.name}#{piece.name}"


def without_bytes(item: Item) -> Item:
    """Give an item without the bytes that are kept: what a worker needs of it."""
    return replace(item, piece=replace(item.piece, data=b""))


def weight(item: Item) -> int:
    """Give the size in bytes of what an item holds."""
    return len(item.piece.data)
