"""Sources: the files an import is given, under which name they are known, and what was kept of them."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import UserError

if TYPE_CHECKING:
    # Worker processes need the files alone, and the library takes its time to load.
    from store.database import Database

COMPANIONS = (".project.json", ".manifest.json", ".card.md", ".label_config.xml", ".make_spacy.py")
"""Ends of names that lie beside an export and are no articles themselves."""

_NOT_ARTICLES = (".galpi", ".galpi-wal", ".galpi-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to import: where it lies, and the name it is known by (relative, with `/`, NFC)."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the project knows of a source before it is imported: `fate` is new, updated, unchanged or deleted.

    What was deleted stays in the bin as long as its bytes are the same. `deleted` is an article in the bin that an
    earlier version of the source became.
    """

    fate: str
    name: str
    article: int | None = None
    deleted: int | None = None


def in_bin(article: int | None) -> str:
    """Say that a source is not imported, because its article is in the bin."""
    return f"It stays in the bin, where it was put as article {article}; restore it there to have it again."


def earlier_in_bin(article: int) -> str:
    """Say that a source comes in anew although an earlier version of it was deleted."""
    return f"An earlier version of it is in the bin (article {article}); this one came in as a new article."


def scan(paths: Sequence[Path]) -> Iterator[SourceFile]:
    """List the files under these paths, folders recursively and in order of their names, links to folders not followed.

    Raises UserError if a path is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from _scan_folder(path)
        elif path.exists() or path.is_symlink():
            # A broken link is a bad file among others; a path that is not there is a slip of the pen.
            yield SourceFile(path=path, name=_name(path.name))
        else:
            raise UserError(f"There is nothing at {path}; check the path.")


def _scan_folder(folder: Path) -> Iterator[SourceFile]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and not file.endswith((*COMPANIONS, *_NOT_ARTICLES)):
                path = Path(here) / file
                yield SourceFile(path=path, name=_name(path.relative_to(folder).as_posix()))


def _name(name: str) -> str:
    # macOS writes names decomposed, and a name may hold bytes that are no Unicode.
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))


def sha256(data: bytes) -> str:
    """Give the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Sources:
    """What the project keeps of its sources: their bytes, as they were, and privately where they came from."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def standing(self, name: str, *, origin: str, digest: str) -> Standing:
        """Say what importing these bytes under this name would be.

        The same name and bytes are unchanged; other bytes from the same origin are a new version; other bytes from
        elsewhere get a name of their own: ` (2)`, ` (3)`…
        """
        number = 1
        while True:
            candidate = name if number == 1 else f"{name} ({number})"
            row = self._db.conn.execute(
                "select s.article, s.origin, s.sha256, a.removed from source s join article a on a.id = s.article"
                # What was taken out with its import comes in again like anything new.
                " where s.name = ? and s.current = 1 and a.removed < 2 order by a.removed, s.id desc limit 1",
                (candidate,),
            ).fetchone()
            if row is None:
                return Standing(fate="new", name=candidate)
            if row[3]:
                same = row[2] == digest
                return Standing(fate="deleted" if same else "new", name=candidate, deleted=row[0])
            if row[2] == digest:
                return Standing(fate="unchanged", name=candidate, article=row[0])
            if row[1] == origin:
                return Standing(fate="updated", name=candidate, article=row[0])
            number += 1

    def deleted(self, standing: Standing, uid: str) -> int | None:
        """Give the article in the bin that a native record is: by its source and bytes, or by its uid."""
        if standing.fate == "deleted":
            return standing.deleted
        row = self._db.conn.execute("select id from article where uid = ? and removed = 1", (uid,)).fetchone()
        return None if row is None else int(row[0])

    def keep(
        self, name: str, *, origin: str, digest: str, data: bytes, encoding: str | None, article: int, new: bool = False
    ) -> None:
        """Keep the bytes of a source as the current version of an article, inside the caller's import.

        `new` says that the article has just been made, so that it has no earlier version.
        """
        if not new:
            self._db.conn.execute("update source set current = 0 where article = ?", (article,))
        self._db.conn.execute(
            "insert into source(name, origin, sha256, encoding, bytes, article) values (?, ?, ?, ?, ?, ?)",
            (name, origin, digest, encoding, data, article),
        )
