"""The full-text index: a cache of what articles say, fed with bigrams, emptied and fed again when it is out of date.

The index keeps no text, so a row can only be taken out by saying again what was put in: the table `indexed` remembers
title and parts as they were then. The text itself never changes while it is indexed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from store import vocabulary
from store.database import Database
from store.db import writing
from store.digest import Digest
from store.query.columns import PARTS_SQL, columns
from store.records import Progress
from store.text.letters import are_plain
from store.text.tokens import LineGrams

INDEX_VERSION = 2
"""Raised with every change of `normal`, `grams` or `columns`: an index of another version is made anew."""

_BATCH = 50
_TOGETHER = 1_000
_MERGED = 1_000
"""How many pages of the index a step of merging writes."""
_INSERT = "insert into article_fts(rowid, title, body, boilerplate) values (?, ?, ?, ?)"
_DELETE = "insert into article_fts(article_fts, rowid, title, body, boilerplate) values ('delete', ?, ?, ?, ?)"
_NOW = f"""select t.text, coalesce(a.title, ''), {PARTS_SQL}
    from article a join article_text t on t.article = a.id"""
_STALE = f"""
    from article a left join indexed i on i.article = a.id
    where a.removed = 0 and (i.article is null or i.version <> {INDEX_VERSION}
        or i.title <> coalesce(a.title, '') or i.parts <> {PARTS_SQL})
"""


def feed(db: Database, article: int, *, prepared: Digest | None = None) -> None:
    """Bring one article's row of the index up to date, inside the caller's transaction; cheap where nothing changed.

    `prepared` spares the work where it is the digest of the article as it stands.
    """
    now = db.conn.execute(f"{_NOW} where a.id = ?", (article,)).fetchone()
    if now is None:
        return
    text, title, parts = now
    then = _remembered(db, article)
    if then is not None and (then[2] != INDEX_VERSION or then[:2] == (title, parts)):
        return  # of an old index nothing can be taken out: `rebuild` makes it anew
    _take_out(db, article, text)
    fits = prepared is not None and (prepared.title, prepared.parts) == (title, parts)
    tokens = prepared.tokens if prepared is not None and fits else columns(text, parts, title).tokens()
    db.conn.execute(_INSERT, (article, *tokens))
    vocabulary.put(db, tokens)
    vocabulary.put_odd(db, [] if are_plain(text) and are_plain(title) else [article])
    db.conn.execute("insert into indexed values (?, ?, ?, ?)", (article, title, parts, INDEX_VERSION))


def feed_many(db: Database, articles: Sequence[int]) -> None:
    """Bring the rows of these articles up to date, inside the caller's transaction; those that are not yet in it too.

    What is taken out and what is put in go to FTS5 as two statements, and each line is cut into tokens once.
    """
    for start in range(0, len(articles), _TOGETHER):
        old, new, kept, odd = [], [], [], []
        for article in articles[start : start + _TOGETHER]:
            now = db.conn.execute(f"{_NOW} where a.id = ?", (article,)).fetchone()
            then = _remembered(db, article)
            if now is None or (then is not None and (then[2] != INDEX_VERSION or then[:2] == now[1:])):
                continue
            text, title, parts = now
            cut = LineGrams()
            if then is not None:
                old.append((article, *columns(text, then[1], then[0]).tokens(grams=cut)))
            new.append((article, *columns(text, parts, title).tokens(grams=cut)))
            kept.append((article, title, parts, INDEX_VERSION))
            odd += [] if are_plain(text) and are_plain(title) else [article]
        db.conn.executemany(_DELETE, old)
        db.conn.executemany(_INSERT, new)
        vocabulary.put(db, (tokens for _, *row in new for tokens in row))
        vocabulary.put_odd(db, odd)
        db.conn.executemany("insert or replace into indexed values (?, ?, ?, ?)", kept)


def feed_new(db: Database, digests: Iterable[tuple[int, Digest]]) -> None:
    """Put new articles into the index, inside the caller's transaction; each with the digest of it as it is stored."""
    ready = list(digests)
    db.conn.executemany(
        _INSERT,
        [(article, *digest.tokens) for article, digest in ready],
    )
    vocabulary.put(db, (tokens for _, digest in ready for tokens in digest.tokens))
    vocabulary.put_odd(db, [article for article, digest in ready if not digest.plain])
    db.conn.executemany(
        "insert into indexed values (?, ?, ?, ?)",
        [(article, digest.title, digest.parts, INDEX_VERSION) for article, digest in ready],
    )


def forget(db: Database, article: int) -> None:
    """Take one article out of the index, inside the caller's transaction and before its text goes."""
    row = db.conn.execute("select text from article_text where article = ?", (article,)).fetchone()
    if row is not None:
        _take_out(db, article, row[0])


def stale(db: Database) -> int:
    """Count the articles that the index does not hold as they are now."""
    return int(db.conn.execute(f"select count(*) {_STALE}").fetchone()[0])


def rebuild(db: Database, *, everything: bool = False) -> Iterator[Progress]:
    """Feed every stale article, or all of them, in batches of their own transactions; may be stopped at any yield.

    An index of another version is emptied first.
    """
    if everything or _is_old(db):
        with writing(db) as connection:
            connection.execute("insert into article_fts(article_fts) values ('delete-all')")
            connection.execute("delete from indexed")
            connection.execute("delete from cache_stamp")
            vocabulary.start_anew(db)
    waiting = [row[0] for row in db.conn.execute(f"select a.id {_STALE} order by a.id")]
    for start in range(0, len(waiting), _BATCH):
        with writing(db):
            for article in waiting[start : start + _BATCH]:
                feed(db, article)
        yield Progress(done=min(start + _BATCH, len(waiting)), total=len(waiting), label="Indexing")


def merge(db: Database) -> Iterator[Progress]:
    """Merge the runs that many writes have left in the index, four or more of a size into one; may be stopped at any yield.

    A word is looked for in each run. An import of 100,000 articles leaves 34 of them, merged 3: a word that was not asked
    for before then takes a fifth to two fifths of the reads, for the hundredth part of the import's time. What was merged
    before is larger and stays as it is: a small import into a large project does not write all of the index anew.
    """
    steps = 0
    while _merged_some(db):
        steps += 1
        yield Progress(done=steps, total=0, label="Indexing")


def _merged_some(db: Database) -> bool:
    """Merge for some hundredths of a second in a transaction of its own; says whether there was anything to merge."""
    with writing(db) as connection:
        before = connection.total_changes
        connection.execute("insert into article_fts(article_fts, rank) values ('merge', ?)", (_MERGED,))
        # The statement itself counts as one change.
        return connection.total_changes - before >= 2


def _is_old(db: Database) -> bool:
    found = db.conn.execute("select 1 from indexed where version <> ? limit 1", (INDEX_VERSION,)).fetchone()
    return found is not None


def _remembered(db: Database, article: int) -> tuple[str, str, int] | None:
    row = db.conn.execute("select title, parts, version from indexed where article = ?", (article,)).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def _take_out(db: Database, article: int, text: str) -> None:
    then = _remembered(db, article)
    if then is None or then[2] != INDEX_VERSION:
        return
    title, parts, _ = then
    db.conn.execute(_DELETE, (article, *columns(text, parts, title).tokens()))
    db.conn.execute("delete from indexed where article = ?", (article,))
