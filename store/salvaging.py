"""Salvaging: what can still be read of a damaged project, row by row, written into a new one that keeps its promises."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path

from store.checking import POINTERS, check
from store.database import Database
from store.db import create, in_bulk, refuse_taken, writing
from store.errors import UserError
from store.records import Progress, SalvageReport
from store.samples import remove_files
from store.schema import JOURNALED
from store.store import Store

TABLES = (
    *JOURNALED, "source", "article_text", "change", "change_row", "turn", "change_table", "outcome", "learned",
)  # fmt: skip
"""The tables that hold what cannot be made again; all others are caches."""

_STEP = 512


def salvage(project: Path, out: Path) -> Generator[Progress, None, SalvageReport]:
    """Read a damaged project into the new project `out`, all rows that can be read; the damaged one is not touched.

    Articles without their text go, and so do marks whose article, tag or text is lost; parts are made whole. Raises
    UserError where nothing can be read, or something is at `out` already.
    """
    if not project.is_file():
        raise UserError(f"There is no project at {project}; check the name.")
    refuse_taken(out)
    scratch = out.with_name(f".{out.name}.new")
    remove_files(scratch)
    try:
        with Store(scratch, create(out, scratch=scratch)) as store:
            rows, lost = yield from _read_all(project, store.db)
            if not store.db.conn.execute("select exists (select 1 from article_text)").fetchone()[0] and not rows:
                raise UserError(f"Nothing of {project} can be read any more; restore a backup of it.")
            with writing(store.db):
                dropped = _mend(store.db)
            yield from store.search.rebuild()
            yield from store.duplicates.rebuild()
            yield from store.cuts.rebuild()
            problems = tuple(each.sentence for each in check(store))
            articles = store.articles.count()
            store.db.conn.execute("pragma wal_checkpoint(truncate)")
        refuse_taken(out)
        scratch.rename(out)
    finally:
        remove_files(scratch)
    told = (f"{dropped:,} rows were left out, because what they belong to is lost.",) if dropped else ()
    return SalvageReport(articles=articles, rows=rows, lost=lost, problems=(*told, *problems))


def _read_all(project: Path, db: Database) -> Generator[Progress, None, tuple[int, int]]:
    rows = lost = 0
    try:
        source = sqlite3.connect(f"{project.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise UserError(f"{project} cannot be opened at all ({error}); restore a backup of it.") from error
    with closing(source), in_bulk(db):
        # Rows are looked for by their number alone: an index may be what is damaged.
        with suppress(sqlite3.DatabaseError):
            source.execute("pragma writable_schema = on")
        for done, table in enumerate(TABLES):
            read, missed = _read_table(source, db, table)
            rows, lost = rows + read, lost + missed
            yield Progress(done=done + 1, total=len(TABLES), label="Reading what is left")
    return rows, lost


def _read_table(source: sqlite3.Connection, db: Database, table: str) -> tuple[int, int]:
    """Copy the rows of one table; gives how many were read, and how many numbers could not be."""
    target = [row[1] for row in db.conn.execute(f'pragma table_info("{table}")')]
    try:
        have = {row[1] for row in source.execute(f'pragma table_info("{table}")')}
    except sqlite3.DatabaseError:
        return 0, 0
    names = [name for name in target if name in have]
    if not names:
        return 0, 0
    columns = ", ".join(f'"{name}"' for name in names)
    insert = f'insert or ignore into "{table}"({columns}) values ({", ".join("?" * len(names))})'
    read = 0
    missed: list[int] = []
    without_rowid = table == "change_table"
    with writing(db):
        db.conn.execute(f'delete from "{table}"')
        if without_rowid:
            with suppress(sqlite3.DatabaseError):
                for row in source.execute(f'select {columns} from "{table}"'):
                    read += db.conn.execute(insert, row).rowcount
            return read, 0
        for row in _rows(source, table, columns, missed):
            with suppress(sqlite3.Error):  # a damaged value that this table does not take
                read += max(0, db.conn.execute(insert, row).rowcount)
    return read, len(missed)


def _rows(source: sqlite3.Connection, table: str, columns: str, missed: list[int]) -> Iterator[tuple[object, ...]]:
    last = _last(source, table)
    spans = [(start, min(start + _STEP - 1, last)) for start in range(1, last + 1, _STEP)][::-1]
    while spans:
        start, end = spans.pop()
        try:
            yield from source.execute(
                f'select {columns} from "{table}" not indexed where rowid between ? and ? order by rowid', (start, end)
            ).fetchall()
        except (sqlite3.DatabaseError, OverflowError):
            if start == end:
                missed.append(start)
            else:
                middle = (start + end) // 2
                spans += [(middle + 1, end), (start, middle)]


def _last(source: sqlite3.Connection, table: str) -> int:
    """Give the largest number that a row of the table may have."""
    for sql in (f'select max(rowid) from "{table}"', f"select seq from sqlite_sequence where name = '{table}'"):
        with suppress(sqlite3.DatabaseError):
            row = source.execute(sql).fetchone()
            if row is not None and row[0] is not None:
                return int(row[0])
    with suppress(sqlite3.DatabaseError):
        row = source.execute("select seq from sqlite_sequence where name = 'article'").fetchone()
        return 0 if row is None else int(row[0])
    return 0


def _mend(db: Database) -> int:
    """Take away what has lost what it belongs to, and mend what can be; gives how many rows went."""
    connection = db.conn
    gone = 0

    def remove(sql: str) -> None:
        nonlocal gone
        gone += connection.execute(sql).rowcount

    connection.execute(
        "insert or ignore into batch(id, uid, at, label) select distinct batch, hex(randomblob(16)), '',"
        " 'Salvaged' from article where batch not in (select id from batch)"
    )
    connection.execute(
        "insert or ignore into codebook(id, uid, name, position) select distinct codebook, hex(randomblob(16)),"
        " 'Salvaged ' || codebook, codebook from tag where codebook not in (select id from codebook)"
    )
    remove("delete from article where id not in (select article from article_text)")
    remove("delete from article_text where article not in (select id from article)")
    connection.execute("update tag set parent = null where parent not in (select id from tag)")
    connection.execute("update entity set part_of = null where part_of not in (select id from entity)")
    connection.execute("update mention set entity = null where entity not in (select id from entity)")
    connection.execute(
        "insert into annotator(id, uid, name) select distinct x.annotator, hex(randomblob(16)), 'unknown ' || x.annotator"
        " from (select annotator from tagging union select annotator from note union"
        " select annotator from mention where annotator is not null) x where x.annotator not in (select id from annotator)"
    )
    for table, column, target in POINTERS:
        if (table, column) not in (("tag", "parent"), ("entity", "part_of"), ("article", "batch")):
            remove(
                f'delete from "{table}" where "{column}" is not null'
                f' and not exists (select 1 from "{target}" t where t.id = "{table}"."{column}")'
            )
    for table in ("mention", "tagging", "relation", "correction"):
        remove(
            f'delete from "{table}" where start is not null and quote is not (select substr(t.text, "{table}".start + 1,'
            f' "{table}"."end" - "{table}".start) from article_text t where t.article = "{table}".article)'
        )
    # What cannot be undone any more stays as it is: a change of which rows are lost would be undone by half.
    connection.execute("update change set state = 'kept' where state = 'done'")
    connection.execute("update change set state = 'dropped' where state = 'undone'")
    remove("delete from change_row where change not in (select id from change)")
    remove("delete from change_table where change not in (select id from change)")
    _make_parts_whole(db)
    return gone


def _make_parts_whole(db: Database) -> None:
    from store.past import covers

    for article, text in db.conn.execute("select article, text from article_text").fetchall():
        rows = db.conn.execute('select id, role, start, "end" from part where article = ?', (article,))
        parts = {number: {"start": start, "end": end} for number, _, start, end in rows}
        if not covers(parts, text):
            db.conn.execute("delete from part where article = ?", (article,))
            db.conn.execute(
                "insert into part(article, role, start, \"end\") values (?, 'body', 0, ?)", (article, len(text))
            )
