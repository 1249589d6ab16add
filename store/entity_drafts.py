"""Entities that other tools' marks link to: found by what they are called elsewhere or here, made where they are missing."""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from dataclasses import replace

from store.formats.record import Record
from store.record_lines import Line
from store.records import EntityDraft
from store.store import Store


class EntityDrafts:
    """Finds or makes entities, inside the transaction of an import."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._links: dict[tuple[str, str], int] | None = None

    def over(self, line: Line, record: Record, entities: MutableMapping[int, int]) -> Record:
        """Give a record with its entities called as they are here; `entities` gets their ids by those in the record."""
        entities.clear()
        entities.update({draft.id or 0: self._ensure(draft) for draft in line.entities})
        if not entities:
            return record
        names = {each.id: each.name for each in self._store.entities.several(sorted(set(entities.values())))}

        def name(number: int | None, given: str | None) -> str | None:
            return names.get(entities.get(number or 0, 0), given)

        marked = record.marked
        return replace(
            record,
            marked=replace(
                marked,
                mentions=tuple(replace(each, entity=name(each.entity_id, each.entity)) for each in marked.mentions),
                relations=tuple(
                    replace(
                        each,
                        subject=name(each.relation.subject, each.subject) or each.subject,
                        object=name(each.relation.object, each.object) or each.object,
                    )
                    for each in marked.relations
                ),
            ),
        )

    def _ensure(self, draft: EntityDraft) -> int:
        known = self._by_uid(draft.uid) or next(filter(None, map(self._linked, draft.external)), None)
        if known is None:
            known = self._named(draft)
        links = self._all_links()
        links.update({_key(pair): known for pair in draft.external})
        return known

    def _named(self, draft: EntityDraft) -> int:
        """Give the entity of this type and name that is linked to nothing else, or a new one."""
        found = self._store.entities.find(draft.name, type=draft.type)
        schemes = {scheme.casefold() for scheme, _ in draft.external}
        for entity in found:
            if not schemes & {scheme.casefold() for scheme, _ in entity.external}:
                if draft.external:
                    external = json.dumps(dict((*entity.external, *draft.external)), ensure_ascii=False, sort_keys=True)
                    self._store.db.conn.execute("update entity set external = ? where id = ?", (external, entity.id))
                return entity.id
        return self._store.entities.insert(
            draft.type, draft.name, origin="import", uid=draft.uid, external=draft.external
        )

    def _by_uid(self, uid: str | None) -> int | None:
        row = self._store.db.conn.execute("select id from entity where uid = ?", (uid,)).fetchone()
        return None if row is None else int(row[0])

    def _linked(self, pair: tuple[str, str]) -> int | None:
        known = self._all_links().get(_key(pair))
        # The record that made it may have been taken back.
        row = self._store.db.conn.execute("select id from entity where id = ?", (known,)).fetchone()
        return None if row is None else int(row[0])

    def _all_links(self) -> dict[tuple[str, str], int]:
        if self._links is None:
            rows = self._store.db.conn.execute("select id, external from entity where external <> '{}'")
            self._links = {_key(pair): number for number, external in rows for pair in json.loads(external).items()}
        return self._links


def _key(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0].casefold(), pair[1]
