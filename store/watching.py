"""Watching writes: TEMP triggers note which values an article may have got or lost; before each commit it is logged.

So every road by which rows are written is covered: changes, undo, imports, recognition. What is logged is not what the
triggers saw but what holds at the end of the transaction, so that nothing hangs on the order in which rows came.
"""

from __future__ import annotations

from store.aspects import triggers
from store.bitmap_state import state
from store.database import Database

_TOUCHED = "create temp table touched(field, value, article, primary key (field, value, article)) without rowid"


class Watch:
    """Keeps the log of one connection's write transactions (see `store.db.watch`); does nothing while none is kept."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._active = False

    def begun(self) -> None:
        """Make the triggers where bitmaps are kept and they are not there yet."""
        self._active = state(self._db) is not None
        connection = self._db.conn
        # A transaction that was rolled back may have taken them with it.
        made = connection.execute("select 1 from sqlite_temp_master where name = 'touched'").fetchone() is not None
        if self._active and not made:
            connection.execute(_TOUCHED)
            for statement in triggers().values():
                connection.execute(statement)

    def ending(self) -> None:
        """Log what has changed."""
        if self._active and self._db.conn.execute("select 1 from temp.touched limit 1").fetchone() is not None:
            from store.bitmap_log import write_log

            write_log(self._db)
