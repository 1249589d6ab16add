"""E-books: each chapter of the reading order an article, as programs that bind the day's news into a book make them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from store.errors import UserError
from store.parse.limits import LARGEST_ARTICLE, LARGEST_DOCUMENT, Ahead, whole
from store.parse.markup import Element, html_root, lines_of_element, xml_root
from store.parse.packed import office_zip, read_member
from store.parse.people import language_code
from store.parse.record import Known, Piece
from store.parse.rows import clean

if TYPE_CHECKING:
    from zipfile import ZipFile

_SHORTEST = 120
# A brief is short and says something; a title page and a list of contents do not.
_SENTENCE = re.compile(r"[가-힣][다요]\.|[a-z]{3} [a-z]+[^\n]{10,}[a-z][.!?][\"”’']?(?:\s|$)")
_LEFT_OUT = ("nav", "toc", "cover", "titlepage", "copyright")


def epub_pieces(stream: Ahead) -> Iterator[Piece]:
    """Give the chapters of an EPUB that hold text, named by their number in the reading order.

    Raises UserError where the book is damaged, protected or holds no text.
    """
    data = whole(stream, limit=LARGEST_DOCUMENT)
    archive = office_zip(data)
    if read_member(archive, "META-INF/rights.xml") is not None:
        raise UserError("This e-book is protected against copying; it cannot be read.")
    root, folder = _package(archive)
    language = language_code(_metadata(root, "language"))
    found = 0
    for number, href in enumerate(_spine(root), start=1):
        piece = _chapter(archive, posixpath.normpath(posixpath.join(folder, unquote(href))), str(number), language)
        if piece is not None:
            found += 1
            yield piece
    if not found:
        raise UserError("This e-book holds no text, only pictures perhaps.")


def _package(archive: ZipFile) -> tuple[Element, str]:
    container = read_member(archive, "META-INF/container.xml")
    path = ""
    if container is not None:
        path = next((node.get("full-path") or "" for node in xml_root(container).iter("{*}rootfile")), "")
    package = read_member(archive, path) if path else None
    if package is None:
        raise UserError("This is no e-book, or a damaged one: its table of contents is not there.")
    return xml_root(package), posixpath.dirname(path)


def _metadata(root: Element, name: str) -> str:
    return next(("".join(node.itertext()).strip() for node in root.iter(f"{{*}}{name}")), "")


def _spine(root: Element) -> list[str]:
    items = {
        node.get("id"): node
        for node in root.iter("{*}item")
        if "html" in (node.get("media-type") or "") and "nav" not in (node.get("properties") or "").split()
    }
    return [items[name].get("href") or "" for node in root.iter("{*}itemref") if (name := node.get("idref")) in items]


def _chapter(archive: ZipFile, path: str, number: str, language: str | None) -> Piece | None:
    try:
        data = read_member(archive, path, limit=LARGEST_ARTICLE)
    except UserError as error:
        return Piece(name=number, data=b"", failure=str(error))
    if data is None:
        return Piece(name=number, data=b"", failure=f"The chapter {path} is not in the e-book.")
    root = _page(data)
    if root is None:
        return None
    text = lines_of_element(root)
    stem = posixpath.basename(path).casefold()
    if (len(text.strip()) < _SHORTEST and not _SENTENCE.search(text)) or (
        stem.startswith(_LEFT_OUT) and len(text) < 2_000
    ):
        return None
    heading = next((node for level in ("h1", "h2", "h3") for node in root.iter(level)), None)
    title = clean("".join(heading.itertext())) if heading is not None else None
    return Piece(name=number, data=data, text=text, known=Known(title=title, language=language))


def _page(data: bytes) -> Element | None:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    root = html_root(data, encoding="utf-16" if utf16 else "utf-8")
    body = root.find("body") if root is not None else None
    return root if body is None else body
