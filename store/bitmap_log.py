"""What a write transaction did to the bitmaps: read from what the triggers touched, written to the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pyroaring import BitMap

from store import bitmaps
from store.aspects import ASPECTS, COPIES, EVENTS, Aspect
from store.bitmap_folding import fold
from store.database import Database
from store.query.columns import columns
from store.resident.sets import NONE, Patch, bitmap, read_ids
from store.text.normal import normal

FOLD_AT = 100_000
"""A log of more rows is folded in by whoever makes it so long."""


def write_log(db: Database) -> None:
    """Log what holds now of all that was touched, inside the caller's transaction and at its end."""
    fields = {field for (field,) in db.conn.execute("select distinct field from temp.touched")}
    bitmaps.log(db, [*_patches(db, fields)])
    db.conn.execute("delete from temp.touched")
    if bitmaps.log_length(db) > FOLD_AT:
        fold(db)


def _patches(db: Database, fields: set[str]) -> Iterator[tuple[str, Patch]]:
    asked: set[tuple[str, str]] = set()
    for aspect in ASPECTS:
        if aspect.field in fields and (aspect.field, aspect.holds) not in asked:
            asked.add((aspect.field, aspect.holds))
            yield from ((aspect.field, patch) for patch in _holding(db, aspect))
    if "group" in fields:
        yield from _copies(db)
    for field in fields & EVENTS.keys():
        yield from ((field, Patch(value, articles, NONE)) for value, articles in _touched(db, field))
    if "indexed" in fields:
        yield from (("syllable", patch) for patch in _syllables(db))


def _holding(db: Database, aspect: Aspect) -> Iterable[Patch]:
    only = "" if aspect.only is None else f" and t.value = '{aspect.only}'"
    rows = db.conn.execute(
        f"select t.value, exists ({aspect.holds}) as holds, group_concat(t.article) from temp.touched t"
        f" where t.field = '{aspect.field}'{only} group by 1, 2"
    )
    found: dict[int | str, dict[int, BitMap]] = {}
    for value, holds, articles in rows:
        found.setdefault(value, {})[holds] = bitmap(read_ids(articles))
    return [Patch(value, each.get(1, NONE), each.get(0, NONE)) for value, each in found.items()]


def _copies(db: Database) -> Iterator[tuple[str, Patch]]:
    """See anew which articles of the groups that were touched are copies."""
    in_touched = "and g.grp in (select value from temp.touched where field = 'group')"
    rows = db.conn.execute(COPIES.format(where=in_touched)).fetchall()
    touched = db.conn.execute(
        "select article from temp.touched where field = 'group' union select article from duplicate_group"
        " where grp in (select value from temp.touched where field = 'group')"
    )
    asked = BitMap([article for (article,) in touched])
    copies = BitMap([article for article, _, _ in rows])
    later = BitMap([article for article, _, is_later in rows if is_later])
    yield "has", Patch("duplicate", copies, asked - copies)
    yield "is", Patch("duplicate", later, asked - later)


def _touched(db: Database, field: str) -> Sequence[tuple[int | str, BitMap]]:
    rows = db.conn.execute("select value, group_concat(article) from temp.touched where field = ? group by 1", (field,))
    return [(value, bitmap(read_ids(articles))) for value, articles in rows]


def _syllables(db: Database) -> Iterator[Patch]:
    """See which of the syllables that are kept stand in the articles that were indexed anew."""
    kept = bitmaps.syllables(db)
    if not kept:
        return
    found: dict[str, list[int]] = {syllable: [] for syllable in kept}
    asked: list[int] = []
    for article, text, title, parts in db.conn.execute(
        "select t.article, case when i.parts is not null then x.text end, i.title, i.parts from temp.touched t"
        " left join article_text x on x.article = t.article left join indexed i on i.article = t.article"
        " where t.field = 'indexed'"
    ):
        asked.append(article)
        if parts is not None and text is not None:
            said = columns(text, parts, title).within("text")
            for syllable in kept.intersection(chain.from_iterable(map(normal, said))):
                found[syllable].append(article)
    everything = BitMap(asked)
    for syllable, articles in found.items():
        having = BitMap(articles)
        yield Patch(syllable, having, everything - having)
