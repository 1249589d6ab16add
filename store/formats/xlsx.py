"""XLSX: a workbook with a sheet for articles, taggings, mentions, relations and the codebook; texts are never formulas.

A cell holds 32,767 UTF-16 units: what is longer is cut off and counted, as spreadsheets would do silently.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from zipfile import ZipFile

from xlsxwriter import Workbook

from store.dataset.form import HOLDS, PULSE, Format
from store.dataset.items import Dataset, Files, Item, Losses, Piece, Proof
from store.dataset.xml import clean
from store.errors import UserError
from store.formats.tables import COLUMNS, rows
from store.parse.xlsx import Cells, open_workbook

LONGEST = 32_767
"""How many UTF-16 units a cell holds."""

SHARED = 2_000
"""Up to so many articles a workbook keeps each text once, for all cells that have it, as spreadsheets themselves do."""

_ROWS = 1_048_576
_PULSE = 500


def cut(text: str, losses: Losses | None = None) -> str:
    """Cut a text to what a cell can hold, and put a box for what XML cannot; either is counted."""
    text = clean(text, losses)
    if len(text) * 2 <= LONGEST:
        return text
    data = text.encode("utf-16-le")
    if len(data) <= 2 * LONGEST:
        return text
    if losses is not None:
        losses.add("trimmed")
    return data[: 2 * LONGEST].decode("utf-16-le", "ignore")


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    out = io.BytesIO()
    # The texts of many articles have no place in memory: each then stands in its cell, and rows go to the disk as they come.
    how = "constant_memory" if dataset.total > SHARED else "in_memory"
    book = Workbook(out, {how: True, "strings_to_formulas": False, "strings_to_urls": False})
    made = datetime.fromisoformat(dataset.at) if dataset.at else datetime(1980, 1, 1, tzinfo=UTC)
    book.set_properties(
        {"created": made.replace(tzinfo=None), "title": dataset.recipe.title, "author": dataset.recipe.creator}
    )
    bold = book.add_format({"bold": True})
    sheets = {table: _Sheet(book.add_worksheet(table), _columns(table), bold, dataset.losses) for table in COLUMNS}
    codebook = _Sheet(
        book.add_worksheet("codebook"), ("tag", "definition", "include", "exclude", "colour"), bold, dataset.losses
    )
    for path, tag in dataset.paths().items():
        codebook.add((path, tag.definition, tag.include, tag.exclude, tag.colour))
    for number, item in enumerate(items):
        for table, sheet in sheets.items():
            for row in rows(table, item.marked):
                sheet.add((*row, item.key, item.split) if table == "articles" else (*row, item.key))
        if number % _PULSE == 0:
            yield PULSE
    book.close()
    yield Piece(dataset.file, out.getvalue())


def _columns(table: str) -> tuple[str, ...]:
    return (*COLUMNS[table], "record", *(("split",) if table == "articles" else ()))


class _Sheet:
    """A sheet that is filled row by row; raises UserError where it is full."""

    def __init__(self, sheet: object, columns: tuple[str, ...], bold: object, losses: Losses) -> None:
        self._sheet = sheet
        self._losses = losses
        self._row = 1
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name, bold)  # type: ignore[attr-defined]
        sheet.freeze_panes(1, 0)  # type: ignore[attr-defined]

    def add(self, values: tuple[object, ...]) -> None:
        if self._row >= _ROWS:
            raise UserError("A sheet holds 1,048,576 rows; narrow the filter or export as CSV.")
        write_string, write_number = self._sheet.write_string, self._sheet.write_number  # type: ignore[attr-defined]
        for column, value in enumerate(values):
            if isinstance(value, str):
                if value:
                    write_string(self._row, column, cut(value, self._losses))
            elif value is not None:
                write_number(self._row, column, value)
        self._row += 1


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    marked = item.marked
    spans = [(t.start, t.end or 0, cut(t.tag), _visible(t.quote or "")) for t in marked.taggings if t.start is not None]
    spans += [(m.start, m.end, cut(m.type), _visible(m.quote)) for m in marked.mentions]
    tags = tuple(cut(t.tag) for t in marked.taggings if t.start is None)
    return Proof(item.key, _visible(item.text), tuple(spans), tags)


def _visible(text: str) -> str:
    # The reader takes a cell of blanks for an empty one.
    return cut(text) if text.strip() else ""


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    with files.open(dataset.file) as stream, ZipFile(stream) as archive:
        book = open_workbook(archive)
        parts = dict(book.sheets)
        taggings = _Rows(book.rows(parts["taggings"]), "taggings", "tag")
        mentions = _Rows(book.rows(parts["mentions"]), "mentions", "type")
        record, text = _columns("articles").index("record"), COLUMNS["articles"].index("text")
        for cells in islice(book.rows(parts["articles"]), 1, None):
            key = cells[record]
            said = [*taggings.of(key), *mentions.of(key)]
            spans = tuple((int(start), int(end), name, quote) for start, end, name, quote in said if start)
            yield Proof(key, cells.get(text, ""), spans, tuple(name for start, _, name, _ in said if not start))


class _Rows:
    """The rows of a sheet of marks, record by record, in the order of the records; held one at a time."""

    def __init__(self, rows: Iterator[Cells], table: str, label: str) -> None:
        columns = _columns(table)
        self._record, *self._places = (columns.index(name) for name in ("record", "start", "end", label, "quote"))
        next(rows, None)
        self._rows = rows
        self._next = next(rows, None)

    def of(self, key: str) -> Iterator[tuple[str, str, str, str]]:
        """Give start, end, label and quote of the rows of the next record, if these are its."""
        start, end, label, quote = self._places
        while self._next is not None and self._next[self._record] == key:
            get = self._next.get
            yield get(start, ""), get(end, ""), get(label, ""), get(quote, "")
            self._next = next(self._rows, None)


FORMAT = Format(
    name="xlsx",
    label="Excel workbook: articles, taggings, mentions, relations, codebook",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".xlsx",
    holds=frozenset(HOLDS),
    own_splits=False,
)
"""A workbook of five sheets."""
