"""Renewing the caches: the search index, groups of copies, cuts and bitmaps, where an earlier version or nothing made them."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from store.bitmap_building import renew_bitmaps, waiting
from store.db import writing
from store.fulltext import merge
from store.records import Progress
from store.stamps import is_stamped, stamp
from store.store import Store, open_project


def stale(store: Store) -> int:
    """Count the articles that search, the finding of copies, the cuts or the bitmaps do not hold as they are now.

    Where all is well that is noted, and not looked for again. A project open for reading alone stays as it is.
    """
    if store.read_only:
        return 0
    if is_stamped(store.db):
        return waiting(store.db)
    found = _stale(store)
    if not found:
        with writing(store.db):
            stamp(store.db)
    return max(found, waiting(store.db))


def _stale(store: Store) -> int:
    return max(store.search.stale(), store.duplicates.stale(), store.cuts.stale())


def renew(project: Path) -> Generator[Progress, None, int]:
    """Bring search, groups of copies, cuts and bitmaps up to date; returns how many articles were stale.

    Yields after each batch; closing the generator stops it, and the next time it goes on from there.
    """
    with open_project(project) as store:
        true = is_stamped(store.db)
        found = max(0 if true else _stale(store), waiting(store.db))
        if not true:
            yield from store.search.rebuild()
            yield from store.duplicates.rebuild()
            yield from store.cuts.rebuild()
        yield from merge(store.db)
        yield from renew_bitmaps(store.db)
        return found
