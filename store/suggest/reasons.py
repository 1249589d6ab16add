"""Why a tag is suggested: the words of a text whose features speak for it most."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from store.suggest.features import READ, places
from store.suggest.model import Model

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
    says = model.says()[:, columns]
    sums = np.zeros((len(words), len(tags)), np.float64)
    starts = np.array([start for start, _ in words] or [0])
    buckets = model.vocabulary.buckets
    for bucket, start, end in places(text):
        row = int(np.searchsorted(buckets, bucket))
        if row == len(buckets) or buckets[row] != bucket or not words:
            continue
        first = max(0, int(np.searchsorted(starts, start, side="right")) - 1)
        if words[first][1] <= start and first + 1 < len(words):
            first += 1
        if words[first][0] < end and start < words[first][1]:
            sums[first] += says[row]
    return [_strongest(text, words, sums[:, place]) for place in range(len(tags))]


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
