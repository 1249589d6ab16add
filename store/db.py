"""The connection to a project file: how it is opened, how it is written to, and why it may be refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

from store import guarding
from store.database import Database
from store.errors import Busy, Damaged, UserError
from store.schema import APPLICATION_ID, FORMAT
from store.schema_words import migrations

BUSY_SECONDS = 10.0
"""How long a writer waits for another one before it gives up."""

CHUNK = 500
"""How many ids go into one statement: well under SQLite's limit of variables."""

PAGE = 8192
"""The bytes of a page of a new project: an article's text mostly takes half of one of the usual 4096, and wastes the rest."""

CACHE, BULK_CACHE = 8_000, 32_000
"""How many KiB of the file a connection keeps, and one that writes very much.

The window has nearly ten of them. With a quarter nothing is found more slowly, but a change of thousands of rows is made so.
"""

_BULK_PAGES = 8_000


def refuse_taken(path: Path) -> None:
    """Raise UserError where no new project can be made at `path`, because something is there or no folder is."""
    if path.exists():
        raise UserError(f"{path} is already there; choose another name or open it.")
    if not path.parent.is_dir():
        raise UserError(f"The folder {path.parent} does not exist; make it first or choose another place.")


def create(path: Path, *, scratch: Path | None = None) -> Database:
    """Make a new project file at `path`, or for it at `scratch` beside it, and open it.

    Raises UserError, which names `path`, if something is there or it cannot be made.
    """
    refuse_taken(path)
    place = scratch or path
    try:
        with _closed_on_failure(place) as db:
            db.execute(f"pragma page_size = {PAGE}")
            _tune(db)
            db.execute(f"pragma application_id = {APPLICATION_ID}")
            db.execute(f"pragma user_version = {FORMAT}")
            migrations.apply(db)
    except sqlite3.OperationalError as error:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{place}{suffix}").unlink(missing_ok=True)
        raise UserError(f"{path} cannot be made ({error}); choose a folder you can write to.") from error
    return db


def connect(path: Path) -> Database:
    """Open the project file at `path`, bringing an older one up to date; raises UserError if it cannot be opened."""
    if not path.is_file():
        raise UserError(f"There is no project at {path}; check the name or make one with 'new'.")
    writable = guarding.may_write(path)
    try:
        with _closed_on_failure(path if writable else guarding.read_only_address(path)) as db:
            # First of all, so that not a byte of another program's file is changed.
            _refuse_strangers(db, path)
            if writable:
                _tune(db)
                if migrations.pending(db):
                    _back_up_first(path)
                    migrations.apply(db)
            elif migrations.pending(db):
                raise UserError(
                    f"{path} was made by an earlier Galpi and cannot be brought up to date where it is; copy it to a"
                    " folder you can write to and open that."
                )
            guarding.remember(db, path, read_only=not writable)
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise Busy(
                f"{path} is held by another program (on a network drive perhaps by another computer); close it there, or"
                " copy the file to this computer, and open it again."
            ) from error
        raise Damaged(
            f"{path} cannot be opened as a project ({error})",
            "restore a backup of it ('backups' lists them, 'restore --from' puts one back), or read what is left with"
            " 'salvage'",
        ) from error
    return db


def _back_up_first(path: Path) -> None:
    from store.backups import back_up

    # Without room for a copy it is brought up to date all the same: in one transaction, whole or not at all.
    with suppress(UserError):
        for _ in back_up(path, reason="before update", always=True):
            pass


@contextmanager
def _closed_on_failure(path: Path | str) -> Iterator[Database]:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None, uri=isinstance(path, str)
    )
    try:
        # Our own connection: sqlite-utils would otherwise prefer another SQLite where one happens to be installed; and no
        # plugins, which any package may bring: looking for them takes time, and none is asked to change our connection.
        yield Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def _tune(db: Database) -> None:
    for setting in (
        "foreign_keys = off",
        "journal_mode = wal",
        "synchronous = full",
        "temp_store = memory",
        f"cache_size = -{CACHE}",
    ):
        db.conn.execute(f"pragma {setting}")


def _refuse_strangers(db: Database, path: Path) -> None:
    application = db.conn.execute("pragma application_id").fetchone()[0]
    version = db.conn.execute("pragma user_version").fetchone()[0]
    if application != APPLICATION_ID:
        if not path.stat().st_size or _has_our_tables(db):
            # As a stray write leaves a file, or a disk that was full; whoever knows it offers a way on.
            advice = "put a backup back ('restore --from'), or read what is left with 'salvage'"
            raise Damaged(f"{path} is damaged at its beginning", advice)
        raise UserError(f"{path} is not a Galpi project; choose a file that ends in .galpi.")
    if version > FORMAT:
        raise UserError(
            f"{path} was made by a newer Galpi (format {version}, this one reads up to {FORMAT}); update Galpi to open it."
        )


