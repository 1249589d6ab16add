"""XLSX, read as a stream: however large a sheet is, one row of it is in memory, and a stray cell far out costs nothing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zipfile import ZipFile

from store.errors import UserError
from store.parse.limits import Ahead
from store.parse.markup import Element, elements_named, forget, refuse_entities, xml_root
from store.parse.packed import open_part, read_member

MOST_STRINGS = 200 * 1024 * 1024
"""How many bytes of memory the texts that the sheets share may take."""

EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))  # noqa: DTZ001  a spreadsheet's days have no time zone
"""What the days of a spreadsheet are counted from: mostly the first, the second where it says so."""

Cells = Mapping[int, str]
"""The cells of a row that hold anything, by the number of their column from 0."""

_WORKBOOK = "xl/workbook.xml"
_MOST_COLUMNS = 16_384
_COLUMN = re.compile(r"[A-Z]{1,3}")
# ECMA-376 18.8.30: the formats of dates and times that every spreadsheet has; 27-36 and 50-58 are those of East Asia.
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DATE_LETTERS = re.compile(r"[dmyhseDMYHSE]")
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General')
_LAST_DAY = 2_958_466


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """An opened workbook: its sheets, name and part each, and what the cells of all of them refer to."""

    archive: ZipFile
    sheets: Sequence[tuple[str, str]]
    strings: Sequence[str]
    dated: frozenset[int]
    epoch: datetime

    def rows(self, part: str) -> Iterator[Cells]:
        """Give the rows of a sheet that hold anything; raises UserError where it is damaged."""
        for row in _elements(self.archive, part, "row"):
            cells = self._cells(row)
            forget(row)
            if cells:
                yield cells

    def _cells(self, row: Element) -> dict[int, str]:
        cells: dict[int, str] = {}
        column = -1
        for cell in row:
            column = _column(cell.get("r"), column + 1)
            text = self._text(cell) if column < _MOST_COLUMNS else ""
            if text.strip():
                cells[column] = text
        return cells

    def _text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _string(cell)
        value = _value(cell)
        if kind == "s":
            return self.strings[int(value)] if value.isdecimal() and int(value) < len(self.strings) else ""
        if kind == "b":
            return "true" if value == "1" else "false"
        if kind == "n" and value:
            style = cell.get("s") or "0"
            return number_text(value, epoch=self.epoch if style.isdecimal() and int(style) in self.dated else None)
        return "" if kind == "e" else value


def number_text(value: str, *, epoch: datetime | None) -> str:
    """Return a number as people write it: `20250315` for `20250315.0`, a date where `epoch` says what days count from."""
    try:
        if epoch is None and len(value) < 15 and value.isdecimal():
            return str(int(value))
        number = float(value)
        if epoch is not None and 0 <= number < _LAST_DAY:
            return date_text(epoch + timedelta(seconds=round(number * 86_400)))
    except (ValueError, OverflowError):
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value


def date_text(moment: datetime) -> str:
    """Return a moment as a spreadsheet shows it: a day alone, or with its time behind a blank."""
    whole_day = moment.hour == moment.minute == moment.second == 0
    return moment.date().isoformat() if whole_day else moment.isoformat(sep=" ")


def open_workbook(archive: ZipFile) -> Workbook:
    """Open a workbook; raises UserError where it is damaged or its shared texts are too large."""
    book = _root(archive, _WORKBOOK)
    if book is None:
        raise UserError("This spreadsheet is damaged or of another kind: its list of sheets is not there.")
    targets = _targets(archive)
    sheets = [
        (node.get("name") or "", targets[link])
        for node in book.iter("{*}sheet")
        if (link := next((value for key, value in node.attrib.items() if key.endswith("}id")), "")) in targets
    ]
    since_1904 = any(node.get("date1904") in ("1", "true") for node in book.iter("{*}workbookPr"))
    return Workbook(
        archive=archive,
        sheets=[(name, part) for name, part in sheets if part in archive.NameToInfo],
        strings=_strings(archive),
        dated=_dated(archive),
        epoch=EPOCHS[since_1904],
    )


def _targets(archive: ZipFile) -> dict[str, str]:
    """Return the parts that the workbook refers to, by the name of the reference."""
    root = _root(archive, "xl/_rels/workbook.xml.rels")
    found: dict[str, str] = {}
    for node in root.iter("{*}Relationship") if root is not None else ():
        target = node.get("Target") or ""
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if "sheet" in (node.get("Type") or "").rpartition("/")[2].casefold():
            found[node.get("Id") or ""] = part
    return found


def _root(archive: ZipFile, part: str) -> Element | None:
    data = read_member(archive, part)
    return None if data is None else xml_root(data)


def _strings(archive: ZipFile) -> list[str]:
    strings: list[str] = []
    size = 0
    for node in _elements(archive, "xl/sharedStrings.xml", "si"):
        text = _string(node)
        forget(node)
        strings.append(text)
        size += 60 + 2 * len(text)
        if size > MOST_STRINGS:
            raise UserError(
                "This spreadsheet is too large to be held in memory; save it as CSV, which may be of any size."
            )
    return strings


def _dated(archive: ZipFile) -> frozenset[int]:
    """Return the numbers of the styles that show a number as a date."""
    root = _root(archive, "xl/styles.xml")
    if root is None:
        return frozenset()
    own = {node.get("numFmtId"): node.get("formatCode") or "" for node in root.iter("{*}numFmt")}
    dates = {str(number) for number in _DATE_FORMATS} - own.keys()
    dates |= {number for number, code in own.items() if number and _DATE_LETTERS.search(_NO_FORMAT.sub("", code))}
    styles = next(iter(root.iter("{*}cellXfs")), None)
    return frozenset(
        place for place, node in enumerate(styles if styles is not None else ()) if node.get("numFmtId") in dates
    )


def _elements(archive: ZipFile, part: str, name: str) -> Iterator[Element]:
    if part not in archive.NameToInfo:
        return
    stream = Ahead(open_part(archive, part))
    refuse_entities(stream.head())
    yield from elements_named(stream, f"{{*}}{name}")


def _string(node: Element) -> str:
    """Return the text of a string, of all its runs, without the reading aids of Japanese."""
    return "".join(each.text or "" for each in node.iter("{*}t") if _local(each.getparent()) != "rPh")


def _value(cell: Element) -> str:
    for child in cell:
        tag = child.tag
        if isinstance(tag, str) and (tag == "v" or tag.endswith("}v")):
            return child.text or ""
    return ""


def _column(reference: str | None, following: int) -> int:
    found = _COLUMN.match(reference or "")
    return following if found is None else _number(found.group())


@lru_cache(maxsize=_MOST_COLUMNS)
def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _local(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
