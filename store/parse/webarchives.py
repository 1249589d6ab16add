"""Saved web: WARC archives and MHTML pages, whose HTML goes to the parser of pages with the address it came from."""

from __future__ import annotations

import email
import gzip
import logging
import re
from collections.abc import Iterator
from email.message import Message
from typing import Any

from store.errors import UserError
from store.parse.limits import CHUNK, LARGEST_ARTICLE, LARGEST_DOCUMENT, Ahead, Counted, Unpacked, whole
from store.parse.record import Known, Piece
from store.parse.rows import link

_HTML = ("text/html", "application/xhtml+xml")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_DEEPEST = 5


def warc_pieces(stream: Ahead) -> Iterator[Piece]:
    """Give the HTML pages of a WARC file that were fetched with success, numbered from 1, also of a gzipped one.

    Raises UserError, after the sound ones, where the file is damaged or cut short.
    """
    if stream.head(2) == b"\x1f\x8b":
        # Unpacked here, for some pack every page by itself and some the file as one.
        counted: Any = Counted(stream)
        stream = Ahead(Unpacked(gzip.GzipFile(fileobj=counted, mode="rb"), packed=counted))
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    number = 0
    try:
        # Its remarks on loose archives go to the terminal, where nobody reads them: what counts is what can be read.
        archive = ArchiveIterator(stream)
        archive.INC_RECORD = ""
        logging.getLogger("warcio").setLevel(logging.ERROR)
        for record in archive:
            piece = _page(str(number + 1), record) if _is_page(record) else None
            if piece is not None:
                number += 1
                yield piece
    except (ArchiveLoadFailed, EOFError, ValueError, LookupError, OSError, AttributeError) as error:
        raise UserError(
            f"This web archive is damaged or cut short ({_short(error)}); {number} pages were read."
        ) from error
    if not number:
        raise UserError("This web archive holds no HTML page that was fetched with success.")


def _is_page(record: Any) -> bool:
    if record.rec_type == "resource":
        return (record.rec_headers.get_header("Content-Type") or "").startswith(_HTML)
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").casefold().strip()
    # What is not told to be a page is looked at when it is read.
    return record.http_headers.get_statuscode() == "200" and (not kind or kind.startswith(_HTML))


def _page(name: str, record: Any) -> Piece | None:
    """Return the page of a record, or None where nobody says that it is one, and it does not look like one."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    known = Known(url=link(url.strip("<>")))
    packing = (record.http_headers.get_header("Content-Encoding") or "" if record.http_headers else "").casefold()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        failure = f"The page {url} is packed in a way that cannot be read ({packing})."
        return Piece(name=name, data=b"", known=known, failure=failure)
    try:
        data = whole(record.content_stream(), limit=LARGEST_ARTICLE)
    except UserError as error:
        return Piece(name=name, data=b"", known=known, failure=f"The page {url}: {error}")
    if not data.strip():
        return Piece(name=name, data=data, known=known, failure=f"The page {url} is empty.")
    kind = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
    if not kind and not _MARKUP.match(data):
        return None
    return Piece(name=name, data=data, page=in_charset(data, kind.partition("charset=")[2].strip("\"' ;")), known=known)


def in_charset(data: bytes, charset: str) -> bytes:
    """Return a page as UTF-8 with a byte order mark where its header tells an encoding that fits, else as it was."""
    if not charset:
        return data
    try:
        text = data.decode("cp949" if charset.casefold() in ("euc-kr", "ks_c_5601-1987", "korean") else charset)
    except (LookupError, UnicodeDecodeError):
        return data
    return text.removeprefix("\ufeff").encode("utf-8-sig", "replace")


def mhtml_pieces(stream: Ahead) -> Iterator[Piece]:
    """Give the page of an MHTML file; raises UserError where there is none."""
    data = whole(stream, limit=LARGEST_DOCUMENT)
    try:
        head = email.message_from_bytes(_head(data, 0))
        part = _html_part(data, 0, len(data), depth=0)
        page = part.get_payload(decode=True) if part is not None else b""
    except (ValueError, LookupError, RecursionError, TypeError) as error:
        raise UserError(f"This saved page is damaged ({_short(error)}).") from error
    if part is None or not isinstance(page, bytes) or not page.strip():
        raise UserError("This saved page holds no HTML.")
    address = head.get("Snapshot-Content-Location") or part.get("Content-Location") or head.get("Content-Location")
    known = Known(url=link(str(address or "").strip()))
    yield Piece(name="", data=data, page=in_charset(page, part.get_content_charset() or ""), known=known)


def _head(data: bytes, start: int) -> bytes:
    """Return the header lines that begin at a place, with the blank line after them."""
    found = _HEAD_END.search(data, start)
    return data[start : found.end()] if found else data[start : start + CHUNK]


def _html_part(data: bytes, start: int, end: int, *, depth: int) -> Message | None:
    """Return the first HTML part between two places; pictures, which make most of a page, are never unpacked."""
    head = _head(data, start)
    message = email.message_from_bytes(head)
    if message.get_content_type() in _HTML:
        return email.message_from_bytes(data[start : min(end, start + 2 * LARGEST_ARTICLE)])
    boundary = message.get_boundary()
    if not boundary or depth >= _DEEPEST:
        return None
    mark = b"--" + boundary.encode("latin-1", "replace")
    place = data.find(mark, start + len(head) - 2, end)
    while place >= 0:
        line = data.find(b"\n", place, end)
        following = data.find(mark, place + len(mark), end)
        if line < 0:
            return None
        found = _html_part(data, line + 1, following if following >= 0 else end, depth=depth + 1)
        if found is not None:
            return found
        place = following
    return None


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__).split("\n", 1)[0][:120]
