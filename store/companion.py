"""The companion of a native export read into a project: codebook, entities, predicates, rules, views and the like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.formats.codebook import gathered
from store.formats.project import ProjectRecord
from store.records import EntityDraft, ExampleDraft
from store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """What the articles of an export need of its companion: each entity's id there and here, and the examples of tags.

    The examples, by the tag's id, are to be linked once the articles are here.
    """

    entities: Mapping[int, int]
    examples: Mapping[int, tuple[ExampleDraft, ...]]


def write_companion(store: Store, record: ProjectRecord) -> Companion:
    """Write what an export says beside its articles, inside the caller's import."""
    examples = store.codebook_drafts.insert(gathered(record.codebooks, record.codebook))
    store.codebook_versions.insert(record.codebook_versions)
    for name in record.annotators:
        store.annotators.ensure(name)
    for name, definition in record.predicates:
        store.predicates.insert(name, definition)
    by_uid = {draft.uid or "": _write_entity(store, draft) for draft in record.entities}
    uids = {draft.id: draft.uid or "" for draft in record.entities if draft.id is not None}
    for draft in record.entities:
        if draft.part_of in by_uid:
            store.entities.set_part_of(by_uid[draft.uid or ""], by_uid[draft.part_of])
    for fact in record.facts:
        if fact.subject in by_uid and fact.object in by_uid:
            store.relations.ensure_fact(
                by_uid[fact.subject], fact.predicate, by_uid[fact.object], state=fact.state, number=fact.id
            )
    for annotator, text in record.memos:
        if text not in [note.text for note in store.notes.of(None)]:
            store.notes.insert(None, text, by=annotator)
    for name, value in record.settings:
        store.settings.insert(name, value)
    store.rules.insert(record.rules)
    store.views.insert(record.views)
    store.recipes.insert(record.recipes)
    store.samples.insert(record.samples)
    store.exclusions.insert(record.exclusions, entities=by_uid)
    return Companion(entities={number: by_uid[uid] for number, uid in uids.items()}, examples=examples)


def _write_entity(store: Store, draft: EntityDraft) -> int:
    connection = store.db.conn
    row = connection.execute("select id from entity where uid = ?", (draft.uid,)).fetchone()
    if row is None:
        taken = draft.id is None or connection.execute("select 1 from entity where id = ?", (draft.id,)).fetchone()
        return store.entities.insert(
            draft.type,
            draft.name,
            names=draft.names,
            origin=draft.origin,
            uid=draft.uid,
            note=draft.note,
            external=draft.external,
            needs_operator=draft.needs_operator,
            number=None if taken else draft.id,
        )
    entity = int(row[0])
    known = {name.name for name in store.entities.get(entity).names}
    store.entities.insert_names(entity, [name for name in draft.names if name.name not in known])
    return entity
