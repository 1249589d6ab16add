"""Text decoded twice: UTF-8 or CP949 bytes that somebody read as Latin letters (`±Ç¿µÁø`, `ëŒ€êµ¬`, `donâ€™t`)."""

from __future__ import annotations

import re

# What CP1252 makes of the bytes 80-9F; the five bytes it leaves open stay as they are.
_FROM_1252 = {
    bytes([code]).decode("cp1252"): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_HIGH = "\x80-\xff" + "".join(map(re.escape, _FROM_1252))
_RUN = re.compile(f"[{_HIGH}]{{2,}}")
_UTF8_RUN = re.compile(f"[\xc2-\xf4][{_HIGH}]")
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
        return "\n".join(_line_as_korean(line) for line in text.split("\n")), "cp949"
    return text, None


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
        return found.group()


def _looks_korean(text: str) -> bool:
    """Say whether the accented letters of the text come in pairs that spell Hangul, nearly all of them."""
    runs = _RUN.findall(text[:200_000])
    letters = sum(map(len, runs))
    hangul = 0
    for run in runs:
        data = _bytes_of(run)
        try:
            hangul += len(_HANGUL.findall(data.decode("cp949"))) if data else 0
        except UnicodeDecodeError:
            continue
    return hangul >= 3 and hangul * 2 >= letters * 0.7


def _line_as_korean(line: str) -> str:
    data = _bytes_of(line)
    if data is None or not _RUN.search(line):
        return line
    try:
        return data.decode("cp949")
    except UnicodeDecodeError:
        return line
