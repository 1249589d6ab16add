"""The bitmaps of a project in memory, one copy a process: editions of them, each true at one generation of the project.

A reader takes a snapshot of the project, then the edition of just that generation, and is disturbed by nothing that is
written meanwhile. An edition comes from the one before by what was logged in between; what nobody has asked for yet is
read when it is first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from weakref import WeakValueDictionary

from pyroaring import BitMap

from store import bitmaps, ordering
from store.bitmap_state import State
from store.bitmaps import SYLLABLES
from store.database import Database
from store.records import Key
from store.resident.copies import Copies
from store.resident.families import Families, gathered
from store.resident.orders import Order
from store.resident.recent import Recent
from store.resident.roll import Enrolled, Roll
from store.resident.sets import NONE, Patch, Sets, listed, read_ids
from store.text.normal import folded
from store.words import Words

_LISTS = 2
_TALLIES = 48


class Edition:
    """The bitmaps as they are at one generation; its reader's connection must stand at just that one."""

    def __init__(self, generation: int, *, words: Words, before: Edition | None = None) -> None:
        self.generation = generation
        self.words = words
        self.lists: Recent = before.lists if before else Recent(_LISTS)
        self.tallies: Recent = before.tallies if before else Recent(_TALLIES)
        self._sets: dict[str, Sets] = {}
        self._orders: dict[str, Order] = {}
        self._moved: dict[str, BitMap] = {}
        self._syllables: dict[str, BitMap | None] = {}
        self._families: dict[str, Families] = {}
        self._roll: Roll | None = None
        self._reenrolled: BitMap = NONE
        self._folded: dict[str, dict[str, list[Key]]] = {}
        self._copies: Copies | None = None

    def sets(self, db: Database, field: str) -> Sets:
        """Give the sets of a field."""
        if field not in self._sets:
            self._sets[field] = bitmaps.load(db, field)
        return self._sets[field]

    def live(self, db: Database) -> BitMap:
        """Give the articles that are not in the bin."""
        return self.sets(db, "live").get("live")

    def syllable(self, db: Database, syllable: str) -> BitMap | None:
        """Give the articles that hold a very frequent syllable in title or body, or None where it is not kept."""
        if syllable not in self._syllables:
            self._syllables[syllable] = bitmaps.load_value(db, SYLLABLES, syllable)
        return self._syllables[syllable]

    def order(self, db: Database, name: str) -> Order:
        """Give the order of this name."""
        if name not in self._orders:
            self._orders[name] = ordering.read_order(db, name)
        elif self._moved.get(name):
            self._orders[name] = ordering.caught_up(db, name, self._orders[name], self._moved[name])
        self._moved[name] = NONE
        return self._orders[name]

    def tags(self, db: Database) -> Families:
        """Give the branches of the codebook."""
        if "tag" not in self._families:
            rows = db.conn.execute("select id, parent from tag where parent is not null")
            self._families["tag"] = Families(dict(rows.fetchall()))
        return self._families["tag"]

    def entities(self, db: Database) -> Families:
        """Give the entities with what is part of them."""
        roll = self.roll(db)
        known = self._families.get("entity")
        if known is None or (known.above is not roll.above and known.above != roll.above):
            known = self._families["entity"] = Families(roll.above)
        return known

    def roll(self, db: Database) -> Roll:
        """Give the roll of entities."""
        if self._roll is None:
            self._roll = Roll(enrolled(db))
        elif self._reenrolled:
            self._roll = self._roll.patched(self._reenrolled, enrolled(db, self._reenrolled))
        self._reenrolled = NONE
        return self._roll

    def copies(self, db: Database) -> Copies:
        """Give the groups of copies."""
        if self._copies is None:
            self._copies = read_copies(db)
        return self._copies

    def folded(self, db: Database, field: str) -> Mapping[str, Sequence[Key]]:
        """Give the values of a field by their folded form."""
        if field not in self._folded:
            forms: dict[str, list[Key]] = {}
            for value in self.sets(db, field).known():
                forms.setdefault(folded(str(value)), []).append(value)
            self._folded[field] = forms
        return self._folded[field]

    def next(self, generation: int, logged: Iterable[tuple[str, Patch]]) -> Edition:
        """Give the edition that this one becomes by what was logged since."""
        by_field: dict[str, list[Patch]] = {}
        for field, patch in logged:
            by_field.setdefault(field, []).append(patch)
        new = Edition(generation, words=self.words, before=self)
        new._sets = {
            field: sets.patched(by_field[field]) if field in by_field else sets
            for field, sets in dict(self._sets).items()
        }
        # In this order: another reader of this edition may just be putting an order right.
        new._moved = dict(self._moved)
        new._orders = dict(self._orders)
        for patch in by_field.get("order", ()):
            for name in [str(patch.value)] if patch.value != "*" else [*new._orders]:
                new._moved[name] = new._moved.get(name, NONE) | patch.added
        new._syllables = self._syllables_after(by_field.get(SYLLABLES, ()))
        families = dict(self._families)
        if "tag" in families and "tags" not in by_field:
            new._families["tag"] = families["tag"].without(patch.value for patch in by_field.get("tag", ()))
        if "entity" in families:
            new._families["entity"] = families["entity"].without(patch.value for patch in by_field.get("entity", ()))
        new._reenrolled = gathered([self._reenrolled, *(patch.added for patch in by_field.get("entities", ()))])
        new._roll = self._roll
        new._copies = None if "copies" in by_field else self._copies
        new._folded = {field: forms for field, forms in dict(self._folded).items() if field not in by_field}
        return new

    def _syllables_after(self, patches: Iterable[Patch]) -> dict[str, BitMap | None]:
        after = dict(self._syllables)
        for patch in patches:
            known = after.get(str(patch.value))
            if known is not None:
                after[str(patch.value)] = patch.applied(known)
            else:
                after.pop(str(patch.value), None)
        return after


