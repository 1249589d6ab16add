"""A shelf for what a preview has met: sources that come in together are compared with each other on it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from store.database import Database
from store.digest import Digest
from store.duplicates import Duplicates
from store.records import ArticleDraft, CopyOf
from store.schema import migrations
from store.sources import sha256

LISTED = 20_000
"""How many entries a preview lists at most; the others are only counted, and not compared with each other."""


class Shelf:
    """What was met so far, in a scratch database of its own, so that copies are found among what comes in together."""

    def __init__(self) -> None:
        # A nameless database: SQLite keeps it in memory, and on a scratch file of its own where it grows.
        self._db = Database(sqlite3.connect("", isolation_level=None))
        migrations.apply(self._db)
        self._db.conn.execute("begin")
        self._duplicates = Duplicates(self._db)
        self._number = 0

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._db.conn.close()

    def find(self, draft: ArticleDraft, digest: Digest | None, *, name: str) -> CopyOf | None:
        """Give the earlier source that a draft is a copy of, and put it beside them; very many are not compared."""
        if self._number >= LISTED:
            return None
        found = self._duplicates.find(draft)
        self._put(draft, digest, name)
        return None if found is None else replace(found, article=None)

    def _put(self, draft: ArticleDraft, digest: Digest | None, name: str) -> None:
        self._number += 1
        execute, many = self._db.conn.execute, self._db.conn.executemany
        execute(
            "insert into article(id, uid, batch, source, sha256, title, title_derived, published, length, text_sha256)"
            " values (?, ?, 0, ?, '', ?, ?, ?, 0, ?)",
            (
                self._number,
                str(self._number),
                name,
                draft.title,
                int(draft.title_derived),
                draft.published,
                sha256(draft.text.encode()),
            ),
        )
        execute("insert into article_text(article, text) values (?, ?)", (self._number, draft.text))
        many(
            'insert into part(article, role, start, "end") values (?, ?, ?, ?)',
            [(self._number, part.role, part.start, part.end) for part in draft.parts],
        )
        self._duplicates.feed(self._number, prepared=digest)
