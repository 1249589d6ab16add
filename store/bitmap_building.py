"""Making the bitmaps of a project from its rows, in steps that can be watched and stopped; folding their log in."""

from __future__ import annotations

import random
from array import array
from collections.abc import Generator, Iterator, Mapping

from pyroaring import BitMap

from store import bitmaps
from store.aspects import ASPECTS, COPIES, DENSE, PACKED
from store.bitmap_folding import fold, fold_in_steps, make_missing_orders
from store.bitmap_state import VERSION, State, state
from store.bitmaps import SYLLABLES
from store.database import Database
from store.db import writing
from store.ordering import KEPT, make_order, missing_orders, read_order
from store.query.columns import columns
from store.query.fulltext import match
from store.query.tree import Word
from store.records import Key, Progress
from store.resident.sets import NONE, Dense, Sets, bitmap, packed, read_ids
from store.text.normal import normal
from store.text.tokens import Phrase, is_cjk

RESIDENT_FROM = 5_000
"""A project of so many articles gets bitmaps, which takes a second or two; a smaller one is answered by plain SQL."""

FOLDED_FROM = 2_000
"""A log of so many rows is folded in when the project's caches are renewed."""

_SAMPLED = 2_000
_FREQUENT = 0.2
"""A syllable gets a bitmap that stands in more than this share of the articles: to read it from the index takes long."""

FIELDS = (*DENSE, *PACKED, *(f"order {name}" for name in KEPT), SYLLABLES)
"""All that is built, in order."""


def waiting(db: Database) -> int:
    """Count the articles whose bitmaps are to be made or folded; nought where the project is small or all is well."""
    articles = int(db.conn.execute("select count(*) from article").fetchone()[0])
    now = state(db)
    if now is None:
        return articles if articles >= RESIDENT_FROM else 0
    if not now.complete or now.version != VERSION:
        return articles
    return articles if bitmaps.log_length(db) > FOLDED_FROM or missing_orders(db) else 0


def renew_bitmaps(db: Database) -> Generator[Progress, None, None]:
    """Make what is missing or of another version, and fold the log in; may be stopped at any yield and taken up again."""
    if not waiting(db):
        return
    now = state(db)
    if now is None or not now.complete or now.version != VERSION:
        yield from build(db)
    else:
        if bitmaps.log_length(db) > FOLDED_FROM:
            yield from fold_in_steps(db)
        yield from make_missing_orders(db)


def build(db: Database) -> Generator[Progress, None, None]:
    """Make the bitmaps of a project, whatever its size; what was made before it was stopped is kept.

    From its first step on all writers keep the log, so that what is read in one step and written in the next is true
    with what was logged in between.
    """
    now = _begun(db)
    steps = [field for field in FIELDS if field not in now.built]
    for done, field in enumerate(steps, start=1):
        yield from (Progress(done=done - 1, total=len(steps), label="Indexing values") for _ in _make(db, field))
        with writing(db) as connection:
            connection.execute("update bitmap_state set built = built || ?", (f",{field}",))
        yield Progress(done=done, total=len(steps), label="Indexing values")
    with writing(db) as connection:
        connection.execute("update bitmap_state set complete = 1")
        fold(db)


def drop(db: Database) -> None:
    """Take all bitmaps away; the project is answered by plain SQL again."""
    with writing(db) as connection:
        for table in ("bitmap", "bitmap_pack", "bitmap_order", "bitmap_log", "bitmap_state"):
            connection.execute(f"delete from {table}")


def differing(db: Database) -> Iterator[str]:
    """Name the fields whose sets are not what the rows of the project say, all made anew and compared; slow."""
    now = state(db)
    if now is None or not now.complete:
        return
    for field in (*DENSE, *PACKED):
        kept, true = bitmaps.load(db, field), sets_of(db, field)
        values = {*kept.known(), *true.known()}
        if any(kept.get(value) != true.get(value) for value in values):
            yield field
    for name in KEPT:
        if read_order(db, name).ids.tolist() != make_order(db, name).ids.tolist():
            yield f"order {name}"


