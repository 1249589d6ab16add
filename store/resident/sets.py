"""The articles of each value of a field: as a bitmap each, or packed into one array where there are very many values.

Nothing here is ever changed: a change gives a new object, which shares with the old one what is the same, so that a
reader who holds the old one is not disturbed.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from store.records import Key

Articles = NDArray[np.uint32]

NONE = BitMap()
"""No article; never changed."""

_LARGE = 4_096
_PIECE = 1 << 17
_OVERLAID = 2_000
_FEW = 64
"""Where fewer than one in so many articles are found, what they have is counted one by one."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Articles that got a value of a field, and articles that lost it."""

    value: Key
    added: BitMap
    removed: BitMap

    def applied(self, to: BitMap) -> BitMap:
        """Give the set with this done to it; the old one stays as it is."""
        return (to | self.added) - self.removed


class Found:
    """The articles that a filter finds: as a bitmap, and as a mask when it is first asked for."""

    def __init__(self, articles: BitMap, size: int) -> None:
        self.articles = articles
        self._size = size
        self._mask: NDArray[np.uint8] | None = None

    @property
    def mask(self) -> NDArray[np.uint8]:
        """One for each id that is found, else nought; ids up to the highest of the project."""
        if self._mask is None:
            self._mask = np.zeros(self._size + 1, np.uint8)
            self._mask[listed(self.articles)] = 1
        return self._mask


class Sets(Protocol):
    """The articles of each value of one field."""

    def get(self, value: Key) -> BitMap:
        """Give the articles of a value, not to be changed; empty where it is unknown."""

    def known(self) -> Iterable[Key]:
        """Give all values that any article has."""

    def counts(self, found: Found) -> Mapping[Key, int]:
        """Count the articles of each value among those found; values that none of them has are left out."""

    def patched(self, patches: Iterable[Patch]) -> Sets:
        """Give these sets with all patches done to them, in order."""


def _taken(mask: NDArray[np.uint8], articles: Articles) -> NDArray[np.uint8]:
    """Give what the mask says of each of these articles, all of which it must reach.

    Piece by piece and unchecked it takes half the time, and not ten times the memory of the answer meanwhile.
    """
    taken = np.empty(len(articles), np.uint8)
    for start in range(0, len(articles), _PIECE):
        np.take(mask, articles[start : start + _PIECE], out=taken[start : start + _PIECE], mode="clip")
    return taken


def listed(articles: BitMap) -> Articles:
    """Give the ids of a bitmap in order."""
    return np.frombuffer(articles.to_array(), np.uint32)


def bitmap(articles: NDArray[np.integer]) -> BitMap:
    """Make a bitmap of ids."""
    return BitMap(array("I", articles.astype(np.uint32).tobytes()))


def read_ids(joined: str | None) -> Articles:
    """Read the ids that SQLite's `group_concat` wrote."""
    return np.fromstring(joined, np.uint32, sep=",") if joined else np.empty(0, np.uint32)


class Dense:
    """A bitmap for each value."""

    def __init__(self, values: Mapping[Key, BitMap]) -> None:
        self.values = values

    def get(self, value: Key) -> BitMap:
        """Give the articles of a value, not to be changed; empty where it is unknown."""
        return self.values.get(value, NONE)

    def known(self) -> Iterable[Key]:
        """Give all values that any article has."""
        return self.values.keys()

    def counts(self, found: Found) -> Mapping[Key, int]:
        """Count the articles of each value among those found; values that none of them has are left out."""
        counted = (
            (value, articles.intersection_cardinality(found.articles)) for value, articles in self.values.items()
        )
        return {value: count for value, count in counted if count}

    def patched(self, patches: Iterable[Patch]) -> Dense:
        """Give these sets with all patches done to them, in order."""
        values = dict(self.values)
        for patch in patches:
            values[patch.value] = patch.applied(values.get(patch.value, NONE))
        return Dense({value: articles for value, articles in values.items() if articles})


