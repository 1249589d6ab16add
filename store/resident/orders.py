"""Orders of articles: all of them sorted by one key, so that any set of them is sorted by one look through it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from store.resident.sets import Found

Ids = NDArray[np.int32]
SortKey = str | int


@dataclass(slots=True)
class Order:
    """All articles by one key, the smaller first, equal ones by id, and last those that have none.

    `first` is true where an article's key is another than that of the one before; `keyless` counts those at the end.
    Never changed, but for what is remembered of it.
    """

    ids: Ids
    first: NDArray[np.bool_]
    keyless: int
    _downwards: Ids | None = field(default=None, repr=False)

    def sorted(self, found: Found, *, downwards: bool) -> Ids:
        """Give the articles found in this order, or with the greater keys first: equal ones by id, keyless ones last."""
        ids = self.downwards() if downwards else self.ids
        return ids[found.mask[ids].view(np.bool_)]

    def downwards(self) -> Ids:
        """Give all articles with the greater keys first, equal ones by id, keyless ones last."""
        if self._downwards is None:
            keyed = len(self.ids) - self.keyless
            starts = np.nonzero(self.first[:keyed])[0]
            sizes = np.diff(np.append(starts, keyed))[::-1]
            ends = np.cumsum(sizes)
            places = np.arange(keyed) + np.repeat(starts[::-1] - (ends - sizes), sizes)
            self._downwards = np.concatenate((self.ids[:keyed][places], self.ids[keyed:]))
        return self._downwards

    def moved(
        self, changed: Collection[int], keys: Mapping[int, SortKey | None], key_of: Callable[[int], SortKey | None]
    ) -> Order:
        """Give the order with these articles put, or put anew, where their keys say; without those that have none.

        `keys` holds those of all that are to be in it, None where they have none; `key_of` tells those of others.
        """
        rest = self._without(changed)
        keyless = sorted(article for article, key in keys.items() if key is None)
        keyed = sorted((key, article) for article, key in keys.items() if key is not None)
        end = len(rest.ids) - rest.keyless
        probe = _Probe(rest.ids[:end], key_of)
        places = [bisect_left(probe, each) for each in keyed]
        at_end = end + np.searchsorted(rest.ids[end:], keyless)
        ids = np.insert(rest.ids, [*places, *at_end.tolist()], [*(article for _, article in keyed), *keyless])
        first = self._firsts(rest, probe, keyed, places)
        count = rest.keyless + len(keyless)
        return Order(ids.astype(np.int32), np.concatenate((first, np.zeros(count, np.bool_))), count)

    def _without(self, articles: Iterable[int]) -> Order:
        gone = np.fromiter(articles, np.int32)
        stays = np.isin(self.ids, gone, invert=True)
        if stays.all():
            return self
        keyed = len(self.ids) - self.keyless
        group = np.cumsum(self.first[:keyed])[stays[:keyed]]
        first = np.concatenate((np.ones(min(1, len(group)), np.bool_), group[1:] != group[:-1]))
        keyless = int(stays[keyed:].sum())
        return Order(self.ids[stays], np.concatenate((first, np.zeros(keyless, np.bool_))), keyless)

    @staticmethod
    def _firsts(
        rest: Order, probe: _Probe, keyed: Sequence[tuple[SortKey, int]], places: Sequence[int]
    ) -> NDArray[np.bool_]:
        end = len(probe)
        begins: list[bool] = []
        old = rest.first[:end].copy()
        for number, ((key, _), place) in enumerate(zip(keyed, places, strict=True)):
            if number and places[number - 1] == place:
                before: SortKey | None = keyed[number - 1][0]
            else:
                before = probe[place - 1][0] if place else None
            begins.append(before != key)
            if place < end:
                old[place] = probe[place][0] != key
        return np.insert(old, list(places), begins)


class _Probe(Sequence[tuple[SortKey, int]]):
    """Articles in order as pairs of key and id, each key asked for once."""

    def __init__(self, ids: Ids, key_of: Callable[[int], SortKey | None]) -> None:
        self._ids = ids
        self._key_of = key_of
        self._known: dict[int, tuple[SortKey, int]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, place: int) -> tuple[SortKey, int]:  # type: ignore[override]
        if place not in self._known:
            article = int(self._ids[place])
            key = self._key_of(article)
            assert key is not None
            self._known[place] = (key, article)
        return self._known[place]


def ordered(groups: Iterable[NDArray[np.integer]], keyless: NDArray[np.integer]) -> Order:
    """Make an order of groups of articles with equal keys, each in order of ids, and of those without a key."""
    pieces = list(groups)
    sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
    first = np.zeros(int(sizes.sum()) + len(keyless), np.bool_)
    first[np.cumsum(sizes) - sizes] = True
    return Order(np.concatenate([*pieces, keyless]).astype(np.int32), first, len(keyless))
