"""Items: what files offer for import, one article's worth each, with the name and origin it would be kept under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from store.errors import UserError
from store.parse.bigkinds import bigkinds_mapping
from store.parse.mapping import Mapped, column_set, plain_name
from store.parse.reading import ROW_KINDS, columns_of, pieces
from store.parse.record import Piece
from store.parse.source_kind import KINDS, kind_of
from store.records import Table
from store.seen import Seen
from store.sources import SourceFile, sha256
from store.text.canonical import canonical

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
    file: SourceFile, *, kind: str, mapping: Mapping[str, str] | Mapped | None = None, number: int = 1
) -> Iterator[Item]:
    """Give what one file, the `number`th, offers, one item in memory at a time where its kind allows that.

    Never raises for bad content: what cannot be read is an item whose piece says why.
    """
    origin = str(file.path.resolve())
    with Seen() as seen:
        for piece in _pieces(file, kind, mapping):
            name = _name(file, piece, kind)
            times = seen.count(name)
            # Several rows may give the same source; they are still several articles.
            inside = name if times == 1 else f"{name}#{times}"
            yield Item(
                name=name,
                origin=origin if not piece.name else f"{origin}#{inside}",
                digest=sha256(piece.data),
                piece=piece,
                row=kind in ROW_KINDS,
                file=number,
            )


def table_of(file: SourceFile, *, kind: str, mapping: Mapped) -> Table | None:
    """Say what columns a file has and how they are understood; None where it has none or cannot be read."""
    if kind not in ROW_KINDS:
        return None
    try:
        with file.path.open("rb") as stream:
            found = columns_of(stream, name=file.path.name, kind=kind)
    except (UserError, OSError):
        return None  # the file's own entry says why
    if not found.names:
        return None
    guess = dict(found.mapping)
    settled = {**guess, **_here(mapping.of(found.names), found.names)}
    return Table(
        file=file.name,
        columns=found.names,
        samples=found.samples,
        guess=guess,
        fields={name: column for name, column in settled.items() if column},
        by=_settled_by(found.names, mapping),
    )


def _settled_by(columns: Sequence[str], mapping: Mapped) -> str:
    if mapping.given:
        return "given"
    if column_set(columns) in mapping.known:
        return "remembered"
    return "bigkinds" if bigkinds_mapping(columns) else "guess"


def _here(mapping: Mapping[str, str], columns: Sequence[str]) -> Mapping[str, str]:
    """Give a mapping in the very names that this file's columns have."""
    names = {plain_name(column): column for column in reversed(columns)} | {
        " ".join(canonical(column).split()): column for column in reversed(columns)
    }

    def named(column: str) -> str:
        return names.get(" ".join(canonical(column).split())) or names.get(plain_name(column), "") if column else ""

    return {field: named(column) for field, column in mapping.items()}


def _pieces(file: SourceFile, kind: str, mapping: Mapping[str, str] | Mapped | None) -> Iterator[Piece]:
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
