"""Bytes to text: any Unicode or Korean encoding, without being told which."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from store.errors import UserError
from store.parse.mojibake import repair, told

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Syllables, jamo, Hanja and marks as Korean and English pages use them.
_USUAL_MARKS = frozenset(
    "\xa0·‘’“”…–—―•※□■○●◇◆△▲▽▼→←↑↓☞☎★☆ⓒ©®™㈜ㅇㆍ「」『』《》〈〉【】×÷±°℃€£½′″、。￦％＆（）：；？！～①②③④⑤⑥⑦⑧⑨⑩"
)
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, the name of the encoding it was in, and sentences on what had to be repaired."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, restore: bool = True) -> Decoded:
    """Return the text of the bytes: byte order mark, zero bytes, UTF-8, Korean encodings, then a guess, in that order.

    Invalid bytes in what is mostly UTF-8 become U+FFFD and are reported; with `restore`, so are stretches that had been
    decoded twice. Raises UserError where the bytes are empty or no
    text at all.
    """
    if not data:
        raise UserError("The file is empty; there is no article in it.")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UserError(f"The file is {what}, not plain text; save its text and import that.")
    found = _by_mark(data) or _by_zero_bytes(data) or _by_utf8(data) or _by_score(data)
    _refuse_binary(found.text)
    if not restore:
        return found
    restored, encoding = repair(found.text)
    if encoding is None:
        return found
    return Decoded(text=restored, encoding=found.encoding, warnings=(*found.warnings, told(encoding)))


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    return None


def _replacing(data: bytes, encoding: str) -> Decoded:
    """Decode, and count what could not be decoded."""
    text = data.decode(encoding, errors="replace")
    meant = data.count("\ufffd".encode(encoding)) if encoding.startswith("utf") else 0
    lost = text.count("\ufffd") - meant
    if lost <= 0:
        return Decoded(text=text, encoding=encoding)
    warning = f"{lost} invalid byte sequences in {encoding} text were replaced by \ufffd."
    return Decoded(text=text, encoding=encoding, warnings=(warning,))


def _by_zero_bytes(data: bytes) -> Decoded | None:
    """Recognise UTF-16 and UTF-32 without a mark by where their zero bytes stand."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    if 0 not in sample:
        return None
    for encoding, size in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(data) % size:
            continue
        try:
            text = sample[: len(sample) - len(sample) % size].decode(encoding)
        except UnicodeDecodeError:
            # A sample may end inside a surrogate pair; any other failure says that it is something else.
            continue
        if "\x00" not in text and _plausible(text) > 0.9:
            return _replacing(data, encoding)
    return None


def _by_utf8(data: bytes) -> Decoded | None:
    """Take UTF-8, also with a few broken places; ISO-2022-KR is ASCII to look at and is told by its escape."""
    if b"\x1b$)C" in data[:_SAMPLE]:
        try:
            return Decoded(text=data.decode("iso2022_kr"), encoding="iso2022_kr")
        except UnicodeDecodeError:
            return _replacing(data, "iso2022_kr")
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        decoded = _replacing(data, "utf-8")
    broken = decoded.text.count("\ufffd")
    sound = len(_FOREIGN.findall(decoded.text)) - broken
    return decoded if sound >= 4 * broken else None


def _by_score(data: bytes) -> Decoded:
    """Take the encoding that makes the most usual text; CP949 wins a tie, for that is our kind of source."""
    best: tuple[float, Decoded] | None = None
    for encoding in ("cp949", "johab"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _plausible(text)
        if best is None or score > best[0] + 0.05:
            best = (score, Decoded(text=text, encoding=encoding))
    if best is not None and best[0] >= 0.5:
        return best[1]
    damaged = _replacing(data, "cp949")
    lost = damaged.text.count("\ufffd")
    if lost * 20 <= len(_FOREIGN.findall(damaged.text)) and _plausible(damaged.text) >= 0.8:
        return damaged
    return _guessed(data)


def _guessed(data: bytes) -> Decoded:
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    if high * 20 <= len(data[:_SAMPLE]):
        # A few accents and curly quotes in Latin text.
        return _replacing(data, "cp1252")
    from charset_normalizer import from_bytes  # asked last, and rarely

    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is None:
        return _replacing(data, "utf-8")
    found = _replacing(data, guess.encoding)
    warning = f"The encoding was guessed as {guess.encoding}; check that the text reads well."
    return Decoded(text=found.text, encoding=guess.encoding, warnings=(*found.warnings, warning))


def _plausible(text: str) -> float:
    """Return the share, 0 to 1, of characters that Korean and English pages use; ASCII text counts as 1."""
    foreign = _FOREIGN.findall(text[:_SAMPLE])
    controls = len(_CONTROLS.findall(text[:_SAMPLE]))
    if not foreign:
        return 1.0 if controls * 20 <= len(text) else 0.0
    usual = sum(_is_usual(character) for character in foreign)
    return usual / (len(foreign) + controls)


def _is_usual(character: str) -> bool:
    """Say whether the character is a common syllable (one of the 2,350 of KS X 1001), mark or accented letter."""
    if "\uac00" <= character <= "\ud7a3":
        # EUC-KR as Python has it spells the rarer syllables out in eight bytes.
        return len(character.encode("euc_kr", errors="replace")) == 2
    return character in _USUAL_MARKS or "\u3131" <= character <= "\u318e" or "\u2460" <= character <= "\u24ff"


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 20 > len(sample):
        raise UserError("The file is not text (it holds binary data); import the article as text.")
