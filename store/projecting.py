"""The project's own part of a native export: codebook, entities, predicates, annotators, memos and settings."""

from __future__ import annotations

from dataclasses import replace

from store.formats.project import Fact, ProjectRecord
from store.records import EntityDraft
from store.store import Store


def project_record(store: Store) -> ProjectRecord:
    """Gather what a native export carries beside its articles."""
    connection = store.db.conn
    uids = {int(number): str(uid) for number, uid in connection.execute("select id, uid from entity")}
    facts = connection.execute(
        "select r.subject, p.name, r.object, r.state, r.id from relation r join predicate p on p.id = r.predicate"
        " where r.article is null order by r.id"
    )
    books = store.codebook_drafts.all()
    return ProjectRecord(
        codebook=tuple(tag for book in books for tag in book.tags),
        codebooks=tuple(replace(book, tags=()) for book in books),
        codebook_versions=store.codebook_versions.drafts(),
        entities=_entities(store, uids),
        predicates=tuple((each.name, each.definition) for each in store.predicates.all()),
        facts=tuple(
            Fact(subject=uids[subject], predicate=str(name), object=uids[target], state=str(state), id=number)
            for subject, name, target, state, number in facts
            if subject in uids and target in uids
        ),
        annotators=store.annotators.names(),
        memos=tuple((note.annotator, note.text) for note in store.notes.of(None)),
        settings=store.settings.all(),
        rules=store.rules.all(),
        views=store.views.all(),
        recipes=store.recipes.all(),
        samples=store.samples.all(),
        exclusions=store.exclusions.drafts(),
    )


def _entities(store: Store, uids: dict[int, str]) -> tuple[EntityDraft, ...]:
    needs = {int(row[0]) for row in store.db.conn.execute("select id from entity where needs_operator = 1")}
    return tuple(
        EntityDraft(
            id=entity.id,
            uid=entity.uid,
            type=entity.type,
            name=entity.name,
            names=entity.names,
            part_of=None if entity.part_of is None else uids.get(entity.part_of),
            note=entity.note,
            external=entity.external,
            needs_operator=entity.id in needs,
            origin=entity.origin,
        )
        for entity in store.entities.several(sorted(uids))
    )
