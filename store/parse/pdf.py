"""PDF documents: the text layer, page after page, broken lines joined; scans are told from texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from store.errors import UserError
from store.parse.limits import LARGEST_DOCUMENT, Ahead, whole
from store.parse.paragraphs import unwrapped
from store.parse.record import Piece

MOST_PAGES = 2_000
"""How many pages of one document are read."""

_MOST_TEXT = 8_000_000
_NEEDS_PASSWORD = 4
_PAGE_NUMBER = re.compile(r"^\W{0,3}(?:page\s)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\W{0,3}$", re.IGNORECASE)


def pdf_pieces(stream: Ahead) -> Iterator[Piece]:
    """Give the article of a PDF document; raises UserError where it is damaged, protected or without a text layer."""
    data = whole(stream, limit=LARGEST_DOCUMENT)
    pages = _pages(data)
    lines = _without_running_heads(pages)
    seen = sum(len(line.strip()) for line in lines)
    if seen < 20 * max(len(pages), 1) and seen < 200:
        raise UserError("This PDF has no text layer: its pages are pictures, which need text recognition (OCR) first.")
    warnings = []
    if seen < 100 * len(pages):
        warnings.append("This PDF holds little text for its pages; some may be pictures without a text layer.")
    text = "\n".join(unwrapped(lines))
    if text.count("\ufffd") * 10 > len(text):
        warnings.append("Many letters of this PDF have no meaning of their own; its text may be unreadable.")
    yield Piece(name="", data=data, text=text, warnings=tuple(warnings))


def _pages(data: bytes) -> list[list[str]]:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    try:
        document = pdfium.PdfDocument(data)
        count = min(len(document), MOST_PAGES + 1)
    except pdfium.PdfiumError as error:
        if error.err_code == _NEEDS_PASSWORD:
            raise UserError("This PDF is protected by a password; save it without one.") from error
        raise UserError(f"This PDF is damaged ({error}).") from error
    pages: list[list[str]] = []
    size = 0
    with closing(document):
        for number in range(count):
            text = _page_text(document, number)
            size += len(text)
            pages.append(text.split("\n"))
            if len(pages) > MOST_PAGES or size > _MOST_TEXT:
                raise UserError(
                    f"This PDF is too long for one article (over {MOST_PAGES:,} pages or 8 MB of text); split it."
                )
    return pages


def _page_text(document: Any, number: int) -> str:
    """Return the text of a page, its lines as they were drawn; a page that is damaged has none."""
    from pypdfium2 import PdfiumError

    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            drawn: str = text.get_text_range()
    except PdfiumError:
        return ""
    # U+FFFE stands for a hyphen at the end of a line, and swallows the break.
    return drawn.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n")


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """Return the lines of all pages without page numbers; what heads or foots most of many pages is kept once."""
    edges = Counter(line.strip() for lines in pages for line in {*lines[:2], *lines[-2:]} if line.strip())
    running = {line for line, times in edges.items() if len(pages) >= 3 and times > len(pages) / 2}
    result: list[str] = []
    for number, lines in enumerate(pages):
        for place, line in enumerate(lines):
            edge = place < 2 or place >= len(lines) - 2
            bare = line.strip()
            if edge and ((_PAGE_NUMBER.match(bare) and len(pages) > 1) or (number and bare in running)):
                continue
            result.append(line)
    return result
