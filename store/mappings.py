"""Mappings: which column is which field, as a person corrected it; remembered for tables with the same columns."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from store.database import Database
from store.journal import Journal
from store.parse.mapping import Mapped, column_set
from store.records import Change, ColumnMapping
from store.settings import Settings

PREFIX = "mapping:"
"""How the names of these settings begin; the columns, in their digest, follow."""


class Mappings:
    """The mappings that a project remembers; settings of it, so that they travel with it."""

    def __init__(self, db: Database, journal: Journal, settings: Settings) -> None:
        self._db, self._journal, self._settings = db, journal, settings

    def all(self) -> tuple[ColumnMapping, ...]:
        """List what is remembered."""
        return tuple(_read(value) for name, value in self._settings.all() if name.startswith(PREFIX))

    def remember(self, mappings: Iterable[ColumnMapping], *, origin: str = "") -> Change:
        """Remember these mappings, each in place of what was remembered for its columns, as one undoable step."""
        with self._journal.change("Remember which columns are which fields", origin=origin) as step:
            for each in mappings:
                value = {"columns": sorted(column_set(each.columns)), "fields": dict(sorted(each.fields.items()))}
                self._settings.insert(_name(each.columns), json.dumps(value, ensure_ascii=False))
        return step.change

    def forget(self, columns: Iterable[str], *, origin: str = "") -> Change:
        """Forget what is remembered for tables with these columns, as an undoable step."""
        with self._journal.change("Forget which columns are which fields", origin=origin) as step:
            self._db.conn.execute("delete from setting where name = ?", (_name(columns),))
        return step.change

    def over(self, given: Mapping[str, str] | None, *, more: Iterable[ColumnMapping] = ()) -> Mapped:
        """Give what an import goes by: what is remembered, `more` over it, and over all of it what is given."""
        known = {column_set(each.columns): each.fields for each in (*self.all(), *more)}
        return Mapped(given=given or {}, known=known)


def _name(columns: Iterable[str]) -> str:
    listed = json.dumps(sorted(column_set(columns)), ensure_ascii=False)
    return PREFIX + hashlib.sha256(listed.encode("utf-8", "replace")).hexdigest()[:24]


def _read(value: str) -> ColumnMapping:
    read = json.loads(value)
    return ColumnMapping(columns=tuple(read["columns"]), fields=dict(read["fields"]))
