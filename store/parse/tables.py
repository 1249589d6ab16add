"""CSV and TSV of any size and make: delimiter, quotes and header told from the beginning; rows keep their own bytes."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from store.parse.limits import LONGEST_RECORD, Ahead
from store.parse.mapping import is_known_name
from store.parse.mojibake import restored_from
from store.parse.moments import moment_of
from store.parse.record import Piece
from store.parse.rows import Row
from store.parse.textlines import TextStream, TooLongError
from store.text.canonical import canonical

_DELIMITERS = (",", "\t", ";", "|")
_SEP = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)
_MOST_SALVAGES = 100
_MOST_BEFORE = 15
_OPEN_QUOTE = "A quotation mark is opened in this row and never closed; the row was left out and the next ones read."


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a table is written: what stands between cells, whether quotes mean anything, and lines to leave out."""

    delimiter: str
    quoted: bool
    skip: int = 0


def table_rows(stream: Ahead, *, tabs: bool = False) -> Iterator[Row | Piece]:
    """Give the rows of a CSV or TSV file, numbered from 1 after the header; bad rows are failures, the rest goes on."""
    text = TextStream(stream)
    dialect = sniff(text.head_text, tabs=tabs)
    cut = _Cutter(text, dialect)
    header: list[str] = []
    number = 0
    for row in cut.rows():
        if isinstance(row, Piece):
            number += 1
            yield Piece(name=str(number), data=row.data, failure=row.failure)
            continue
        if not header:
            names = [restored_from(cell, text.twice) if text.twice else cell for cell in row.cells]
            header, is_data = _header(names)
            cut.width = len(header)
            if not is_data:
                continue
        if any(row.cells):
            number += 1
            yield _row(number, row, header, dialect, text.encoding)


def _row(number: int, row: _Raw, header: Sequence[str], dialect: Dialect, encoding: str) -> Row:
    cells = row.cells
    warnings: tuple[str, ...] = ()
    if len(cells) > len(header):
        surplus = [cell for cell in cells[len(header) :] if cell]
        if surplus:
            warnings = (
                f"This row has {len(cells)} cells for {len(header)} columns; the surplus went to the last one.",
            )
            cells = [*cells[: len(header) - 1], dialect.delimiter.join(cells[len(header) - 1 :])]
    padded = [*cells[: len(header)], *[""] * (len(header) - len(cells))]
    return Row(
        name=str(number),
        data=row.data,
        cells=dict(zip(header, padded, strict=True)),
        encoding=encoding,
        warnings=warnings,
    )


def _header(cells: Sequence[str]) -> tuple[list[str], bool]:
    """Return the names of the columns, and whether the first row is a row of data itself (columns are then numbered)."""
    names = [" ".join(canonical(cell).split()) for cell in cells]
    if not any(map(is_known_name, names)) and any(len(name) > 80 or moment_of(name) for name in names):
        return [f"column {number}" for number in range(1, len(cells) + 1)], True
    return unique_names(names), False


def unique_names(names: Sequence[str]) -> list[str]:
    """Return the names of columns with empty ones numbered and repeated ones told apart."""
    result: list[str] = []
    for number, name in enumerate(names, start=1):
        own = name or f"column {number}"
        result.append(own if own not in result else f"{own} ({number})")
    return result


@dataclass(slots=True, kw_only=True)
class _Raw:
    cells: list[str]
    data: bytes


