"""Sparse matrices as three arrays, multiplied from both sides: all the algebra that learning needs, by numpy alone.

Rows are articles, columns features. Sums go by `numpy.add.reduceat` over gathered rows, a block at a time, so that
what is gathered stays in the processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_BLOCK = 50_000
"""About how many entries are gathered at a time."""


@dataclass(frozen=True)
class Sparse:
    """A matrix of `len(starts) - 1` rows and `width` columns; row i has `columns[starts[i]:starts[i + 1]]`.

    Without `values` all entries are one.
    """

    starts: Ints
    columns: NDArray[np.int32]
    width: int
    values: Floats | None = None

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1

    @cached_property
    def lengths(self) -> Ints:
        """How many entries each row has."""
        return np.diff(self.starts)

    @cached_property
    def turned(self) -> Sparse:
        """The same matrix with rows and columns exchanged."""
        order = np.argsort(self.columns, kind="stable")
        rows = np.repeat(np.arange(self.height, dtype=np.int32), self.lengths)[order]
        counts = np.bincount(self.columns, minlength=self.width)
        values = None if self.values is None else self.values[order]
        return Sparse(_starts(counts), rows, self.height, values)

    def times(self, right: Floats) -> Floats:
        """Give this matrix times a dense one of shape (width, n): shape (height, n)."""
        right = np.ascontiguousarray(right, np.float32)
        found = np.zeros((self.height, right.shape[1]), np.float32)
        for first, last in self._blocks():
            begin, end = self.starts[first], self.starts[last]
            if begin == end:
                continue
            gathered = right.take(self.columns[begin:end], axis=0)
            if self.values is not None:
                gathered *= self.values[begin:end, None]
            filled = self.lengths[first:last] > 0
            found[first:last][filled] = np.add.reduceat(gathered, (self.starts[first:last] - begin)[filled], axis=0)
        return found

    def _blocks(self) -> list[tuple[int, int]]:
        edges = [0]
        while edges[-1] < self.height:
            reach = int(np.searchsorted(self.starts, self.starts[edges[-1]] + _BLOCK, side="right")) - 1
            edges.append(min(self.height, max(edges[-1] + 1, reach)))
        return list(pairwise(edges))

    def rows(self, which: Ints) -> Sparse:
        """Give these rows, in this order."""
        lengths = self.lengths[which]
        starts = _starts(lengths)
        places = np.repeat(self.starts[which] - starts[:-1], lengths) + np.arange(starts[-1])
        values = None if self.values is None else self.values[places]
        return Sparse(starts, self.columns[places], self.width, values)


def stacked(parts: list[Sparse]) -> Sparse:
    """Put matrices of one width, without values, one below the other."""
    starts = _starts(np.concatenate([part.lengths for part in parts]))
    return Sparse(starts, np.concatenate([part.columns for part in parts]), parts[0].width)


def _starts(lengths: Ints) -> Ints:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)))
