"""Salvaging: what can still be read of a damaged project, row by row, written into a new one that keeps its promises.

SQLite reads what its trees lead to; where one is broken, or the file no longer begins as SQLite's do, the pages are read
one by one (`raw_pages`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from store.annotators import new_uid
from store.checking import POINTERS, check
from store.database import Database
from store.db import create, in_bulk, refuse_taken, writing
from store.errors import UserError
from store.orphans import Found, bring_back
from store.raw_pages import RawPages
from store.records import Progress, SalvageReport
from store.samples import remove_files
from store.schema import JOURNALED
from store.sources import sha256
from store.store import Store
from store.text.normal import folded

TABLES = (
    *JOURNALED, "source", "article_text", "change", "change_row", "turn", "change_table", "outcome", "learned",
)  # fmt: skip
"""The tables that hold what cannot be made again; all others are caches."""

WITHOUT_NUMBERS = "change_table"
"""The one of them whose rows have no numbers; it counts what others hold, and is made again where it is broken."""

REMOVED_BEFORE = (
    "{rows:,} rows were read from pages that nothing leads to any more; some of them may have been removed before, so look"
    " for what you had taken away."
)
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
            rows, found = yield from _read_all(project, store.db)
            if not store.db.conn.execute("select exists (select 1 from article_text)").fetchone()[0] and not rows:
                raise UserError(f"Nothing of {project} can be read any more; restore a backup of it.")
            lost, losses = _losses(store.db, found)
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
    told = [f"{dropped:,} rows were left out, because what they belong to is lost."] if dropped else []
    strays = sum(each.strays for each in found)
    if strays:
        told.append(REMOVED_BEFORE.format(rows=strays))
    return SalvageReport(articles=articles, rows=rows, lost=lost, problems=(*losses, *told, *problems))


def may_be_project(path: Path) -> bool:
    """Say whether a file that cannot be opened may be what is left of a project: it has pages as SQLite writes them."""
    with closing(RawPages(path)) as pages:
        return pages.size > 0


def _read_all(project: Path, db: Database) -> Generator[Progress, None, tuple[int, tuple[Found, ...]]]:
    """Copy what can be read: by SQLite, and from broken tables page by page; gives how many rows, and the broken tables."""
    total = len(TABLES)
    with in_bulk(db), closing(RawPages(project)) as pages:
        rows = 0
        by_pages_alone = not _opens(project)
        if not by_pages_alone:
            with closing(_open(project)) as source:
                for done, table in enumerate(TABLES):
                    yield Progress(done=done, total=total, label="Reading what is left")
                    rows += _read_table(source, db, table)
        found: tuple[Found, ...] = ()
        if pages.size:
            found = yield from bring_back(pages, db, TABLES, all_of=by_pages_alone)
    return rows + sum(each.rows for each in found), found


def _open(project: Path) -> sqlite3.Connection:
    source = sqlite3.connect(f"{project.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    # Rows are looked for by their number alone: an index may be what is damaged.
    with suppress(sqlite3.DatabaseError):
        source.execute("pragma writable_schema = on")
    return source


def _opens(project: Path) -> bool:
    try:
        with closing(_open(project)) as source:
            return bool(source.execute("select count(*) from sqlite_master").fetchone()[0])
    except sqlite3.Error:
        return False


def _losses(db: Database, found: Sequence[Found]) -> tuple[int, tuple[str, ...]]:
    """Say how many rows of broken tables may be lost: numbers that a row had and none has now, removed ones among them."""
    lost, told = 0, []
    for each in found:
        if each.table == WITHOUT_NUMBERS:
            continue
        words = each.table.replace("_", " ")
        count, last = db.conn.execute(f'select count(*), coalesce(max(rowid), 0) from "{each.table}"').fetchone()
        missing = max(last, each.last or 0) - count
        lost += missing
        if missing:
            told.append(f"Of the table {words}, {missing:,} rows could not be read, or were removed before.")
        elif not count and each.last is None:
            told.append(f"Of the table {words}, nothing could be read; how much it held is not known.")
    return lost, tuple(told)


def _read_table(source: sqlite3.Connection, db: Database, table: str) -> int:
    """Copy the rows of one table that SQLite can read; gives how many."""
    target = [row[1] for row in db.conn.execute(f'pragma table_info("{table}")')]
    try:
        have = {row[1] for row in source.execute(f'pragma table_info("{table}")')}
    except sqlite3.DatabaseError:
        return 0
    names = [name for name in target if name in have]
    if not names:
        return 0
    columns = ", ".join(f'"{name}"' for name in names)
    insert = f'insert or ignore into "{table}"({columns}) values ({", ".join("?" * len(names))})'
    read = 0
    with writing(db):
        db.conn.execute(f'delete from "{table}"')
        if table == WITHOUT_NUMBERS:
            with suppress(sqlite3.DatabaseError):
                for row in source.execute(f'select {columns} from "{table}"'):
                    read += db.conn.execute(insert, row).rowcount
            return read
        for row in _rows(source, table, columns):
            with suppress(sqlite3.Error):  # a damaged value that this table does not take
                read += max(0, db.conn.execute(insert, row).rowcount)
    return read


def _rows(source: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[object, ...]]:
    last = _last(source, table)
    spans = [(start, min(start + _STEP - 1, last)) for start in range(1, last + 1, _STEP)][::-1]
    while spans:
        start, end = spans.pop()
        try:
            yield from source.execute(
                f'select {columns} from "{table}" not indexed where rowid between ? and ? order by rowid', (start, end)
            ).fetchall()
        except (sqlite3.DatabaseError, OverflowError):
            if start < end:
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
    _give_articles_to_texts(db)
    _give_batches_and_codebooks(db)
    gone = _removed(
        db,
        "delete from article where id not in (select article from article_text)",
        "delete from article_text where article not in (select id from article)",
    )
    _loosen(db)
    _give_names_and_annotators(db)
    gone += _removed(db, *_orphans()) + _removed(db, *_misplaced()) + _keep_history(db)
    _make_parts_whole(db)
    return gone


def _removed(db: Database, *deletes: str) -> int:
    """Run statements that delete, and count the rows that went."""
    return sum(db.conn.execute(sql).rowcount for sql in deletes)


def _give_batches_and_codebooks(db: Database) -> None:
    db.conn.execute(
        "insert or ignore into batch(id, uid, at, label) select distinct batch, hex(randomblob(16)), '',"
        " 'Salvaged' from article where batch not in (select id from batch)"
    )
    db.conn.execute(
        "insert or ignore into codebook(id, uid, name, position) select distinct codebook, hex(randomblob(16)),"
        " 'Salvaged ' || codebook, codebook from tag where codebook not in (select id from codebook)"
    )


def _loosen(db: Database) -> None:
    """Let what was under, a part of, or of something that is lost stand by itself."""
    db.conn.execute("update tag set parent = null where parent not in (select id from tag)")
    db.conn.execute("update entity set part_of = null where part_of not in (select id from entity)")
    db.conn.execute("update mention set entity = null where entity not in (select id from entity)")


def _give_names_and_annotators(db: Database) -> None:
    for number, name in db.conn.execute(
        "select id, name from entity where id not in (select entity from entity_name)"
    ).fetchall():
        db.conn.execute(
            "insert into entity_name(uid, entity, name, preferred, folded) values (?, ?, ?, 1, ?)",
            (new_uid(), number, name, folded(name)),
        )
    db.conn.execute(
        "insert into annotator(id, uid, name) select distinct x.annotator, hex(randomblob(16)), 'unknown ' || x.annotator"
        " from (select annotator from tagging union select annotator from note union"
        " select annotator from mention where annotator is not null) x where x.annotator not in (select id from annotator)"
    )


def _orphans() -> Iterator[str]:
    """Give what deletes the rows that point at nothing."""
    for table, column, target in POINTERS:
        if (table, column) not in (("tag", "parent"), ("entity", "part_of"), ("article", "batch")):
            yield (
                f'delete from "{table}" where "{column}" is not null'
                f' and not exists (select 1 from "{target}" t where t.id = "{table}"."{column}")'
            )


def _misplaced() -> Iterator[str]:
    """Give what deletes the marks that do not quote their text."""
    for table in ("mention", "tagging", "relation", "correction", "tag_rejection"):
        yield (
            f'delete from "{table}" where start is not null and quote is not (select substr(t.text, "{table}".start + 1,'
            f' "{table}"."end" - "{table}".start) from article_text t where t.article = "{table}".article)'
        )


def _keep_history(db: Database) -> int:
    """Let what cannot be undone any more stay as it is: a change of which rows are lost would be undone by half."""
    db.conn.execute("update change set state = 'kept' where state = 'done'")
    db.conn.execute("update change set state = 'dropped' where state = 'undone'")
    gone = _removed(
        db,
        "delete from change_row where change not in (select id from change)",
        "delete from change_table where change not in (select id from change)",
    )
    db.conn.execute(
        "insert or ignore into change_table(change, tbl, rows) select change, tbl, count(*) from change_row group by 1, 2"
    )
    return gone


def _give_articles_to_texts(db: Database) -> None:
    """Make an article for each text whose own is lost: its title is taken from the text, its number is what it was."""
    from store.parse.title import derived_title

    rows = db.conn.execute("select article, text from article_text where article not in (select id from article)")
    for article, text in rows.fetchall():
        digest = sha256(text.encode())
        db.conn.execute(
            "insert into article(id, uid, batch, source, sha256, title, title_derived, length, text_sha256)"
            " values (?, ?, 0, ?, ?, ?, 1, ?, ?)",
            (article, new_uid(), f"salvaged/{article}", digest, derived_title(text), len(text), digest),
        )


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
