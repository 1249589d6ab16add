"""Recognition over the articles of a project: suggestions made, kept or replaced; long work that can be stopped."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from store.collecting import held_back
from store.db import writing
from store.entities import OPERATES
from store.exclusions import Excluded
from store.learning import learn_from
from store.mentions import MentionRow
from store.recognition import Gazetteer
from store.recognition import recognize as recognize_text
from store.recognition.learned.arbitration import arbitrate
from store.recognition.learned.model import unpack
from store.recognition.learned.morphemes import edition
from store.recognition.learned.tagging import Tagger
from store.recognition.reading import masked
from store.recognized import code_version
from store.records import Article, Change, FoundEntity, KnownName, Progress, Recognition, RecognizeReport
from store.store import Store, open_project
from store.text.normal import folded
from store.workers import Workers, while_wanted

BATCH = 100
"""How many articles are recognised between two commits."""

CHUNK = 20
"""How many go to a process at once; a batch is a number of whole chunks."""


def recognize(
    project: Path, *, where: str = "", everything: bool = False, learn: bool = False
) -> Generator[Progress, None, RecognizeReport]:
    """Recognise the articles that match `where`; suggestions not yet reviewed are replaced by the result.

    Articles that are up to date are passed over, unless `everything` is wanted again. With `learn` the project's own
    recogniser is trained first, and trusted. Yields after each batch; closing the generator stops it with whole articles
    done, and the next time it goes on from there. Raises QueryError if the query cannot be parsed, and UserError where
    there is too little to learn from.
    """
    with open_project(project) as store:
        ids = store.search.ids(where, sort="id")
        if learn:
            yield from learn_from(store, trust=True)
        report = yield from recognize_articles(store, ids, everything=everything)
        return replace(report, taught=learn)


def recognize_articles(
    store: Store, ids: Sequence[int], *, everything: bool = False
) -> Generator[Progress, None, RecognizeReport]:
    """Recognise these articles through `store`, as `recognize` does."""
    began = time.perf_counter()
    learned = store.learned.model()
    version = _version(learned)
    generation = yield from store.recognized.catch_up()
    waiting = ids if everything else store.recognized.stale(ids, version=version)
    recogniser = _Recogniser(store)
    said: dict[int, str] = {}
    mentions = done = 0
    with held_back():
        prepared = Workers(prepare=Recognisers, arguments=(store.entities.known_names(), learned))
    with prepared as workers:
        results = workers.map_prepared(read_articles, (_read_in(store, some, said) for some in _cut(waiting, CHUNK)))
        for batch in _cut(waiting, BATCH):
            found = [read for _ in _cut(batch, CHUNK) for read in next(results)]
            with writing(store.db):
                names = store.recognized.last_name()
                recogniser.begin_batch()
                # What got a new text while it was read is left for the next time.
                now = {
                    article: was for article, was in store.recognized.said(batch).items() if said.pop(article) == was
                }
                found = [read for read in found if read.article in now]
                changed = [recogniser.write(read) for read in found]
                changed += [store.relating.suggest(read.article) for read in found]
                store.recognized.record(now, version=version, generation=generation, names_after=names)
            mentions += sum(len(read.found.mentions) for read in found)
            done += len(batch)
            change = Change(label="Recognize", everything=True) if any(changed) else None
            yield Progress(done=done, total=len(waiting), label="Recognizing", change=change)
    return RecognizeReport(
        articles=len(ids),
        up_to_date=len(ids) - len(waiting),
        mentions=mentions,
        seconds=time.perf_counter() - began,
        learned=None if learned is None else store.learned.used(),
    )


def _version(learned: bytes | None) -> str:
    """Tell the recogniser from every other: by its code, and by what the project has taught, if it is used."""
    if learned is None:
        return code_version()
    # With another Kiwi the same recogniser says something else.
    return f"{code_version()} {blake2b(learned + edition().encode(), digest_size=8).hexdigest()}"


def _read_in(store: Store, ids: Sequence[int], said: dict[int, str]) -> Sequence[Article]:
    """Read articles, and keep what they said as they were read."""
    said.update(store.recognized.said(ids))
    return store.articles.several(ids)


def _cut(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


@dataclass(frozen=True, slots=True)
class Read:
    """What was recognised in an article; `quotes` are the texts of its mentions."""

    article: int
    found: Recognition
    quotes: tuple[str, ...]


class Recognisers:
    """What articles are recognised with: the known names, and the project's own recogniser where it has one."""

    def __init__(self, names: Sequence[KnownName], learned: bytes | None = None) -> None:
        self.gazetteer = Gazetteer(names)
        taught = None if learned is None else unpack(learned)
        self.tagger = None if taught is None else Tagger(taught)


