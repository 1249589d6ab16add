"""The history: which changes there were, of an article, a tag or an annotator, and what each did, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from store.accounts import Names, Row, account
from store.blind import own
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.journal import UNDONE
from store.records import AccountLine, HistoryEntry, HistoryQuery

KINDS = {
    "taggings": ("tagging",),
    "codebook": ("tag",),
    "mentions": ("mention",),
    "entities": ("entity", "entity_name"),
    "relations": ("relation", "predicate"),
    "notes": ("note",),
    "articles": ("article", "author", "keyword", "part", "correction"),
    "rules": ("rule", "exclusion"),
    "views and settings": ("saved_view", "setting"),
}
"""The kinds of changes, each with the tables whose rows it touches."""

PAGE = 200
"""How many changes are read at a time where nothing else is said."""

MOST = 200
"""How many rows of a change are told of; what is beyond is counted."""


class History:
    """The changes of a project, page by page; nothing here changes anything."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def page(
        self, query: HistoryQuery | None = None, *, before: int | None = None, limit: int | None = PAGE
    ) -> tuple[HistoryEntry, ...]:
        """List at most `limit` changes that match, newest first, all older than the change `before`; None: all of them.

        Raises UserError for a kind that is none.
        """
        with_tables, conditions, values = self._condition(query)
        rows = self._db.conn.execute(
            f"{with_tables}select c.id, c.at, c.label, c.annotator, {UNDONE},"
            " (select coalesce(sum(rows), 0) from change_table t where t.change = c.id),"
            " (select group_concat(tbl) from change_table t where t.change = c.id)"
            f" from change c where c.id < :before{conditions} order by c.id desc limit :limit",
            {**values, "before": 1 << 62 if before is None else before, "limit": -1 if limit is None else limit},
        )
        return tuple(
            HistoryEntry(
                id=number, at=at, label=label, annotator=annotator, undone=bool(undone), rows=count,
                tables=tuple((tables or "").split(",")) if tables else (),
            )
            for number, at, label, annotator, undone, count, tables in rows
        )  # fmt: skip

    def stream(self, query: HistoryQuery | None = None) -> Iterator[HistoryEntry]:
        """Give all changes that match, newest first, a page at a time."""
        before: int | None = None
        while page := self.page(query, before=before):
            yield from page
            before = page[-1].id

    def _condition(self, query: HistoryQuery | None) -> tuple[str, str, dict[str, object]]:
        before, conditions, values = _condition(query or HistoryQuery())
        return before, f"{conditions} and {own(self._db, 'c.annotator')}", values

    def get(self, change: int) -> HistoryEntry:
        """Read one change; raises UserError if there is none with this number."""
        found = self.page(before=change + 1, limit=1)
        if not found or found[0].id != change:
            raise UserError(f"There is no change {change}; 'history' lists them.")
        return found[0]

    def count(self, query: HistoryQuery | None = None) -> int:
        """Count the changes that match."""
        with_tables, conditions, values = self._condition(query)
        sql = f"{with_tables}select count(*) from change c where c.id > 0{conditions}"
        return int(self._db.conn.execute(sql, values).fetchone()[0])

    def annotators(self) -> tuple[str, ...]:
        """Name all who changed anything, in the order of the alphabet."""
        sql = f"select distinct annotator from change where {own(self._db, 'annotator')} order by 1"
        return tuple(row[0] for row in self._db.conn.execute(sql))

    def articles(self, change: int, *, limit: int = PAGE) -> tuple[int, ...]:
        """List at most `limit` articles that a change touched and that are still there, in their order."""
        rows = self._db.conn.execute(
            "select distinct article from change_row where change = ? and article is not null"
            f" and change in (select id from change where {own(self._db, 'annotator')}) limit ?",
            (change, limit),
        ).fetchall()
        ids = [row[0] for row in rows]
        there: list[int] = []
        for some in chunks(ids):
            there += [
                row[0] for row in self._db.conn.execute(f"select id from article where id in ({places(some)})", some)
            ]
        return tuple(sorted(there))

    def newest(self) -> int:
        """Give the number of the latest change there is, undone or not; 0 where there is none."""
        return int(self._db.conn.execute("select coalesce(max(id), 0) from change").fetchone()[0])

    def after(self, change: int) -> int:
        """Count the changes in force that came after this one: what "undo back to here" would undo."""
        sql = f"select count(*) from change where state = 'done' and id > ? and {own(self._db, 'annotator')}"
        return int(self._db.conn.execute(sql, (change,)).fetchone()[0])

    def account(self, change: int, *, article: int | None = None, most: int = MOST) -> tuple[AccountLine, ...]:
        """Say in sentences what a change did, before → after, of one article alone where that is wanted.

        At most `most` rows are gone through; a last line counts the others.
        """
        condition, values = ("", ()) if article is None else (" and article = ?", (article,))
        condition += f" and change in (select id from change where {own(self._db, 'annotator')})"
        rows = self._db.conn.execute(
            f"select tbl, row, article, before, after from change_row where change = ?{condition} order by id limit ?",
            (change, *values, most + 1),
        ).fetchall()
        lines = self._told(rows[:most])
        if len(rows) > most:
            sql = f"select count(*) from change_row where change = ?{condition}"
            more = self._db.conn.execute(sql, (change, *values)).fetchone()[0] - most
            lines.append(AccountLine(sentence=f"… and {more:,} more."))
        return tuple(lines)

    def _told(self, rows: Sequence[tuple[str, int, int | None, str | None, str | None]]) -> list[AccountLine]:
        merged: dict[tuple[str, int], Row] = {}
        for table, number, article, before, after in rows:
            had = merged.get((table, number))
            merged[table, number] = Row(
                table=table, id=number, article=article, before=had.before if had else _read(before), after=_read(after)
            )
        wanted = [row for row in merged.values() if row.before != row.after]
        names = self._names(wanted)
        lines: list[AccountLine] = []
        for article, some in groupby(wanted, key=lambda row: row.article):
            group = list(some)
            lines += [
                AccountLine(sentence=sentence, article=article)
                for sentence in account(group, names, text=self._text(article, group))
            ]
        return lines

    def _text(self, article: int | None, rows: Iterable[Row]) -> str:
        if article is None or not any(row.table == "part" for row in rows):
            return ""
        row = self._db.conn.execute("select text from article_text where article = ?", (article,)).fetchone()
        return "" if row is None else str(row[0])

    # Names of what rows point at

    def _names(self, rows: Sequence[Row]) -> Names:
        ids: dict[str, set[int]] = {"tag": set(), "entity": set(), "predicate": set(), "annotator": set()}
        articles: set[int] = set()
        for row in rows:
            if row.article is not None:
                articles.add(row.article)
            for image in (row.before or {}, row.after or {}):
                for column, table in _POINTING.items():
                    if isinstance(image.get(column), int):
                        ids[table].add(image[column])
                if row.table == "tag" and isinstance(image.get("parent"), int):
                    ids["tag"].add(image["parent"])
        return Names(
            tags=self._paths(ids["tag"]),
            entities=self._named("entity", ids["entity"]),
            predicates=self._named("predicate", ids["predicate"]),
            annotators=self._named("annotator", ids["annotator"]),
            articles=self._titles(articles),
        )

    def _titles(self, ids: Iterable[int]) -> dict[int, str]:
        titles: dict[int, str] = {}
        for some in chunks(list(ids)):
            titles.update(
                self._db.conn.execute(
                    f"select id, coalesce(nullif(title, ''), source) from article where id in ({places(some)})", some
                ).fetchall()
            )
        return titles

    def _paths(self, ids: Iterable[int]) -> dict[int, str]:
        return {tag: self.tag_path(tag) for tag in ids}

    def tag_path(self, tag: int) -> str:
        """Give the path of a tag, also of one that is gone: as it was called last."""
        steps: list[str] = []
        step: int | None = tag
        seen: set[int] = set()
        while step is not None and step not in seen:
            seen.add(step)
            row = self._db.conn.execute("select name, parent from tag where id = ?", (step,)).fetchone()
            name, above = row or self._last("tag", step)
            steps.append(str(name))
            step = above
        return "/".join(reversed(steps))

    def _last(self, table: str, row: int) -> tuple[str, int | None]:
        found = self._db.conn.execute(
            "select coalesce(after, before) from change_row where article is null and tbl = ? and row = ?"
            " order by change desc, id desc limit 1",
            (table, row),
        ).fetchone()
        image = {} if found is None else json.loads(found[0])
        return str(image.get("name", f"{table} {row}")), image.get("parent")

    def _named(self, table: str, ids: Iterable[int]) -> dict[int, str]:
        wanted = list(ids)
        names: dict[int, str] = {}
        for some in chunks(wanted):
            names.update(
                self._db.conn.execute(f"select id, name from {table} where id in ({places(some)})", some).fetchall()
            )
        return {number: names[number] if number in names else self._last(table, number)[0] for number in wanted}

    def tags_named(self, name: str) -> tuple[int, ...]:
        """Find tags by their path or last name, those that are gone too; newest first."""
        last = name.rsplit("/", 1)[-1]
        rows = self._db.conn.execute(
            "select id from tag where name = ?1 union select row from change_row where article is null and tbl = 'tag'"
            " and (json_extract(before, '$.name') = ?1 or json_extract(after, '$.name') = ?1) order by 1 desc",
            (last,),
        ).fetchall()
        found = [int(row[0]) for row in rows]
        whole = [tag for tag in found if self.tag_path(tag) == name]
        return tuple(whole or found)


