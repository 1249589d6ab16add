"""An entity's page: what a project knows of it, by its relations and by the sentences that name it with others."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from store.cuts import Cuts
from store.database import Database
from store.entities import Entities
from store.evidence import Evidences
from store.kin import Kin
from store.records import ENTITY_TYPES, EntityPage, Evidence, PageGroup, PageItem, Said
from store.relations import STANDS
from store.units import Units, unit_at

ITEMS = 12
"""So many entities of a type are on a page unless more are asked for."""

AGREEMENT = "agreement"
"""The group of those with whom the predicate `signs with` joins an entity."""

SIGNS = "signs with"
FIRST = ("system", "person", "organisation", "award", "programme", "event", AGREEMENT)
"""The groups that come first; what is asked of a city."""

_VALUES = ("date", "time", "amount")


@dataclass(slots=True)
class _Other:
    """What is known of another entity: the articles, and the sentence in which both stand nearest to each other."""

    articles: set[int] = field(default_factory=set)
    nearest: tuple[int, int, int] | None = None
    said: list[Said] = field(default_factory=list)


class EntityPages:
    """Reads the pages of entities."""

    def __init__(self, db: Database, entities: Entities, units: Units, cuts: Cuts, evidence: Evidences) -> None:
        self._db = db
        self._entities = entities
        self._units = units
        self._cuts = cuts
        self._evidence = evidence

    def read(self, entity: int, *, query: str = "", roll_up: bool = True, items: int = ITEMS) -> EntityPage:
        """Read the page of an entity over the articles that match `query`, with `roll_up` that of its parts too.

        Raises UserError if the entity is gone, QueryError where the filter cannot be read.
        """
        it = self._entities.get(entity)
        kin = Kin(self._db)
        family = kin.parts([entity]) if roll_up else {entity}
        wanted = self._units.articles(query)
        articles = wanted.among({each for found in self._units.named(family).values() for each in found})
        months, undated = self._months(articles)
        others = self._together(family, articles, kin.relatives(entity))
        self._relate(others, family, lambda article: article in wanted)
        return EntityPage(
            entity=it,
            whole=next(iter(self._entities.several([it.part_of] if it.part_of is not None else [])), None),
            parts=self._entities.several([row[0] for row in self._parts_of(entity)]),
            articles=len(articles),
            mentions=self._mentions(family, articles),
            months=months,
            undated=undated,
            groups=tuple(self._groups(others, family, items)),
        )

    def months(self, entity: int, *, query: str = "", roll_up: bool = True) -> tuple[tuple[str, int], ...]:
        """Count the articles of an entity by month, as its page does."""
        family = Kin(self._db).parts([entity]) if roll_up else {entity}
        named = {article for found in self._units.named(family).values() for article in found}
        return self._months(self._units.articles(query).among(named))[0]

    def _parts_of(self, entity: int) -> Iterable[tuple[int]]:
        return self._db.conn.execute("select id from entity where part_of = ? order by name", (entity,)).fetchall()

    def _months(self, articles: Collection[int]) -> tuple[tuple[tuple[str, int], ...], int]:
        rows = self._db.conn.execute(
            "select substr(published, 1, 7), count(*) from article where id in (select value from json_each(?))"
            " group by 1 order by 1",
            (_json(articles),),
        ).fetchall()
        return tuple((month, count) for month, count in rows if month), sum(n for month, n in rows if not month)

    def _mentions(self, family: Collection[int], articles: Collection[int]) -> int:
        row = self._db.conn.execute(
            "select count(*) from mention where entity in (select value from json_each(?)) and state <> 'rejected'"
            " and article in (select value from json_each(?))",
            (_json(family), _json(articles)),
        ).fetchone()
        return int(row[0])

    # Others

    def _together(self, family: Collection[int], articles: Collection[int], kin: Collection[int]) -> dict[int, _Other]:
        """Give the entities that stand in a sentence with the entity, and where they stand nearest to it."""
        rows = self._db.conn.execute(
            "select article, start, entity from mention where article in (select value from json_each(?))"
            " and state <> 'rejected' and entity is not null order by article desc, start",
            (_json(articles),),
        )
        starts = self._cuts.of(articles, "sentence")
        sentences: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for article, start, entity in rows:
            sentences.setdefault((article, unit_at(starts[article], start)), []).append((start, entity))
        others: dict[int, _Other] = {}
        for (article, sentence), named in sentences.items():
            own = [start for start, entity in named if entity in family]
            for start, entity in named if own else ():
                if entity not in kin and entity not in family:
                    other = others.setdefault(entity, _Other())
                    other.articles.add(article)
                    near = min(abs(start - each) for each in own)
                    if other.nearest is None or near < other.nearest[0]:
                        other.nearest = (near, article, sentence)
        return others

    def _relate(self, others: dict[int, _Other], family: Collection[int], wanted: Callable[[int], bool]) -> None:
        """Add what relations say; those of parts count for the entity too."""
        rows = self._db.conn.execute(
            "select r.subject in (select value from json_each(:ids)), iif(r.subject in (select value from json_each(:ids)),"
            " r.object, r.subject), p.name, max(r.state = 'accepted'), max(r.article is null),"
            " json_group_array(distinct r.article) from relation r join predicate p on p.id = r.predicate"
            f" where r.state <> 'rejected' and (r.article is null or {STANDS})"
            " and (r.subject in (select value from json_each(:ids)) or r.object in (select value from json_each(:ids)))"
            " group by 1, 2, 3 order by 4 desc, p.name",
            {"ids": _json(family)},
        ).fetchall()
        for subject, other, predicate, accepted, fact, places in rows:
            told = sum(1 for article in json.loads(places) if article is not None and wanted(article))
            if other not in family and (told or fact):
                others.setdefault(other, _Other()).said.append(
                    Said(
                        predicate=predicate,
                        subject=bool(subject),
                        state="accepted" if accepted else "suggested",
                        articles=told,
                        fact=bool(fact),
                    )
                )

    def _groups(self, others: Mapping[int, _Other], family: Collection[int], items: int) -> Iterable[PageGroup]:
        kinds = dict(
            self._db.conn.execute(
                "select id, type from entity where id in (select value from json_each(?))", (_json(others),)
            ).fetchall()
        )
        signed = [each for each, other in others.items() if any(said.predicate == SIGNS for said in other.said)]
        types = [*ENTITY_TYPES, *sorted(set(kinds.values()) - set(ENTITY_TYPES))]
        for kind in dict.fromkeys((*FIRST, *types)):
            ids = signed if kind == AGREEMENT else [each for each, found in kinds.items() if found == kind]
            if ids and kind not in _VALUES:
                yield self._group(kind, sorted(ids, key=lambda each: _rank(each, others[each])), others, family, items)

    def _group(
        self, kind: str, ids: list[int], others: Mapping[int, _Other], family: Collection[int], items: int
    ) -> PageGroup:
        shown = ids[:items]
        entities = {entity.id: entity for entity in self._entities.several(shown)}
        found = tuple(
            PageItem(
                entity=entities[each],
                articles=len(others[each].articles),
                said=tuple(others[each].said),
                best=self._best(others[each], each, family),
            )
            for each in shown
        )
        return PageGroup(type=kind, items=found, more=len(ids) - len(shown))

    def _best(self, other: _Other, entity: int, family: Collection[int]) -> Evidence | None:
        """Choose the passage of a relation, else the sentence in which both stand nearest to each other."""
        if any(said.articles for said in other.said):
            told = self._evidence.of_relations(family, [entity])
            if told:
                return told[0]
        if other.nearest is None:
            return None
        _, article, sentence = other.nearest
        return self._evidence.of_sentence(article, sentence, family, [entity])


def _rank(entity: int, other: _Other) -> tuple[bool, bool, int, int]:
    """Order what articles say before background facts, what was accepted before what was suggested, then by number."""
    told = len(other.articles) + sum(said.articles for said in other.said)
    accepted = any(said.state == "accepted" for said in other.said)
    return not told, not accepted, -told, entity


def _json(ids: Iterable[int]) -> str:
    return f"[{','.join(map(str, ids))}]"
