"""The bytes of an HTML page to text: what they are wins over what the page says they are."""

from __future__ import annotations

import codecs
import re

from store.errors import UserError
from store.parse.decode import Decoded, decode

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']""", re.IGNORECASE)
_HEAD = 4_096
# Browsers read these names as the wider encodings that pages are really written in.
_WIDER = {
    "euc_kr": "cp949", "ks_c_5601_1987": "cp949", "ks_c_5601": "cp949", "ksc5601": "cp949", "iso2022_kr": "iso2022_kr",
    "iso8859-1": "cp1252", "latin_1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "big5": "big5hkscs", "iso8859-9": "cp1254", "tis_620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip
_SINGLE_BYTE = ("cp125", "iso8859", "koi8", "mac", "cp874", "latin")


def decode_page(data: bytes) -> Decoded:
    """Return the text of an HTML page in any encoding; text that had been decoded twice before is left as it is.

    A byte order mark, zero bytes and sound UTF-8 win over what the page declares; Korean bytes win over a declared
    single-byte encoding, which fits any bytes. Raises UserError where the bytes are empty or no text at all.
    """
    declared = _declared(data)
    found = decode(data, restore=False)
    if declared is None or _is_certain(found.encoding, data):
        return found
    if found.encoding in ("cp949", "johab") and (declared == found.encoding or declared.startswith(_SINGLE_BYTE)):
        return found
    try:
        return Decoded(text=data.decode(declared), encoding=declared)
    except UnicodeDecodeError:
        text = data.decode(declared, errors="replace")
    lost = text.count("\ufffd")
    if lost * 200 > len(text) or declared == "utf-8":
        return found
    warning = f"{lost} invalid byte sequences in {declared} text were replaced by \ufffd."
    return Decoded(text=text, encoding=declared, warnings=(warning,))


def _is_certain(encoding: str, data: bytes) -> bool:
    return encoding.startswith("utf") or (encoding == "iso2022_kr" and b"\x1b$)C" in data[:65_536])


def _declared(data: bytes) -> str | None:
    """Return the encoding that the page names, as Python calls it, or None."""
    head = data[:_HEAD]
    found = _XML_DECLARED.search(head) or _DECLARED.search(data[: 4 * _HEAD])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name.replace("-", "_")
    except LookupError:
        name = found[1].decode("ascii").lower().replace("-", "_")
    wider = {key.replace("-", "_"): value for key, value in _WIDER.items()}.get(name)
    if wider is not None:
        return wider
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    return info.name if info._is_text_encoding else None


def text_or_error(data: bytes, *, name: str) -> Decoded:
    """Return the text of a page; the error of bytes that are no text names the page."""
    try:
        return decode_page(data)
    except UserError as error:
        raise UserError(f"{name}: {error}") from error
