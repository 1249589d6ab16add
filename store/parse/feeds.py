"""RSS and Atom files, entry by entry; nothing a feed points to is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5

from store.errors import UserError
from store.parse.limits import LONGEST_RECORD, Ahead
from store.parse.markup import Element, bytes_of, elements_of, forget, lines_of_element, refuse_entities, text_of
from store.parse.mojibake import restored_from, told
from store.parse.moments import moment_of
from store.parse.people import language_code, people_of, words_of
from store.parse.record import Known, Piece
from store.parse.rows import clean, link
from store.parse.textlines import TextStream

SUMMARY = "The feed seems to give only the beginning or a summary of this article."
"""What is said of an entry whose feed does not carry the whole text."""

_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]{2,8}\d?);")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")
_BARE_AND = re.compile(rb"&(?![A-Za-z]{2,8}\d?;|#\d{1,7};|#[xX][0-9a-fA-F]{1,6};)")
_CUT = re.compile(r"(?:\.\.\.?|…|\[…\]|더\s?보기|전문\s?보기|read more|continue reading)\W{0,5}$", re.IGNORECASE)
_PEOPLE = ("creator", "author", "contributor")
_DATES = ("pubdate", "published", "date", "issued", "created")


def feed_pieces(stream: Ahead) -> Iterator[Piece]:
    """Give the entries of a feed, numbered from 1, one in memory at a time.

    Raises UserError where the file is no feed or declares entities of its own.
    """
    text = TextStream(stream)
    refuse_entities(text.head_text.encode("utf-8", "replace"))
    for piece in _Feed().entries(elements_of(_repaired(text))):
        yield replace(piece, warnings=(*piece.warnings, told(text.twice))) if text.twice else piece


def _repaired(text: TextStream) -> Iterator[bytes]:
    """Give the feed as UTF-8, some lines at a time, with what feeds are careless about put right."""
    block: list[str] = []
    size = 0
    first = True
    for line in text.lines():
        if isinstance(line, UserError):
            raise line
        content = text.text_of(line)
        block.append(restored_from(content, text.twice) if text.twice else content)
        size += len(line)
        if size > 1 << 16:
            yield _sound("".join(block), first=first)
            block, size, first = [], 0, False
    yield _sound("".join(block), first=first)


def _sound(text: str, *, first: bool) -> bytes:
    data = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text).encode("utf-8", "replace")
    data = _NAMED.sub(lambda found: html5.get(found[1].decode() + ";", found[0].decode()).encode(), data)
    data = _BARE_AND.sub(b"&amp;", data)
    # The encoding it declares is no longer the one it is in.
    return _DECLARATION.sub(b"", data) if first else data


class _Feed:
    """Takes entries off the parser as they are closed, and remembers what the feed says of itself."""

    def __init__(self) -> None:
        self._number = 0
        self._title: str | None = None
        self._language: str | None = None
        self._depth = 0

    def entries(self, events: Iterator[tuple[str, Element]]) -> Iterator[Piece]:
        """Give the pieces of the entries as they are closed."""
        for event, node in events:
            name = _name(node)
            if name in ("item", "entry"):
                self._depth += 1 if event == "start" else -1
                if event == "end" and self._depth == 0:
                    self._number += 1
                    yield self._piece(node)
                    forget(node)
            elif event == "end" and self._depth == 0:
                self._note(name, node)

    def _note(self, name: str, node: Element) -> None:
        if name == "title" and self._title is None and _name(node.getparent()) in ("channel", "feed"):
            self._title = clean("".join(node.itertext()))
        elif name == "language" and self._language is None:
            self._language = language_code("".join(node.itertext()))

    def _piece(self, node: Element) -> Piece:
        data = bytes_of(node)
        name = str(self._number)
        if len(data) > LONGEST_RECORD:
            return Piece(name=name, data=b"", failure="This entry is too long for one article.")
        cells = _cells(node)
        body, summary = _body(node)
        known = Known(
            title=clean(_first(cells, "title")),
            outlet=clean(_first(cells, "source")) or self._title,
            authors=people_of(value for each in _PEOPLE for value in cells.get(each, ())),
            published=next((moment for each in _DATES if (moment := moment_of(_first(cells, each)))), None),
            updated=moment_of(_first(cells, "updated") or _first(cells, "modified")),
            url=link(_link(node) or _first(cells, "guid") or _first(cells, "id")),
            keywords=words_of((*cells.get("category", ()), *cells.get("subject", ()))),
            # Programs leave `en` in feeds of every language.
            language=self._language if self._language != "en" else None,
            id=clean(_first(cells, "guid") or _first(cells, "id")),
        )
        if not body.strip():
            return Piece(
                name=name, data=data, known=known, failure="This entry of the feed has no text, only a title or link."
            )
        return Piece(
            name=name, data=data, text=body, known=known, warnings=(SUMMARY,) if summary else (), encoding="utf-8"
        )


def _name(node: Element | None) -> str:
    return node.tag.rpartition("}")[2].lower() if node is not None and isinstance(node.tag, str) else ""


def _cells(node: Element) -> dict[str, list[str]]:
    cells: dict[str, list[str]] = {}
    for child in node:
        value = "".join(child.itertext()).strip() or child.get("term") or child.get("label") or ""
        if _name(child) == "author" and len(child):
            value = next(("".join(each.itertext()) for each in child if _name(each) == "name"), "")
        if _name(child) == "source" and len(child):
            value = next(("".join(each.itertext()) for each in child if _name(each) == "title"), "")
        if value:
            cells.setdefault(_name(child), []).append(value)
    return cells


def _first(cells: dict[str, list[str]], name: str) -> str:
    return cells.get(name, [""])[0]


def _link(node: Element) -> str:
    links = [child for child in node if _name(child) == "link"]
    chosen = next((each for each in links if each.get("rel", "alternate") == "alternate"), None)
    return "" if chosen is None else (chosen.get("href") or "".join(chosen.itertext())).strip()


def _body(node: Element) -> tuple[str, bool]:
    """Return the text of an entry, and whether it is only its summary: the longest of what it carries."""
    found: dict[str, str] = {}
    for child in node:
        name = _name(child)
        if name in ("encoded", "content", "description", "summary", "fulltext") and "excerpt" not in str(child.tag):
            xhtml = len(child) and child.get("type") == "xhtml"
            text = lines_of_element(child) if xhtml else text_of("".join(child.itertext()))
            if len(text) > len(found.get(name, "")):
                found[name] = text
    whole = max((found.get(name, "") for name in ("encoded", "content", "fulltext")), key=len)
    short = max((found.get(name, "") for name in ("description", "summary")), key=len)
    return (
        (whole, False)
        if len(whole) >= len(short) and whole
        else (short, len(short) < 200 or _CUT.search(short) is not None)
    )
