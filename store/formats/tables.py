"""CSV: a folder of tables (articles, taggings, mentions, relations) in two flavours.

`data` is for programs: UTF-8 without a mark, LF, values as they are. `excel` is for spreadsheets: a byte order mark,
CRLF between rows, and an apostrophe before anything a spreadsheet would take for a formula (OWASP's list), so it is
not the same text any more and says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from store.dataset.details import written_attributes
from store.records import MarkedArticle

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        "id",
        "uid",
        "source",
        "sha256",
        "language",
        "title",
        "title_derived",
        "subtitle",
        "outlet",
        "authors",
        "published",
        "updated",
        "url",
        "keywords",
        "status",
        "tags",
        "notes",
        "text",
    ),
    "taggings": ("article", "source", "tag", "start", "end", "quote", "note", "annotator", "certainty", "attributes"),
    "mentions": (
        "id",
        "article",
        "source",
        "start",
        "end",
        "quote",
        "type",
        "entity",
        "entity_id",
        "state",
        "origin",
        "score",
        "value",
    ),
    "relations": (
        "id",
        "article",
        "source",
        "subject",
        "predicate",
        "object",
        "start",
        "end",
        "quote",
        "state",
    ),
}
"""The tables of the folder and their columns, in order."""


def rows(table: str, marked: MarkedArticle) -> Iterable[tuple[object, ...]]:
    """Give the rows that one article has in one of the tables; several values of a cell are joined by `; `."""
    return _ROWS[table](marked)


def _article_rows(marked: MarkedArticle) -> Iterator[tuple[object, ...]]:
    article = marked.article
    whole = sorted({tagging.tag for tagging in marked.taggings if tagging.start is None})
    yield (
        article.id,
        article.uid,
        article.source,
        article.sha256,
        article.language,
        article.title,
        int(article.title_derived),
        article.subtitle,
        article.outlet,
        "; ".join(article.authors),
        article.published,
        article.updated,
        article.url,
        "; ".join(article.keywords),
        article.status,
        "; ".join(whole),
        "\n\n".join(note.text for note in marked.notes),
        article.text,
    )


def _tagging_rows(marked: MarkedArticle) -> Iterator[tuple[object, ...]]:
    article = marked.article
    for t in marked.taggings:
        yield (article.id, article.source, t.tag, t.start, t.end, t.quote, t.note, t.annotator, t.certainty,
               written_attributes(t))  # fmt: skip


def _mention_rows(marked: MarkedArticle) -> Iterator[tuple[object, ...]]:
    article = marked.article
    for m in marked.mentions:
        place = (m.id, article.id, article.source, m.start, m.end, m.quote)
        yield (*place, m.type, m.entity, m.entity_id, m.state, m.origin, m.score, m.value)


def _relation_rows(marked: MarkedArticle) -> Iterator[tuple[object, ...]]:
    article = marked.article
    for said in marked.relations:
        r = said.relation
        fact = (said.subject, r.predicate, said.object)
        yield (r.id, article.id, article.source, *fact, r.start, r.end, r.quote, r.state)


_ROWS = {"articles": _article_rows, "taggings": _tagging_rows, "mentions": _mention_rows, "relations": _relation_rows}


def head(table: str, *, flavour: str, extra: Sequence[str] = ()) -> str:
    """Write the header row of a table, with the byte order mark where the flavour has one, and with extra columns."""
    return ("\ufeff" if flavour == "excel" else "") + write_rows([(*COLUMNS[table], *extra)], flavour=flavour)


def write_rows(values: Iterable[Sequence[object]], *, flavour: str) -> str:
    """Write rows as CSV (RFC 4180 quoting); None is an empty cell, line breaks inside cells stay LF."""
    lines: list[str] = []
    # With CRLF the writer quotes CR as well as LF; with LF alone it would leave a CR bare, and readers end the row there.
    writer = csv.writer(_Lines(lines), lineterminator="\r\n")
    for row in values:
        writer.writerow([defuse(value) for value in row] if flavour == "excel" else row)
    if flavour != "excel":
        lines = [line.removesuffix("\r\n") + "\n" for line in lines]
    return "".join(lines)


class _Lines:
    """Takes what a CSV writer writes, row by row."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def write(self, line: str) -> None:
        self._lines.append(line)


def defuse(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULA):
        return "'" + value
    return value
