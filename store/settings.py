"""Settings that belong to the project and travel with it: saved views, rules, recipes; each a name and a text."""

from __future__ import annotations

from store.annotators import new_uid
from store.database import Database
from store.journal import Journal
from store.records import Change


class Settings:
    """The settings of a project."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def all(self) -> tuple[tuple[str, str], ...]:
        """List all settings as pairs of name and value."""
        return tuple(
            (str(name), str(value))
            for name, value in self._db.conn.execute("select name, value from setting order by name")
        )

    def get(self, name: str) -> str | None:
        """Read one setting."""
        row = self._db.conn.execute("select value from setting where name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, name: str, value: str, *, origin: str = "") -> Change:
        """Write one setting, as an undoable step."""
        with self._journal.change(f"Set {name}", origin=origin) as step:
            self.insert(name, value)
        return step.change

    def insert(self, name: str, value: str) -> None:
        """Write one setting inside the caller's change or import."""
        self._db.conn.execute(
            "insert into setting(uid, name, value) values (?, ?, ?) on conflict(name) do update set value = excluded.value",
            (new_uid(), name, value),
        )
