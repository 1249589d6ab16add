"""Who is named with whom: entities that stand in the same sentence, paragraph or article, counted for a whole matrix.

Every name in its unit is one number of an array, so that a hundred thousand articles are counted in some tenths of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from store.kin import Kin
from store.units import SHIFT, Namings

Numbers = npt.NDArray[np.int64]

_COLUMNS_AT_ONCE = 64
"""So many columns are counted together: each takes a byte a unit."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The entities of one side, ascending, and their units: those of entity `n` are `units[bounds[n]:bounds[n + 1]]`."""

    entities: Numbers
    owners: Numbers
    units: Numbers
    bounds: Numbers

    def of(self, entity: int) -> Numbers:
        at = int(np.searchsorted(self.entities, entity))
        if at == len(self.entities) or self.entities[at] != entity:
            return self.units[:0]
        return self.units[self.bounds[at] : self.bounds[at + 1]]

    def where(self, keep: npt.NDArray[np.bool_]) -> _Side:
        return _side(self.entities, self.owners[keep], self.units[keep])


class Together:
    """Entities that are named in one unit; an entity is not joined with itself, nor with its kin where that is given."""

    def __init__(self, rows: Namings, columns: Namings, *, articles: bool, kin: Kin | None) -> None:
        self._kin = kin
        known, numbers = np.unique(np.concatenate((rows.units, columns.units)), return_inverse=True)
        self._article_of = known if articles else known >> SHIFT
        across = _distinct(rows.entities, numbers[: len(rows.units)], len(known))
        down = _distinct(columns.entities, numbers[len(rows.units) :], len(known))
        self._rows = across.where(self._beside(across, down))
        self._columns = down.where(self._beside(down, across))

    def _beside(self, side: _Side, other: _Side) -> npt.NDArray[np.bool_]:
        """Say of each naming of a side whether an entity of the other side that it may be joined with stands there too."""
        named = np.bincount(other.units, minlength=len(self._article_of))
        return np.asarray(named[side.units] > self._own(side, other))

    def _own(self, side: _Side, other: _Side) -> Numbers:
        """Count for each naming how many of its own relatives (itself at least) stand there on the other side."""
        own = np.zeros(len(side.units), dtype=np.int64)
        there = set(other.entities.tolist())
        for place, entity in enumerate(side.entities.tolist()):
            relatives = self._relatives(entity) & there
            if relatives:
                mine = slice(side.bounds[place], side.bounds[place + 1])
                # Its own units are found on the other side again: nothing must be looked up.
                own[mine] = 1 if entity in relatives else 0
                for relative in relatives - {entity}:
                    own[mine] += np.isin(side.units[mine], other.of(relative), assume_unique=True)
        return own

    def _relatives(self, entity: int) -> frozenset[int]:
        return self._kin.relatives(entity) if self._kin else frozenset((entity,))

    def totals(self) -> tuple[dict[int, int], dict[int, int]]:
        """Give in how many articles each row and each column is joined with any line of the other side."""
        rows, columns = (self._totals(side) for side in (self._rows, self._columns))
        return rows, columns

    def _totals(self, side: _Side) -> dict[int, int]:
        counts = np.bincount(side.owners[self._first(side.units, side.owners)], minlength=len(side.entities))
        return {int(side.entities[at]): int(counts[at]) for at in np.flatnonzero(counts)}

    def _first(self, units: Numbers, owners: Numbers | None = None) -> npt.NDArray[np.bool_]:
        """Say of ascending units which is the first of its article (and, of several owners' units, of its owner)."""
        articles = self._article_of[units]
        first = np.ones(len(units), dtype=np.bool_)
        first[1:] = articles[1:] != articles[:-1]
        if owners is not None:
            first[1:] |= owners[1:] != owners[:-1]
        return first

    def count(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
        """Give how many articles join each row with each column."""
        counts = np.zeros((len(rows), len(columns)), dtype=np.int64)
        for start in range(0, len(columns), _COLUMNS_AT_ONCE):
            some = columns[start : start + _COLUMNS_AT_ONCE]
            stands = np.zeros((len(some), len(self._article_of)), dtype=np.bool_)
            for place, column in enumerate(some):
                stands[place, self._columns.of(column)] = True
            for place, row in enumerate(rows):
                counts[place, start : start + len(some)] = self._articles_in(stands, self._rows.of(row))
        for place, row in enumerate(rows):
            kin = self._relatives(row)
            counts[place, [at for at, column in enumerate(columns) if column in kin]] = 0
        return [[int(count) for count in line] for line in counts]

    def _articles_in(self, stands: npt.NDArray[np.bool_], units: Numbers) -> Numbers:
        """Count for each column the articles of these units that it stands in."""
        if not len(units):
            return np.zeros(len(stands), dtype=np.int64)
        first = np.flatnonzero(self._first(units))
        found = stands[:, units]
        if len(first) < len(units):
            found = np.logical_or.reduceat(found, first, axis=1)
        return np.asarray(found.sum(axis=1), dtype=np.int64)

    def articles(self) -> int:
        """Count the articles in which anything is joined."""
        named = np.zeros(len(self._article_of), dtype=np.bool_)
        named[self._rows.units] = True
        return len(_in_order(self._article_of[named]))

    @cached_property
    def facts(self) -> frozenset[tuple[int, int]]:
        """Nothing: who is named with whom always stands in an article."""
        return frozenset()


def _distinct(entities: Numbers, units: Numbers, size: int) -> _Side:
    """Put namings in order, each unit of an entity once; `size` is how many units there are."""
    known, owners = np.unique(entities, return_inverse=True)
    keys = _in_order(owners * np.int64(max(1, size)) + units)
    return _side(known, keys // max(1, size), keys % max(1, size))


def _in_order(numbers: Numbers) -> Numbers:
    """Give the distinct numbers, ascending: sorting is a good deal quicker here than the hashing of `np.unique`."""
    ascending = np.sort(numbers)
    first = np.ones(len(ascending), dtype=np.bool_)
    first[1:] = ascending[1:] != ascending[:-1]
    return ascending[first]


def _side(entities: Numbers, owners: Numbers, units: Numbers) -> _Side:
    return _Side(entities, owners, units, np.searchsorted(owners, np.arange(len(entities) + 1)))
