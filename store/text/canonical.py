"""The canonical text of an article, and where an incoming position stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# C0 and C1 controls but tab and line feed, and the byte order mark wherever it was left behind.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_DROPPED_RUN = re.compile(_DROPPED.pattern + "+")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85]")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
_TOUCHED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")

# Characters that neither change under NFC nor join what stands before them: most of any Korean or English article.
_PLAIN = re.compile("[\t\n -~\xa0-\u02ff\u2010-\u2027\u25a0-\u25ff\u3000-\u3020\u3131-\u318e\uac00-\ud7a3]+")
# Starters that may join the character before them (vowel and final jamo, and a few South Asian vowel signs).
_JOINERS = frozenset(
    [chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))]
    + list("\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35")
    + list("\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930")
)


def canonical(text: str) -> str:
    """Return the text in normal form: NFC, LF, no control characters, no byte order mark; nothing else is changed.

    Vertical tab, form feed and NEL end a line and become LF; other C0 and C1 controls but tab are dropped. Two halves of
    a surrogate pair become their character, a lone one U+FFFD. Applying it twice changes nothing.
    """
    if _TOUCHED.search(text):
        text = _LINE_ENDS.sub("\n", text)
        text = _DROPPED.sub("", text)
        text = _SURROGATES.sub(_joined_surrogate, text)
    return unicodedata.normalize("NFC", text)


def canonical_with_map(text: str) -> tuple[str, Sequence[int]]:
    """Return the canonical text and a map: `map[offset]` is where an incoming offset stands in it.

    Offsets are code points, 0 to `len(text)` included, so a half-open span moves as `map[start], map[end]`. An offset
    inside characters that became one goes to the start of that one; the offset of a dropped character to what followed.
    """
    result = canonical(text)
    if result == text:
        return result, range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    length = 0
    position = 0
    while position < len(text):
        end, plain = _stretch_end(text, position)
        piece = text[position:end] if plain else canonical(text[position:end])
        if plain:
            places.extend(range(length, length + len(piece)))
        else:
            places.extend([length] * (end - position))
        pieces.append(piece)
        length += len(piece)
        position = end
    places.append(length)
    return "".join(pieces), places


def _stretch_end(text: str, start: int) -> tuple[int, bool]:
    """Return where the stretch that begins at `start` ends, and whether it stays as it is, character by character."""
    plain = _PLAIN.match(text, start)
    if plain is None:
        return _cluster_end(text, start), False
    end = plain.end()
    if _joined_end(text, end) > end:
        end -= 1
    return (end, True) if end > start else (_cluster_end(text, start), False)


def _cluster_end(text: str, start: int) -> int:
    """Return the end of the characters from `start` on that can become one together."""
    if text.startswith("\r\n", start):
        return start + 2
    dropped = _DROPPED_RUN.match(text, start)
    return _joined_end(text, dropped.end() if dropped else start + 1)


def _joined_end(text: str, end: int) -> int:
    """Return `end`, or where the characters end that may join what stands before it, dropped ones between them included."""
    while True:
        dropped = _DROPPED_RUN.match(text, end)
        after = dropped.end() if dropped else end
        if after == len(text) or not _joins(text[after]):
            return end
        end = after + 1


def _joins(character: str) -> bool:
    """Say whether a character may join the one before it."""
    return unicodedata.combining(character) != 0 or character in _JOINERS or "\udc00" <= character <= "\udfff"


def _joined_surrogate(found: re.Match[str]) -> str:
    pair = found.group()
    if len(pair) == 1:
        return "\ufffd"
    return chr(0x10000 + ((ord(pair[0]) - 0xD800) << 10) + (ord(pair[1]) - 0xDC00))
