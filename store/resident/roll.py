"""The entities of a project as counting needs them: their types, what they are part of, and names that no text has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    """All entities; never changed, but for what is remembered."""

    def __init__(self, enrolled: Iterable[Enrolled]) -> None:
        self._all = {each.entity: each for each in enrolled}
        self.above: Mapping[Key, Key] = {
            each.entity: each.part_of for each in self._all.values() if each.part_of is not None
        }
        self._odd: dict[str, set[int]] = {}
        for each in self._all.values():
            if each.odd is not None:
                self._odd.setdefault(each.odd, set()).add(each.entity)
        self.types: Sequence[str] = sorted({each.type for each in self._all.values()})
        """All types that any entity has."""
        self.named: dict[Key, Named] = {}
        """Names that were read, as long as nothing of the entities changes."""
        self.shared: dict[str, bool] = {}
        """Whether more than one entity has a name, folded, of those that were asked for."""
        self._coded: tuple[object, NDArray[np.int16]] | None = None

    def patched(self, changed: Iterable[int], enrolled: Iterable[Enrolled]) -> Roll:
        """Give the roll with these entities as they are now; what is changed and not enrolled is gone."""
        kept = dict(self._all)
        for entity in changed:
            kept.pop(entity, None)
        kept.update((each.entity, each) for each in enrolled)
        return Roll(kept.values())

    def called(self, form: str) -> set[int]:
        """Give the entities that go by a name which is none of their names, folded."""
        return self._odd.get(form, set())

    def codes(self, entities: Sequence[Key]) -> NDArray[np.int16]:
        """Give for each of these entities the place of its type in `types`, -1 where it is unknown.

        The answer is remembered for the list itself, which must not change.
        """
        if self._coded is None or self._coded[0] is not entities:
            self._coded = (entities, self.few_codes(entities))
        return self._coded[1]

    def few_codes(self, entities: Sequence[Key]) -> NDArray[np.int16]:
        """Do as `codes` does, without remembering it."""
        places = {type_: place for place, type_ in enumerate(self.types)}
        known: Mapping[Key, Enrolled] = self._all  # type: ignore[assignment]
        found = (places[known[entity].type] if entity in known else -1 for entity in entities)
        return np.fromiter(found, np.int16, len(entities))
