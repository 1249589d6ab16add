"""Saved recipes: what an export is asked for, kept with the project under a name, to be made again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from store.annotators import new_uid
from store.database import Database
from store.errors import UserError
from store.formats.recipe import read_recipe, recipe_json
from store.journal import Journal
from store.records import Change, Recipe, SavedRecipe
from store.text.canonical import canonical
from store.text.normal import folded

LONGEST = 100
"""How long the name of a recipe may be, in code points."""

_SELECT = "select name, options, id, uid from recipe"


class Recipes:
    """The saved recipes of a project; names are equal whatever their case, width, blanks and hyphens."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def all(self) -> tuple[SavedRecipe, ...]:
        """List the recipes by name."""
        return tuple(_saved(*row) for row in self._db.conn.execute(f"{_SELECT} order by folded"))

    def get(self, name: str) -> SavedRecipe:
        """Read a recipe by its name; raises UserError where there is none."""
        row = self._db.conn.execute(f"{_SELECT} where folded = ?", (folded(name),)).fetchone()
        if row is None:
            raise UserError(f"There is no recipe “{name}” in this project; 'recipes' lists them.")
        return _saved(*row)

    def save(self, name: str, recipe: Recipe, *, origin: str = "") -> Change:
        """Save a recipe under a name; one that has this name is overwritten. Raises UserError for an empty name."""
        name = _named(name)
        known = {folded(each.name) for each in self.all()}
        label = f"{'Overwrite' if folded(name) in known else 'Save'} the recipe {name}"
        with self._journal.change(label, origin=origin) as step:
            self.insert([SavedRecipe(name=name, recipe=recipe)])
        return step.change

    def insert(self, recipes: Iterable[SavedRecipe]) -> None:
        """Write recipes inside the caller's change or import; one with the same name is overwritten."""
        self._db.conn.executemany(
            "insert into recipe(uid, name, folded, options) values (?, ?, ?, ?)"
            " on conflict(folded) do update set name = excluded.name, options = excluded.options",
            [
                (
                    each.uid or new_uid(),
                    each.name,
                    folded(each.name),
                    json.dumps(recipe_json(each.recipe), ensure_ascii=False),
                )
                for each in recipes
            ],
        )

    def remove(self, name: str, *, origin: str = "") -> Change:
        """Remove a recipe; raises UserError where there is none of this name."""
        saved = self.get(name)
        with self._journal.change(f"Remove the recipe {saved.name}", origin=origin) as step:
            self._db.conn.execute("delete from recipe where id = ?", (saved.id,))
        return step.change


def _named(name: str) -> str:
    name = " ".join(canonical(name).split())
    if not folded(name):
        raise UserError("A recipe needs a name.")
    if len(name) > LONGEST:
        raise UserError(f"The name of a recipe may have up to {LONGEST} characters.")
    return name


def _saved(name: str, options: str, number: int, uid: str) -> SavedRecipe:
    return SavedRecipe(name=name, recipe=read_recipe(json.loads(options)), id=number, uid=uid)
