"""The entities of a project as counting needs them: their types, what they are part of, and names that no text has."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.records import Key, Named


class Enrolled(NamedTuple):
    """One entity; `odd` is the name it goes by, folded, where that is none of its names."""

    entity: int
    type: str
    part_of: int | None
    odd: str | None


class Roll:
    """All entities, as arrays; never changed, but for what is remembered."""

    def __init__(self, enrolled: Iterable[Enrolled]) -> None:
        codes: dict[str, int] = {}
        rows = array("q"), array("h")
        self.above: dict[Key, Key] = {}
        self._odd: dict[int, str] = {}
        for entity, type_, part_of, odd in enrolled:
            rows[0].append(entity)
            rows[1].append(codes.setdefault(type_, len(codes)))
            if part_of is not None:
                self.above[entity] = part_of
            if odd is not None:
                self._odd[entity] = odd
        self._set(np.frombuffer(rows[0], np.int64), np.frombuffer(rows[1], np.int16), list(codes))

    def _set(self, entities: NDArray[np.int64], codes: NDArray[np.int16], types: Sequence[str]) -> None:
        """Keep entities in order, each with the place of its type in `types`; types that none has are left out."""
        self.types: Sequence[str] = sorted({types[code] for code in np.unique(codes)})
        """All types that any entity has."""
        places = np.array([self.types.index(each) if each in self.types else -1 for each in types], np.int16)
        order = np.argsort(entities)
        self._entities, self._codes = entities[order], places[codes[order]]
        self._called: dict[str, set[int]] = {}
        for entity, form in self._odd.items():
            self._called.setdefault(form, set()).add(entity)
        self.named: dict[Key, Named] = {}
        """Names that were read, as long as nothing of the entities changes."""
        self.shared: dict[str, bool] = {}
        """Whether more than one entity has a name, folded, of those that were asked for."""
        self._placed: tuple[object, Sequence[NDArray[np.int64]]] | None = None

    def patched(self, changed: Iterable[int], enrolled: Iterable[Enrolled]) -> Roll:
        """Give the roll with these entities as they are now; what is changed and not enrolled is gone."""
        new = Roll(enrolled)
        gone = {*changed, *new._entities.tolist()}
        stay = np.isin(self._entities, [*gone], invert=True)
        found = Roll.__new__(Roll)
        found.above = {child: parent for child, parent in self.above.items() if child not in gone} | new.above
        found._odd = {entity: form for entity, form in self._odd.items() if entity not in gone} | new._odd
        found._set(
            np.concatenate((self._entities[stay], new._entities)),
            np.concatenate((self._codes[stay], new._codes + np.int16(len(self.types)))),
            [*self.types, *new.types],
        )
        return found

    def called(self, form: str) -> set[int]:
        """Give the entities that go by a name which is none of their names, folded."""
        return self._called.get(form, set())

    def places(self, entities: Sequence[Key]) -> Sequence[NDArray[np.int64]]:
        """Give for each of `types` where in this list its entities stand.

        The answer is remembered for the list itself, which must not change.
        """
        if self._placed is None or self._placed[0] is not entities:
            codes = self.few_codes(entities)
            self._placed = (entities, [np.flatnonzero(codes == code) for code in range(len(self.types))])
        return self._placed[1]

    def few_codes(self, entities: Sequence[Key]) -> NDArray[np.int16]:
        """Give for each of these entities the place of its type in `types`, -1 where it is unknown."""
        if not len(self._entities):
            return np.full(len(entities), -1, np.int16)
        wanted = np.array(entities, np.int64)
        places = np.minimum(np.searchsorted(self._entities, wanted), len(self._entities) - 1)
        return np.where(self._entities[places] == wanted, self._codes[places], np.int16(-1))
