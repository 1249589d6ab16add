"""Why a tag is suggested: the words of a text whose features speak for it most."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from store.suggest.features import READ, places
from store.suggest.model import Model
from store.suggest.sparse import Ints

WORDS = 5
"""How many words are given at most."""

_WORD = re.compile(r"\w+")


def reasons(model: Model, text: str, tags: Sequence[int]) -> list[tuple[tuple[int, int], ...]]:
    """Give for each of these tags the spans of the words that speak for it, the strongest first, each word once.

    A word's weight is the sum of what the features inside it say; spans are in code points of `text`.
    """
    if not tags:
        return []
    words = [match.span() for match in _WORD.finditer(text[:READ])]
    columns = [model.tags.index(tag) for tag in tags]
    sums = np.zeros((len(words), len(tags)), np.float64)
    if not words:
        return [()] * len(tags)
    found = np.array(places(text), np.int64).reshape(-1, 3)
    rows, known = _known(model, found[:, 0])
    rows, begins, ends = rows[known], found[known, 1], found[known, 2]
    starts, stops = np.array(words).T
    first = np.maximum(0, np.searchsorted(starts, begins, side="right") - 1)
    # A feature that begins behind a word belongs to the next one.
    first = np.where((stops[first] <= begins) & (first + 1 < len(words)), first + 1, first)
    inside = (starts[first] < ends) & (begins < stops[first])
    np.add.at(sums, first[inside], model.says(rows[inside])[:, columns])
    return [_strongest(text, words, sums[:, place]) for place in range(len(tags))]


def _known(model: Model, buckets: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Give for buckets the numbers of their features, and which of them the model knows."""
    kept = model.vocabulary.buckets
    if not len(kept):
        return np.zeros(len(buckets), np.int64), np.zeros(len(buckets), np.bool_)
    rows = np.minimum(np.searchsorted(kept, buckets), len(kept) - 1).astype(np.int64)
    return rows, kept[rows] == buckets


def _strongest(text: str, words: list[tuple[int, int]], sums: np.ndarray) -> tuple[tuple[int, int], ...]:
    chosen: list[tuple[int, int]] = []
    said: set[str] = set()
    for place in np.argsort(-sums, kind="stable").tolist() if words else ():
        start, end = words[place]
        if sums[place] <= 0 or len(chosen) == WORDS:
            break
        if text[start:end] not in said:
            said.add(text[start:end])
            chosen.append((start, end))
    return tuple(chosen)
