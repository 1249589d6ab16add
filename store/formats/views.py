"""Saved views as JSON, in the companion of a native export."""

from __future__ import annotations

from store.errors import UserError
from store.records import MODES, View


def view_json(view: View) -> dict[str, object]:
    """Give a view as a JSON object; its number belongs to one project alone and is left out."""
    return {"uid": view.uid, "name": view.name, "query": view.query, "sort": view.sort, "mode": view.mode}


def read_view(value: dict[str, object]) -> View:
    """Read a view; raises UserError, one sentence, where it is none."""
    name, query, uid = value.get("name"), value.get("query"), value.get("uid")
    sort, mode = value.get("sort"), value.get("mode")
    if not (isinstance(name, str) and name.strip() and isinstance(query, str)):
        raise UserError("A view needs a name and a filter.")
    return View(
        name=name,
        query=query,
        sort=sort if isinstance(sort, str) else "-published",
        mode=mode if isinstance(mode, str) and mode in MODES else MODES[0],
        uid=uid if isinstance(uid, str) else "",
    )
