"""A JSON object to the cells of a row: objects inside become columns joined by dots, lists several texts."""

from __future__ import annotations

from collections.abc import Mapping

from store.parse.rows import Cell

_DEEPEST = 4
# Keys under which an object holds what it is called.
_NAMING = ("name", "literal", "title", "text", "value", "label", "#text", "content")


def cells_of(value: Mapping[str, object]) -> dict[str, Cell]:
    """Return the cells of a JSON object: keys of objects inside are joined by dots, lists become tuples of texts."""
    cells: dict[str, Cell] = {}
    _fill(cells, "", value, 0)
    return cells


def _fill(cells: dict[str, Cell], prefix: str, value: Mapping[str, object], depth: int) -> None:
    for key, item in value.items():
        name = f"{prefix}{key}"
        if isinstance(item, dict):
            named = _name_of(item)
            if named:
                cells[name] = named
            if depth < _DEEPEST:
                _fill(cells, f"{name}.", item, depth + 1)
        elif isinstance(item, list):
            cells[name] = tuple(text for each in item if (text := _cell(each)))
        else:
            cells[name] = _cell(item)


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return _name_of(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    if value is None or isinstance(value, list):
        return ""
    return str(value)


def _name_of(value: Mapping[str, object]) -> str:
    return next((found for key in _NAMING if isinstance(found := value.get(key), str) and found), "")
