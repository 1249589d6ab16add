"""Tables that programs write as JSON other than row by row: by column, by key, or as lists under a head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeGuard

from store.parse.column_names import RANKS
from store.parse.jsoncells import cells_of
from store.parse.mapping import is_known_name, plain_name
from store.parse.rows import Cell

_LONG = 20
"""From how many characters on a text may be that of an article."""
_FILE_NAME = re.compile(r"\.(?:txt|html?|mht(?:ml)?|md|pdf|docx?|epub|xml|json)$", re.IGNORECASE)


def is_head(value: object) -> TypeGuard[list[object]]:
    """Say whether a list names the columns of the lists that follow it."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value) and _is_named(map(str, value))


def rows_inside(
    value: Sequence[object] | Mapping[str, object], head: Sequence[object] | None
) -> list[dict[str, Cell]] | None:
    """Return the cells of the rows that one JSON value holds, or None where it is one article, or nothing of the kind.

    `head` names the columns of a list. An object may be a table by columns (`{"title": {"0": …}, "body": {"0": …}}` or
    `{"title": […], "body": […]}`), one of lists (`{"columns": […], "data": [[…]]}`), or hold an article under each key.
    """
    if not isinstance(value, Mapping):
        return [_listed(head, value)] if head is not None else None
    columns, data = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        return [_listed(columns, row) for row in data]
    inside = list(value.values())
    if len(inside) < 2 and not (inside and isinstance(inside[0], dict) and _is_article(inside[0])):
        return None
    return _by_columns(value) or _by_keys(value)


def is_about_files(value: object) -> bool:
    """Say whether an object notes something of each of several files, by their names, and holds no text itself."""
    if not isinstance(value, dict) or not value or not all(map(_FILE_NAME.search, value)):
        return False
    return all(isinstance(each, dict) and not any(map(_names_a_text, each)) for each in value.values())


def _listed(head: Sequence[object], row: Sequence[object]) -> dict[str, Cell]:
    names = [str(name) for name in head] + [f"column {number}" for number in range(len(head) + 1, len(row) + 1)]
    return cells_of(dict(zip(names, row, strict=False)))


def _by_columns(value: Mapping[str, object]) -> list[dict[str, Cell]] | None:
    if not _is_named(value):
        return None
    if all(isinstance(column, dict) for column in value.values()):
        columns = {name: column for name, column in value.items() if isinstance(column, dict)}
    elif all(isinstance(column, list) for column in value.values()):
        lists = {name: column for name, column in value.items() if isinstance(column, list)}
        if len(set(map(len, lists.values()))) != 1:
            return None
        columns = {name: dict(enumerate(column)) for name, column in lists.items()}
    else:
        return None
    keys = list(dict.fromkeys(key for column in columns.values() for key in column))
    # Objects that are no columns, such as a title in two languages, share few of their keys.
    if any(len(column) * 2 < len(keys) for column in columns.values()):
        return None
    return [cells_of({name: column.get(key) for name, column in columns.items()}) for key in keys]


def _by_keys(value: Mapping[str, object]) -> list[dict[str, Cell]] | None:
    objects = [each for each in value.values() if isinstance(each, dict)]
    if len(objects) != len(value) or sum(map(_is_article, objects)) * 2 <= len(objects):
        return None
    return [
        {**({} if "id" in each else {"id": key}), **cells_of(each)} for key, each in zip(value, objects, strict=True)
    ]


def _is_article(value: Mapping[str, object]) -> bool:
    texts = [each for each in value.values() if isinstance(each, str) and len(each) >= _LONG]
    return bool(texts) and _is_named(value)


def _names_a_text(name: str) -> bool:
    return plain_name(name) in RANKS["text"]


def _is_named(names: Iterable[str]) -> bool:
    """Say whether two of these names at least say which field of an article they are."""
    return sum(map(is_known_name, names)) >= 2
