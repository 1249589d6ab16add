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
from store.vocabulary import gather, is_whole


def stale(store: Store) -> int:
    """Count the articles that search, the finding of copies, the cuts or the bitmaps do not hold as they are now.

    Where all is well that is noted, and not looked for again. A project open for reading alone stays as it is.
    """
    if store.read_only:
        return 0
    if is_stamped(store.db):
        return _waiting(store)
    found = _stale(store)
    if not found:
        with writing(store.db):
            stamp(store.db)
    return max(found, _waiting(store))


def _stale(store: Store) -> int:
    return max(store.search.stale(), store.duplicates.stale(), store.cuts.stale())


def _waiting(store: Store) -> int:
    """Count the articles whose bitmaps or words are to be made."""
    return max(waiting(store.db), 0 if is_whole(store.db) else store.search.indexed())


def renew(project: Path) -> Generator[Progress, None, int]:
    """Bring search, groups of copies, cuts and bitmaps up to date; returns how many articles were stale.

    Yields after each batch; closing the generator stops it, and the next time it goes on from there.
    """
    with open_project(project) as store:
        true = is_stamped(store.db)
        found = max(0 if true else _stale(store), _waiting(store))
        if not true:
            yield from store.search.rebuild()
            yield from store.duplicates.rebuild()
            yield from store.cuts.rebuild()
            # Which notes that all is well, or the next window would look for it while it is worked in.
            stale(store)
        yield from merge(store.db)
        yield from gather(store.db)
        yield from renew_bitmaps(store.db)
        return found
