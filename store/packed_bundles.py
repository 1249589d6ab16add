"""Datasets in archives: what doccano, INCEpTION and others hand out as one ZIP or gzipped, read without unpacking it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from zipfile import BadZipFile, ZipFile

from store.bundles import BRAT, Files, gather
from store.errors import UserError
from store.interchange.packed import member_data
from store.interchange.reading import DATASETS
from store.items import HEAD
from store.parse.limits import Readable, Unpacked, whole
from store.parse.source_kind import kind_of
from store.sources import SourceFile

_JUNK = ("__macosx/", ".ds_store", "thumbs.db")
_BROKEN = (BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed(Files):
    """A dataset in an archive, at `place`; `members` are the paths in it by the names of the files."""

    members: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> list[str]:
        """List the files in the order of their names."""
        return sorted(self.members)

    def data(self, name: str) -> bytes:
        """Read a file whole; raises UserError if that is too large, damaged or not there."""
        if name not in self.members:
            raise UserError(f"There is no {name} beside it.")
        with self._archive() as archive:
            return member_data(archive, self.members[name])

    @contextmanager
    def open(self, name: str) -> Iterator[Readable]:
        """Open a file to be read a piece at a time; raises UserError if it cannot be read."""
        with self._archive() as archive, archive.open(self.members[name]) as stream:
            yield stream

    @contextmanager
    def _archive(self) -> Iterator[ZipFile]:
        try:
            with ZipFile(self.place) as archive:
                yield archive
        except _BROKEN as error:
            raise UserError(f"This archive cannot be read ({error}).") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Gzipped(Files):
    """A dataset of one file that is gzipped, at `place`; `main` is the name of the file inside."""

    def names(self) -> list[str]:
        """List the one file."""
        return [self.main]

    def data(self, name: str) -> bytes:
        """Read the file whole; raises UserError if that is too large, damaged or not there."""
        if name != self.main:
            raise UserError(f"There is no {name} beside it.")
        with self.open(name) as stream:
            return whole(stream)

    @contextmanager
    def open(self, name: str) -> Iterator[Readable]:  # noqa: ARG002  there is one
        """Open the file to be read a piece at a time; raises UserError if it cannot be read."""
        try:
            packed = self.place.stat().st_size
            with gzip.open(self.place) as stream:
                yield Unpacked(stream, packed=packed)
        except OSError as error:
            raise UserError(f"This gzipped file cannot be read ({error}).") from error


_UNZIPPABLE = (OSError, EOFError, zlib.error)


def gzipped_bundle(file: SourceFile) -> Gzipped | None:
    """Give the dataset in a gzipped file; None where it holds anything else, or cannot be read."""
    inner = file.path.name[: -len(".gz")]
    try:
        with gzip.open(file.path) as stream:
            kind = kind_of(inner, stream.read(HEAD))
    except _UNZIPPABLE:
        return None
    if kind not in DATASETS:
        return None
    return Gzipped(kind=kind, name=file.name, place=file.path, main=inner, paths={file.name: file.path})


def packed_bundles(file: SourceFile) -> list[Packed]:
    """Give the datasets in a ZIP that holds nothing else; none where it holds anything else, or cannot be read."""
    try:
        with ZipFile(file.path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            names = [
                name for name in names if not name.casefold().endswith(_JUNK) and not name.casefold().startswith(_JUNK)
            ]
            if len(names) > _MOST:
                return []
            if any(name.endswith(".ann") for name in names):
                return _brat(file, names)
            kinds = {name: _kind(archive, name) for name in names}
    except _BROKEN:
        return []
    found = {name: kind for name, kind in kinds.items() if kind in DATASETS}
    rest = {name: name for name in names if name not in found}
    if not found or not all(name.lower().endswith((".xml", ".json", ".txt")) for name in rest):
        return []
    if any(kinds[name] in ("text", "html") for name in rest) and not any(k == "webannotation" for k in found.values()):
        return []
    return [
        Packed(
            kind=kind,
            name=f"{file.name}/{name}",
            place=file.path,
            main=name,
            paths={file.name: file.path},
            members={name: name, **rest},
        )
        for name, kind in found.items()
    ]


_MOST = 2_000
"""Archives of more files than these are no dataset of one file each, and are not looked into one by one."""


def _brat(file: SourceFile, names: list[str]) -> list[Packed]:
    if not all(name.endswith((".txt", *BRAT)) for name in names):
        return []
    members = {name: name for name in names}
    return [
        Packed(kind="brat", name=file.name, place=file.path, main="", paths={file.name: file.path}, members=members)
    ]


def _kind(archive: ZipFile, name: str) -> str:
    with archive.open(name) as stream:
        return kind_of(name.rpartition("/")[2], stream.read(HEAD))


def gather_all(files: Sequence[SourceFile], kind: str | None = None) -> tuple[list[Files], list[SourceFile]]:
    """Take the datasets out of the files of an import, as `gather` does, those in archives too."""
    packed = {file: packed_bundles(file) for file in files if file.path.suffix.lower() == ".zip"}
    inside: list[Files] = [each for some in packed.values() for each in some if kind in (None, each.kind)]
    gzipped = [gzipped_bundle(file) for file in files if file.path.suffix.lower() == ".gz"]
    inside += [each for each in gzipped if each is not None and kind in (None, each.kind)]
    taken = {file for file, some in packed.items() if any(each in inside for each in some)}
    unpacked = {each.place for each in inside}
    found, rest = gather([file for file in files if file not in taken and file.path not in unpacked], kind)
    return [*found, *inside], rest
