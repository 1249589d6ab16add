"""The words of an article, and the shingles of neighbouring words by which two articles are compared.

Words stand in normal form, so that case, width, composition and punctuation never matter. A shingle is a stretch of
words, kept as a number of 32 bits that is the same in every process and on every machine.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from zlib import crc32

from store.records import Part
from store.text.normal import normal

WIDTH = 3
"""How many neighbouring words make a shingle of which likeness is counted."""

ROLES = frozenset({"headline", "subheading", "body"})
"""The parts that are compared: what each medium puts around a wire copy (byline, caption, boilerplate) is left out."""

# Hangul by the spaces around it, Han and Kana sign by sign (they have none), letters, whole numbers.
# What begins no word is passed over at once.
_WORD = re.compile(
    r"(?=[^\W_]|[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])(?:"
    r"[\u1100-\u11ff\uac00-\ud7a3]+|\d+(?:[.,:]\d+)*|[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W\d_\u1100-\u11ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+)"
)
# Multilinear hashing (Lemire and Kaser 2014): random odd factors of 64 bits, of whose sum the upper half is kept.
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
_ALL = 0xFFFFFFFFFFFFFFFF
_LANE = 16


def compared(text: str, parts: Sequence[Part], *, title: str = "") -> list[str]:
    """Give the stretches that are compared: headline, subheading and body of `text`, or all of it where there are none.

    The title of the metadata comes first where no part is a headline.
    """
    stretches = [text[part.start : part.end] for part in parts if part.role in ROLES] or [text]
    if title and not any(part.role == "headline" for part in parts):
        stretches.insert(0, title)
    return stretches


def words(stretches: Iterable[str]) -> tuple[str, ...]:
    """Give the words of these stretches in normal form and in order; a number with its points and commas is one."""
    return tuple(chain.from_iterable(_WORD.findall(normal(stretch)) for stretch in stretches))


def words_digest(wording: Sequence[str]) -> int:
    """Give a number of 64 bits, signed, that two articles share only where all their words are the same."""
    return int.from_bytes(blake2b(" ".join(wording).encode(), digest_size=8).digest(), "big", signed=True)


def is_number(word: str) -> bool:
    """Say whether a word is a number."""
    return word[0].isdecimal()


def codes(wording: Sequence[str]) -> list[int]:
    """Give a number of 32 bits for each word; `shingles` works on these."""
    # No word has a space in it; all of them become bytes at once, which takes a third of the time.
    return list(map(crc32, " ".join(wording).encode().split(b" "))) if wording else []


def shingles(numbers: Sequence[int], *, width: int = WIDTH) -> frozenset[int]:
    """Give the distinct shingles of words given as `codes`, `width` words (3 or 5) each, as numbers of 32 bits.

    Fewer words than `width` are one shingle; no words are none.
    """
    if len(numbers) < width:
        return frozenset([_join(numbers)] if numbers else [])
    # All sums at once, in lanes of 128 bits of one long number: one by one they take three times as long. Lanes are
    # little-endian, as is every processor that the window's toolkit comes for.
    lanes = array("I", bytes(_LANE * len(numbers)))
    lanes[::4] = array("I", numbers)
    row = int.from_bytes(lanes.tobytes(), "little")
    sums = sum((row >> 8 * _LANE * place) * factor for place, factor in enumerate(_FACTORS[:width]))
    found = array("I", sums.to_bytes(_LANE * len(numbers), "little"))
    return frozenset(found[1 : 4 * (len(numbers) - width + 1) : 4])


def _join(group: Sequence[int]) -> int:
    return (sum(code * factor for code, factor in zip(group, _FACTORS, strict=False)) & _ALL) >> 32