class _Cutter:
    """Cuts rows out of lines and remembers the bytes of each; goes on behind rows that cannot be read."""

    def __init__(self, text: TextStream, dialect: Dialect) -> None:
        self.width = 0
        self._text = text
        self._dialect = dialect
        self._source = text.lines()
        self._again: list[bytes] = []
        self._taken: list[bytes] = []
        self._length = 0
        self._salvages = 0
        for _ in range(dialect.skip):
            next(self._source, None)
        csv.field_size_limit(LONGEST_RECORD)

    def rows(self) -> Iterator[_Raw | Piece]:
        """Give the rows in order, and a failure for each that cannot be read."""
        reader = self._reader()
        while True:
            self._taken, self._length = [], 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (TooLongError, csv.Error) as error:
                yield self._failed(str(error) if isinstance(error, TooLongError) else f"This row is damaged ({error}).")
                reader = self._reader()
                continue
            if self._swallowed(cells):
                yield self._failed(_OPEN_QUOTE)
                reader = self._reader()
                continue
            data = self._taken[0] if len(self._taken) == 1 else b"".join(self._taken)
            yield _Raw(cells=cells, data=data.rstrip(b"\r\n"))

    def _reader(self) -> Iterator[list[str]]:
        return _reader(self._lines(), self._dialect.delimiter, quoted=self._dialect.quoted)

    def _lines(self) -> Iterator[str]:
        while True:
            line: bytes | TooLongError | None = self._again.pop() if self._again else next(self._source, None)
            if line is None:
                return
            if isinstance(line, TooLongError):
                raise line
            self._taken.append(line)
            self._length += len(line)
            if self._length > LONGEST_RECORD:
                raise TooLongError
            yield self._text.text_of(line)

    def _swallowed(self, cells: Sequence[str]) -> bool:
        """Say whether an open quotation mark made the row swallow others: the lines after its first are rows themselves."""
        if len(self._taken) < 2 or self.width < 2 or len(cells) == self.width or self._salvages >= _MOST_SALVAGES:
            return False
        lines = [self._text.text_of(line) for line in islice(self._taken, 1, 6)]
        whole = [len(row) == self.width for row in csv.reader(lines, delimiter=self._dialect.delimiter)]
        return bool(whole) and whole[0]

    def _failed(self, reason: str) -> Piece:
        """Make a failure of the first line taken, and put the others back to be read again."""
        first = self._taken[0] if self._taken else b""
        if self._salvages < _MOST_SALVAGES:
            self._again.extend(reversed(self._taken[1:]))
            self._salvages += 1
        return Piece(name="", data=first.rstrip(b"\r\n"), failure=reason)


def sniff(text: str, *, tabs: bool = False) -> Dialect:
    """Return how a table is written, from its beginning; `tabs` where its name says that tabs stand between cells."""
    lines = text.split("\n", 2)
    told = _SEP.match(lines[0].strip()) if lines else None
    if told:
        return Dialect(delimiter=told[1], quoted=True, skip=1)
    skip = _lines_before_header(text)
    text = text.split("\n", skip)[-1]
    lines = text.split("\n", 2)
    candidates = sorted(_DELIMITERS, key=lambda mark: mark == "\t", reverse=tabs)
    best = max(candidates, key=lambda mark: _evenness(text, mark, quoted=True))
    if tabs and "\t" in lines[0]:
        best = "\t"
    bare = best == "\t" and _evenness(text, best, quoted=False) > _evenness(text, best, quoted=True)
    quoted = not bare and not (best == "\t" and _loose_quotes(text))
    return Dialect(delimiter=best, quoted=quoted, skip=skip)


def _lines_before_header(text: str) -> int:
    """Return how many lines stand before the one that names the columns: the title of a list, the day it was made."""
    for place, line in enumerate(text.split("\n", _MOST_BEFORE)[:_MOST_BEFORE]):
        for mark in _DELIMITERS:
            names = [name.strip().strip('"') for name in line.split(mark)]
            known = sum(map(is_known_name, names))
            if known >= 2 and known * 2 >= len(names):
                return place
    return 0


def _reader(lines: Iterator[str], delimiter: str, *, quoted: bool, strict: bool = False) -> Iterator[list[str]]:
    if quoted:
        return csv.reader(lines, delimiter=delimiter, strict=strict)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=strict)


def _rows(text: str, delimiter: str, *, quoted: bool, strict: bool = False) -> list[list[str]]:
    csv.field_size_limit(LONGEST_RECORD)
    lines = (f"{line}\n" for line in text.split("\n"))
    rows = _reader(lines, delimiter, quoted=quoted, strict=strict)
    # The last row may be cut off, and may be as long as the rest together.
    return [row for row in islice(rows, 41) if row][:-1] or [text.split("\n", maxsplit=1)[0].split(delimiter)]


def _evenness(text: str, delimiter: str, *, quoted: bool) -> tuple[float, int]:
    """Return the share of rows that are as wide as the header, and how wide that is; one column is no table."""
    try:
        rows = _rows(text, delimiter, quoted=quoted)
    except csv.Error:
        return 0.0, 0
    widths = Counter(len(row) for row in rows)
    width = len(rows[0])
    return (round(widths[width] / len(rows), 1), width) if width > 1 else (0.0, 1)


def _loose_quotes(text: str) -> bool:
    """Say whether cells hold quotation marks that are not there to quote (`"Smart" city` in a TSV)."""
    try:
        _rows(text, "\t", quoted=True, strict=True)
    except csv.Error:
        return True
    return False
