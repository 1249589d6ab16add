"""Which articles an export takes, into which part of a split each goes, and the items that they become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from store.dataset.anonymising import PERSON, Anonymiser
from store.dataset.counts import Counts
from store.dataset.items import Annotator, Dataset, Item, Link, Losses
from store.dataset.projection import STATES, Projection, ranks
from store.dataset.splits import SplitUnit, split
from store.db import chunks, places
from store.errors import StoreBug
from store.formats.project import ProjectRecord
from store.projecting import project_record
from store.records import MENTION_STATES, MarkedArticle, Recipe
from store.store import Store

_LINKS = 200_000


def dataset_of(store: Store, recipe: Recipe, *, file: str) -> Dataset:
    """Gather what formats may know of the project; without the persons of an anonymised one."""
    record = project_record(store)
    state = store.journal.state()
    entities = record.entities
    if recipe.anonymise:
        entities = tuple(each for each in entities if each.type != PERSON)
    rows = store.db.conn.execute("select name, uid from annotator order by id").fetchall()
    return Dataset(
        recipe=recipe,
        file=file,
        at=state.at,
        change=state.id,
        project=store.path.stem,
        codebook=record.codebook,
        entities=entities,
        record=_without_persons(record) if recipe.anonymise else record,
        predicates=record.predicates,
        annotators=tuple(Annotator(name=name, uid=uid) for name, uid in rows),
        memos=() if recipe.anonymise else tuple(text for _, text in record.memos),
    )


def _without_persons(record: ProjectRecord) -> ProjectRecord:
    """Leave out what would lead from placeholders to names: persons, what is said of them, and free words."""
    entities = tuple(each for each in record.entities if each.type != PERSON)
    here = {each.uid for each in entities}
    facts = tuple(fact for fact in record.facts if fact.subject in here and fact.object in here)
    return replace(record, entities=entities, facts=facts, memos=(), exclusions=(), views=(), rules=())


def chosen(store: Store, recipe: Recipe, ids: Sequence[int] | None = None) -> Sequence[int]:
    """Give the articles that go out: in the order of a saved view where the filter is one, else by id.

    `ids` are articles chosen one by one, of which those that match the filter go out. Of copies only the one published
    first goes out, if so asked.
    """
    view = store.views.sole(recipe.where)
    found: Sequence[int] = store.search.ids(recipe.where, sort=view.sort if view is not None else "id")
    if ids is not None:
        wanted = frozenset(ids)
        found = [article for article in found if article in wanted]
    if recipe.done:
        done = frozenset(store.search.ids("status:done", sort="id"))
        found = [article for article in found if article in done]
    if recipe.one_per_group:
        groups = store.duplicates.groups()
        here = frozenset(found)
        kept: dict[int, int] = {}
        for article in store.search.ids(recipe.where, sort="published"):
            if article in here:
                kept.setdefault(groups.get(article, -article), article)
        first = frozenset(kept.values())
        found = [article for article in found if article in first]
    return found


def parts_of(store: Store, ids: Sequence[int], recipe: Recipe, losses: Losses) -> Mapping[str, Sequence[int]]:
    """Give the articles of each part of a split, in their order; without a split all are in one without a name.

    `losses` counts parts that get nothing, and articles that time cannot place.
    """
    if not recipe.split:
        return {"": ids}
    units = _units(store, ids)
    placed = split(units, recipe.split, group=recipe.group, seed=recipe.seed)
    names = ("train", "dev", "test") if len(recipe.split) == 3 else ("train", "test")
    if recipe.group == "time":
        losses.add("undated", sum(not unit.published for unit in units))
    there = set(placed.values())
    losses.add("empty", sum(name not in there for name, share in zip(names, recipe.split, strict=True) if share))
    return {name: [article for article in ids if placed[article] == name] for name in names}


def _units(store: Store, ids: Sequence[int]) -> list[SplitUnit]:
    groups = store.duplicates.groups()
    facts: dict[int, tuple[str, str, str]] = {}
    labels: dict[int, set[str]] = {}
    for some in chunks(ids):
        for article, *fact in store.db.conn.execute(
            f"select id, uid, coalesce(outlet, ''), coalesce(published, '') from article where id in ({places(some)})",
            some,
        ):
            facts[article] = (fact[0], fact[1], fact[2])
        for article, label in store.db.conn.execute(
            f"select distinct article, tag from tagging where article in ({places(some)})", some
        ):
            labels.setdefault(article, set()).add(str(label))
    return [
        SplitUnit(
            article=article,
            group=groups.get(article, 0),
            uid=facts[article][0],
            outlet=facts[article][1],
            published=facts[article][2],
            labels=tuple(sorted(labels.get(article, ()))),
        )
        for article in ids
    ]


class Items:
    """Makes the items of a dataset, article by article; `articles` counts those that it has read."""

    def __init__(self, store: Store, recipe: Recipe, dataset: Dataset) -> None:
        self.articles = 0
        self._store = store
        self._recipe = recipe
        paths = tuple(dataset.paths())
        self._projection = Projection(recipe, dataset.losses, ranks(paths, ()))
        self._anonymiser = _anonymiser(store, dataset.losses) if recipe.anonymise else None
        self._links: dict[int, Link] = {}
        self._states = MENTION_STATES if recipe.anonymise else STATES[recipe.include]

    def stream(self, ids: Sequence[int], *, split: str = "", links: bool = True) -> Iterator[Item]:
        """Give the items of these articles, in their order, with links to their entities where they are wanted."""
        for marked in self._store.marked.stream(ids, states=self._states):
            prove(marked)
            number = marked.article.id
            whole = self._anonymiser.anonymised(marked) if self._anonymiser is not None else marked
            pieces = self._projection.pieces(whole)
            if self._recipe.text in ("whole", "body"):
                yield self._item(next(pieces), str(number), split, links=links)
            else:
                for place, piece in enumerate(pieces, 1):
                    yield self._item(piece, f"{number}-{place}", split, links=links)
            self.articles += 1

    def _item(self, marked: MarkedArticle, key: str, split: str, *, links: bool) -> Item:
        return Item(key=key, marked=marked, split=split, links=self._linked(marked) if links else {})

    def _linked(self, marked: MarkedArticle) -> Mapping[int, Link]:
        wanted = {each.entity_id for each in marked.mentions if each.entity_id is not None}
        for said in marked.relations:
            wanted |= {said.relation.subject, said.relation.object}
        if not wanted:
            return {}
        missing = [number for number in wanted if number not in self._links]
        if missing:
            if len(self._links) > _LINKS:
                self._links.clear()
                missing = list(wanted)
            self._links |= self._read_links(sorted(missing))
        return {number: self._links[number] for number in wanted if number in self._links}

    def _read_links(self, numbers: Sequence[int]) -> dict[int, Link]:
        # A placeholder of a person has a negative number and leads nowhere.
        found = {
            number: Link(uid=f"person-{-number}", type=PERSON, name=f"PERSON_{-number}")
            for number in numbers
            if number < 0
        }
        for entity in self._store.entities.several([number for number in numbers if number > 0]):
            found[entity.id] = Link(uid=entity.uid, type=entity.type, name=entity.name, external=entity.external)
        return found


def survey(store: Store, recipe: Recipe) -> tuple[Counts, Mapping[str, str]]:
    """Count what a recipe gives now, and give the codebook as it is: each tag's path with its definition."""
    dataset = dataset_of(store, recipe, file="")
    items = Items(store, recipe, dataset)
    counts = Counts()
    for item in items.stream(chosen(store, recipe), links=False):
        counts.add(item.marked)
        counts.records += 1
    counts.articles = items.articles
    return counts, {path: tag.definition for path, tag in dataset.paths().items()}


def _anonymiser(store: Store, losses: Losses) -> Anonymiser:
    names: dict[int, list[str]] = {}
    for entity, name in store.db.conn.execute(
        "select e.id, n.name from entity e join entity_name n on n.entity = e.id where e.type = ? order by e.id, n.id",
        (PERSON,),
    ):
        names.setdefault(entity, []).append(name)
    return Anonymiser(names, losses)


def prove(marked: MarkedArticle) -> None:
    """Prove that each span still quotes its text; a span that does not is our bug and stops the export."""
    text = marked.article.text
    for mention in marked.mentions:
        if text[mention.start : mention.end] != mention.quote:
            raise StoreBug(f"mention {mention.id} of article {marked.article.id} does not quote its text")
    for tagging in marked.taggings:
        if tagging.start is not None and text[tagging.start : tagging.end] != tagging.quote:
            raise StoreBug(f"tagging {tagging.id} of article {marked.article.id} does not quote its text")
