"""Settling: which article of the project a record means, where it is not a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from store.formats.record import Record
from store.record_lines import Line
from store.records import Mention, Relation, Tagging
from store.sources import Standing
from store.store import Store

Mark = TypeVar("Mark", Mention, Tagging, Relation)


class Settling:
    """Finds the articles that records mean: by uid, and those of other tools by source and text too.

    A record of another tool may hold a piece of its article alone: its marks are moved to where the piece stands.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: set[int] = set()

    def made(self, article: int) -> None:
        """Note an article that this very file has brought: no other record of the file means it."""
        self._made.add(article)

    def settle(self, line: Line, record: Record, source: str, standing: Standing) -> tuple[int | None, Record]:
        """Give the article that a record means (None: a new one), and the record as it fits that."""
        uid = self._by_uid(record.marked.article.uid)
        if not line.is_foreign:
            return uid or standing.article, record
        if standing.article is not None:
            return standing.article, _known_already(record)
        for article in (uid, self._by_source(source)):
            if article is not None and article not in self._made:
                fitting = self._within(article, record)
                if fitting is not None:
                    return article, fitting
        return None, _unnamed(record) if uid is not None else record

    def _by_uid(self, uid: str) -> int | None:
        row = self._store.db.conn.execute("select id from article where uid = ? and removed = 0", (uid,)).fetchone()
        return None if row is None else int(row[0])

    def _by_source(self, source: str) -> int | None:
        row = self._store.db.conn.execute(
            "select id from article where source = ? and removed = 0 order by id desc limit 1", (source,)
        ).fetchone()
        return None if row is None else int(row[0])

    def _within(self, article: int, record: Record) -> Record | None:
        """Give a record as one of the whole text of an article, or None where its text is not in that just once."""
        text, piece = self._store.articles.text(article), record.marked.article.text
        start = text.find(piece)
        if start < 0 or (len(piece) < len(text) and text.find(piece, start + 1) >= 0):
            return None
        return _moved(_known_already(record), text, start)


def _known_already(record: Record) -> Record:
    """Give a record that says of its article nothing but text and marks, so that what is known of it stays."""
    return replace(record, said=record.said & {"text", "mentions"})


def _unnamed(record: Record) -> Record:
    article = replace(record.marked.article, uid="", id=0)
    return replace(record, marked=replace(record.marked, article=article))


def _moved(record: Record, text: str, start: int) -> Record:
    """Give a record of a piece that begins at `start` of a text as one of that text."""
    marked = record.marked
    piece = marked.article.text
    whole = piece == text
    return replace(
        record,
        marked=replace(
            marked,
            article=replace(marked.article, text=text, parts=()),
            mentions=tuple(_shifted(each, start) for each in marked.mentions),
            taggings=tuple(
                # A tag on a piece of an article is one on that passage.
                _shifted(each, start)
                if whole or each.start is not None
                else replace(each, start=start, end=start + len(piece), quote=piece)
                for each in marked.taggings
            ),
            relations=tuple(replace(each, relation=_shifted(each.relation, start)) for each in marked.relations),
        ),
    )


def _shifted(mark: Mark, by: int) -> Mark:
    if mark.start is None or mark.end is None:
        return mark
    return replace(mark, start=mark.start + by, end=mark.end + by)
