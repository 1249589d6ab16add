"""Corrections: what a person put right in an article, remembered so that a new version of its source keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from store.annotators import new_uid
from store.database import Database
from store.db import chunks, places
from store.parse.fields import LISTS
from store.records import ArticleDraft, Part
from store.text.anchors import find_again
from store.text.lines import lines_within
from store.text.roles import with_roles, without

FieldValue = str | tuple[str, ...] | None
"""The value of a field as it is stored: a text or nothing, or for authors and keywords the list of them."""

_TABLES = {"authors": "author", "keywords": "keyword"}


class Corrections:
    """The corrections of a project: one a field of an article, and one a line whose role was set by hand.

    What writes wants to be called inside a change or an import.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def fields(self, article: int) -> Mapping[str, FieldValue]:
        """Give the fields of an article that were corrected, each with the value it was given."""
        rows = self._db.conn.execute(
            "select field, value from correction where article = ? and field <> 'role' order by id", (article,)
        )
        return {field: _value(field, value) for field, value in rows}

    def roles(self, article: int) -> tuple[Part, ...]:
        """List the lines of an article whose role was corrected, in order; positions are those of the stored text."""
        rows = self._db.conn.execute(
            "select value, start, \"end\" from correction where article = ? and field = 'role' order by start",
            (article,),
        )
        return tuple(Part(role=role, start=start, end=end) for role, start, end in rows)

    # What a person corrects

    def write_field(self, articles: Sequence[int], field: str, value: FieldValue) -> None:
        """Give these live articles another value of a field, and remember it; those that have it already are let be."""
        for some in chunks(articles):
            wanting = self._wanting(some, field, value)
            if field in LISTS:
                for article in wanting:
                    write_names(self._db, _TABLES[field], article, tuple(value or ()))
            else:
                derived = ", title_derived = 0" if field == "title" else ""
                self._db.conn.executemany(
                    f"update article set {field} = ?{derived} where id = ?", [(value, article) for article in wanting]
                )
            for article in wanting:
                self._remember(article, field, value)

    def _wanting(self, articles: Sequence[int], field: str, value: FieldValue) -> list[int]:
        if field in LISTS:
            had: dict[int, list[str]] = {}
            for article, name in self._db.conn.execute(
                f"select a.id, n.name from article a left join {_TABLES[field]} n on n.article = a.id"
                f" where a.removed = 0 and a.id in ({places(articles)}) order by a.id, n.position",
                articles,
            ):
                had.setdefault(article, []).extend([] if name is None else [name])
            return [article for article, names in had.items() if tuple(names) != value]
        confirmed = " or title_derived = 1" if field == "title" else ""
        rows = self._db.conn.execute(
            f"select id from article where removed = 0 and ({field} is not ?{confirmed}) and id in ({places(articles)})",
            [value, *articles],
        )
        return [int(row[0]) for row in rows]

    def _remember(self, article: int, field: str, value: FieldValue) -> None:
        text = json.dumps(value, ensure_ascii=False) if field in LISTS else value
        row = self._db.conn.execute(
            "select id from correction where article = ? and field = ?", (article, field)
        ).fetchone()
        if row is None:
            self._db.conn.execute(
                "insert into correction(uid, article, field, value) values (?, ?, ?, ?)",
                (new_uid(), article, field, text),
            )
        else:
            self._db.conn.execute("update correction set value = ? where id = ?", (text, row[0]))

    def keep_field(self, article: int, field: str, value: FieldValue) -> None:
        """Remember a value of a field that the caller gives the article itself, as an import does."""
        self._remember(article, field, value)

    def write_roles(self, article: int, text: str, given: Part) -> None:
        """Remember that a person gave the lines of this span this role; what was remembered of them before goes."""
        lines = [
            Part(role=given.role, start=start, end=end) for start, end in lines_within(text, given.start, given.end)
        ]
        kept = self.roles(article)
        for line in lines:
            kept = without(text, kept, line)
        self._put_roles(article, text, (*kept, *lines))

    # What a new version of a source keeps

    def over(self, article: int, draft: ArticleDraft) -> ArticleDraft:
        """Give a draft of this article with the corrected fields put over what its source says."""
        fields: dict[str, Any] = dict(self.fields(article))
        if "title" in fields:
            fields["title_derived"] = False
        return replace(draft, **fields)

    def move_roles(self, article: int, old: str, new: str) -> Iterator[str]:
        """Find the corrected lines again in a new text, and keep them; gives a sentence for each that is lost."""
        moved: list[Part] = []
        for line in self.roles(article):
            span = find_again(old, line.start, line.end, new, whole_lines=True)
            part = None if span is None else Part(role=line.role, start=span[0], end=span[1])
            if part is not None and not any(each.start < part.end and part.start < each.end for each in moved):
                moved.append(part)
            elif part not in moved:
                yield f"{line.role} “{old[line.start : line.end]}”"
        self._put_roles(article, new, moved)

    def parts(self, article: int, text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
        """Give the parts of this article with the corrected roles put over them; `text` is its stored text."""
        return with_roles(text, parts, self.roles(article))

    def _put_roles(self, article: int, text: str, roles: Sequence[Part]) -> None:
        wanted = {(role.role, role.start, role.end, text[role.start : role.end]) for role in roles}
        gone = []
        for number, *had in self._db.conn.execute(
            "select id, value, start, \"end\", quote from correction where article = ? and field = 'role'", (article,)
        ):
            if tuple(had) in wanted:
                wanted.discard(tuple(had))
            else:
                gone.append((number,))
        self._db.conn.executemany("delete from correction where id = ?", gone)
        self._db.conn.executemany(
            'insert into correction(uid, article, field, value, start, "end", quote) values (?, ?, ?, ?, ?, ?, ?)',
            [(new_uid(), article, "role", *each) for each in sorted(wanted, key=lambda each: each[1])],
        )


def write_names(db: Database, table: str, article: int, names: Sequence[str]) -> None:
    """Make `names` the authors or keywords of an article (`table` is author or keyword); the same ones keep their rows."""
    had = db.conn.execute(f"select name from {table} where article = ? order by position", (article,)).fetchall()
    if [row[0] for row in had] == list(names):
        return
    db.conn.execute(f"delete from {table} where article = ?", (article,))
    db.conn.executemany(
        f"insert into {table}(article, position, name) values (?, ?, ?)",
        [(article, position, name) for position, name in enumerate(names)],
    )


def write_parts(db: Database, article: int, parts: Sequence[Part]) -> None:
    """Make `parts` those of an article; the ones it has already keep their rows."""
    wanted = {(part.role, part.start, part.end) for part in parts}
    gone = []
    for number, *had in db.conn.execute('select id, role, start, "end" from part where article = ?', (article,)):
        if tuple(had) in wanted:
            wanted.discard(tuple(had))
        else:
            gone.append((number,))
    db.conn.executemany("delete from part where id = ?", gone)
    db.conn.executemany(
        'insert into part(article, role, start, "end") values (?, ?, ?, ?)',
        [(article, *each) for each in sorted(wanted, key=lambda each: each[1])],
    )


def _value(field: str, value: str | None) -> FieldValue:
    return tuple(json.loads(value or "[]")) if field in LISTS else value
