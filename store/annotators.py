"""Annotators: the people and machines whose marks these are."""

from __future__ import annotations

from secrets import token_hex

from store.database import Database
from store.errors import UserError


def new_uid() -> str:
    """Make a stable identifier: random, made once, kept through merge, export and re-import."""
    return token_hex(16)


class Annotators:
    """The annotators of a project; a name that is met for the first time is kept with the mark it made."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def names(self) -> tuple[str, ...]:
        """List all annotators by name."""
        return tuple(str(row[0]) for row in self._db.conn.execute("select name from annotator order by name"))

    def ensure(self, name: str) -> int:
        """Give the id of the annotator called `name`, making one inside the caller's change; refuses an empty name."""
        name = name.strip()
        if not name:
            raise UserError("An annotator needs a name.")
        row = self._db.conn.execute("select id from annotator where name = ?", (name,)).fetchone()
        if row is None:
            row = self._db.conn.execute(
                "insert into annotator(uid, name) values (?, ?) returning id", (new_uid(), name)
            ).fetchone()
        return int(row[0])
