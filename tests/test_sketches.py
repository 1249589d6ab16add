"""Sketches put in many at once."""

from __future__ import annotations

import random

import pytest
from sqlite_utils import Database

from store.digest import digest
from store.duplicates import Duplicates
from store.records import ArticleDraft, Part
from tests.shelf import put_article
from tests.test_duplicates import changed, db, duplicates, groups, made

__all__ = ["db", "duplicates"]

CACHES = ("duplicate_sketch", "duplicate_anchor", "duplicate_group")


def rows_of(db: Database) -> list[list[tuple[object, ...]]]:
    return [sorted(db.conn.execute(f"select * from {table}")) for table in CACHES]


@pytest.mark.parametrize("seed", range(6))
def test_feeding_many_at_once_is_feeding_one_after_the_other(db: Database, duplicates: Duplicates, seed: int) -> None:
    """Copies within one stretch, of earlier ones, to the letter or changed, too short for a shingle or without words."""
    chance = random.Random(seed)
    wordings = [made(chr(0xAC00 + 999 * number), chance.choice((1, 3, 40, 200))) for number in range(5)]
    drafts = []
    for number in range(40):
        words = chance.choice(wordings)
        words = changed(words, chance.choice((0.0, 0.02, 0.1, 0.3)), seed=chance.randrange(4) + 1)
        text = chance.choice(
            (" ".join(words), " ".join(words) + ".", "…" if number % 7 == 0 else " ".join(words[:100]))
        )
        part = Part(role="body", start=0, end=len(text))
        title = chance.choice((None, "제목"))
        drafts.append((put_article(db, text, title=title), ArticleDraft(text=text, title=title, parts=(part,))))
    one_by_one = rows_of(db)
    assert len(groups(db)) > 1
    for table in CACHES:
        db.conn.execute(f"delete from {table}")
    while drafts:
        size = chance.randint(1, 15)
        some, drafts = drafts[:size], drafts[size:]
        duplicates.feed_new([(article, digest(draft)) for article, draft in some])
    assert rows_of(db) == one_by_one
