"""PDF documents: the text layer, page after page, broken lines joined; scans are told from texts."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from store.errors import UserError
from store.parse.limits import LARGEST_DOCUMENT, Ahead, whole
from store.parse.paragraphs import unwrapped
from store.parse.record import Piece

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 2_000
"""How many pages of one document are read."""

_MOST_TEXT = 8_000_000
_PAGE_NUMBER = re.compile(r"^\W{0,3}(?:page\s)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\W{0,3}$", re.IGNORECASE)


def pdf_pieces(stream: Ahead) -> Iterator[Piece]:
    """Give the article of a PDF document; raises UserError where it is damaged, protected or without a text layer."""
    data = whole(stream, limit=LARGEST_DOCUMENT)
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        pages = _pages(data)
    except UserError:
        raise
    except RecursionError as error:
        raise UserError("This PDF is nested too deeply to be read.") from error
    except Exception as error:
        raise UserError(f"This PDF is damaged ({type(error).__name__}: {str(error)[:100]}).") from error
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
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data), strict=False)
    _unlock(reader)
    pages: list[list[str]] = []
    size = 0
    for page in reader.pages:
        text = page.extract_text() or ""
        size += len(text)
        pages.append(text.split("\n"))
        if len(pages) >= MOST_PAGES or size > _MOST_TEXT:
            raise UserError(
                f"This PDF is too long for one article (over {MOST_PAGES:,} pages or 8 MB of text); split it."
            )
    return pages


def _unlock(reader: PdfReader) -> None:
    """Open a document that is locked against changes only; one that asks for a password to be read is refused."""
    if not reader.is_encrypted:
        return
    from pypdf.errors import DependencyError, PyPdfError

    try:
        opened = reader.decrypt("")
    except (DependencyError, PyPdfError, NotImplementedError) as error:
        raise UserError("This PDF is encrypted in a way that cannot be read; save it without protection.") from error
    if not opened:
        raise UserError("This PDF is protected by a password; save it without one.")


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
