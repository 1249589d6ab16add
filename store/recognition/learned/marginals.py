"""Marginals: how probable each label of each unit is, averaged over recognisers, and the spans that follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pycrfsuite

THRESHOLD = 0.35
"""From which probability on a span is offered: lower than a half, because the recogniser is timid while marks are few."""

_CERTAIN = 0.97
_LEAST = 0.05
_LONGEST = 40

Odds = Sequence[Mapping[str, float]]
"""For each unit the labels that are not O with their probabilities; nothing where O is all but certain."""


class Field:
    """One field that CRFsuite wrote, opened."""

    def __init__(self, field: bytes) -> None:
        # CRFsuite goes on reading where the bytes lie, so they are kept as long as the tagger.
        self._bytes = field
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(field)
        self._labels = [label for label in self._tagger.labels() if label != "O"]

    def odds(self, features: Sequence[Sequence[str]]) -> Odds:
        """Give the odds of each unit of a line."""
        if not self._labels:
            return [{} for _ in features]
        ask = self._tagger.marginal
        self._tagger.set(features)
        return [
            {} if ask("O", at) > _CERTAIN else {label: ask(label, at) for label in self._labels}
            for at in range(len(features))
        ]


def averaged(several: Sequence[Odds]) -> Odds:
    """Average what several fields say of one line."""
    if len(several) == 1:
        return several[0]
    whole: list[dict[str, float]] = []
    for unit in zip(*several, strict=True):
        sums: dict[str, float] = {}
        for odds in unit:
            for label, odd in odds.items():
                sums[label] = sums.get(label, 0.0) + odd / len(several)
        whole.append(sums)
    return whole


def spans_of(odds: Odds, *, threshold: float = THRESHOLD) -> list[tuple[int, int, str, float]]:
    """Give the most probable spans that do not overlap: first and last unit, type, probability.

    A span is as probable as the least probable of its labels.
    """
    candidates = [span for at in range(len(odds)) for span in _from(odds, at) if span[0] >= threshold]
    candidates.sort(key=lambda span: (-span[0], span[1], -span[2], span[3]))
    taken: set[int] = set()
    spans = []
    for odd, first, last, kind in candidates:
        units = range(first, last + 1)
        if taken.isdisjoint(units):
            taken.update(units)
            spans.append((first, last, kind, odd))
    return sorted(spans)


def _from(odds: Odds, first: int) -> list[tuple[float, int, int, str]]:
    found = []
    for label, odd in odds[first].items():
        place, kind = label[0], label[2:]
        if odd < _LEAST or place not in "SB":
            continue
        if place == "S":
            found.append((odd, first, first, kind))
            continue
        so_far = odd
        for last in range(first + 1, min(len(odds), first + _LONGEST)):
            ending = min(so_far, odds[last].get(f"E-{kind}", 0.0))
            if ending >= _LEAST:
                found.append((ending, first, last, kind))
            so_far = min(so_far, odds[last].get(f"I-{kind}", 0.0))
            if so_far < _LEAST:
                break
    return found
