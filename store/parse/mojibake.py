"""Text decoded twice: UTF-8 or CP949 bytes that somebody read as Latin letters (`±Ç¿µÁø`, `ëŒ€êµ¬`, `donâ€™t`)."""

from __future__ import annotations

import re

# What CP1252 makes of the bytes 80-9F; the five bytes it leaves open stay as they are.
_FROM_1252 = {
    bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_HIGH = "\x80-\xff" + "".join(map(re.escape, _FROM_1252))
_RUN = re.compile(f"[{_HIGH}]{{2,}}")
_UTF8_RUN = re.compile(f"[\xc2-\xf4][{_HIGH}]")
_WHOLE = re.compile(rb"(\xea[\xb0-\xbf][\x80-\xbf]|[\xeb-\xec][\x80-\xbf]{2}|\xed[\x80-\x9e][\x80-\xbf])")
_FOREIGN = re.compile("[^\x00-\x9f]")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def repair(text: str) -> tuple[str, str | None]:
    """Return the text with twice decoded stretches restored, and the encoding they were in (None: nothing to do).

    A stretch is restored only where its bytes make sense in the other encoding; the rest of the text is not touched.
    """
    if _UTF8_RUN.search(text):
        restored = _RUN.sub(_as_utf8, text)
        if restored != text:
            return restored, "utf-8"
    if not _HANGUL.search(text) and _looks_korean(text):
        return restored_from(text, "cp949"), "cp949"
    return text, None


def restored_from(text: str, encoding: str) -> str:
    """Return a piece of a text that `repair` found to be twice decoded from `encoding` ("utf-8" or "cp949"), restored."""
    if encoding == "utf-8":
        return _RUN.sub(_as_utf8, text)
    return "\n".join(_line_as_korean(line) for line in text.split("\n"))


def told(encoding: str) -> str:
    """Return the sentence that says of a text that it was restored."""
    return f"The text had been decoded twice ({encoding} read as Latin letters) and was restored."


def _bytes_of(text: str) -> bytes | None:
    """Return the bytes that were read as Latin letters, or None where a character cannot come from one byte."""
    codes = [_FROM_1252.get(character, ord(character)) for character in text]
    return bytes(codes) if all(code < 0x100 for code in codes) else None


def _as_utf8(found: re.Match[str]) -> str:
    data = _bytes_of(found.group())
    if data is None:
        return found.group()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # A byte was lost on the way: what is whole of three bytes is no accident and is restored all the same.
        parts = _WHOLE.split(data)
        if len(parts) < 3:
            return found.group()
        text = found.group()
        place = 0
        pieces = []
        for number, part in enumerate(parts):
            pieces.append(part.decode("utf-8") if number % 2 else text[place : place + len(part)])
            place += len(part)
        return "".join(pieces)


def _looks_korean(text: str) -> bool:
    """Say whether the accented letters of the text come in pairs that spell common Hangul, most of them.

    Single accents and curly quotes count against it: two quotes side by side spell a syllable too.
    """
    sample = text[:200_000]
    letters = len(_FOREIGN.findall(sample))
    hangul = 0
    for run in _RUN.findall(sample) if letters >= 6 else ():
        data = _bytes_of(run)
        try:
            found = _HANGUL.findall(data.decode("cp949")) if data else []
        except UnicodeDecodeError:
            continue
        # EUC-KR as Python has it spells the rarer syllables out in eight bytes.
        hangul += sum(len(syllable.encode("euc_kr", errors="replace")) == 2 for syllable in found)
    return hangul >= 3 and hangul * 2 >= letters * 0.6


def _line_as_korean(line: str) -> str:
    data = _bytes_of(line)
    if data is None or not _RUN.search(line):
        return line
    try:
        return data.decode("cp949")
    except UnicodeDecodeError:
        return line
