"""Where a list stands on screen, and which article takes the place of one that fell out of it."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the list stands: an article and how many pixels below the top it begins, or else the rows above the top."""

    article: int | None
    below_top: int
    rows_above: float


def holds(ids: array[int], article: int) -> bool:
    """Say whether a list has an article; Python's own `in` takes a hundred times as long."""
    return bool(np.any(np.frombuffer(ids, np.int64) == article)) if ids else False


def neighbour(old: array[int], new: array[int], row: int) -> int:
    """Give the article of the old list nearest to `row` that is in the new one, of two the one below; else the first one."""
    there = np.nonzero(np.isin(np.frombuffer(old, np.int64), np.frombuffer(new, np.int64)))[0]
    if not len(there):
        return new[0]
    below = int(np.searchsorted(there, row))
    near = [int(each) for each in there[max(0, below - 1) : below + 1]]
    return old[min(near, key=lambda each: (abs(each - row), -each))]
