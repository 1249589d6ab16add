"""SQLite as a format of datasets: tables with foreign keys, views and a full-text index, for Datasette, R and DBeaver."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.dataset.form import HOLDS, PULSE, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.formats.tables import COLUMNS, rows

_NUMBERS = frozenset({"id", "article", "start", "end", "entity_id", "title_derived", "certainty"})
_CHUNK = 1 << 20
_PULSE = 200


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    with tempfile.TemporaryDirectory(prefix="galpi-") as folder:
        path = Path(folder) / "dataset.db"
        connection = sqlite3.connect(path)
        try:
            # It is copied when it is whole: until then nothing need be safe.
            connection.executescript("pragma journal_mode = off; pragma synchronous = off; begin;" + _schema())
            _fill_codebook(connection, dataset)
            for number, item in enumerate(items):
                _add(connection, item)
                if number % _PULSE == 0:
                    yield PULSE
            connection.execute("insert into articles_fts(articles_fts) values ('rebuild')")
            connection.commit()
            connection.execute("vacuum")
        finally:
            connection.close()
        with path.open("rb") as stream:
            while data := stream.read(_CHUNK):
                yield Piece(dataset.file, data)
    metadata = {
        "title": dataset.recipe.title or dataset.project or "News",
        "license": dataset.recipe.licence or "unknown",
        "databases": {Path(dataset.file).stem: {"tables": {"articles": {"label_column": "title"}}}},
    }
    yield Piece(f"{dataset.file}.metadata.json", json.dumps(metadata, ensure_ascii=False, indent=1) + "\n")


def _columns(table: str) -> tuple[str, ...]:
    return (
        *(("record",) if table == "articles" else ()),
        *COLUMNS[table],
        *(("split",) if table == "articles" else ()),
    )


def _schema() -> str:
    statements = []
    for table in COLUMNS:
        columns = []
        for name in _columns(table):
            kind = "integer" if name in _NUMBERS else "real" if name == "score" else "text"
            if name == "record":
                kind = "text primary key"
            elif name == "article":
                kind = "text not null references articles(record)"
            elif name == "tag" and table == "taggings":
                kind = "text not null references codebook(tag)"
            columns.append(f'"{name}" {kind}')
        statements.append(f"create table {table}({', '.join(columns)});")
        if table != "articles":
            statements.append(f"create index {table}_article on {table}(article);")
    statements += [
        "create index taggings_tag on taggings(tag);",
        "create index mentions_entity on mentions(entity);",
        "create table codebook(tag text primary key, definition text, include text, exclude text, colour text);",
        "create table dataset(name text primary key, value text);",
        "create view passages as select t.tag, t.quote, t.note, t.annotator, a.title, a.outlet, a.published, a.record"
        " from taggings t join articles a on a.record = t.article where t.start is not null;",
        "create view entities as select type, entity, count(*) mentions, count(distinct article) articles from mentions"
        " where entity is not null group by type, entity;",
        "create virtual table articles_fts using fts5(title, text, content='articles', tokenize='trigram');",
    ]
    return "\n".join(statements)


def _fill_codebook(connection: sqlite3.Connection, dataset: Dataset) -> None:
    connection.executemany(
        "insert into codebook values (?, ?, ?, ?, ?)",
        [(path, tag.definition, tag.include, tag.exclude, tag.colour) for path, tag in dataset.paths().items()],
    )
    connection.executemany(
        "insert into dataset values (?, ?)",
        [("filter", dataset.recipe.where), ("project change", str(dataset.change)), ("project time", dataset.at),
         ("offsets", "code points, half-open, of articles.text")],
    )  # fmt: skip


def _add(connection: sqlite3.Connection, item: Item) -> None:
    for table in COLUMNS:
        values = list(rows(table, item.marked))
        if table == "articles":
            values = [(item.key, *row, item.split or None) for row in values]
        else:
            place = COLUMNS[table].index("article")
            values = [(*row[:place], item.key, *row[place + 1 :]) for row in values]
        if table == "taggings":
            # Tags cut to a level may be none of the codebook's.
            connection.executemany("insert or ignore into codebook(tag) values (?)", [(row[2],) for row in values])
        marks = ", ".join("?" * len(_columns(table)))
        connection.executemany(f"insert into {table} values ({marks})", values)


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    marked = item.marked
    spans = [(t.start, t.end or 0, t.tag, t.quote or "") for t in marked.taggings if t.start is not None]
    spans += [(m.start, m.end, m.type, m.quote) for m in marked.mentions]
    return Proof(item.key, item.text, tuple(spans), tuple(t.tag for t in marked.taggings if t.start is None))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    with files.open(dataset.file) as stream:
        path = Path(str(stream.name))
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        if connection.execute("pragma foreign_key_check").fetchone() is not None:
            yield Proof("a foreign key", "leads nowhere", ())
        for key, text in connection.execute("select record, text from articles order by rowid"):
            spans = [
                (start, end, label, text[start:end])
                for table, label in (("taggings", "tag"), ("mentions", "type"))
                for start, end, label in connection.execute(
                    f'select start, "end", {label} from {table} where article = ? and start is not null order by rowid',
                    (key,),
                )
            ]
            tags = connection.execute(
                "select tag from taggings where article = ? and start is null order by rowid", (key,)
            )
            yield Proof(key, text, tuple(spans), tuple(tag for (tag,) in tags))
    finally:
        connection.close()


FORMAT = Format(
    name="sqlite",
    label="SQLite for Datasette, R and DBeaver: tables, views, full-text index",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".db",
    holds=frozenset(HOLDS),
)
"""One database."""
