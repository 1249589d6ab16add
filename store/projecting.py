"""The project's own part of a native export: codebook, entities, predicates, annotators, memos and settings."""

from __future__ import annotations

from store.formats.attributes import read_attributes
from store.formats.project import Fact, ProjectRecord
from store.records import EntityDraft, TagDraft
from store.store import Store


def project_record(store: Store) -> ProjectRecord:
    """Gather what a native export carries beside its articles."""
    connection = store.db.conn
    uids = {int(number): str(uid) for number, uid in connection.execute("select id, uid from entity")}
    facts = connection.execute(
        "select r.subject, p.name, r.object, r.state, r.id from relation r join predicate p on p.id = r.predicate"
        " where r.article is null order by r.id"
    )
    return ProjectRecord(
        codebook=_children(store, None),
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


def _children(store: Store, parent: int | None) -> tuple[TagDraft, ...]:
    rows = store.db.conn.execute(
        "select id, uid, name, colour, key, definition, include, exclude, attributes from tag where parent is ?"
        " order by position, id",
        (parent,),
    ).fetchall()
    return tuple(
        TagDraft(
            uid=uid,
            name=name,
            colour=colour,
            key=key,
            definition=definition,
            include=include,
            exclude=exclude,
            attributes=read_attributes(attributes),
            children=_children(store, number),
        )
        for number, uid, name, colour, key, definition, include, exclude, attributes in rows
    )
