"""The files of an export on the disk: written piece by piece, read back, counted, and put in place whole."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from store.dataset.items import Piece
from store.errors import UserError
from store.formats.manifest import FileEntry

_OPEN = 32
_BUFFER = 1 << 18
_READ = 1 << 20


class Sink:
    """Appends pieces to the files of a folder; few of them are open at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: OrderedDict[str, BinaryIO] = OrderedDict()
        self._begun: set[str] = set()
        self._made: set[str] = set()

    def put(self, piece: Piece) -> None:
        """Put a piece at the end of its file; text goes out as UTF-8, with line feeds as they are; nothing opens nothing."""
        if not piece.name:
            return
        stream = self._open.get(piece.name)
        if stream is None:
            stream = self._stream(piece.name)
        stream.write(piece.data.encode() if isinstance(piece.data, str) else piece.data)

    def _stream(self, name: str) -> BinaryIO:
        if len(self._open) >= _OPEN:
            self._open.popitem(last=False)[1].close()
        inside = name.rpartition("/")[0]
        if inside not in self._made:
            (self._folder / inside).mkdir(parents=True, exist_ok=True)
            self._made.add(inside)
        # A format may have a file for each article: paths by words, which take a tenth of the time.
        stream = self._open[name] = open(  # noqa: PTH123, SIM115
            f"{self._folder}/{name}", "ab" if name in self._begun else "wb", buffering=_BUFFER
        )
        self._begun.add(name)
        return stream

    def close(self) -> None:
        """Close all files; what does not fit on the disk is told here at the latest."""
        while self._open:
            self._open.popitem()[1].close()


class FolderFiles:
    """The files of a folder, read back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Iterable[str]:
        """List the files in the order of their names."""
        return sorted(name for name, _ in _files(self._folder))

    def lines(self, name: str) -> Iterator[str]:
        """Read a text file line by line, without the line feeds, at which alone lines end."""
        path = self._folder / name
        if not path.is_file():
            return
        with path.open("rb") as stream:
            for line in stream:
                yield line.removesuffix(b"\n").decode()

    def blocks(self, name: str, head: str) -> Iterator[str]:
        """Read a text file by blocks, each from behind a `head` that begins a line to before the next one.

        What stands before the first, if anything, is a block of its own.
        """
        path = self._folder / name
        if not path.is_file():
            return
        begun, rest, border = False, b"\n", f"\n{head}".encode()
        with path.open("rb") as stream:
            while data := stream.read(_READ):
                *whole, rest = (rest + data).split(border)
                for block in whole:
                    if begun or block:
                        yield block.decode()
                    begun = True
        if begun or rest != b"\n":
            yield rest.decode()

    def text(self, name: str) -> str:
        """Read a text file whole, as it is."""
        return self.data(name).decode()

    def data(self, name: str) -> bytes:
        """Read a file whole; one that was never begun is empty."""
        path = self._folder / name
        return path.read_bytes() if path.is_file() else b""

    def open(self, name: str) -> BinaryIO:
        """Open a file, which is closed by whoever asked for it; for libraries that read here and there in it."""
        return (self._folder / name).open("rb")


def entries(folder: Path) -> tuple[FileEntry, ...]:
    """List the files under a folder with their sizes and checksums, by name, folder by folder."""
    found = sorted(_files(folder), key=lambda file: file[0].split("/"))
    return tuple(FileEntry(name=name, bytes=size, sha256=checksum(f"{folder}/{name}")) for name, size in found)


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Give the files under a folder, their names with `/` and their sizes in bytes, in no order."""
    waiting = [""]
    while waiting:
        within = waiting.pop()
        with os.scandir(f"{folder}/{within}") as listed:
            for each in listed:
                if each.is_dir(follow_symlinks=False):
                    waiting.append(f"{within}{each.name}/")
                elif each.is_file():
                    yield f"{within}{each.name}", each.stat().st_size


def checksum(path: Path | str) -> str:
    """Give the SHA-256 of a file, which need not fit into memory."""
    with open(path, "rb") as stream:  # noqa: PTH123  a dataset may have a hundred thousand files
        return file_digest(stream, "sha256").hexdigest()


def refuse_place(out: Path, project: Path, *, folder: bool) -> None:
    """Raise UserError where an export cannot be put, or would take the place of what is not its own."""
    if out.exists() and project.exists() and out.samefile(project):
        raise UserError(f"{out} is the project itself; choose another place.")
    if not out.parent.is_dir():
        raise UserError(f"The folder {out.parent} does not exist; make it first or choose another place.")
    if folder and out.exists():
        ours = out.is_dir() and ((out / "manifest.json").is_file() or not any(out.iterdir()))
        if not ours:
            raise UserError(f"{out} is there already and is no earlier export; choose another place.")
    if not folder and out.is_dir():
        raise UserError(f"{out} is a folder; give the name of a file.")


def scratch_of(out: Path) -> Path:
    """Give the place beside `out` where an export is written until it is whole."""
    return out.with_name(f".{out.name}.part-{os.getpid()}")


def put_in_place(scratch: Path, out: Path, *, folder: bool) -> int:
    """Move what was written to its place, whole, the manifest last; gives the size of the data in bytes."""
    if folder:
        written = scratch / out.name
        size = sum(size for _, size in _files(written))
        if out.exists():
            out.replace(scratch / "earlier")
        written.replace(out)
        return size
    size = (scratch / out.name).stat().st_size
    for path in sorted(scratch.iterdir(), key=lambda path: (path.name.endswith(".manifest.json"), path.name)):
        path.replace(out.with_name(path.name))
    return size
