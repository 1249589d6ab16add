"""CSV as a format of datasets: a folder of tables, written row by row and read back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from store.dataset.form import HOLDS, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.formats.tables import COLUMNS, defuse, head, rows, write_rows

csv.field_size_limit(2**31 - 1)

FLAVOURS = (
    ("data", "data: UTF-8, exact values, for programs"),
    ("excel", "Excel: opens with a double click, formulas are made harmless"),
)


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    flavour = dataset.recipe.flavour
    extra = _extra(dataset)
    for table in COLUMNS:
        yield Piece(f"{table}.csv", head(table, flavour=flavour, extra=extra if table == "articles" else ()))
    for item in items:
        more = (*((item.key,) if "record" in extra else ()), *((item.split,) if "split" in extra else ()))
        for table in COLUMNS:
            values = [(*row, *more) if table == "articles" else row for row in rows(table, item.marked)]
            if extra and extra[0] == "record" and table != "articles":
                values = [_with_record(table, row, item.key) for row in values]
            if flavour == "excel":
                dataset.losses.add("defused", sum(defuse(cell) is not cell for row in values for cell in row))
            yield Piece(f"{table}.csv", write_rows(values, flavour=flavour))


def _with_record(table: str, row: tuple[object, ...], key: str) -> tuple[object, ...]:
    # Of pieces of articles the key of the record stands where the article's number stands.
    place = COLUMNS[table].index("article")
    return (*row[:place], key, *row[place + 1 :])


def _extra(dataset: Dataset) -> tuple[str, ...]:
    recipe = dataset.recipe
    pieces = recipe.text not in ("whole", "body")
    return (*(("record",) if pieces else ()), *(("split",) if recipe.split else ()))


def _promise(item: Item, dataset: Dataset) -> Proof:
    excel = dataset.recipe.flavour == "excel"
    change = _defused if excel else str
    marked = item.marked
    spans = [
        (t.start, t.end or 0, change(t.tag), change(t.quote or "")) for t in marked.taggings if t.start is not None
    ]
    spans += [(m.start, m.end, change(m.type), change(m.quote)) for m in marked.mentions]
    return Proof(
        item.key, change(item.text), tuple(spans), tuple(change(t.tag) for t in marked.taggings if t.start is None)
    )


def _defused(text: str) -> str:
    return str(defuse(text))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    key = "record" if _extra(dataset)[:1] == ("record",) else "id"
    taggings = _Grouped(_table(files, "taggings"))
    mentions = _Grouped(_table(files, "mentions"))
    for row in _table(files, "articles"):
        spans: list[tuple[int, int, str, str]] = []
        tags: list[str] = []
        for each in taggings.of(row[key]):
            if each["start"]:
                spans.append((int(each["start"]), int(each["end"]), each["tag"], each["quote"]))
            else:
                tags.append(each["tag"])
        spans += [(int(each["start"]), int(each["end"]), each["type"], each["quote"]) for each in mentions.of(row[key])]
        yield Proof(row[key], row["text"], tuple(spans), tuple(tags))


def _table(files: Files, name: str) -> Iterator[dict[str, str]]:
    reader = csv.reader(f"{line}\n" for line in files.lines(f"{name}.csv"))
    columns = [column.removeprefix("\ufeff") for column in next(reader)]
    for row in reader:
        yield dict(zip(columns, row, strict=True))


class _Grouped:
    """The rows of a table, article by article, in the order of the articles; held one at a time."""

    def __init__(self, table: Iterator[dict[str, str]]) -> None:
        self._rows = table
        self._next = next(table, None)

    def of(self, article: str) -> list[dict[str, str]]:
        """Give the rows of the next article, if these are its."""
        found = []
        while self._next is not None and self._next["article"] == article:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


FORMAT = Format(
    name="csv",
    label="CSV tables: articles, taggings, mentions, relations",
    write=_write,
    read=_read,
    promise=_promise,
    holds=frozenset(HOLDS),
    flavours=FLAVOURS,
    own_splits=True,
)
"""A folder of four tables."""
