"""The engine of resident bitmaps: a tree becomes unions and differences of sets, and only the rest is asked of SQLite."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from store.database import Database
from store.editions import Edition
from store.finding import Finder
from store.query.tree import Node, Word
from store.records import STATUSES, Key, Named, Tally
from store.resident.best import best
from store.resident.families import gathered
from store.resident.sets import Found, Packed, listed
from store.scoring import Scoring
from store.sql_engine import read_names, tallied

_LOWER = str.maketrans({letter: letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})


class ResidentEngine:
    """Answers resolved trees by the bitmaps of one edition, whose generation the connection's snapshot stands at."""

    def __init__(self, db: Database, edition: Edition) -> None:
        self._db = db
        self._edition = edition
        self._finder = Finder(db, edition)
        self._answers: dict[Node, Found] = {}
        self._months: dict[Found, Mapping[Key, int]] = {}

    def ids(self, tree: Node, *, sort: str) -> array[int]:
        """Give the ids of all live articles that match, sorted; what has no sort key comes last, ties go by id."""
        key, found = sort.removeprefix("-"), self._found(tree)

        def make() -> array[int]:
            ids = array("q")
            sorted_ids = self._sorted(found, key, downwards=sort.startswith("-")).astype(np.int64)
            ids.frombytes(sorted_ids.view(np.uint8).data)
            return ids

        of = (self._sorted_by(key),)
        return make() if of == (None,) else self._edition.lists.answer((tree, sort), found.articles, make, of=of)

    def ranked(self, words: Sequence[Word], found: array[int]) -> tuple[array[int], array[float]]:
        """Sort articles by BM25; see `store.facets.Engine`."""
        return Scoring(self._db, self._edition).ranked(words, found)

    def count(self, tree: Node) -> int:
        """Count the live articles that match."""
        return len(self._finder.all(tree))

    def copies(self) -> Mapping[int, int]:
        """Give the number of its group for each article that is in a group of copies, in the bin or not."""
        return self._edition.copies(self._db)

    def named(self, entities: Sequence[Key]) -> Mapping[Key, Named]:
        """Give the names of these entities."""
        named = self._edition.roll(self._db).named
        if missing := [entity for entity in entities if entity not in named]:
            named.update(read_names(self._db, missing))
        return {entity: named[entity] for entity in entities}

    def namesakes(self, forms: Sequence[str]) -> set[str]:
        """Choose from these names, folded, those that more than one entity has or goes by."""
        shared = self._edition.roll(self._db).shared
        if missing := [form for form in forms if form not in shared]:
            several = self._namesakes(missing)
            shared.update((form, form in several) for form in missing)
        return {form for form in forms if shared[form]}

    def _namesakes(self, forms: Sequence[str]) -> set[str]:
        roll = self._edition.roll(self._db)
        rows = self._db.conn.execute(
            "select folded, count(distinct entity), min(entity) from entity_name"
            " where folded in (select value from json_each(?)) group by 1",
            (json.dumps(forms),),
        )
        named = {form: (count, entity) for form, count, entity in rows}
        several = {form for form, (count, _) in named.items() if count > 1}
        for form in forms:
            if odd := roll.called(form):
                one = {named[form][1]} if form in named else set()
                several |= {form} if len(odd | one) > 1 else set()
        return several

    def tally(self, tree: Node, *, fields: Sequence[str], limit: int, by_type: bool) -> list[Tally]:
        """Count the values of each field among the live articles that match; see `store.facets.Engine`."""
        found = self._found(tree)
        counted: list[Tally] = []
        for field in fields:

            def make(field: str = field) -> list[Tally]:
                return self._tally(found, field, limit, by_type=by_type)

            of = self._counted_of(field)
            question = (tree, field, limit, by_type)
            counted += make() if of is None else self._edition.tallies.answer(question, found.articles, make, of=of)
        return counted

    def _tally(self, found: Found, field: str, limit: int, *, by_type: bool) -> list[Tally]:
        if field == "entity":
            return self._entities(found, limit, by_type=by_type)
        if field == "author":
            authors = self._packed(field)
            return [best(field, authors.names, *authors.counted(found), limit)]
        return [tallied(field, [each for each in self._counts(field, found).items() if each[0]], limit)]

    def _counted_of(self, field: str) -> tuple[object, ...] | None:
        """Give what the counts of a field hang on, or None where something else has a say, too."""
        sets = self._edition.sets
        if field == "entity":
            return (sets(self._db, field), self._edition.roll(self._db))
        if field == "tag":
            return (sets(self._db, field), self._edition.tags(self._db).above)
        if field == "annotator":
            return None
        return (sets(self._db, {"year": "month", "duplicate": "has"}.get(field, field)),)

    def _found(self, tree: Node) -> Found:
        if tree not in self._answers:
            row = self._db.conn.execute("select seq from sqlite_sequence where name = 'article'").fetchone()
            self._answers[tree] = Found(self._finder.all(tree), 0 if row is None else row[0])
        return self._answers[tree]

    # Sorting

    def _sorted_by(self, key: str) -> object | None:
        """Give what an order hangs on, or None where something else has a say, too."""
        if key in ("outlet", "language", "status", "tags"):
            return self._edition.sets(self._db, key.removesuffix("s") if key == "tags" else key)
        if key in ("id", "notes"):
            return None
        return self._edition.order(self._db, key)

    def _sorted(self, found: Found, key: str, *, downwards: bool) -> NDArray[np.integer]:
        if key == "id":
            ids = listed(found.articles)
            return ids[::-1] if downwards else ids
        if key in ("outlet", "language", "status"):
            return self._by_value(found, key, downwards=downwards)
        if key in ("tags", "notes"):
            return self._by_number(found, key, downwards=downwards)
        return self._edition.order(self._db, key).sorted(found, downwards=downwards)

    def _by_value(self, found: Found, field: str, *, downwards: bool) -> NDArray[np.integer]:
        sets = self._edition.sets(self._db, field)
        groups: dict[Key, list[Key]] = {}
        for value in sets.known():
            groups.setdefault(_rank(field, str(value)), []).append(value)
        pieces, rest = [], found.articles
        for rank in sorted(groups, reverse=downwards):
            articles = gathered(sets.get(value) for value in groups[rank]) & found.articles
            pieces.append(listed(articles))
            rest = rest - articles
        return np.concatenate([*pieces, listed(rest)])

    def _by_number(self, found: Found, key: str, *, downwards: bool) -> NDArray[np.integer]:
        numbers = np.zeros(len(found.mask), np.int32)
        if key == "tags":
            sets = self._edition.sets(self._db, "tag")
            for tag in sets.known():
                numbers[listed(sets.get(tag) & found.articles)] += 1
        else:
            rows = self._db.conn.execute("select article, count(*) from note where article is not null group by 1")
            for article, count in rows:
                if article < len(numbers):
                    numbers[article] = count
        ids = listed(found.articles)
        ranks = numbers[ids]
        return ids[np.argsort(-ranks if downwards else ranks, kind="stable")]

    # Counting

    def _counts(self, field: str, found: Found) -> Mapping[Key, int]:
        if field in ("year", "month"):
            return self._dates(found, 4 if field == "year" else 7)
        if field == "duplicate":
            copies = self._edition.sets(self._db, "has").get("duplicate")
            count = copies.intersection_cardinality(found.articles)
            return {"duplicate": count} if count else {}
        if field == "tag":
            return self._tags(found)
        counts = self._edition.sets(self._db, field).counts(found)
        if field == "annotator":
            names = dict(self._db.conn.execute("select id, name from annotator").fetchall())
            return {names[number]: count for number, count in counts.items()}
        return counts

    def _dates(self, found: Found, length: int) -> Mapping[Key, int]:
        counts: dict[Key, int] = {}
        if found not in self._months:
            self._months[found] = self._edition.sets(self._db, "month").counts(found)
        for month, count in self._months[found].items():
            if len(str(month)) >= length:
                key = str(month)[:length]
                counts[key] = counts.get(key, 0) + count
        return counts

    def _tags(self, found: Found) -> Mapping[Key, int]:
        own, branches = self._edition.sets(self._db, "tag"), self._edition.tags(self._db)
        counted = (
            (tag, branches.get(tag, own).intersection_cardinality(found.articles))
            for (tag,) in self._db.conn.execute("select id from tag").fetchall()
        )
        return {tag: count for tag, count in counted if count}

    def _packed(self, field: str) -> Packed:
        sets = self._edition.sets(self._db, field)
        assert isinstance(sets, Packed)
        return sets

    def _entities(self, found: Found, limit: int, *, by_type: bool) -> list[Tally]:
        """Count the entities that are named; what is part of one counts for it, as the filter has it."""
        own, roll, families = self._packed("entity"), self._edition.roll(self._db), self._edition.entities(self._db)
        counted, others = own.counted(found)
        more = dict(others)
        for parent in families.parents():
            place = own.place(parent)
            if place is not None and counted[place]:
                counted[place] = families.get(parent, own).intersection_cardinality(found.articles)
            elif more.get(parent):
                more[parent] = families.get(parent, own).intersection_cardinality(found.articles)
        if not by_type:
            return [best("entity", own.names, counted, more, limit)]
        places, codes_of_more = roll.places(own.names), roll.few_codes(list(more))
        tallies = []
        for code, type_ in enumerate(roll.types):
            ours = {value: more[value] for value, is_of in zip(more, codes_of_more == code, strict=True) if is_of}
            tallies.append(best(f"entity.{type_}", own.names, counted, ours, limit, among=places[code]))
        return [tally for tally in tallies if tally.counts]


def _rank(field: str, value: str) -> Key:
    if field == "outlet":
        return value.translate(_LOWER)  # as SQLite's `nocase` does
    if field == "status":
        return STATUSES.index(value) if value in STATUSES else len(STATUSES) - 1
    return value
