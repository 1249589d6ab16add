"""Which articles an export takes, into which part of a split each goes, and the items that they become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from store.dataset.anonymising import PERSON, Anonymiser
from store.dataset.counts import Counts
from store.dataset.items import Annotator, Dataset, Item, Link, Losses
from store.dataset.projection import STATES, Projection, cut_path, ranks
from store.dataset.split_report import split_report
from store.dataset.splits import SplitUnit, part_names, split
from store.db import chunks, places
from store.errors import StoreBug, UserError
from store.formats.project import ProjectRecord
from store.projecting import project_record
from store.records import MENTION_STATES, MarkedArticle, Recipe, SplitReport
from store.store import Store


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


def refuse_unknown(store: Store, recipe: Recipe) -> None:
    """Raise UserError where a recipe takes the taggings of somebody whom the project does not know."""
    here = frozenset(store.annotators.names())
    for name in recipe.annotators:
        if name not in here:
            raise UserError(f"There is no annotator “{name}” in this project.")


class Parts(NamedTuple):
    """The articles of each part of a split, in their order, and what it came to; without a split one part, without a name."""

    articles: Mapping[str, Sequence[int]]
    report: SplitReport | None


def parts_of(store: Store, ids: Sequence[int], recipe: Recipe, losses: Losses) -> Parts:
    """Split articles as a recipe asks; `losses` counts parts that get nothing, and articles that time cannot place."""
    if not recipe.split:
        return Parts({"": ids}, None)
    units = _units(store, ids, recipe)
    placed = split(units, recipe.split, group=recipe.group, seed=recipe.seed)
    names = _label_names(store, recipe)
    report = split_report(units, placed, recipe.split, seed=recipe.seed, names=names)
    if recipe.group == "time":
        losses.add("undated", report.undated)
    losses.add("empty", len(report.empty))
    parts = part_names(recipe.split)
    return Parts({name: [article for article in ids if placed[article] == name] for name in parts}, report)


def _label_names(store: Store, recipe: Recipe) -> Mapping[str, str]:
    """Give what stands for each tag at the recipe's level: the uid of the tag there, with its path."""
    uids = {tag.path: tag.uid for tag in store.codebook.tags()}
    return {uids[path]: path for path in (cut_path(path, recipe.level) for path in uids)}


def _units(store: Store, ids: Sequence[int], recipe: Recipe) -> list[SplitUnit]:
    """Read what decides of each article; its labels are the tags that go out, at the level at which they do."""
    uids = {tag.path: tag.uid for tag in store.codebook.tags()}
    cut = {uid: uids[cut_path(path, recipe.level)] for path, uid in uids.items()}
    who = f" and a.name in ({places(recipe.annotators)})" if recipe.annotators else ""
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
            "select distinct g.article, t.uid from tagging g join tag t on t.id = g.tag"
            f" join annotator a on a.id = g.annotator where g.article in ({places(some)}){who}",
            [*some, *recipe.annotators],
        ):
            labels.setdefault(article, set()).add(cut[label])
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
        self._anonymiser = anonymiser(store, dataset.losses) if recipe.anonymise else None
        self._entities = dataset.entities
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
        return Item(key=key, marked=marked, split=split, links=self._links_of(marked) if links else {})

    def _links_of(self, marked: MarkedArticle) -> Mapping[int, Link]:
        """Give the links of all entities that were met so far, those of the dataset among them: one mapping for all items."""
        if self._anonymiser is not None:
            # Persons are none of the dataset's: placeholders stand for them, and they come as they are met.
            wanted = {each.entity_id for each in marked.mentions if each.entity_id is not None}
            for said in marked.relations:
                wanted |= {said.relation.subject, said.relation.object}
            self._links |= self._read_links(sorted(wanted - self._links.keys()))
        return self._links

    @cached_property
    def _links(self) -> dict[int, Link]:
        return {
            each.id: Link(uid=each.uid or "", type=each.type, name=each.name, external=each.external)
            for each in self._entities
            if each.id is not None
        }

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


def anonymiser(store: Store, losses: Losses) -> Anonymiser:
    """Make what replaces the names of the persons of a project; what it must leave out is counted."""
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
