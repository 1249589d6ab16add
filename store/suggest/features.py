"""What is learned from: the pairs and triples of characters of a text, and its words in Latin letters, each once.

Characters are those of the normal form; a triple never reaches across a blank, a pair may begin or end with one, so that
the ends of Korean words are told from their middles. Each feature is hashed to one of `BUCKETS` (Weinberger et al. 2009);
`Vocabulary` keeps those that occur often enough and numbers them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from store.suggest.sparse import Floats, Ints, Sparse
from store.text.normal import normal, normal_with_map, original_span

BUCKETS = 1 << 22
"""How many places features are hashed to."""

READ = 4_000
"""How much of a text is learned from, in code points: news says early what it is about."""

_WORD = re.compile("[a-z\u00df-\u024f]{3,}")
_CHUNK = 2_000
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - 22)
_BLANK = 32


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The buckets that count, in order, with their inverse document frequency: a feature's number is its place."""

    buckets: NDArray[np.int32]
    idf: Floats

    def of(self, hashed: Sparse) -> Sparse:
        """Give texts over buckets (see `hashed`) as texts over this vocabulary; what is unknown is left out."""
        numbers = np.full(BUCKETS, -1, np.int32)
        numbers[self.buckets] = np.arange(len(self.buckets), dtype=np.int32)
        columns = numbers[hashed.columns]
        known = columns >= 0
        before = np.concatenate((np.zeros(1, np.int64), np.cumsum(known, dtype=np.int64)))
        return Sparse(before[hashed.starts], columns[known], len(self.buckets))

    def weighted(self, texts: Sparse) -> Sparse:
        """Weigh features by their idf, each text to the length one: for the linear model."""
        values = self.idf[texts.columns]
        rows = np.repeat(np.arange(texts.height), texts.lengths)
        norms = np.sqrt(np.bincount(rows, weights=values * values, minlength=texts.height)) + 1e-9
        return Sparse(texts.starts, texts.columns, texts.width, (values / norms[rows]).astype(np.float32))


def vocabulary(hashed: Sparse, *, least: int = 2) -> Vocabulary:
    """Keep the buckets that at least so many texts have."""
    frequencies = np.bincount(hashed.columns, minlength=BUCKETS)
    kept = np.flatnonzero(frequencies >= least)
    idf = np.log((1 + hashed.height) / (1 + frequencies[kept])) + 1
    return Vocabulary(kept.astype(np.int32), idf.astype(np.float32))


def hashed(texts: Sequence[str]) -> Sparse:
    """Give the features of texts as a matrix of `BUCKETS` columns; a text's columns are in order, each once."""
    lengths, columns = [], []
    for start in range(0, len(texts), _CHUNK):
        found, sizes = _chunk(texts[start : start + _CHUNK])
        columns.append(found)
        lengths.append(sizes)
    sizes = np.concatenate(lengths) if lengths else np.zeros(0, np.int64)
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))
    return Sparse(starts, np.concatenate(columns) if columns else np.zeros(0, np.int32), BUCKETS)


def _chunk(texts: Sequence[str]) -> tuple[NDArray[np.int32], Ints]:
    forms = [f" {' '.join(normal(text[:READ]).split())} " for text in texts]
    points = _code_points("".join(forms))
    owner = np.repeat(np.arange(len(forms), dtype=np.int64), [len(form) for form in forms])
    keys = []
    for size in (2, 3):
        buckets, good = _grams(points, size)
        good &= owner[: len(good)] == owner[size - 1 :]
        keys.append(owner[: len(good)][good] * BUCKETS + buckets[good])
    words = [
        (number * BUCKETS + _word_bucket(word)) for number, form in enumerate(forms) for word in _WORD.findall(form)
    ]
    keys.append(np.array(words, np.int64))
    every = np.sort(np.concatenate(keys))
    once = every[np.concatenate((np.ones(1, bool), every[1:] != every[:-1]))] if len(every) else every
    return (once % BUCKETS).astype(np.int32), np.bincount(once // BUCKETS, minlength=len(forms)).astype(np.int64)


def _code_points(text: str) -> NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)


def _grams(points: NDArray[np.uint64], size: int) -> tuple[Ints, NDArray[np.bool_]]:
    """Give the bucket of the gram at each place, and whether it is one that counts."""
    count = max(0, len(points) - size + 1)
    keys = np.full(count, size, np.uint64)
    for offset in range(size):
        keys = keys * np.uint64(0x200000) + points[offset : offset + count]
    good = np.ones(count, np.bool_)
    for offset in range(1, size - 1):
        good &= points[offset : offset + count] != _BLANK
    keys ^= keys >> np.uint64(29)
    return ((keys * _MIX) >> _SHIFT).astype(np.int64), good


@lru_cache(maxsize=200_000)
def _word_bucket(word: str) -> int:
    return zlib.crc32(word.encode()) % BUCKETS


def places(text: str) -> list[tuple[int, int, int]]:
    """Give where the features of a text stand: (bucket, start, end), in code points of the text as it is."""
    form, origin = normal_with_map(text[:READ])
    found = [(_word_bucket(match.group()), *original_span(origin, *match.span())) for match in _WORD.finditer(form)]
    blanked = "".join(" " if character.isspace() else character for character in form)
    points = _code_points(f" {blanked} ")
    for size in (2, 3):
        buckets, good = _grams(points, size)
        for at in np.flatnonzero(good).tolist():
            start, end = max(0, at - 1), min(len(form), at - 1 + size)
            if start < end:
                found.append((int(buckets[at]), *original_span(origin, start, end)))
    return found
