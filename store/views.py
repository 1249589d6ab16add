"""Saved views: a filter with its order and the form of the list, kept under a name that filters can use (`view:NAME`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from store.annotators import new_uid
from store.database import Database
from store.errors import QueryError, UserError
from store.journal import Journal
from store.query.parser import parse
from store.query.views import expanded, renamed_in, sole_view, views_in
from store.records import MODES, Change, View
from store.text.canonical import canonical
from store.text.normal import folded

LONGEST = 100
"""How long the name of a view may be, in code points."""

_SELECT = "select name, query, sort, mode, id, uid from saved_view"


class Views:
    """The saved views of a project; names are equal whatever their case, width, blanks and hyphens."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    # Reading

    def all(self) -> tuple[View, ...]:
        """List the views by name."""
        return tuple(_view(row) for row in self._db.conn.execute(f"{_SELECT} order by folded"))

    def named(self, name: str) -> View | None:
        """Find a view by its name, or give None."""
        row = self._db.conn.execute(f"{_SELECT} where folded = ?", (folded(name),)).fetchone()
        return None if row is None else _view(row)

    def get(self, name: str) -> View:
        """Read a view by its name; raises UserError where there is none."""
        found = self.named(name)
        if found is None:
            raise UserError(f"There is no view “{name}” in this project; 'views' lists them.")
        return found

    def sole(self, query: str) -> View | None:
        """Give the view that a filter is, where it is one view and nothing else: its order then holds too."""
        name = sole_view(query)
        return None if name is None else self.named(name)

    # Writing

    def save(self, name: str, query: str, *, sort: str = "-published", mode: str = "lines", origin: str = "") -> Change:
        """Save a filter under a name; a view that has this name is overwritten.

        Raises UserError for an empty name, an unknown sort or mode, a filter that cannot be read, or one that leads back
        to this view.
        """
        from store.search import SORTS  # the search itself asks for views

        name = _named(name)
        by = sort.removeprefix("-")
        if (by not in SORTS and not by.startswith("likely:")) or mode not in MODES:
            raise UserError(
                f"A view is sorted by one of {', '.join(SORTS)}, likely:TAG, and shows {' or '.join(MODES)}."
            )
        known = {view.name: view.query for view in self.all() if folded(view.name) != folded(name)}
        _checked(name, query, {**known, name: query})
        label = f"{'Overwrite' if self.named(name) else 'Save'} the view {name}"
        with self._journal.change(label, origin=origin) as step:
            self.insert([View(name=name, query=query, sort=sort, mode=mode)])
        return step.change

    def insert(self, views: Iterable[View]) -> None:
        """Write views inside the caller's change or import; one with the same name is overwritten."""
        self._db.conn.executemany(
            "insert into saved_view(uid, name, folded, query, sort, mode) values (?, ?, ?, ?, ?, ?)"
            " on conflict(folded) do update set name = excluded.name, query = excluded.query, sort = excluded.sort,"
            " mode = excluded.mode",
            [(view.uid or new_uid(), view.name, folded(view.name), view.query, view.sort, view.mode) for view in views],
        )

    def rename(self, name: str, new: str, *, origin: str = "") -> Change:
        """Give a view another name, in the filters of other views too; raises UserError for an empty or a taken one."""
        view, new = self.get(name), _named(new)
        if folded(new) != folded(view.name) and self.named(new) is not None:
            raise UserError(f"There is a view “{new}” already; choose another name.")
        with self._journal.change(f"Rename the view {view.name} to {new}", origin=origin) as step:
            self._db.conn.execute(
                "update saved_view set name = ?, folded = ? where id = ?", (new, folded(new), view.id)
            )
            for other in self.all():
                query = renamed_in(other.query, view.name, new)
                if query != other.query:
                    self._db.conn.execute("update saved_view set query = ? where id = ?", (query, other.id))
        return step.change

    def remove(self, name: str, *, origin: str = "") -> Change:
        """Remove a view; raises UserError where another view is made of it."""
        view = self.get(name)
        for other in self.all():
            if other.id != view.id and folded(view.name) in map(folded, views_in(other.query)):
                raise UserError(f"The view “{other.name}” is made of “{view.name}”; change or remove that one first.")
        with self._journal.change(f"Remove the view {view.name}", origin=origin) as step:
            self._db.conn.execute("delete from saved_view where id = ?", (view.id,))
        return step.change


def _checked(name: str, query: str, known: Mapping[str, str]) -> None:
    """Raise UserError where a filter cannot be kept: it must be readable, and lead to views that are there."""
    try:
        expanded(parse(query), known, within=(name,))
    except QueryError as error:
        raise UserError(f"This filter cannot be saved: {error}") from error


def _named(name: str) -> str:
    name = " ".join(canonical(name).split())
    if not folded(name):
        raise UserError("A view needs a name.")
    if len(name) > LONGEST:
        raise UserError(f"The name of a view may have up to {LONGEST} characters.")
    return name


def _view(row: Sequence[object]) -> View:
    name, query, sort, mode, number, uid = row
    return View(name=str(name), query=str(query), sort=str(sort), mode=str(mode), id=int(str(number)), uid=str(uid))
