"""Guarding: whether a project file can be written, is still the one that was opened, and why SQLite refused."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from weakref import WeakKeyDictionary, WeakSet

from store.database import Database
from store.errors import Busy, Damaged, UserError

_SENTENCES = {
    "full": "The disk is full: nothing of this step was written; free some space and try again.",
    "readonly": "The project cannot be written to; move it to a folder you can write to.",
    "disk I/O": "The disk did not take the data: nothing of this step was written; check the disk.",
}
_OPENED: WeakKeyDictionary[Database, tuple[Path, int, int]] = WeakKeyDictionary()
_READ_ONLY: WeakSet[Database] = WeakSet()


def may_write(path: Path) -> bool:
    """Say whether the project can be written: the file, and the folder, where SQLite keeps its log beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def read_only_address(path: Path) -> str:
    """Give the address by which SQLite opens a project that cannot be written."""
    log = Path(f"{path}-wal")
    logged = log.is_file() and log.stat().st_size > 0
    # Without a log the file is all there is, and in a folder that takes no files none can come.
    fixed = "" if logged or os.access(path.parent, os.W_OK) else "&immutable=1"
    return f"{path.resolve().as_uri()}?mode=ro{fixed}"


def remember(db: Database, path: Path, *, read_only: bool) -> None:
    """Note which file this connection has open, and whether it is for reading alone."""
    found = path.stat()
    _OPENED[db] = (path.resolve(), found.st_dev, found.st_ino)
    if read_only:
        _READ_ONLY.add(db)


def is_read_only(db: Database) -> bool:
    """Say whether this connection only reads."""
    return db in _READ_ONLY


def trouble(db: Database) -> str:
    """Say in a sentence what became of the file under the connection: moved, deleted, replaced; empty if it is there."""
    if db not in _OPENED:
        return ""
    path, device, number = _OPENED[db]
    try:
        found = path.stat()
    except FileNotFoundError:
        what = f"{path.name} is no longer in {path.parent}: it was moved or deleted while it was open"
    except OSError as error:
        what = f"{path.name} cannot be reached any more ({error.strerror})"
    else:
        if (found.st_dev, found.st_ino) == (device, number) or not number:
            return ""
        what = f"{path.name} was replaced by another file while it was open"
    return f"{what}; nothing more is written. Save a copy of what is shown here by Project › Back up, then open that."


def refuse(db: Database) -> None:
    """Raise UserError where this connection may not write, or would write where nobody looks any more."""
    if db in _READ_ONLY:
        raise UserError(
            "This project is open for reading only, because its file or folder cannot be written; save a copy to a"
            " folder you can write to (Project › Back up), and go on there."
        )
    sentence = trouble(db)
    if sentence:
        raise UserError(sentence)


def sentence_for(error: sqlite3.DatabaseError) -> UserError | None:
    """Turn a refusal of SQLite into what the user can do about it; None where it is a fault of ours."""
    text = str(error)
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return Damaged(
            f"The project file is damaged ({text}): nothing of this step was done. Put the newest good backup back"
            " (Project › Backups), or read what is left into a new project (Salvage there, or the verb 'salvage')."
        )
    if not isinstance(error, sqlite3.OperationalError):
        return None
    if "locked" in text or "busy" in text:
        return Busy("Another program is writing to this project; wait until it is done and try again.")
    return next((UserError(sentence) for word, sentence in _SENTENCES.items() if word in text), None)
