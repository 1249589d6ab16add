"""Predicates: what relations say, part of the codebook like the tags."""

from __future__ import annotations

from store.annotators import new_uid
from store.database import Database
from store.errors import UserError
from store.journal import Journal
from store.records import Change, Predicate


class Predicates:
    """The predicates of a project, in the order in which they were made."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def all(self) -> tuple[Predicate, ...]:
        """List the predicates, each with the number of relations that say it (rejected ones left out)."""
        rows = self._db.conn.execute(
            "select p.id, p.uid, p.name, p.definition, (select count(*) from relation r where r.predicate = p.id"
            " and r.state <> 'rejected') from predicate p order by p.id"
        )
        return tuple(
            Predicate(id=number, uid=uid, name=name, definition=definition, relations=relations)
            for number, uid, name, definition, relations in rows
        )

    def get(self, predicate: int) -> Predicate:
        """Read one predicate; raises UserError if it is gone."""
        for each in self.all():
            if each.id == predicate:
                return each
        raise UserError(f"There is no predicate {predicate} in this project.")

    def add(self, name: str, *, definition: str = "", origin: str = "") -> Change:
        """Add a predicate; raises UserError for an empty name or one that is there."""
        name = self._free(name)
        with self._journal.change(f"Add the predicate {name}", origin=origin) as step:
            self.insert(name, definition)
        return step.change

    def insert(self, name: str, definition: str) -> None:
        """Write a predicate inside the caller's change or import; one that is there keeps its definition if it has one."""
        self._db.conn.execute(
            "insert into predicate(uid, name, definition) values (?, ?, ?) on conflict(name) do update"
            " set definition = excluded.definition where definition = ''",
            (new_uid(), name, definition),
        )

    def rename(self, predicate: int, name: str, *, origin: str = "") -> Change:
        """Give a predicate another name; raises UserError for an empty one or one that is there."""
        was = self.get(predicate)
        name = self._free(name, apart_from=predicate)
        with self._journal.change(f"Rename the predicate {was.name} to {name}", origin=origin) as step:
            self._db.conn.execute("update predicate set name = ? where id = ?", (name, predicate))
        return step.change

    def define(self, predicate: int, definition: str, *, origin: str = "") -> Change:
        """Say what a predicate means."""
        was = self.get(predicate)
        with self._journal.change(f"Define the predicate {was.name}", origin=origin) as step:
            self._db.conn.execute("update predicate set definition = ? where id = ?", (definition.strip(), predicate))
        return step.change

    def remove(self, predicate: int, *, origin: str = "") -> Change:
        """Remove a predicate and all relations that say it, as one step."""
        was = self.get(predicate)
        with self._journal.change(f"Remove the predicate {was.name}", origin=origin) as step:
            self._db.conn.execute("delete from relation where predicate = ?", (predicate,))
            self._db.conn.execute("delete from predicate where id = ?", (predicate,))
        return step.change

    def _free(self, name: str, *, apart_from: int = 0) -> str:
        name = " ".join(name.split())
        if not name:
            raise UserError("A predicate needs a name.")
        row = self._db.conn.execute("select id from predicate where name = ?", (name,)).fetchone()
        if row is not None and row[0] != apart_from:
            raise UserError(f"There is a predicate {name} already; choose another name.")
        return name
