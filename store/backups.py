"""Automatic backups: whole copies of a project in a folder beside it, proved, thinned with age, and put back.

They are made when a project is opened, before it is brought up to date by a newer Galpi, hourly while it changes, and
before another backup is put back; each only where something has changed since the latest one.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import threading
from collections.abc import Generator, Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from store.errors import UserError
from store.records import Backup, Progress

STEP_PAGES = 1_000
"""How many pages are copied between two looks whether to stop."""

MOST_BYTES = 20 << 30
"""How much all backups of a project may take; beyond that the oldest go, but never the newest."""

_TIME = "%Y%m%dT%H%M%SZ"
_REASONS = ("open", "hourly", "before update", "before restore", "by hand", "damaged")


def folder_of(project: Path) -> Path:
    """Give the folder where the backups of a project are: beside it, under its name."""
    return project.with_name(f"{project.stem}.backups")


def backups(project: Path) -> tuple[Backup, ...]:
    """List the backups of a project, newest first; what is damaged and was put aside is listed too."""
    found = [_read_name(path) for path in folder_of(project).glob("*.galpi")] if folder_of(project).is_dir() else []
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.at, reverse=True))


def _read_name(path: Path) -> Backup | None:
    stamp, _, reason = path.stem.partition(" ")
    try:
        at = datetime.strptime(stamp, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path=str(path), at=at.isoformat().replace("+00:00", "Z"), reason=reason, size=path.stat().st_size)


def is_due(project: Path, *, hours: float = 0) -> bool:
    """Say whether a backup is wanted: something has changed since the latest one, and that is so many hours ago.

    A very large project is copied less often: an hour more for each gigabyte.
    """
    kept = [each for each in backups(project) if each.reason != "damaged"]
    if not kept:
        return True
    patience = timedelta(hours=hours * max(1.0, project.stat().st_size / (1 << 30)))
    if datetime.now(UTC) - datetime.fromisoformat(kept[0].at) < patience:
        return False
    try:
        return _stamp(project) != _stamp(Path(kept[0].path))
    except sqlite3.DatabaseError:
        return True


def _stamp(path: Path) -> tuple[object, ...]:
    """Say what state a project file is in: the same state always gives the same stamp, whatever the caches hold."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
        have = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
        wanted = ("change", "turn", "batch", "article", "mention", "source", "recognized_state")
        values = {
            "recognized_state": "select coalesce(max(generation), 0) from recognized_state",
            "article": "select count(*), (select count(*) from article where removed > 0) from article",
        }
        return tuple(
            connection.execute(values.get(table, f"select coalesce(max(id), 0) from {table}")).fetchone()
            for table in wanted
            if table in have
        )


def back_up(project: Path, *, reason: str, always: bool = False) -> Generator[Progress, None, Backup | None]:
    """Copy a project into its folder of backups while it is in use; None where nothing has changed since the latest.

    The copy is read again as a whole before it bears its name, and older ones are thinned. Raises UserError where there
    is no room, or the folder cannot be written; stopped at a yield, nothing is left behind.
    """
    if reason not in _REASONS:
        raise ValueError(reason)
    if not always and not is_due(project):
        return None
    folder = folder_of(project)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(f"No backup was made: {folder} cannot be made ({error.strerror}).") from error
    size = project.stat().st_size + _size_of(Path(f"{project}-wal"))
    free = shutil.disk_usage(folder).free
    if free < size * 1.2 + (64 << 20):
        raise UserError(
            f"No backup was made: it needs {size / 1_048_576:,.0f} MB and {free / 1_048_576:,.0f} MB are free beside"
            f" {project.name}; free some space, or back up to another disk by Project › Back up."
        )
    at = datetime.now(UTC)
    place = folder / f"{at.strftime(_TIME)} {reason}.galpi"
    scratch = folder / f".{place.name}.part"
    try:
        yield from _copy(project, scratch)
        _prove(scratch)
        _sync(scratch)
        scratch.replace(place)
    except (OSError, sqlite3.DatabaseError) as error:
        raise UserError(f"No backup was made ({error}); run 'check', and look at the disk.") from error
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(f"{scratch}{suffix}").unlink(missing_ok=True)
    thin(project)
    return Backup(
        path=str(place), at=at.isoformat(timespec="seconds").replace("+00:00", "Z"), reason=reason, size=_size_of(place)
    )


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _copy(project: Path, scratch: Path) -> Generator[Progress, None, None]:
    """Copy by SQLite's own means on a thread, inside one read of the project, so that no writer makes it begin anew."""
    told = [0, 0]
    stop = threading.Event()
    failures: list[BaseException] = []

    def note(_status: int, remaining: int, total: int) -> None:
        told[:] = [total - remaining, total]
        if stop.is_set():
            raise InterruptedError

    def work() -> None:
        try:
            with (
                closing(sqlite3.connect(project, timeout=10, isolation_level=None)) as source,
                closing(sqlite3.connect(scratch, isolation_level=None)) as target,
            ):
                source.execute("begin")
                source.execute("select count(*) from sqlite_master").fetchone()
                target.execute("pragma synchronous = off")
                source.backup(target, pages=STEP_PAGES, progress=note)
                source.execute("commit")
                # A backup is only read until it is put back: it needs no log beside it.
                target.execute("pragma journal_mode = delete")
        except InterruptedError:
            pass
        except BaseException as error:  # noqa: BLE001  raised again on the thread that asked
            failures.append(error)

    thread = threading.Thread(target=work, name="backup", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.1)
            yield Progress(done=told[0], total=told[1], label="Backing up")
    finally:
        stop.set()
        thread.join()
    if failures:
        raise failures[0]


