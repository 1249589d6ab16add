"""Frictionless Data Package: tables as CSV, and a descriptor that types their columns and says what refers to what."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from store.dataset.form import HOLDS, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.formats.tables import COLUMNS, rows, write_rows
from store.records import MENTION_STATES, STATUSES

_INTEGERS = frozenset({"start", "end", "entity_id", "id", "article", "certainty"})
_NAME = re.compile(r"[^a-z0-9._-]+")
_TITLES = {"articles": "Articles", "taggings": "Taggings", "mentions": "Mentions", "relations": "Relations"}


def _columns(table: str) -> tuple[str, ...]:
    return ("record", *COLUMNS[table], *(("split",) if table == "articles" else ()))


class _Table:
    """The file of a table on its way: how long it is, and its checksum."""

    def __init__(self, name: str) -> None:
        self.file = f"{name}.csv"
        self.size = 0
        self.hash = sha256()

    def piece(self, text: str) -> Piece:
        data = text.encode()
        self.size += len(data)
        self.hash.update(data)
        return Piece(self.file, data)


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    tables = {name: _Table(name) for name in (*COLUMNS, "codebook")}
    types: Counter[str] = Counter()
    tags: Counter[str] = Counter(dict.fromkeys(dataset.paths(), 0))
    for name in COLUMNS:
        yield tables[name].piece(write_rows([_columns(name)], flavour="data"))
    for item in items:
        types.update(mention.type for mention in item.marked.mentions)
        tags.update(tagging.tag for tagging in item.marked.taggings)
        for name in COLUMNS:
            more = (item.split,) if name == "articles" else ()
            yield tables[name].piece(
                write_rows(((item.key, *row, *more) for row in rows(name, item.marked)), flavour="data")
            )
    known = dataset.paths()
    book = [(path, known[path].definition if path in known else "") for path in tags]
    yield tables["codebook"].piece(write_rows([("tag", "definition"), *book], flavour="data"))
    descriptor = _descriptor(dataset, tables, sorted(types))
    yield Piece("datapackage.json", json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n")


def _descriptor(dataset: Dataset, tables: dict[str, _Table], types: list[str]) -> dict[str, Any]:
    recipe = dataset.recipe
    name = _NAME.sub("-", (recipe.title or dataset.project).lower()).strip("-.") or "galpi-dataset"
    value: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": name,
        "title": recipe.title or dataset.project or "News",
        "resources": [_resource(table, tables[table], types) for table in (*COLUMNS, "codebook")],
    }
    if dataset.at:
        value["created"] = dataset.at
    if recipe.creator:
        value["contributors"] = [{"title": recipe.creator, "role": "author"}]
    if recipe.licence:
        value["licenses"] = [
            {"name": _NAME.sub("-", recipe.licence.lower()).strip("-") or "other", "title": recipe.licence}
        ]
    return value


def _resource(table: str, written: _Table, types: list[str]) -> dict[str, Any]:
    if table == "codebook":
        schema: dict[str, Any] = {
            "fields": [{"name": "tag", "type": "string", "constraints": {"required": True, "unique": True}},
                       {"name": "definition", "type": "string"}],
            "primaryKey": ["tag"],
        }  # fmt: skip
    else:
        schema = {"fields": [_field(table, name, types) for name in _columns(table)]}
        if table == "articles":
            schema["primaryKey"] = ["record"]
        else:
            schema["foreignKeys"] = [_key("record", "articles", "record")]
        if table == "taggings":
            schema["foreignKeys"].append(_key("tag", "codebook", "tag"))
    return {
        "name": table,
        "title": _TITLES.get(table, "Codebook"),
        "profile": "tabular-data-resource",
        "path": written.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "bytes": written.size,
        "hash": f"sha256:{written.hash.hexdigest()}",
        "schema": schema,
    }


def _key(field: str, resource: str, target: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": [target]}}


def _field(table: str, name: str, types: list[str]) -> dict[str, Any]:
    kind = "integer" if name in _INTEGERS else "number" if name == "score" else "string"
    field: dict[str, Any] = {"name": name, "type": "boolean" if name == "title_derived" else kind}
    if name == "title_derived":
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    constraints: dict[str, Any] = {}
    if name == "record":
        constraints = {"required": True} | ({"unique": True} if table == "articles" else {})
    elif name in ("start", "end"):
        constraints = {"minimum": 0}
    elif name == "state":
        constraints = {"enum": list(MENTION_STATES)}
    elif name == "status":
        constraints = {"enum": list(STATUSES)}
    elif name == "type" and types:
        constraints = {"enum": types}
    return {**field, **({"constraints": constraints} if constraints else {})}


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    marked = item.marked
    spans = [(t.start, t.end or 0, t.tag, t.quote or "") for t in marked.taggings if t.start is not None]
    spans += [(m.start, m.end, m.type, m.quote) for m in marked.mentions]
    return Proof(item.key, item.text, tuple(spans), tuple(t.tag for t in marked.taggings if t.start is None))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:  # noqa: ARG001
    taggings, mentions = _Grouped(files, "taggings"), _Grouped(files, "mentions")
    for row in _rows(files, "articles"):
        key = row["record"]
        spans: list[tuple[int, int, str, str]] = []
        tags: list[str] = []
        for each in taggings.of(key):
            if each["start"]:
                spans.append((int(each["start"]), int(each["end"]), each["tag"], each["quote"]))
            else:
                tags.append(each["tag"])
        spans += [(int(each["start"]), int(each["end"]), each["type"], each["quote"]) for each in mentions.of(key)]
        yield Proof(key, row["text"], tuple(spans), tuple(tags))


def _rows(files: Files, table: str) -> Iterator[dict[str, str]]:
    reader = csv.reader(f"{line}\n" for line in files.lines(f"{table}.csv"))
    columns = next(reader)
    for row in reader:
        yield dict(zip(columns, row, strict=True))


class _Grouped:
    """The rows of a table, record by record, in the order of the records."""

    def __init__(self, files: Files, table: str) -> None:
        self._rows = _rows(files, table)
        self._next = next(self._rows, None)

    def of(self, record: str) -> Iterator[dict[str, str]]:
        """Give the rows of the next record, if these are its."""
        while self._next is not None and self._next["record"] == record:
            yield self._next
            self._next = next(self._rows, None)


FORMAT = Format(
    name="frictionless",
    label="Frictionless Data Package: CSV tables with a descriptor",
    write=_write,
    read=_read,
    promise=_promise,
    holds=frozenset(HOLDS),
    own_splits=True,
)
"""A folder with datapackage.json."""
