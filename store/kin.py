"""Kin: what is part of what, for counting a district's mentions for its city."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from store.database import Database


class Kin:
    """The wholes and parts of entities, as they are when it is made."""

    def __init__(self, db: Database) -> None:
        self._above: Mapping[int, int] = dict(
            db.conn.execute("select id, part_of from entity where part_of is not null").fetchall()
        )
        self._below: dict[int, list[int]] = {}
        for part, whole in self._above.items():
            self._below.setdefault(whole, []).append(part)
        self.relatives = cache(self._relatives)

    def wholes(self, entity: int) -> frozenset[int]:
        """Give all that an entity is part of, however far up, without itself."""
        found: set[int] = set()
        whole = self._above.get(entity)
        while whole is not None and whole not in found and whole != entity:
            found.add(whole)
            whole = self._above.get(whole)
        return frozenset(found)

    def parts(self, entities: Iterable[int]) -> set[int]:
        """Give these entities and all that is part of them, however far down."""
        found: set[int] = set()
        waiting = list(entities)
        while waiting:
            entity = waiting.pop()
            if entity not in found:
                found.add(entity)
                waiting += self._below.get(entity, ())
        return found

    def _relatives(self, entity: int) -> frozenset[int]:
        """Give an entity with all that it is part of and all that is part of it."""
        return self.wholes(entity) | self.parts([entity])
