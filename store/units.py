"""Units: in which sentences, paragraphs or articles entities are named; sets of numbers that can be held together.

A sentence or paragraph is the number `article << 24 | its beginning`, an article its id. Rejected mentions count nowhere.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.cuts import SHIFT, Cuts, Unit
from store.database import Database
from store.kin import Kin
from store.search import Search

__all__ = ["SHIFT", "Namings", "Places", "Units", "Wanted", "articles_of", "unit_at"]

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

_MASK = (1 << SHIFT) - 1
# One row an entity, not one a mention; the index has all that is asked for, so that no row is looked up.
_NAMED = """select m.entity, '[' || group_concat({place}) || ']' from mention m indexed by mention_entity
    where m.entity in (select value from json_each(?)) and m.state <> 'rejected' group by m.entity"""

_PLACES = f"""select m.entity, count(*), group_concat((m.article << {SHIFT}) + m.start) from mention m
    indexed by mention_entity
    where m.entity in (select value from json_each(?)) and m.state <> 'rejected' group by m.entity"""

Places = dict[int, list[int]]
"""Entities with the distinct units that name them."""


@dataclass(frozen=True, slots=True)
class Namings:
    """Entities and units side by side: each pair says that the entity is named in the unit."""

    entities: Numbers
    units: Numbers

    def where(self, keep: Flags) -> Namings:
        """Choose some of them."""
        return Namings(self.entities[keep], self.units[keep])


class Units:
    """Reads where entities are named, over the live articles that match a filter."""

    def __init__(self, db: Database, search: Search, cuts: Cuts) -> None:
        self._db = db
        self._search = search
        self._cuts = cuts

    def ids_of(self, type: str) -> list[int]:
        """List the entities of a type."""
        return [row[0] for row in self._db.conn.execute("select id from entity where type = ? order by id", (type,))]

    def articles(self, query: str) -> Wanted:
        """Give the articles that match; raises QueryError where the filter cannot be read."""
        if query.strip():
            return Wanted(frozenset(self._search.ids(query, sort="id")), only=True)
        removed = self._db.conn.execute("select id from article where removed <> 0")
        return Wanted(frozenset(row[0] for row in removed), only=False)

    def of(
        self, sides: Sequence[Sequence[int]], wanted: Wanted, *, unit: Unit, kin: Kin | None = None
    ) -> tuple[Places, ...]:
        """Give for each side its entities with the units that name them, in articles that name entities of every side.

        With `kin` what is part of an entity counts for it. Entities that are named nowhere are left out.
        """
        read = [self._read(kin.parts(side) if kin else side, unit) for side in sides]
        found = [wanted.filter(each) for each in read] if unit == "article" else self._cut(read, wanted, unit)
        return tuple(
            _gathered(each, frozenset(side), kin) if kin else {entity: units for entity, units in each.items() if units}
            for each, side in zip(found, sides, strict=True)
        )

    def namings(
        self, sides: Sequence[Sequence[int]], wanted: Wanted, *, unit: Unit, kin: Kin | None = None
    ) -> tuple[Namings, ...]:
        """Give what `of` gives as arrays, for counting what is joined; a unit may stand there several times for an entity.

        Where all sides are the same, articles that name but one of its entities once are left out.
        """
        import numpy as np

        alike = all(side == sides[0] for side in sides)
        read = [self._flat(kin.parts(side) if kin else side) for side in (sides[:1] if alike else sides)]
        size = 1 + max((int(each.units.max()) >> SHIFT for each in read if len(each.units)), default=0)
        both = wanted.flags(size)
        for each in read:
            # What is named once beside nothing else is joined with nothing.
            both &= np.bincount(each.units >> SHIFT, minlength=size) > alike
        kept = [each.where(both[each.units >> SHIFT]) for each in read]
        starts = None if unit == "article" else self._cuts.flat(np.flatnonzero(both).tolist(), unit)
        cut = [Namings(each.entities, _units_of(each.units, starts)) for each in kept]
        cut = cut * len(sides) if alike else cut
        return tuple(
            _spread(each, frozenset(side), kin) if kin else each for each, side in zip(cut, sides, strict=True)
        )

    def _flat(self, entities: Collection[int]) -> Namings:
        import numpy as np

        rows = self._db.conn.execute(_PLACES, (f"[{','.join(map(str, entities))}]",)).fetchall()
        counts = np.array([row[1] for row in rows], dtype=np.int64)
        owners = np.repeat(np.array([row[0] for row in rows], dtype=np.int64), counts)
        return Namings(owners, np.fromstring(",".join(row[2] for row in rows), dtype=np.int64, sep=","))

    def named(self, entities: Collection[int]) -> Places:
        """Give the articles that name each of these entities, removed ones too."""
        return self._read(entities, "article")

    def _read(self, entities: Collection[int], unit: Unit) -> Places:
        place = "m.article" if unit == "article" else f"(m.article << {SHIFT}) + m.start"
        rows = self._db.conn.execute(_NAMED.format(place=place), (f"[{','.join(map(str, entities))}]",))
        if unit == "article":
            return {entity: list(dict.fromkeys(json.loads(places))) for entity, places in rows}
        return {entity: json.loads(places) for entity, places in rows}

    def _cut(self, read: Sequence[Places], wanted: Wanted, unit: Unit) -> list[Places]:
        named = [{place >> SHIFT for places in each.values() for place in places} for each in read]
        articles = wanted.among(set.intersection(*named))
        starts = self._cuts.of(articles, unit)
        return [{entity: _units(places, articles, starts) for entity, places in each.items()} for each in read]


class Wanted:
    """A set of articles, or all but some."""

    def __init__(self, articles: frozenset[int], *, only: bool) -> None:
        self._articles, self._only = articles, only

    def among(self, articles: set[int]) -> set[int]:
        """Choose from these."""
        return articles & self._articles if self._only else articles - self._articles if self._articles else articles

    def filter(self, places: Places) -> Places:
        """Choose from the articles of each entity."""
        if not self._articles and not self._only:
            return places
        return {entity: [article for article in found if article in self] for entity, found in places.items()}

    def flags(self, size: int) -> Flags:
        """Say of each article below `size` whether it is in the set."""
        import numpy as np

        flags = np.full(size, not self._only, dtype=np.bool_)
        flags[[article for article in self._articles if article < size]] = self._only
        return flags

    def __contains__(self, article: int) -> bool:
        return (article in self._articles) == self._only


def articles_of(units: Iterable[int], unit: Unit) -> Collection[int]:
    """Give the distinct articles of these units; of a single entity's articles those that are given."""
    return (
        (units if isinstance(units, list) else set(units))
        if unit == "article"
        else {number >> SHIFT for number in units}
    )