def read_articles(recognisers: Recognisers, articles: Sequence[Article]) -> list[Read]:
    """Recognise some articles."""
    some, found = [], []
    for article in while_wanted(articles):
        some.append(article)
        found.append(_found(recognisers.gazetteer, article))
    if recognisers.tagger is not None:
        found = _settled(recognisers.tagger, some, found)
    return [
        Read(article.id, each, tuple(article.text[mention.start : mention.end] for mention in each.mentions))
        for article, each in zip(some, found, strict=True)
    ]


def _found(gazetteer: Gazetteer, article: Article) -> Recognition:
    return recognize_text(
        article.text,
        article.parts,
        gazetteer=gazetteer,
        language=article.language,
        published=article.published,
        outlet=article.outlet,
        authors=article.authors,
    )


def _settled(tagger: Tagger, articles: Sequence[Article], found: Sequence[Recognition]) -> list[Recognition]:
    """Settle what was found with what the project's own recogniser sees."""
    texts = [masked(article.text, article.parts) for article in articles]
    marked = [[(each.start, each.end, each.type, each.origin) for each in some.mentions] for some in found]
    tagged = tagger.tag(list(zip(texts, marked, strict=True)))
    return [
        arbitrate(some, spotted, tagger.types(text)) for text, some, spotted in zip(texts, found, tagged, strict=True)
    ]


