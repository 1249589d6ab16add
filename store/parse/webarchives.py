"""Saved web: WARC archives and MHTML pages, whose HTML goes to the parser of pages with the address it came from."""

from __future__ import annotations

import email
import email.policy
import gzip
from collections.abc import Iterator
from email.message import EmailMessage, Message
from typing import Any

from store.errors import UserError
from store.parse.limits import LARGEST_ARTICLE, LARGEST_DOCUMENT, Ahead, Counted, Unpacked, whole
from store.parse.record import Known, Piece
from store.parse.rows import link

_HTML = ("text/html", "application/xhtml+xml")


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
        for record in ArchiveIterator(stream, no_record_parse=False, ensure_http_headers=False):
            if _is_page(record):
                number += 1
                yield _page(str(number), record)
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
    kind = (record.http_headers.get_header("Content-Type") or "").casefold()
    return record.http_headers.get_statuscode() == "200" and kind.startswith(_HTML)


def _page(name: str, record: Any) -> Piece:
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
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        part = next((each for each in message.walk() if each.get_content_type() in _HTML), None)
        page = _payload(part) if part is not None else b""
        address = _address(message, part) if part is not None else ""
    except (ValueError, LookupError, RecursionError, TypeError) as error:
        raise UserError(f"This saved page is damaged ({_short(error)}).") from error
    if part is None or not page.strip():
        raise UserError("This saved page holds no HTML.")
    charset = part.get_content_charset() or ""
    yield Piece(name="", data=data, page=in_charset(page, charset), known=Known(url=link(address)))


def _payload(part: Message | EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _address(message: Message | EmailMessage, part: Message | EmailMessage) -> str:
    found = message.get("Snapshot-Content-Location") or part.get("Content-Location") or message.get("Content-Location")
    return str(found or "").strip()


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__).split("\n", 1)[0][:120]
