"""Copies in the list: the articles of one group behind one line, which unfolds."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from store.resident.copies import Copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """What a line is to its group: how many copies are behind it, whether they are shown, or that it is one of them."""

    copies: int = 0
    is_open: bool = False
    is_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The ids of a list line by line, the fold of those that have one, and how many ids are folded away."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    folds: Mapping[int, Fold] = field(default_factory=dict)
    hidden: int = 0


_latest: list[tuple[array[int], Mapping[int, int], frozenset[int], Lines]] = []
"""What was folded last, and the answer: after most changes of a project a list is the very same. Of all threads."""


def lines(ids: array[int], groups: Mapping[int, int], unfolded: Collection[int] = ()) -> Lines:
    """Fold a list: of each group the first id has a line, and the others stand under it where it is `unfolded`.

    `groups` gives the number of the group of each article that has one; order is kept but for the copies. A list of a
    million is folded in some hundredths of a second where `groups` is `store.resident.copies.Copies`.
    """
    for old_ids, old_groups, old_unfolded, known in tuple(_latest):
        if old_ids is ids and old_groups is groups and old_unfolded == frozenset(unfolded):
            return known
    found = _fold(ids, groups, unfolded)
    _latest[:] = [(ids, groups, frozenset(unfolded), found)]
    return found


def _fold(ids: array[int], groups: Mapping[int, int], unfolded: Collection[int]) -> Lines:
    if not groups:
        return Lines(ids=ids)
    articles = np.frombuffer(ids, np.int64)
    numbers = Copies.of(groups).numbers(articles)
    rows = np.nonzero(numbers)[0]
    found, first, of, counts = np.unique(numbers[rows], return_index=True, return_inverse=True, return_counts=True)
    if not np.any(counts > 1):
        return Lines(ids=ids)
    is_open = (counts > 1) & np.isin(found, [*unfolded])
    behind = np.ones(len(rows), np.bool_)
    behind[first] = False
    hidden, copies = rows[behind & ~is_open[of]], behind & is_open[of]
    stays = np.ones(len(articles), np.bool_)
    stays[hidden] = False
    shown = articles[stays]
    if copies.any():
        places = np.arange(len(articles))
        places[rows[copies]] = rows[first[of[copies]]]
        shown = shown[np.argsort(places[stays], kind="stable")]
    listed = array("q")
    listed.frombytes(shown.view(np.uint8).data)
    heads = articles[rows[first]]
    folds = _Folds(groups, found, heads, counts, is_open, frozenset(articles[rows[copies]].tolist()))
    return Lines(ids=listed, folds=folds, hidden=len(hidden))


class _Folds(Mapping[int, Fold]):
    """The folds of a list, each made when it is asked for: there may be very many."""

    def __init__(
        self,
        groups: Mapping[int, int],
        found: NDArray[np.int32],
        heads: NDArray[np.int64],
        counts: NDArray[np.integer],
        is_open: NDArray[np.bool_],
        copies: frozenset[int],
    ) -> None:
        self._groups = groups
        self._found, self._heads, self._counts, self._open = found, heads, counts, is_open
        self._copies = copies

    def __getitem__(self, article: int) -> Fold:
        if article in self._copies:
            return Fold(is_copy=True)
        group = self._groups[article]
        place = int(np.searchsorted(self._found, group))
        if place == len(self._found) or self._heads[place] != article or self._counts[place] < 2:
            raise KeyError(article)
        return Fold(copies=int(self._counts[place]) - 1, is_open=bool(self._open[place]))

    def __iter__(self) -> Iterator[int]:
        yield from self._heads[self._counts > 1].tolist()
        yield from self._copies

    def __len__(self) -> int:
        return int(np.count_nonzero(self._counts > 1)) + len(self._copies)
