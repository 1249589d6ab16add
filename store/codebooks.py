"""The codebooks of a project: each a tree of tags under a name, in the researcher's order."""

from __future__ import annotations

import unicodedata

from store.annotators import new_uid
from store.codebook import Codebook
from store.database import Database
from store.errors import UserError
from store.journal import Journal
from store.records import Change, CodebookRow


class Codebooks:
    """Adds, renames, moves and removes whole codebooks; there is always one."""

    def __init__(self, db: Database, journal: Journal, codebook: Codebook) -> None:
        self._db = db
        self._journal = journal
        self._codebook = codebook

    def all(self) -> tuple[CodebookRow, ...]:
        """List the codebooks in their order."""
        rows = self._db.conn.execute("select id, uid, name, position from codebook order by position, id")
        return tuple(CodebookRow(id=row[0], uid=row[1], name=row[2], position=row[3]) for row in rows)

    def get(self, codebook: int) -> CodebookRow:
        """Read one codebook; raises UserError if it is gone."""
        found = next((each for each in self.all() if each.id == codebook), None)
        if found is None:
            raise UserError("This codebook is no longer there.")
        return found

    def find(self, name: str) -> CodebookRow:
        """Find a codebook by its name; raises UserError if there is none."""
        wanted = _clean(name).casefold()
        found = next((each for each in self.all() if each.name.casefold() == wanted), None)
        if found is None:
            known = ", ".join(each.name for each in self.all())
            raise UserError(f"There is no codebook “{name}”; there is {known}.")
        return found

    def add(self, name: str, *, origin: str = "") -> Change:
        """Add an empty codebook at the end; raises UserError if one of this name is there."""
        name = self._free(name)
        with self._journal.change(f"Add codebook {name}", origin=origin) as step:
            self.insert(name)
        return step.change

    def insert(self, name: str, *, uid: str | None = None) -> int:
        """Write a codebook at the end, inside the caller's change or import, and give its id."""
        row = self._db.conn.execute(
            "insert into codebook(uid, name, position)"
            " values (?, ?, (select coalesce(max(position) + 1, 0) from codebook)) returning id",
            (uid or new_uid(), name),
        ).fetchone()
        return int(row[0])

    def rename(self, codebook: int, name: str, *, origin: str = "") -> Change:
        """Give a codebook another name; raises UserError if another one has it."""
        old = self.get(codebook)
        name = self._free(name, but=codebook)
        with self._journal.change(f"Rename codebook {old.name} to {name}", origin=origin) as step:
            self._db.conn.execute("update codebook set name = ? where id = ?", (name, codebook))
        return step.change

    def move(self, codebook: int, *, position: int, origin: str = "") -> Change:
        """Put a codebook before the one now at `position`, counted without it."""
        moved = self.get(codebook)
        others = [each.id for each in self.all() if each.id != codebook]
        others.insert(max(0, min(position, len(others))), codebook)
        with self._journal.change(f"Move codebook {moved.name}", origin=origin) as step:
            self._db.conn.executemany("update codebook set position = ? where id = ?", list(enumerate(others)))
        return step.change

    def remove(self, codebook: int, *, origin: str = "") -> Change:
        """Remove a codebook with its tags and all their taggings, as one step; raises UserError for the last one."""
        gone = self.get(codebook)
        if len(self.all()) == 1:
            raise UserError("A project keeps at least one codebook; remove its tags instead.")
        tops = [tag for tag in self._codebook.tags() if tag.codebook == codebook and tag.parent is None]
        with self._journal.change(f"Remove codebook {gone.name}", origin=origin) as step:
            for tag in tops:
                self._codebook.remove(tag.id)
            self._db.conn.execute("delete from codebook where id = ?", (codebook,))
        return step.change

    def _free(self, name: str, *, but: int | None = None) -> str:
        name = _clean(name)
        if not name:
            raise UserError("A codebook needs a name.")
        if any(each.name.casefold() == name.casefold() and each.id != but for each in self.all()):
            raise UserError(f"There is already a codebook “{name}”; choose another name.")
        return name


def _clean(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())
