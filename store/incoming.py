"""Incoming marks: what a native record says of its article, written beside what the project says already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.annotators import new_uid
from store.formats.attributes import values_text
from store.journal import now
from store.mentions import MentionRow
from store.records import MarkedArticle, Mention, Note, SaidRelation, Tagging
from store.store import Store


class Incoming:
    """Writes the marks of native records; to be called inside the transaction of an import.

    `entities` are the ids that the entities of the record's project have in this one.
    """

    def __init__(self, store: Store, entities: Mapping[int, int]) -> None:
        self._store = store
        self._entities = entities
        self._tags: dict[str, int] = {}

    def write(
        self, article: int, marked: MarkedArticle, *, beside: MarkedArticle | None = None, foreign: bool = False
    ) -> bool:
        """Write the marks that are not among those of `beside`; says whether there were any.

        Nothing is taken away, and what a person has judged here stays judged; a suggestion takes the record's word.
        A record of another tool (`foreign`) may not say whose a mark is, nor what passage says a relation: what is here
        with any annotator, or any passage, is not written again.
        Suggestions of names that are never marked here are left out.
        """
        had = beside or MarkedArticle(article=marked.article)
        uid, outlet = self._store.db.conn.execute("select uid, outlet from article where id = ?", (article,)).fetchone()
        mentions = self._new_mentions(marked.mentions, had.mentions, uid=uid, outlet=outlet)
        taggings = self._new_taggings(marked.taggings, had.taggings, foreign=foreign)
        notes = self._new_notes(marked.notes, had.notes, foreign=foreign)
        relations = _new_relations(marked.relations, had.relations, foreign=foreign)
        judged = self._judge(marked.mentions, had.mentions)
        for mention in mentions:
            self._mention(article, mention)
        stamp = now()
        self._write_taggings(article, taggings, stamp)
        for note in notes:
            self._store.notes.insert(article, note.text, by=note.annotator or self._store.annotator)
        for said in relations:
            self._relation(article, said)
        statuses = self._store.statuses.insert(article, _given(marked))
        samples = self._store.samples.insert_article(article, marked.samples)
        rejected = self._store.rejections.insert(article, marked.rejected, tag=self._tag, by=self._store.annotator)
        return bool(mentions or taggings or notes or relations or judged or statuses or samples or rejected)

    def brings(self, marked: MarkedArticle, *, beside: MarkedArticle, foreign: bool = False) -> bool:
        """Say whether `write` would write anything."""
        return bool(
            self._new_mentions(marked.mentions, beside.mentions, uid=beside.article.uid, outlet=beside.article.outlet)
            or self._new_taggings(marked.taggings, beside.taggings, foreign=foreign)
            or self._new_notes(marked.notes, beside.notes, foreign=foreign)
            or _new_relations(marked.relations, beside.relations, foreign=foreign)
            or _newly_judged(marked.mentions, beside.mentions)
            or {annotator for annotator, _ in _given(marked)} - {annotator for annotator, _ in beside.statuses}
            or set(marked.samples) - set(beside.samples)
            or set(marked.rejected) - set(beside.rejected)
        )

    # What is new

    def _new_mentions(
        self, given: Sequence[Mention], had: Sequence[Mention], *, uid: str, outlet: str | None
    ) -> list[Mention]:
        spans = {(each.start, each.end, each.type) for each in had}
        named = {(each.start, each.end, each.type, each.entity) for each in had}
        fresh = [
            each
            for each in given
            if (each.start, each.end, each.type, each.entity) not in named
            and (each.entity is not None or (each.start, each.end, each.type) not in spans)
        ]
        if all(each.state != "suggested" for each in fresh):
            return fresh
        excluded = self._store.exclusions.excluded()
        return [
            each
            for each in fresh
            if each.state != "suggested"
            or not excluded.has(each.quote)
            or not excluded.covers(each.quote, each.type, self._known(each), article=uid, outlet=outlet)
        ]

    def _known(self, mention: Mention) -> int | None:
        """Give the entity that a mention names, if it is here already."""
        if mention.entity_id is not None and mention.entity_id in self._entities:
            return self._entities[mention.entity_id]
        found = self._store.entities.find(mention.entity, type=mention.type) if mention.entity else ()
        return found[0].id if found else None

    def _judge(self, given: Sequence[Mention], had: Sequence[Mention]) -> bool:
        judged = _newly_judged(given, had)
        self._store.db.conn.executemany("update mention set state = ? where id = ?", judged)
        return bool(judged)

    def _new_taggings(self, given: Sequence[Tagging], had: Sequence[Tagging], *, foreign: bool) -> list[Tagging]:
        known = {(each.tag.casefold(), each.start, each.end, each.annotator) for each in had}
        if foreign:
            known.update((each.tag.casefold(), each.start, each.end, "") for each in had)
            given = [each for each in given if (each.tag.casefold(), each.start, each.end, each.annotator) not in known]
        default = self._store.annotator
        return [
            each
            for each in given
            if (each.tag.casefold(), each.start, each.end, each.annotator or default) not in known
        ]

    def _new_notes(self, given: Sequence[Note], had: Sequence[Note], *, foreign: bool) -> list[Note]:
        if foreign:
            texts = {each.text for each in had}
            given = [each for each in given if each.annotator or each.text not in texts]
        known = {(each.text, each.annotator) for each in had}
        return [each for each in given if (each.text, each.annotator or self._store.annotator) not in known]

    # Writing

    def _mention(self, article: int, mention: Mention) -> None:
        row = MentionRow(
            article=article,
            start=mention.start,
            end=mention.end,
            quote=mention.quote,
            type=mention.type,
            entity=self._entity(mention),
            state=mention.state,
            origin=mention.origin,
            score=mention.score,
            value=mention.value,
        )
        self._store.mentions.insert([row], numbers=[mention.id] if self._is_free("mention", mention.id) else ())

    def _entity(self, mention: Mention) -> int | None:
        if mention.entity_id is not None and mention.entity_id in self._entities:
            return self._entities[mention.entity_id]
        if mention.entity is None:
            return None
        return self._store.entities.ensure(mention.type, mention.entity, origin="import")

    def _write_taggings(self, article: int, taggings: Sequence[Tagging], stamp: str) -> None:
        ensure = self._store.annotators.ensure
        self._store.db.conn.executemany(
            'insert into tagging(uid, article, tag, start, "end", quote, note, annotator, at, certainty, attributes,'
            " origin) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    new_uid(),
                    article,
                    self._tag(each.tag),
                    each.start,
                    each.end,
                    each.quote,
                    each.note,
                    ensure(each.annotator or self._store.annotator),
                    stamp,
                    each.certainty,
                    values_text(each.attributes),
                    each.origin,
                )
                for each in taggings
            ],
        )

    def _tag(self, path: str) -> int:
        """Give the tag at a path; it is looked for once, unless the record that made it was taken back."""
        known = self._tags.get(path)
        if known is None or self._store.db.conn.execute("select 1 from tag where id = ?", (known,)).fetchone() is None:
            known = self._tags[path] = self._store.codebook.ensure_path(path)
        return known

    def _relation(self, article: int, said: SaidRelation) -> None:
        relation = said.relation
        self._store.db.conn.execute(
            'insert into relation(id, uid, subject, predicate, object, article, start, "end", quote, state, origin)'
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                relation.id if self._is_free("relation", relation.id) else None,
                new_uid(),
                self._entities.get(relation.subject) or self._by_name(said.subject),
                self._store.relations.ensure_predicate(relation.predicate),
                self._entities.get(relation.object) or self._by_name(said.object),
                article,
                relation.start,
                relation.end,
                relation.quote,
                relation.state,
                relation.origin,
            ),
        )

    def _by_name(self, name: str) -> int:
        found = self._store.entities.find(name)
        return found[0].id if found else self._store.entities.insert("organisation", name, origin="import")

    def _is_free(self, table: str, number: int) -> bool:
        if not number:
            return False
        return self._store.db.conn.execute(f"select 1 from {table} where id = ?", (number,)).fetchone() is None


def _given(marked: MarkedArticle) -> list[tuple[str, str]]:
    """Give the statuses that annotators gave; `untagged` is none."""
    return [(annotator, status) for annotator, status in marked.statuses if status != "untagged"]


def _newly_judged(given: Sequence[Mention], had: Sequence[Mention]) -> list[tuple[str, int]]:
    """Give the states that suggestions of `had` take from a person's word in `given`, with their ids."""
    suggested = {(each.start, each.end, each.type, each.entity): each.id for each in had if each.state == "suggested"}
    return [
        (each.state, suggested[key])
        for each in given
        if each.state != "suggested" and (key := (each.start, each.end, each.type, each.entity)) in suggested
    ]


def _new_relations(given: Sequence[SaidRelation], had: Sequence[SaidRelation], *, foreign: bool) -> list[SaidRelation]:
    if foreign:
        said = {_relation_key(each)[:3] for each in had}
        return [each for each in given if _relation_key(each)[:3] not in said]
    known = {_relation_key(each) for each in had}
    return [each for each in given if _relation_key(each) not in known]


def _relation_key(said: SaidRelation) -> tuple[object, ...]:
    relation = said.relation
    return (said.subject, relation.predicate, said.object, relation.start, relation.end)