_POINTING = {
    "tag": "tag", "entity": "entity", "subject": "entity", "object": "entity", "part_of": "entity",
    "predicate": "predicate", "annotator": "annotator",
}  # fmt: skip


def _read(image: str | None) -> dict[str, Any] | None:
    return None if image is None else json.loads(image)


_OF_TAG = """with recursive
    put(x) as (select max(change) from change_row
            where tbl = 'tagging' and json_extract(coalesce(after, before), '$.tag') = :tag
        union all select (select max(change) from change_row
            where tbl = 'tagging' and json_extract(coalesce(after, before), '$.tag') = :tag and change < put.x)
            from put where x is not null),
    gone(x) as (select max(change) from change_row
            where tbl = 'tagging' and before is not null and after is not null and json_extract(before, '$.tag') = :tag
        union all select (select max(change) from change_row
            where tbl = 'tagging' and before is not null and after is not null and json_extract(before, '$.tag') = :tag
            and change < gone.x) from gone where x is not null)
"""
"""Steps from change to change by the indexes, however many rows each of them has."""


def _condition(query: HistoryQuery) -> tuple[str, str, dict[str, object]]:
    """Give the SQL before `select`, the further conditions on a change `c`, and the values of both."""
    before, conditions = "", ""
    if query.article is not None:
        conditions += " and c.id in (select change from change_row where article = :article)"
    if query.tag is not None:
        before = _OF_TAG
        conditions += (
            " and c.id in (select x from put union select x from gone union"
            " select change from change_row where article is null and tbl = 'tag' and row = :tag)"
        )
    if query.annotator is not None:
        conditions += " and c.annotator = :annotator"
    if query.since is not None:
        conditions += " and c.at >= :since"
    if query.until is not None:
        conditions += " and c.at < :until"
    if query.words.strip():
        conditions += " and instr(lower(c.label), lower(:words)) > 0"
    if query.kind is not None:
        if query.kind not in KINDS:
            raise UserError(f"“{query.kind}” is no kind of change; choose one of {', '.join(KINDS)}.")
        tables = ", ".join(f"'{table}'" for table in KINDS[query.kind])
        conditions += f" and exists (select 1 from change_table t where t.change = c.id and t.tbl in ({tables}))"
    values = {name: getattr(query, name) for name in ("article", "tag", "annotator", "since", "until")}
    return before, conditions, {**values, "words": query.words.strip()}
