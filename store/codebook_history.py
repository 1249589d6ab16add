"""The history of the codebook, derived from the journal: what changed in it and when, and what that did to taggings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from store.blind import own
from store.codebook_diff import word_for
from store.database import Database
from store.records import CodebookChange, TagDifference, TagFate

_TABLES = "tbl in ('tag', 'codebook')"
"""As the index has it."""

_HIDDEN = {"id", "uid", "position", "former"}


class CodebookHistory:
    """Reads from the journal what became of the codebooks."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def entries(self, *, limit: int = 200, before: int | None = None) -> tuple[CodebookChange, ...]:
        """List the changes that touched codebooks or tags, the newest first, those that were undone too.

        `before` continues a list behind the change of this id.
        """
        rows = self._db.conn.execute(
            "select id, at, label, annotator, state from change where id in"
            f" (select distinct change from change_row where {_TABLES} and (? is null or change < ?)"
            f" order by change desc limit ?) and {own(self._db, 'annotator')} order by id desc",
            (before, before, limit),
        ).fetchall()
        names = dict(self._db.conn.execute("select id, name from tag").fetchall())
        return tuple(self._entry(*row, names=names) for row in rows)

    def _entry(
        self, number: int, at: str, label: str, annotator: str, state: str, *, names: Mapping[int, str]
    ) -> CodebookChange:
        added, moved, removed = self._taggings(number)
        return CodebookChange(
            id=number,
            at=at,
            label=label,
            annotator=annotator,
            undone=state not in ("done", "kept"),
            fates=tuple(self._fates(number, names)),
            added=added,
            moved=moved,
            removed=removed,
        )

    def _taggings(self, change: int) -> tuple[int, int, int]:
        row = self._db.conn.execute(
            "select count(distinct case when before is null then row end),"
            " count(distinct case when before is not null and after is not null and"
            " json_extract(before, '$.tag') is not json_extract(after, '$.tag') then row end),"
            " count(distinct case when after is null then row end)"
            " from change_row where change = ? and tbl = 'tagging'",
            (change,),
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def _fates(self, change: int, names: Mapping[int, str]) -> Iterator[TagFate]:
        images: dict[tuple[str, int], list[str | None]] = {}
        for table, row, before, after in self._db.conn.execute(
            f"select tbl, row, before, after from change_row where change = ? and {_TABLES} order by id", (change,)
        ):
            images.setdefault((table, row), [before, None])[1] = after
        for (table, row), (before, after) in images.items():
            old, new = json.loads(before or "null"), json.loads(after or "null")
            if old is None and new is None:
                continue
            tag = row if table == "tag" else None
            if old is None or new is None:
                yield TagFate(path=(new or old)["name"], fate="added" if old is None else "removed", tag=tag)
            elif found := tuple(_differences(old, new, names)):
                yield TagFate(path=old["name"], fate=word_for(found), tag=tag, differences=found)


def _differences(
    old: Mapping[str, object], new: Mapping[str, object], names: Mapping[int, str]
) -> Iterator[TagDifference]:
    for field in sorted(old.keys() & new.keys() - _HIDDEN):
        was, now = old[field], new[field]
        if was == now:
            continue
        if field == "parent":
            was, now = (names.get(each, "a tag that is gone") if isinstance(each, int) else "" for each in (was, now))
        word = {"parent": "place"}.get(field, field)
        yield TagDifference(field=word, before=_text(field, was), after=_text(field, now))


def _text(field: str, value: object) -> str:
    if field in ("exclusive", "deprecated"):
        return "yes" if value else ""
    return "" if value is None else str(value)