def _rows(read: Read) -> list[tuple[MentionRow, _NewEntity | None]]:
    """Give the mentions of an article, each with the entity that is to be made for it, if one is."""
    return [
        (
            MentionRow(
                article=read.article,
                start=found.start,
                end=found.end,
                quote=quote,
                type=found.type,
                entity=found.entity,
                state="suggested",
                origin=found.origin,
                score=round(found.score, 3),
                value=found.value,
            ),
            None if found.new is None else _new_entity(read.found.entities, found.new),
        )
        for found, quote in zip(read.found.mentions, read.quotes, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _NewEntity:
    """An entity to be made, with the one that runs it where that is new too."""

    entity: FoundEntity
    operator: _NewEntity | None


class _Recogniser:
    """Writes what was found in articles as rows, and makes the entities that are new."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._looked_up: dict[tuple[str, str, int | None], tuple[int, bool] | None] = {}
        self._excluded = Excluded(())

    def begin_batch(self) -> None:
        """Look anew which names there are and which are never marked: that may have been said while recognition ran."""
        self._looked_up.clear()
        self._excluded = self._store.exclusions.excluded()

    def write(self, read: Read) -> bool:
        """Replace the suggestions of an article, but for spans a person has judged; say whether anything changed."""
        article = read.article
        connection = self._store.db.conn
        judged = connection.execute(
            "select start, \"end\", type, state from mention where article = ? and state <> 'suggested'", (article,)
        ).fetchall()
        wanted = [(row, new) for row, new in _rows(read) if not _is_judged(row, judged)]
        # Asked twice: of what is excluded as its type no entity is to be made.
        wanted = [(row, new) for row, new in wanted if not self._is_excluded(row)]
        fresh = [row for row in (self._resolved(*each) for each in wanted) if not self._is_excluded(row)]
        old = connection.execute(
            'select start, "end", type, entity, origin, score, value from mention'
            " where article = ? and state = 'suggested' order by start, \"end\", type",
            (article,),
        ).fetchall()
        if old == [_key(row) for row in sorted(fresh, key=lambda row: (row.start, row.end, row.type))]:
            return False
        connection.execute("delete from mention where article = ? and state = 'suggested'", (article,))
        self._store.mentions.insert(fresh)
        return True

    def _is_excluded(self, row: MentionRow) -> bool:
        if not self._excluded.has(row.quote):
            return False
        uid, outlet = self._store.db.conn.execute(
            "select uid, outlet from article where id = ?", (row.article,)
        ).fetchone()
        return self._excluded.covers(row.quote, row.type, row.entity, article=uid, outlet=outlet)

    def _resolved(self, row: MentionRow, new: _NewEntity | None) -> MentionRow:
        if new is None:
            return row
        return MentionRow(
            article=row.article,
            start=row.start,
            end=row.end,
            quote=row.quote,
            type=row.type,
            entity=self._entity(new),
            state=row.state,
            origin=row.origin,
            score=row.score,
            value=row.value,
        )

    def _entity(self, new: _NewEntity) -> int:
        """Give the entity of these names: one that a person knows, else the first there is, else a new one.

        Names that nothing has yet go to the entity, so that they mean it from here on, whatever is recognised next.
        """
        operator = new.entity.operator
        if new.operator is not None:
            operator = self._entity(new.operator)
        known = [self._known((new.entity.type, folded(each.name), operator)) for each in new.entity.names]
        found = [each for each in known if each is not None]
        if not found:
            self._looked_up.clear()
            return self._make(new.entity, operator)
        number, settled = next((each for each in found if each[1]), found[0])
        missing = [name for name, there in zip(new.entity.names, known, strict=True) if there is None]
        if missing and not settled:
            self._looked_up.clear()
            self._store.entities.insert_names(number, [replace(name, preferred=False) for name in missing])
        return number

    def _known(self, key: tuple[str, str, int | None]) -> tuple[int, bool] | None:
        """Give the entity that has this name, and whether a person knows it; a system of a general name only beside
        its operator.
        """
        if key not in self._looked_up:
            kind, name, operator = key
            row = self._store.db.conn.execute(
                "select e.id, e.origin <> 'recognition' or exists"
                " (select 1 from mention m where m.entity = e.id and m.state = 'accepted')"
                " from entity_name n join entity e on e.id = n.entity where n.folded = ? and e.type = ?"
                " and case when ? is null then e.needs_operator = 0 else e.needs_operator = 1 and exists"
                " (select 1 from relation r join predicate p on p.id = r.predicate where p.name = ? and r.subject = ?"
                " and r.object = e.id and r.article is null and r.state <> 'rejected') end order by 2 desc, e.id limit 1",
                (name, kind, operator, OPERATES, operator),
            ).fetchone()
            self._looked_up[key] = None if row is None else (int(row[0]), bool(row[1]))
        return self._looked_up[key]

    def _make(self, new: FoundEntity, operator: int | None) -> int:
        """Write a new entity; one with an operator is called after it, and that it operates it is suggested."""
        name = new.names[0].name
        entities = self._store.entities
        if operator is None:
            return entities.insert(new.type, name, names=new.names, origin="recognition")
        owned = f"{name} ({entities.get(operator).name})"
        number = entities.insert(new.type, owned, names=new.names, origin="recognition", needs_operator=True)
        self._store.relations.insert_fact(operator, OPERATES, number, state="suggested", origin="recognition")
        return number


def _new_entity(entities: Sequence[FoundEntity], index: int) -> _NewEntity:
    entity = entities[index]
    operator = None if entity.operator_new is None else _NewEntity(entities[entity.operator_new], None)
    return _NewEntity(entity, operator)


def _is_judged(row: MentionRow, judged: Sequence[tuple[int, int, str, str]]) -> bool:
    for start, end, kind, state in judged:
        if state == "accepted" and row.start < end and start < row.end:
            return True
        if state == "rejected" and (row.start, row.end, row.type) == (start, end, kind):
            return True
    return False


def _key(row: MentionRow) -> tuple[object, ...]:
    score = None if row.score is None else round(row.score * 1000)
    return (row.start, row.end, row.type, row.entity, row.origin, score, row.value)
