"""The past of two copies of a project: where they parted, and what the rows were then that one of them has changed since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.database import Database

Row = dict[str, object]
"""A row by its columns."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Where two copies parted: the last change and the last of its rows that both have; 0 where there is none.

    `kin` says whether one is a copy of the other, or both are of a third, at all.
    """

    change: int
    row: int
    kin: bool


def parting(db: Database) -> Parting:
    """Find where the project `main` and its copy `theirs`, both attached, parted."""
    ours = db.conn.execute("select id, at, label, annotator from main.change order by id")
    others = db.conn.execute("select id, at, label, annotator from theirs.change order by id")
    last = 0
    for one, other in zip(ours, others, strict=False):
        if one != other:
            break
        last = int(one[0])
    row = db.conn.execute("select coalesce(max(id), 0) from theirs.change_row where change <= ?", (last,)).fetchone()[0]
    same = "select 1 from main.{0} o join theirs.{0} t on t.uid = o.uid limit 1"
    kin = bool(last) or any(
        db.conn.execute(same.format(table)).fetchone() is not None for table in ("batch", "annotator", "tagging")
    )
    return Parting(last, int(row), kin)


class Past:
    """What rows of one of two copies were before and after each of its own changes since they parted.

    Of a change that both have and only one has taken back, it is what the other still has.
    """

    def __init__(self, db: Database, schema: str, since: Parting) -> None:
        self._first: dict[str, dict[str, Row | None]] = defaultdict(dict)
        self._images: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self.uids: dict[str, dict[int, str]] = defaultdict(dict)
        self.lists: dict[str, set[int]] = defaultdict(set)
        self._loose: dict[str, dict[int, Row | None]] = defaultdict(dict)
        self._read(db, schema, since)

    def _read(self, db: Database, schema: str, since: Parting) -> None:
        other = "theirs" if schema == "main" else "main"
        taken_back = (
            f"select c.id from {schema}.change c join {other}.change o on o.id = c.id where c.id <= {since.change}"
            " and (c.state in ('done', 'kept')) <> (o.state in ('done', 'kept'))"
        )
        rows = db.conn.execute(
            f"select tbl, row, article, before, after, change <= {since.change} as shared,"
            f" (select state in ('done', 'kept') from {schema}.change c where c.id = change) as done"
            f" from {schema}.change_row where change > {since.change} or change in ({taken_back}) order by change_row.id"
        )
        for table, row, article, before, after, shared, done in rows:
            # What is shared and was taken back here was done when they parted; what is shared and done there is no news.
            # What was made here since and taken back again never was.
            if bool(shared) == bool(done):
                continue
            if shared:
                # Several may have been taken back: what the last of them left is what was there.
                self._first[str(table)].pop(_uid(after or before), None)
                self._loose[str(table)].pop(int(row), None)
            self._note(
                str(table), int(row), article, after if shared else before, [each for each in (before, after) if each]
            )

    def _note(self, table: str, row: int, article: int | None, first: str | None, images: Iterable[str]) -> None:
        read = [json.loads(image) for image in images]
        uid = next((str(each["uid"]) for each in read if "uid" in each), None)
        if uid is None:
            if article is not None:
                self.lists[table].add(int(article))
                self._loose[table].setdefault(row, json.loads(first) if first else None)
            return
        self.uids[table][row] = uid
        self._first[table].setdefault(uid, json.loads(first) if first else None)
        self._images[table][uid] += read

    def touched(self, table: str) -> Mapping[str, Row | None]:
        """Give the rows of a table that were changed since, by uid, as they were before; None: not there."""
        return self._first[table]

    def has_been(self, table: str, uid: str, column: str, value: object) -> bool:
        """Say whether a row had this value in a column at any time since."""
        return any(image.get(column) == value for image in self._images[table].get(uid, ()))

    def first_seen(self, table: str, uid: str) -> Row | None:
        """Give what a row was when it first was there, of those that were changed since."""
        images = self._images[table].get(uid)
        return images[0] if images else None

    def list_then(self, table: str, article: int, now: Mapping[int, Row]) -> list[Row]:
        """Give the rows that an article had when they parted, from those it has now by their ids."""
        then: dict[int, Row | None] = dict(now)
        for row, image in self._loose[table].items():
            if image is None:
                then.pop(row, None)
            elif image.get("article") == article:
                then[row] = image
        return [image for image in then.values() if image is not None]


def _uid(image: str) -> str:
    return str(json.loads(image).get("uid", ""))
