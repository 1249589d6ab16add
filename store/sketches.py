"""Sketches as a project keeps them: one an article, and anchors that lead from a shingle to those that chose it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from store.database import Database
from store.digest import Digest
from store.text.minhash import Sketch, packed

VERSION = 1
"""Raised with every change of words, shingles, sketches or nearness: groups of another version are made anew."""


def put_sketches(db: Database, sketches: Iterable[tuple[int, int, Sketch]]) -> None:
    """Keep sketches, each with its article and the digest of its words, inside the caller's transaction."""
    db.conn.executemany(
        "insert into duplicate_sketch(article, version, digest, shingles) values (?, ?, ?, ?)",
        [(article, VERSION, digest, packed(chosen)) for article, digest, chosen in sketches],
    )


def put_unlike(db: Database, digests: Sequence[tuple[int, Digest]]) -> None:
    """Keep the sketches of new articles that are no copies of any, with their anchors.

    These are written in the order of the shingles, so that each page of the table is met once.
    """
    put_sketches(db, ((article, digest.wording, digest.sketch) for article, digest in digests))
    db.conn.executemany(
        "insert or ignore into duplicate_anchor(shingle, article) values (?, ?)",
        sorted((number, article) for article, digest in digests for number in digest.sketch),
    )


def anchored(db: Database, numbers: Collection[int]) -> set[int]:
    """Give those of these shingles that lead to an article."""
    rows = db.conn.execute(
        "select value from json_each(?) where exists (select 1 from duplicate_anchor where shingle = value)",
        (f"[{','.join(map(str, sorted(numbers)))}]",),
    )
    return {int(row[0]) for row in rows}


def with_twins(db: Database, articles: Sequence[int]) -> set[int]:
    """Give those of these articles whose text another one has to the letter."""
    rows = db.conn.execute(
        "select a.id from json_each(?) j join article a on a.id = j.value where exists"
        " (select 1 from article b where b.text_sha256 = a.text_sha256 and b.id <> a.id)",
        (f"[{','.join(map(str, articles))}]",),
    )
    return {int(row[0]) for row in rows}
