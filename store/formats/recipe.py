"""Recipes of exports as JSON: in the manifest of every export, in the companion of a native one, and in the project."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from store.errors import UserError
from store.records import Recipe, SavedRecipe


def recipe_json(recipe: Recipe) -> dict[str, Any]:
    """Give a recipe as a JSON object, all its options in order."""
    values = {field.name: getattr(recipe, field.name) for field in fields(Recipe)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def read_recipe(value: object) -> Recipe:
    """Read a recipe; options it does not say are as usual. Raises UserError, one sentence, where it is none."""
    if not isinstance(value, dict) or not isinstance(value.get("format"), str):
        raise UserError("A recipe needs a format.")
    usual = Recipe(format=value["format"])
    said: dict[str, Any] = {}
    for field in fields(Recipe):
        given = value.get(field.name, getattr(usual, field.name))
        given = tuple(given) if isinstance(given, list) else given
        if type(given) is not type(getattr(usual, field.name)):
            raise UserError(f"“{given}” is nothing that “{field.name}” of a recipe can be.")
        said[field.name] = given
    return Recipe(**said)


def saved_json(saved: SavedRecipe) -> dict[str, Any]:
    """Give a saved recipe as a JSON object; its number belongs to one project alone and is left out."""
    return {"uid": saved.uid, "name": saved.name, "recipe": recipe_json(saved.recipe)}


def read_saved(value: dict[str, Any]) -> SavedRecipe:
    """Read a saved recipe; raises UserError, one sentence, where it is none."""
    name, uid = value.get("name"), value.get("uid")
    if not isinstance(name, str) or not name.strip():
        raise UserError("A saved recipe needs a name.")
    return SavedRecipe(name=name, recipe=read_recipe(value.get("recipe")), uid=uid if isinstance(uid, str) else "")
