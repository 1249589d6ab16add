"""Values with what is under them: a tag with its branch, an entity with what is part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from pyroaring import BitMap

from store.records import Key
from store.resident.sets import NONE, Sets


class Families:
    """The articles of each value and of all that is under it, however deep; a ring of values ends where it began."""

    def __init__(self, above: Mapping[Key, Key]) -> None:
        self.above = above
        """Of each value that is under another one, that other one."""
        self._below: dict[Key, list[Key]] = {}
        for child, parent in above.items():
            self._below.setdefault(parent, []).append(child)
        self._whole: dict[Key, BitMap] = {}

    def parents(self) -> Iterable[Key]:
        """Give the values that others are under."""
        return self._below.keys()

    def get(self, value: Key, own: Sets) -> BitMap:
        """Give the articles of a value and of what is under it, not to be changed; `own` has those of each value alone."""
        if value not in self._below:
            return own.get(value)
        found = self._whole.get(value)
        if found is None:
            found = self._whole[value] = BitMap.union(NONE, NONE, *(own.get(each) for each in self.under(value)))
        return found

    def under(self, value: Key) -> set[Key]:
        """Give a value and all that is under it."""
        seen, waiting = {value}, [value]
        while waiting:
            for child in self._below.get(waiting.pop(), ()):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return seen

    def without(self, changed: Iterable[Key]) -> Families:
        """Give the same families, to be gathered anew where one of these values is in them."""
        kept = dict(self._whole)
        for value in changed:
            seen: set[Key] = set()
            step: Key | None = value
            while step is not None and step not in seen:
                kept.pop(step, None)
                seen.add(step)
                step = self.above.get(step)
        same = Families.__new__(Families)
        same.above, same._below, same._whole = self.above, self._below, kept
        return same


def gathered(values: Iterable[BitMap]) -> BitMap:
    """Give the articles of all these sets together."""
    return BitMap.union(NONE, NONE, *chain(values))
