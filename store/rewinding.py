"""Rewinding: many changes undone one after the other, and a copy of the whole project as it was at a moment."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from store.bin import TAKEN_OUT
from store.checking import backup
from store.db import in_bulk, writing
from store.errors import UserError
from store.images import Images
from store.records import Change, Moment, Progress
from store.store import Store, open_project


def rewind(store: Store, change: int) -> Generator[Progress, None, int]:
    """Undo all changes made after `change`, newest first; gives how many. 0 undoes everything.

    Each is one undo and can be redone one by one. Raises Outdated, as `undo` does, with those before it undone; stopped
    at a yield, what is undone stays so.
    """
    total = store.history.after(change)
    done = 0
    while store.history.after(change):
        undone = store.journal.undo()
        if undone is None:
            break
        done += 1
        yield Progress(done=done, total=total, label="Undoing", change=Change(label=undone.label, everything=True))
    return done


def copy_as_of(project: Path, out: Path, moment: Moment) -> Generator[Progress, None, int]:
    """Write a copy of the project as it was at a moment to `out`; gives the number of its articles.

    Its history ends there. Articles that came in later are in its bin; suggestions are those of today. Raises UserError
    if something is at `out` already or it cannot be written; nothing is left behind then, nor where this is stopped.
    """
    scratch = out.with_name(f".{out.name}.past")
    if out.exists():
        raise UserError(f"{out} is already there; choose another name.")
    scratch.unlink(missing_ok=True)
    yield Progress(done=0, total=0, label="Copying")
    try:
        with open_project(project) as store:
            backup(store, scratch)
        with open_project(scratch) as copy:
            yield from _roll_back(copy, moment)
            count = copy.articles.count()
            copy.db.conn.execute("pragma wal_checkpoint(truncate)")
        scratch.replace(out)
    finally:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{scratch}{suffix}").unlink(missing_ok=True)
    return count


def _roll_back(copy: Store, moment: Moment) -> Generator[Progress, None, None]:
    events = _events(copy, moment)
    images = Images(copy.db)
    with in_bulk(copy.db):
        for done, (change, back) in enumerate(events):
            with writing(copy.db) as connection:
                images.force(change, back=back)
                copy.journal.check_turned(change)
                connection.execute("update change set state = ? where id = ?", ("undone" if back else "done", change))
            yield Progress(done=done + 1, total=len(events), label="Going back")
        with writing(copy.db) as connection:
            for table in ("change_row", "change_table"):
                connection.execute(f"delete from {table} where change > ?", (moment.change,))
            connection.execute("delete from turn where id > ?", (moment.turn,))
            connection.execute("delete from change where id > ?", (moment.change,))
            connection.execute(
                f"update article set removed = {TAKEN_OUT} where removed = 0"
                " and batch in (select id from batch where at > ?)",
                (moment.at,),
            )


def _events(copy: Store, moment: Moment) -> list[tuple[int, bool]]:
    """List what happened after the moment, the latest first: changes to take back (True), undos to bring back (False)."""
    made = [
        ((number, 0), number, True)
        for number, counts in copy.db.conn.execute(
            "select id, state in ('done', 'kept') or exists (select 1 from turn t where t.change = c.id)"
            " from change c where id > ?",
            (moment.change,),
        )
        if counts
    ]
    turned = [
        ((latest, number), change, state == "done")
        for number, change, latest, state in copy.db.conn.execute(
            "select id, change, latest, state from turn where id > ?", (moment.turn,)
        )
    ]
    return [(change, back) for _, change, back in sorted((*made, *turned), reverse=True)]
