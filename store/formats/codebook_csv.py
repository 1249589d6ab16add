"""The codebook as a table: a tag a row, by its path; also the tables that other programs write of theirs."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from store.errors import UserError
from store.formats.codebook import UNNAMED, colour_of
from store.records import TAG_SCOPES, CodebookDraft, CodebookFile, TagDraft

COLUMNS = (
    "path", "colour", "key", "definition", "include", "exclude", "scope", "exclusive", "deprecated", "examples",
    "codebook", "uid",
)  # fmt: skip
"""The columns that are written."""

_ALIASES = {
    "path": ("path", "tag", "code", "name", "코드", "태그"),
    "parent": ("parent", "above"),
    "colour": ("colour", "color", "색"),
    "key": ("key", "shortcut"),
    "definition": ("definition", "description", "memo", "comment", "정의", "설명"),
    "include": ("include", "inclusion", "when to use"),
    "exclude": ("exclude", "exclusion", "when not to use"),
    "scope": ("scope",),
    "exclusive": ("exclusive",),
    "deprecated": ("deprecated",),
    "examples": ("examples", "example", "예"),
    "codebook": ("codebook",),
    "uid": ("uid",),
}
"""What each column may be called, in any case."""

_YES = {"1", "yes", "true", "y", "x", "예"}


def write_codebook_csv(books: Sequence[CodebookDraft]) -> str:
    """Write all tags, a row each, in the order of the tree; of examples that are linked the quote, a line each."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for book in books:
        for path, tag in _walk(book.tags, ""):
            quotes = [" ".join(each.quote.split()) for each in tag.linked if each.quote]
            examples = "\n".join([*filter(None, tag.examples.split("\n")), *quotes])
            yes = ("yes" if tag.exclusive else "", "yes" if tag.deprecated else "")
            said = (tag.colour or "", tag.key or "", tag.definition, tag.include, tag.exclude, tag.scope)
            writer.writerow((path, *said, *yes, examples, book.name, tag.uid or ""))
    return out.getvalue()


def _walk(tags: Sequence[TagDraft], above: str) -> Iterator[tuple[str, TagDraft]]:
    for tag in tags:
        yield above + tag.name, tag
        yield from _walk(tag.children, f"{above}{tag.name}/")


@dataclass(slots=True)
class _Node:
    draft: TagDraft
    book: str
    children: dict[str, _Node]
    said: bool = False


def read_codebook_csv(text: str) -> CodebookFile:
    """Read a table of tags, with commas, semicolons or tabs; raises UserError where no column names the tags.

    A row's parents need no row of their own. Of two rows with one path the later one counts.
    """
    rows = _rows(text)
    fields = _fields(rows[0]) if rows else {}
    if "path" not in fields:
        raise UserError("This table has no column “path”, “tag” or “name” for the tags of a codebook.")
    tops: dict[str, _Node] = {}
    books: dict[str, None] = {}
    for number, row in enumerate(rows[1:], 2):
        cells = {field: row[column].strip() if column < len(row) else "" for field, column in fields.items()}
        if any(cells.values()):
            book = cells.get("codebook") or next(iter(books), UNNAMED)
            books[book] = None
            _place(tops, cells, number, book)
    return CodebookFile(
        books=tuple(
            CodebookDraft(name=name, tags=tuple(_draft(node) for node in tops.values() if node.book == name))
            for name in books or {UNNAMED: None}
        ),
        fields=frozenset(fields) - {"path", "parent", "uid"},
        implied=frozenset(_implied(tops, "")),
    )


def _rows(text: str) -> list[list[str]]:
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error as error:
        raise UserError(f"This table cannot be read ({error}).") from error


def _fields(heading: Sequence[str]) -> dict[str, int]:
    known = [name.strip().casefold() for name in heading]
    found: dict[str, int] = {}
    for field, aliases in _ALIASES.items():
        place = next((known.index(alias) for alias in aliases if alias in known), None)
        if place is not None:
            found[field] = place
    return found


def _place(tops: dict[str, _Node], cells: Mapping[str, str], number: int, book: str) -> None:
    path = "/".join(filter(None, (cells.get("parent", ""), cells["path"])))
    names = [unicodedata.normalize("NFC", name).strip() for name in path.split("/")]
    if not all(names):
        raise UserError(f"Row {number} of this table names no tag: “{path}”.")
    level, node = tops, None
    for name in names:
        node = level.setdefault(name.casefold(), _Node(TagDraft(name=name), book, {}))
        level = node.children
    assert node is not None
    node.said = True
    scope = cells.get("scope", "").casefold()
    key = cells.get("key", "")
    node.draft = replace(
        node.draft,
        name=names[-1],
        uid=cells.get("uid") or None,
        colour=colour_of(cells.get("colour")),
        key=key if len(key) == 1 else None,
        definition=cells.get("definition", ""),
        include=cells.get("include", ""),
        exclude=cells.get("exclude", ""),
        scope=scope if scope in TAG_SCOPES else "both",
        exclusive=cells.get("exclusive", "").casefold() in _YES,
        deprecated=cells.get("deprecated", "").casefold() in _YES,
        examples=cells.get("examples", "").replace("\r\n", "\n"),
    )


def _implied(level: Mapping[str, _Node], above: str) -> Iterator[str]:
    for name, node in level.items():
        if not node.said:
            yield above + name
        yield from _implied(node.children, f"{above}{name}/")


def _draft(node: _Node) -> TagDraft:
    return replace(node.draft, children=tuple(_draft(child) for child in node.children.values()))
