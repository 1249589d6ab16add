"""Checking the history: that each row of the journal belongs to a change, and that the newest backup can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from store.backups import backups, is_good
from store.records import Problem
from store.store import Store

_ORPHANS = (
    ("change_row", "rows of the history belong to no change"),
    ("change_table", "counts of the history belong to no change"),
)


def history_problems(store: Store) -> Iterator[Problem]:
    """Give what is wrong with the journal and with the newest backup."""
    for table, what in _ORPHANS:
        count = store.db.conn.execute(
            f"select count(*) from {table} r where not exists (select 1 from change c where c.id = r.change)"
        ).fetchone()[0]
        if count:
            yield Problem(sentence=f"{count:,} {what}.")
    for number, state in store.db.conn.execute(
        "select id, state from change where state not in ('done', 'undone', 'kept', 'dropped')"
    ):
        yield Problem(sentence=f"The change {number} has the state “{state}”, which is none.")
    kept = next((each for each in backups(store.path) if each.reason != "damaged"), None)
    if kept is not None and not is_good(Path(kept.path)):
        yield Problem(sentence=f"The newest backup ({kept.path}) is damaged; back up anew.")
