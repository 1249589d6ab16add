"""Moments: an article with all its marks as it was at a moment of the past, reckoned back from now by the journal.

Each event after the moment (a change, an undo, a redo) left the image of a row from before it; the first of them says
what the row was at the moment. Imports are no changes: what they brought counts as it is now.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from store.blind import blind_as, own
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.images import Images
from store.records import Moment
from store.text.anchors import find_again

Rows = dict[int, dict[str, Any]]
"""The rows of one table by id."""

OF_ARTICLE = (
    "article",
    "author",
    "keyword",
    "part",
    "mention",
    "tagging",
    "note",
    "relation",
    "correction",
    "article_status",
    "tag_rejection",
    "sample_article",
)
"""The journaled tables whose rows belong to an article."""

PERSONAL = ("tagging", "note", "article_status", "tag_rejection")
"""Those of them that blind mode hides where others made them."""

NAMES = ("tag", "entity", "predicate", "annotator", "sample")
"""The tables whose rows those point at."""

_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")


class Moments:
    """Reads the past of a project; nothing here changes anything."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._images = Images(db)

    def find(self, words: str) -> Moment:
        """Give the moment that is meant by the number of a change or by a time (ISO 8601; without a zone that of here).

        A date alone means its end. Raises UserError for anything else, and where there is no such change.
        """
        words = words.strip()
        if words.isdigit():
            return self.after(int(words))
        if not _TIME.fullmatch(words):
            raise UserError(f"“{words}” is neither a change nor a time; write 123, 2021-03-24 or 2021-03-24T09:30.")
        try:
            at = datetime.fromisoformat(f"{words}T23:59:59" if len(words) == 10 else words)
        except ValueError as error:
            raise UserError(f"“{words}” is no time ({error}).") from error
        return self.at(at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"))

    def after(self, change: int) -> Moment:
        """Give the moment right after a change was made; raises UserError if there is none with this number."""
        row = self._db.conn.execute(
            f"select at, label from change where id = ? and {own(self._db, 'annotator')}", (change,)
        ).fetchone()
        if row is None:
            raise UserError(f"There is no change {change}; 'history' lists them.")
        turn = self._db.conn.execute("select coalesce(max(id), 0) from turn where latest < ?", (change,)).fetchone()[0]
        return Moment(change=change, turn=turn, at=row[0], label=row[1])

    def at(self, time: str) -> Moment:
        """Give the moment of a time, ISO 8601 in UTC."""
        change, label = self._db.conn.execute(
            "select coalesce(max(id), 0), coalesce((select label from change where at <= ?1"
            f" and {own(self._db, 'annotator')} order by id desc limit 1), '') from change where at <= ?1",
            (time,),
        ).fetchone()
        turn = self._db.conn.execute("select coalesce(max(id), 0) from turn where at <= ?", (time,)).fetchone()[0]
        return Moment(change=change, turn=turn, at=time, label=label)

    def of(self, article: int, *, limit: int = 500) -> tuple[Moment, ...]:
        """List the moments at which an article changed, newest first: right after each of the changes that touched it."""
        rows = self._db.conn.execute(
            "select c.id, c.at, c.label from change c where c.id in"
            " (select change from change_row where article = ?) and c.state in ('done', 'kept')"
            f" and {own(self._db, 'c.annotator')} order by c.id desc limit ?",
            (article, limit),
        ).fetchall()
        return tuple(
            Moment(
                change=number, at=at, label=label,
                turn=self._db.conn.execute(
                    "select coalesce(max(id), 0) from turn where latest < ?", (number,)
                ).fetchone()[0],
            )
            for number, at, label in rows
        )  # fmt: skip

    def before(self, moment: Moment) -> Moment:
        """Give the moment right before the change of a moment was made."""
        return Moment(change=moment.change - 1, turn=moment.turn, at=moment.at, label=f"before {moment.label}")

    # Rows as they were

    def rows(self, article: int, moment: Moment) -> dict[str, Rows]:
        """Give all rows of an article as they were: table → id → column → value. Raises UserError if it was not there."""
        came = self._db.conn.execute(
            "select b.at from article a join batch b on b.id = a.batch where a.id = ?", (article,)
        ).fetchone()
        if came is None:
            raise UserError(f"There is no article {article}; 'list' shows the ids.")
        if came[0] > moment.at:
            raise UserError(f"Article {article} was not there at that moment: it came in later, at {came[0]}.")
        found: dict[str, Rows] = {}
        for table in OF_ARTICLE:
            column = "id" if table == "article" else "article"
            found[table] = self._now(table, f'"{column}" = ?', [article])
        past = self._past("r.article = ?", [article], moment)
        _overlay(found, past)
        if (me := blind_as(self._db)) is not None:
            self._leave_own(found, me)
        return found

    def _leave_own(self, found: dict[str, Rows], me: str) -> None:
        """Leave of an article's rows what the one annotator who looks on made of it, and its status as she has it."""
        row = self._db.conn.execute("select id from annotator where name = ?", (me,)).fetchone()
        number = None if row is None else int(row[0])
        for table in PERSONAL:
            found[table] = {key: each for key, each in found[table].items() if each["annotator"] == number}
        given = [each["status"] for each in found["article_status"].values()]
        for each in found["article"].values():
            each["status"] = given[0] if given else "started" if found["tagging"] else "untagged"

    def names(self, rows: Mapping[str, Rows], moment: Moment) -> dict[str, Rows]:
        """Give the rows that those of an article pointed at, as they were, with the tags above their tags."""
        wanted = pointed_at(rows)
        found: dict[str, Rows] = {}
        # Tags are few, and whole branches are wanted.
        found["tag"] = self._now("tag", "1", [])
        _overlay(found, self._past("r.article is null and r.tbl = 'tag'", [], moment))
        for table in NAMES[1:]:
            found[table] = {}
            for some in chunks(sorted(wanted[table])):
                found[table] |= self._now(table, f"id in ({places(some)})", some)
                condition = f"r.article is null and r.tbl = '{table}' and r.row in ({places(some)})"
                _overlay(found, self._past(condition, some, moment))
        return found

    def with_names(self, entities: Iterable[int], moment: Moment) -> Rows:
        """Give the rows of the names of these entities as they were."""
        found: dict[str, Rows] = {"entity_name": {}}
        for some in chunks(sorted(entities)):
            found["entity_name"] |= self._now("entity_name", f"entity in ({places(some)})", some)
        past = self._past("r.article is null and r.tbl = 'entity_name'", [], moment)
        wanted = set(entities)
        _overlay(found, {key: image for key, image in past.items() if image is None or image["entity"] in wanted})
        return found["entity_name"]

    def _now(self, table: str, condition: str, values: Sequence[object]) -> Rows:
        rows = self._db.conn.execute(
            f'select id, {self._images.expression(table, "t")} from "{table}" t where {condition}', values
        )
        return {number: json.loads(image) for number, image in rows}

    def _past(
        self, condition: str, values: Sequence[object], moment: Moment
    ) -> dict[tuple[str, int], dict[str, Any] | None]:
        """Give what the rows of `condition` were that anything touched after the moment."""
        connection = self._db.conn
        turns: dict[int, tuple[tuple[int, int], str]] = {}
        for number, change, latest, state in connection.execute(
            "select id, change, latest, state from turn where id > ? order by id", (moment.turn,)
        ):
            turns.setdefault(change, ((latest, number), state))  # the first turn of it after the moment
        first: dict[tuple[str, int], tuple[tuple[int, int], str | None]] = {}
        for change, table, row, before, after, counts in connection.execute(
            "select r.change, r.tbl, r.row, r.before, r.after, c.state in ('done', 'kept')"
            " or exists (select 1 from turn t where t.change = c.id) from change_row r join change c on c.id = r.change"
            f" where {condition} and (r.change > ? or r.change in (select change from turn where id > ?))"
            " order by r.id",
            (*values, moment.change, moment.turn),
        ):
            if change > moment.change:
                if not counts:
                    continue  # it was undone before undoing was dated: as if it had never been
                key, image, undone = (change, 0), before, False
            else:
                key, undone = turns[change][0], turns[change][1] == "undone"
                image = after if undone else before
            had = first.get((table, row))
            # Of several images of one event the first says what was before, the last what was after.
            if had is None or key < had[0] or (key == had[0] and undone):
                first[table, row] = (key, image)
        return {at: None if image is None else json.loads(image) for at, (_, image) in first.items()}

    # Marks whose text has changed since

    def anchored(self, text: str, rows: Rows) -> tuple[Rows, int]:
        """Place the rows of marks where the text of today has their quote; gives them, and how many are nowhere."""
        found: Rows = {}
        lost = 0
        for number, row in rows.items():
            quote = row.get("quote")
            if row.get("start") is None or quote is None or text[row["start"] : row["end"]] == quote:
                found[number] = row
                continue
            span = find_again(quote, 0, len(quote), text)
            if span is None:
                lost += 1
            else:
                found[number] = {**row, "start": span[0], "end": span[1]}
        return found, lost


def _overlay(found: dict[str, Rows], past: Mapping[tuple[str, int], dict[str, Any] | None]) -> None:
    for (table, row), image in past.items():
        rows = found.setdefault(table, {})
        if image is None:
            rows.pop(row, None)
        else:
            # A column that a later version added is not in an old image.
            rows[row] = {**rows.get(row, {}), **image}


def pointed_at(rows: Mapping[str, Rows]) -> dict[str, set[int]]:
    """Give the ids of what the rows of an article point at, table by table of `NAMES`."""
    wanted: dict[str, set[int]] = {table: set() for table in NAMES}
    for table, columns in (
        ("tagging", (("tag", "tag"), ("annotator", "annotator"))),
        ("tag_rejection", (("tag", "tag"), ("annotator", "annotator"))),
        ("note", (("annotator", "annotator"),)),
        ("article_status", (("annotator", "annotator"),)),
        ("mention", (("entity", "entity"), ("annotator", "annotator"))),
        ("relation", (("subject", "entity"), ("object", "entity"), ("predicate", "predicate"))),
        ("sample_article", (("sample", "sample"),)),
    ):
        for row in rows.get(table, {}).values():
            for column, target in columns:
                if row.get(column) is not None:
                    wanted[target].add(row[column])
    return wanted
