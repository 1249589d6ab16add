"""What a merge would do, told before it is done."""

from __future__ import annotations

from collections.abc import Collection

from store.database import Database
from store.entities import Entities
from store.errors import UserError
from store.records import MergePreview
from store.text.normal import folded

_MENTIONS = "from mention where entity in (select value from json_each(?))"


class MergePreviews:
    """Looks ahead at merges; nothing is written."""

    def __init__(self, db: Database, entities: Entities) -> None:
        self._db = db
        self._entities = entities

    def read(self, entities: Collection[int], into: int) -> MergePreview:
        """Say what merging these entities into one of them would move; raises UserError where there is nothing to merge."""
        kept = self._entities.get(into)
        gone = self._entities.several(sorted(set(entities) - {into}))
        if not gone:
            raise UserError("Choose at least two entities to make one of them.")
        known = {folded(name.name) for name in kept.names}
        names = dict.fromkeys(name.name for each in gone for name in each.names if folded(name.name) not in known)
        ids = f"[{','.join(str(each.id) for each in gone)}]"

        def count(sql: str, *more: object) -> int:
            return int(self._db.conn.execute(sql, (ids, *more)).fetchone()[0])

        return MergePreview(
            kept=kept,
            gone=gone,
            names=tuple(names),
            mentions=count(f"select count(*) {_MENTIONS} and state <> 'rejected'"),
            articles=count(f"select count(distinct article) {_MENTIONS} and state <> 'rejected'"),
            relations=count(
                "select count(*) from relation, (select ? as ids) where state <> 'rejected' and"
                " (subject in (select value from json_each(ids)) or object in (select value from json_each(ids)))"
            ),
            parts=count("select count(*) from entity where part_of in (select value from json_each(?))"),
            retyped=count(f"select count(*) {_MENTIONS} and state <> 'rejected' and type <> ?", kept.type),
        )