def _has_our_tables(db: Database) -> bool:
    ours = ("article_text", "change_row", "tagging")
    sql = f"select count(*) from sqlite_master where type = 'table' and name in ({places(ours)})"
    return bool(db.conn.execute(sql, ours).fetchone()[0] == len(ours))


class Watcher(Protocol):
    """Sees every write transaction of a connection."""

    def begun(self) -> None:
        """A write transaction has begun; nothing is written yet."""

    def ending(self) -> None:
        """All is written, and will be committed next."""


_WATCHERS: WeakKeyDictionary[Database, Watcher] = WeakKeyDictionary()


def watch(db: Database, watcher: Watcher) -> None:
    """Let `watcher` see the write transactions of this connection, instead of who did until now."""
    _WATCHERS[db] = watcher


@contextmanager
def writing(db: Database) -> Iterator[sqlite3.Connection]:
    """Hold one write transaction, taken at once, and commit it whole or not at all; nested calls join the outer one.

    `BEGIN IMMEDIATE` because a deferred transaction that has read dies with "database is locked" when another
    connection commits in between, whatever the timeout. Raises UserError when the disk is full, another writer does not
    let go (Busy), the file cannot be written, is gone from its place or is damaged (Damaged).
    """
    connection = db.conn
    if connection.in_transaction:
        yield connection
        return
    guarding.refuse(db)
    watcher = _WATCHERS.get(db)
    try:
        connection.execute("begin immediate")
        try:
            if watcher is not None:
                watcher.begun()
            yield connection
            if watcher is not None:
                watcher.ending()
        except BaseException:
            _roll_back(connection)
            raise
        try:
            connection.execute("commit")
        except BaseException:
            _roll_back(connection)
            raise
    except sqlite3.DatabaseError as error:
        refusal = guarding.sentence_for(error)
        if refusal is None:
            raise
        raise refusal from error


@contextmanager
def reading(db: Database) -> Iterator[sqlite3.Connection]:
    """Hold one state of the project for reading, from here to the end, whatever others write meanwhile.

    Writers are not kept waiting: the log holds what they write. Inside of a transaction it joins that.
    """
    connection = db.conn
    if connection.in_transaction:
        yield connection
        return
    connection.execute("begin")
    try:
        # A transaction stands at the state of its first question, not of its beginning.
        connection.execute("select 1 from sqlite_schema limit 1").fetchone()
        yield connection
    finally:
        _roll_back(connection)


@contextmanager
def in_bulk(db: Database) -> Iterator[None]:
    """Hold a stretch of many transactions whose commits do not wait for the disk; at its end all of it is there.

    A power cut in the middle loses the last of them, whole ones, and breaks nothing.
    """
    try:
        db.conn.execute("pragma synchronous = normal")
        db.conn.execute(f"pragma wal_autocheckpoint = {_BULK_PAGES}")
        db.conn.execute(f"pragma cache_size = -{BULK_CACHE}")
        yield
    finally:
        db.conn.execute(f"pragma cache_size = -{CACHE}")
        db.conn.execute("pragma wal_autocheckpoint = 1000")
        db.conn.execute("pragma synchronous = full")
        with suppress(sqlite3.OperationalError):
            # What cannot be copied over now, on a full disk perhaps, is safe in the log and copied over later.
            db.conn.execute("pragma wal_checkpoint(passive)")


@contextmanager
def attempt(db: Database) -> Iterator[None]:
    """Hold a stretch of a transaction that is taken back alone if it fails, and lets the failure through."""
    connection = db.conn
    connection.execute("savepoint attempt")
    try:
        yield
    except BaseException:
        # A full disk has ended the whole transaction already.
        if connection.in_transaction:
            connection.execute("rollback to attempt")
            connection.execute("release attempt")
        raise
    connection.execute("release attempt")


def _roll_back(connection: sqlite3.Connection) -> None:
    # A full disk makes SQLite roll back by itself.
    if connection.in_transaction:
        connection.execute("rollback")


def chunks(ids: Sequence[int]) -> Iterable[list[int]]:
    """Cut `ids` into lists of at most `CHUNK`, in order."""
    for start in range(0, len(ids), CHUNK):
        yield list(ids[start : start + CHUNK])


def absent(db: Database, table: str, ids: Sequence[int]) -> set[int]:
    """Give those of the ids that no row of a table of ours has."""
    known: set[int] = set()
    for some in chunks(ids):
        known.update(row[0] for row in db.conn.execute(f'select id from "{table}" where id in ({places(some)})', some))
    return set(ids) - known


def places(ids: Sequence[object]) -> str:
    """Give the `?, ?, ?` for so many values."""
    return ", ".join("?" * len(ids))
