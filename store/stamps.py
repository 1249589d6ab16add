"""The stamp of the caches: that search, copies and cuts were once found true for all articles, by which versions of them.

What is written from then on keeps them true in its own transaction, so that a project with the stamp need not be gone
through again: of a million articles that takes seconds. Whoever empties a cache to make it anew takes the stamp off first.
"""

from __future__ import annotations

from store import cuts, sketches
from store.database import Database
from store.fulltext import INDEX_VERSION

VERSIONS = f"index {INDEX_VERSION}, copies {sketches.VERSION}, cuts {cuts.VERSION}"
"""What this program makes and reads."""


def is_stamped(db: Database) -> bool:
    """Say whether all caches were found true, of the versions that this program reads."""
    row = db.conn.execute("select versions from cache_stamp").fetchone()
    return row is not None and row[0] == VERSIONS


def stamp(db: Database) -> None:
    """Note that all caches are true, inside the caller's transaction."""
    db.conn.execute("insert or replace into cache_stamp(id, versions) values (1, ?)", (VERSIONS,))
