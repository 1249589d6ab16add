"""Files of a dataset that comes as one archive or as a folder, by the end of their names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zipfile import BadZipFile, ZipFile

from store.errors import UserError
from store.interchange.document import Bundle
from store.parse.limits import HARMLESS, LARGEST_DOCUMENT, WORST_RATIO, whole


class Members:
    """The files of a bundle, or of the one archive that it is."""

    def __init__(self, bundle: Bundle, archive: ZipFile | None) -> None:
        self._bundle = bundle
        self._archive = archive
        names = bundle.names() if archive is None else archive.namelist()
        self._names = {name.casefold(): name for name in names if not name.endswith("/")}

    def find(self, name: str) -> str | None:
        """Find a file by the end of its path, case aside."""
        wanted = name.replace("\\", "/").strip("/").casefold()
        if wanted in self._names:
            return self._names[wanted]
        return next((name for plain, name in self._names.items() if plain.endswith(f"/{wanted}")), None)

    def data(self, name: str) -> bytes:
        """Read a file whole; raises UserError if it is too large, damaged or packed under a password."""
        if self._archive is None:
            return self._bundle.data(name)
        return member_data(self._archive, name)


def member_data(archive: ZipFile, name: str) -> bytes:
    """Read a file of an archive whole; raises UserError if it is too large, damaged or packed under a password."""
    info = archive.getinfo(name)
    if info.file_size > LARGEST_DOCUMENT or (
        info.file_size > HARMLESS and info.file_size > WORST_RATIO * max(info.compress_size, 1)
    ):
        raise UserError(f"{name} in this archive is too large to be read.")
    try:
        with archive.open(name) as stream:
            return whole(stream)
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise UserError(f"{name} in this archive cannot be read ({error}).") from error


@contextmanager
def members(bundle: Bundle) -> Iterator[Members]:
    """Open a bundle's files: those of its main file where that is an archive, else its own."""
    with bundle.open(bundle.main) as stream:
        opened: Any = stream
        head = stream.read(4)
        if head[:2] != b"PK":
            yield Members(bundle, None)
            return
        opened.seek(0)
        try:
            archive = ZipFile(opened)
        except (BadZipFile, OSError) as error:
            raise UserError(f"This archive is damaged or cut short ({error}).") from error
        with archive:
            yield Members(bundle, archive)