def unit_at(starts: Sequence[int], at: int) -> int:
    """Give the beginning of the unit in which a place stands."""
    number = bisect_right(starts, at) - 1
    return starts[number] if number >= 0 else 0


def _units(places: Iterable[int], articles: Collection[int], starts: Mapping[int, Sequence[int]]) -> list[int]:
    found: dict[int, None] = {}
    for place in places:
        article = place >> SHIFT
        if article in articles:
            found[article << SHIFT | unit_at(starts[article], place & _MASK)] = None
    return list(found)


def _units_of(places: Numbers, starts: Numbers | None) -> Numbers:
    """Give the unit of each place: its article where there are no `starts`, which are ascending units."""
    import numpy as np

    if starts is None:
        return places >> SHIFT
    if not len(starts):
        return places & ~_MASK
    found = starts[np.searchsorted(starts, places, side="right") - 1]
    # What stands before the first sentence of an article belongs to its beginning.
    return np.where(found >> SHIFT == places >> SHIFT, found, places & ~_MASK)


def _spread(found: Namings, side: frozenset[int], kin: Kin) -> Namings:
    """Let what names a part name its wholes too, of those that are asked for."""
    import numpy as np

    order = np.argsort(found.entities, kind="stable")
    known, begins = np.unique(found.entities[order], return_index=True)
    entities, units = [], []
    for entity, its in zip(known.tolist(), np.split(found.units[order], begins[1:]), strict=False):
        for above in ({entity} | kin.wholes(entity)) & side:
            entities.append(np.full(len(its), above, dtype=np.int64))
            units.append(its)
    if not entities:
        return Namings(found.entities[:0], found.units[:0])
    return Namings(np.concatenate(entities), np.concatenate(units))


def _gathered(found: Places, side: frozenset[int], kin: Kin) -> Places:
    whole: dict[int, list[int]] = {}
    for entity, units in found.items():
        for above in ({entity} | kin.wholes(entity)) & side:
            known = whole.get(above)
            whole[above] = list(dict.fromkeys([*known, *units])) if known else units
    return {entity: units for entity, units in whole.items() if units}