class Packed:
    """One array with the articles of all values, and beside it the sets of the values that have changed since."""

    def __init__(
        self,
        names: Sequence[Key],
        starts: NDArray[np.int64],
        articles: Articles,
        overlay: Mapping[Key, BitMap] | None = None,
    ) -> None:
        self.names = names
        """The values in order; the articles of the n-th begin at `starts[n]`, and end where the next ones begin."""
        self.starts = starts
        self.articles = articles
        self.overlay = overlay or {}
        self._large: dict[Key, BitMap] = {}

    def get(self, value: Key) -> BitMap:
        """Give the articles of a value, not to be changed; empty where it is unknown."""
        if value in self.overlay:
            return self.overlay[value]
        if value in self._large:
            return self._large[value]
        place = self.place(value)
        if place is None:
            return NONE
        found = bitmap(self.articles[self.starts[place] : self.starts[place + 1]])
        if len(found) >= _LARGE:
            self._large[value] = found
        return found

    def known(self) -> Iterable[Key]:
        """Give all values that any article has."""
        yield from (name for name in self.names if name not in self.overlay)
        yield from (name for name, articles in self.overlay.items() if articles)

    def counts(self, found: Found) -> Mapping[Key, int]:
        """Count the articles of each value among those found; values that none of them has are left out."""
        counted, more = self.counted(found)
        places = np.nonzero(counted)[0]
        names = self.names
        counts = {names[place]: count for place, count in zip(places.tolist(), counted[places].tolist(), strict=True)}
        return counts | {value: count for value, count in more.items() if count}

    def counted(self, found: Found) -> tuple[NDArray[np.int64], Mapping[Key, int]]:
        """Count the articles of each of `names`, in order, and of the values that are not among them."""
        counted = self._base_counts(found)
        more: dict[Key, int] = {}
        for value, articles in self.overlay.items():
            place, count = self.place(value), articles.intersection_cardinality(found.articles)
            if place is None:
                more[value] = count
            else:
                counted[place] = count
        return counted, more

    def _base_counts(self, found: Found) -> NDArray[np.int64]:
        if not len(self.articles):
            return np.zeros(len(self.names), np.int64)
        met = _taken(found.mask, self.articles)
        if len(found.articles) * _FEW < len(found.mask):
            of = np.searchsorted(self.starts, np.flatnonzero(met.view(np.bool_)), side="right") - 1
            return np.bincount(of, minlength=len(self.names))
        # No value is without articles, or reduceat would count those of the next one.
        # Counts of articles fit into 32 bits, and numpy adds bytes up to 64 bits four times as slowly.
        return np.add.reduceat(met, self.starts[:-1], dtype=np.int32).astype(np.int64)

    def patched(self, patches: Iterable[Patch]) -> Packed:
        """Give these sets with all patches done to them, in order."""
        overlay = dict(self.overlay)
        for patch in patches:
            overlay[patch.value] = patch.applied(
                overlay[patch.value] if patch.value in overlay else self.get(patch.value)
            )
        changed = Packed(self.names, self.starts, self.articles, overlay)
        changed._large = {value: articles for value, articles in self._large.items() if value not in overlay}
        return changed.repacked() if len(overlay) > _OVERLAID else changed

    def repacked(self) -> Packed:
        """Give the same with nothing beside the array."""
        if not self.overlay:
            return self
        return packed({name: self._articles_of(name) for name in sorted({*self.known()})})

    def _articles_of(self, value: Key) -> Articles:
        if value in self.overlay:
            return listed(self.overlay[value])
        place = self.place(value)
        assert place is not None
        return self.articles[self.starts[place] : self.starts[place + 1]]

    def place(self, value: Key) -> int | None:
        """Give the place of a value in `names`, or None where it came later."""
        place = bisect_left(self.names, value)
        return place if place < len(self.names) and self.names[place] == value else None


def packed(values: Mapping[Key, Articles]) -> Packed:
    """Pack the articles of values, which are given in order; those of no article are left out."""
    kept = {value: articles for value, articles in values.items() if len(articles)}
    sizes = np.fromiter(map(len, kept.values()), np.int64, len(kept))
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
    articles = np.concatenate([*kept.values()]) if kept else np.empty(0, np.uint32)
    return Packed(list(kept), starts, articles.astype(np.uint32, copy=False))
