"""Words: the stretches between blanks in a line, each with its stem and the Korean particle at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from store.recognition.korean import PARTICLES, fits, is_hangul
from store.recognition.learned.units import Line

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_LONGEST_TAIL = 6

Stem = tuple[str, str]
"""A word without its particles, Latin letters small, and the particles."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a line: the first and the last unit of each, and its text."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    raw: tuple[str, ...]


def words_of(text: str, line: Line) -> Words:
    """Tell the words of a line."""
    first: list[int] = []
    for unit, word in enumerate(line.words):
        if word == len(first):
            first.append(unit)
    last = [unit - 1 for unit in (*first[1:], len(line.words))]
    raw = (text[line.starts[a] : line.ends[z]] for a, z in zip(first, last, strict=True))
    return Words(tuple(first), tuple(last), tuple(raw))


def stems_of(texts: Iterable[str]) -> Iterator[list[Stem]]:
    """Give the stems of each line of these texts, for clusters to be learned from."""
    for text in texts:
        for line in text.split("\n"):
            if line and not line.isspace():
                yield [stem(bare_of(word)) for word in line.split()]


def bare_of(word: str) -> str:
    """Give a word without the marks at its edges, or all of it where it is nothing else."""
    return _EDGES.sub("", word) or word


@lru_cache(maxsize=100_000)
def stem(word: str) -> Stem:
    """Part a word from the particles at its end, where at least two syllables remain."""
    if not is_hangul(word[-1]):
        return word.lower(), ""
    for cut in range(max(2, len(word) - _LONGEST_TAIL), len(word)):
        tail = word[cut:]
        if tail in PARTICLES and fits(word[cut - 1], tail):
            return word[:cut], tail
    return word, ""