def _prove(path: Path) -> None:
    """Read a copy as a whole; raises sqlite3.DatabaseError where it is damaged."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        answer = connection.execute("pragma quick_check(1)").fetchone()[0]
        if answer != "ok":
            raise sqlite3.DatabaseError(f"the project file is damaged: {answer}")


def is_good(backup: Path) -> bool:
    """Say whether a backup can be read as a whole and is one of a project."""
    from store.schema import APPLICATION_ID

    try:
        _prove(backup)
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return bool(connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID)
    except (sqlite3.DatabaseError, OSError):
        return False


def last_change(backup: Path) -> int:
    """Give the number of the latest change that a backup holds; 0 where it has none or cannot be read."""
    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return int(connection.execute("select coalesce(max(id), 0) from change").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def newest_good(project: Path) -> Backup | None:
    """Give the newest backup of a project that can be read as a whole, or None."""
    return next((each for each in backups(project) if each.reason != "damaged" and is_good(Path(each.path))), None)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


# Thinning


def thin(project: Path, *, now: datetime | None = None) -> int:
    """Remove backups that are too many for their age, and the oldest beyond `MOST_BYTES`; gives how many went."""
    kept = backups(project)
    gone = set(superfluous([each.at for each in kept], now=now or datetime.now(UTC)))
    removed = [each for each in kept if each.at in gone]
    rest = [each for each in kept if each.at not in gone]
    while len(rest) > 1 and sum(each.size for each in rest) > MOST_BYTES:
        removed.append(rest.pop())
    for each in removed:
        with suppress(OSError):  # a folder that lets nothing be removed is in nobody's way
            Path(each.path).unlink()
    return len(removed)


def superfluous(times: Iterable[str], *, now: datetime) -> tuple[str, ...]:
    """Say which of these times (ISO 8601, UTC) go: of a day all hours stay, of a month all days, then one a month.

    Of each stretch the latest stays; the newest of all always does.
    """
    stretches: set[str] = set()
    gone: list[str] = []
    ordered = sorted(times, reverse=True)
    for place, at in enumerate(ordered):
        age = now - datetime.fromisoformat(at)
        length = 13 if age < timedelta(days=1) else 10 if age < timedelta(days=31) else 7
        if at[:length] in stretches and place:
            gone.append(at)
        stretches.add(at[:length])
    return tuple(gone)


# Putting back


def restore(project: Path, backup: Path) -> Path:
    """Make a project what a backup holds; what it was is kept as one more backup, whose path is given.

    No window may have the project open. Raises UserError where one has, where the backup is damaged or there is no room;
    nothing is changed then.
    """
    if not backup.is_file():
        raise UserError(f"There is no backup at {backup}; 'backups' lists them.")
    if not is_good(backup):
        raise UserError(f"The backup {backup} is damaged itself; choose an older one.")
    folder = folder_of(project)
    scratch = project.with_name(f".{project.name}.restored")
    try:
        folder.mkdir(exist_ok=True)
        shutil.copyfile(backup, scratch)
        _sync(scratch)
        aside = _put_aside(project, folder)
        try:
            scratch.replace(project)
        except OSError:
            _move(aside, project)
            raise
    except OSError as error:
        raise UserError(f"{project} cannot be put back ({error.strerror or error}); nothing was changed.") from error
    finally:
        scratch.unlink(missing_ok=True)
    return aside


def _put_aside(project: Path, folder: Path) -> Path:
    """Move the project with its log into the folder, whole where it can be read, as it is where it is damaged."""
    reason = "before restore" if project.exists() and _let_go(project) else "damaged"
    aside = folder / f"{datetime.now(UTC).strftime(_TIME)} {reason}.galpi"
    number = 1
    while aside.exists():
        aside = folder / f"{(datetime.now(UTC) + timedelta(seconds=number)).strftime(_TIME)} {reason}.galpi"
        number += 1
    _move(project, aside)
    return aside


def _move(project: Path, place: Path) -> None:
    """Move a project nobody has open, with its log: both or neither."""
    moved: list[tuple[str, str]] = []
    try:
        for suffix in ("-wal", ""):
            if Path(f"{project}{suffix}").exists():
                Path(f"{project}{suffix}").rename(f"{place}{suffix}")
                moved.append((f"{place}{suffix}", f"{project}{suffix}"))
    except OSError:
        for there, back in moved:
            Path(there).rename(back)
        raise
    Path(f"{project}-shm").unlink(missing_ok=True)


def _let_go(project: Path) -> bool:
    """Write the log of a project into it, and prove that nobody else has it open; False where it is damaged.

    Raises OSError where the disk does not take the log.
    """
    try:
        with closing(sqlite3.connect(project, timeout=2, isolation_level=None)) as connection:
            connection.execute("pragma journal_mode = delete")
            return bool(connection.execute("pragma quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise UserError(
                f"{project.name} is open in a window or another program; close it there first, then put it back."
            ) from error
        if "full" in str(error):
            raise OSError(errno.ENOSPC, "the disk is full") from error
        return False
    except sqlite3.DatabaseError:
        return False
