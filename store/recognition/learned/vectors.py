"""Vectors: where Kiwi's language model places a morpheme, so that what was never marked is seen beside what was.

Kiwi tells the cosine of two morphemes in its model, not the vectors themselves. The cosines to some hundred anchors place a
morpheme as well (landmark multidimensional scaling, de Silva & Tenenbaum 2004), and their principal components do so in
fewer numbers. Anchors are taken at even distances from Kiwi's most frequent morphemes: they need no text, and are the same
for every project.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.recognition.learned.morphemes import likenesses

DIMENSIONS = 64
"""How many numbers a morpheme is placed by."""

_ANCHORS = 288
_LANDMARKS = 2_000
_FREQUENT = 20_000
_FIRST = 100
"""The first morphemes that Kiwi numbers stand for parts of speech."""

_LENGTH = 16.0
"""How long the vectors are in the mean: beside features that are there or not, shorter ones are hardly heard."""

_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """What turns likenesses to the anchors into a vector: their mean (anchors), and the axes (anchors x dimensions)."""

    centre: _Floats
    axes: _Floats


def learn_axes() -> Axes:
    """Find the axes by Kiwi's frequent morphemes; the same Kiwi always gives the same ones, but for rounding."""
    landmarks = range(_FIRST, _FIRST + _FREQUENT, _FREQUENT // _LANDMARKS)
    seen = np.array([found for each in landmarks if (found := likenesses(each, _anchors()))])
    centre = seen.mean(axis=0)
    axes = np.linalg.svd(seen - centre, full_matrices=False)[2][:DIMENSIONS].T
    lengths = np.linalg.norm((seen - centre) @ axes, axis=1)
    axes = axes * (_LENGTH / np.sqrt(np.mean(lengths**2)))
    return Axes(centre.astype(np.float32), axes.astype(np.float32))


def _anchors() -> range:
    step = _FREQUENT // _ANCHORS
    return range(_FIRST, _FIRST + step * _ANCHORS, step)


class Vectors:
    """The vectors of morphemes as features with weights, each asked of Kiwi once."""

    def __init__(self, axes: Axes) -> None:
        self._axes = axes
        self._known: dict[tuple[str, str], Mapping[str, float]] = {}

    def features(self, form: str, tag: str) -> Mapping[str, float]:
        """Give the vector of a morpheme; nothing where Kiwi does not know it."""
        found = self._known.get((form, tag))
        if found is None:
            found = self._known[form, tag] = self._ask(form, tag)
        return found

    def _ask(self, form: str, tag: str) -> Mapping[str, float]:
        seen = likenesses((form, tag), _anchors())
        if not seen:
            return {}
        vector = (np.array(seen, dtype=np.float32) - self._axes.centre) @ self._axes.axes
        return {f"v{number}": float(value) for number, value in enumerate(vector)}
