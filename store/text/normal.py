"""The one normal form in which words are compared: for the index, for the query and for what is highlighted.

Compatibility characters are unfolded (NFKC), case is folded and the marks U+0300–036F are taken off, so that case,
width, composition and accents never matter. Lengths may change (`㈜` becomes `(주)`), hence the map.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_MARKS = dict.fromkeys(range(0x300, 0x370))
# Every character that carries one of the marks in its decomposition stands in one of these blocks.
_MARKED = re.compile("[\u00c0-\u052f\u1e00-\u1fff\u2190-\u22ff\u2adc]")
# Characters that stay one character each, whatever stands beside them (but for a mark after them).
_PLAIN = re.compile(
    "[\x00-\x7f\u2010\u2013\u2014\u2018\u2019\u201c\u201d\u3001\u3002\u3008-\u3011\u25a0-\u25ff"
    "\u4e00-\u9fff\uac00-\ud7a3]+"
)
_FILLING = re.compile(r"[\s\-‐‑‒–—_]+")


def normal(text: str) -> str:
    """Give `text` in normal form: NFKC, case folded, without the marks U+0300–036F."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not _MARKED.search(folded):
        return folded
    bare = unicodedata.normalize("NFD", folded).translate(_MARKS)
    return unicodedata.normalize("NFC", bare)


def normal_with_map(text: str) -> tuple[str, Sequence[int]]:
    """Give `normal(text)` and, for each of its positions and its end, the position in `text` that it came from.

    Both are code points. What was written with several characters (decomposed Hangul, a letter and its accent) maps as
    one: all its positions point at its first character.
    """
    if _PLAIN.fullmatch(text):
        return text.lower(), range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    at, size = 0, len(text)
    while at < size:
        plain = _PLAIN.match(text, at)
        if plain:
            end = plain.end()
            if end < size and _follows(text[end]):
                end -= 1
            if end > at:
                pieces.append(text[at:end].lower())
                places.extend(range(at, end))
                at = end
                continue
        end = at + 1
        while end < size and _follows(text[end]):
            end += 1
        piece = _normal_cluster(text[at:end])
        pieces.append(piece)
        places.extend([at] * len(piece))
        at = end
    places.append(size)
    return "".join(pieces), places


def original_span(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Turn a span of the normal text that is not empty into the span of the original that it came from, whole."""
    last = places[end - 1]
    while places[end] == last:
        end += 1
    return places[start], places[end]


def folded(name: str) -> str:
    """Give a name in the form in which names are equal: normal, without spaces, hyphens and underscores."""
    form = normal(name)
    return _FILLING.sub("", form) or form


@lru_cache(maxsize=20_000)
def _normal_cluster(cluster: str) -> str:
    return normal(cluster)


@lru_cache(maxsize=20_000)
def _follows(character: str) -> bool:
    """Say whether a character may melt into the one before it: a mark, or a vowel or final of conjoining Hangul."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff"