def read_copies(db: Database) -> Copies:
    """Read the groups of copies."""
    articles, groups = db.conn.execute(
        "select group_concat(article), group_concat(grp) from duplicate_group"
        " where grp in (select grp from duplicate_group group by 1 having count(*) > 1)"
    ).fetchone()
    return Copies(read_ids(articles), read_ids(groups))


def enrolled(db: Database, entities: BitMap | None = None) -> Iterator[Enrolled]:
    """Read these entities, or all of them."""
    only = "" if entities is None else " where e.id in (select value from json_each(?))"
    for entity, type_, part_of, odd in db.conn.execute(
        "select e.id, e.type, e.part_of, case when not exists (select 1 from entity_name n where n.entity = e.id"
        f" and n.name = e.name) then e.name end from entity e{only}",
        () if entities is None else (json.dumps(listed(entities).tolist()),),
    ):
        yield Enrolled(entity, type_, part_of, None if odd is None else folded(odd))


class Shared:
    """The newest edition of one project file in this process, for all its connections."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._epoch = 0
        self._current: Edition | None = None

    def edition(self, db: Database, state: State) -> Edition | None:
        """Give the edition of the snapshot that the connection stands at; None if that is older than the newest one.

        Then a new snapshot is wanted.
        """
        generation = bitmaps.generation(db)
        with self._lock:
            current = self._current
            if current is None or self._epoch != state.epoch or current.generation < state.folded:
                self._epoch = state.epoch
                self._current = Edition(generation, words=Words())
            elif current.generation < generation:
                logged = [*bitmaps.logged(db, after=current.generation)]
                for field, patch in logged:
                    if field == "indexed":
                        current.words.note(generation, patch.added)
                self._current = current.next(generation, logged)
            elif current.generation > generation:
                return None
            return self._current


_SHARED: WeakValueDictionary[str, Shared] = WeakValueDictionary()
_SHARING = Lock()


def shared(db: Database) -> Shared:
    """Give what this process shares of the project file that the connection is to; it lives as long as someone holds it."""
    path = str(db.conn.execute("select file from pragma_database_list where name = 'main'").fetchone()[0])
    with _SHARING:
        found = _SHARED.get(path)
        if found is None:
            found = _SHARED[path] = Shared()
        return found