def sets_of(db: Database, field: str) -> Sets:
    """Make the sets of a field from the rows of the project."""
    if field in PACKED:
        ours = [aspect for aspect in ASPECTS if aspect.field == field]
        assert len(ours) == 1
        table, value = ours[0].table, ours[0].value.replace("{r}", "r")
        rows = db.conn.execute(
            f"select value, group_concat(article) from (select distinct {value} as value, article from {table} r"
            f" where {value} is not null order by 1, 2) group by value order by value"
        )
        return packed({key: read_ids(articles) for key, articles in rows})
    return Dense(_bitmaps_of(db, field))


def _begun(db: Database) -> State:
    now = state(db)
    if now is None or now.version != VERSION or now.complete:
        drop(db)
        with writing(db) as connection:
            connection.execute(
                "insert into bitmap_state(id, version, epoch, built, complete, folded) values (1, ?, ?, '', 0, ?)",
                (VERSION, random.getrandbits(60), _last_row(db)),
            )
        now = state(db)
        assert now is not None
    return now


def _last_row(db: Database) -> int:
    row = db.conn.execute("select seq from sqlite_sequence where name = 'bitmap_log'").fetchone()
    return 0 if row is None else int(row[0])


def _make(db: Database, field: str) -> Iterator[None]:
    if field == SYLLABLES:
        yield from _make_syllables(db)
    elif field.startswith("order "):
        name = field.removeprefix("order ")
        order = make_order(db, name)
        with writing(db):
            bitmaps.keep_order(db, name, order)
    else:
        sets = sets_of(db, field)
        yield
        with writing(db):
            bitmaps.keep(db, field, sets)


def _bitmaps_of(db: Database, field: str) -> Mapping[Key, BitMap]:
    made: dict[Key, BitMap] = {}
    for aspect in ASPECTS:
        if aspect.field == field:
            value, article = (sql.replace("{r}", "r") for sql in (aspect.value, aspect.article))
            rows = f"(select {value} as value, {article} as article from {aspect.table} r)"
            for key, articles in _read(db, rows) if aspect.only is None else _read_one(db, aspect.only, rows):
                made[key] = made.get(key, NONE) | articles
    if field in ("has", "is"):
        place = ("has", "is").index(field)
        copies = db.conn.execute(COPIES.format(where="")).fetchall()
        made["duplicate"] = BitMap([row[0] for row in copies if row[1 + place]])
    return {key: articles for key, articles in made.items() if articles}


def _read(db: Database, rows: str) -> Iterator[tuple[Key, BitMap]]:
    found: dict[Key, array[int]] = {}
    for key, number in db.conn.execute(
        f"select value, article from {rows} where value is not null and article is not null"
    ):
        if key not in found:
            found[key] = array("I")
        found[key].append(number)
    yield from ((key, BitMap(articles)) for key, articles in found.items())


def _read_one(db: Database, only: str, rows: str) -> Iterator[tuple[Key, BitMap]]:
    # One string, not a row each: Python would take five times as long.
    row = db.conn.execute(f"select group_concat(article) from {rows} where value is not null").fetchone()
    yield only, bitmap(read_ids(row[0]))


def _make_syllables(db: Database) -> Iterator[None]:
    wanted = _frequent(db)
    # From here on it is logged where they stand in what is indexed anew; so they can be read at leisure.
    with writing(db):
        for syllable in wanted:
            bitmaps.keep_value(db, SYLLABLES, syllable, NONE)
    for syllable in wanted:
        expression = match(Word(Phrase((syllable,)), "text"))
        row = db.conn.execute(
            "select group_concat(rowid) from article_fts where article_fts match ?", (expression,)
        ).fetchone()
        with writing(db):
            bitmaps.keep_value(db, SYLLABLES, syllable, bitmap(read_ids(row[0])))
        yield


def _frequent(db: Database) -> list[str]:
    """Find by a sample which syllables stand in very many articles."""
    rows = db.conn.execute(
        "select x.text, i.title, i.parts from indexed i join article_text x on x.article = i.article"
        f" where i.article in (select id from article order by random() limit {_SAMPLED})"
    )
    times: dict[str, int] = {}
    sampled = 0
    for text, title, parts in rows:
        sampled += 1
        said = columns(text, parts, title).within("text")
        for sign in {sign for stretch in said for sign in normal(stretch) if is_cjk(sign)}:
            times[sign] = times.get(sign, 0) + 1
    return sorted(sign for sign, count in times.items() if count > sampled * _FREQUENT)
