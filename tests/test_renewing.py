"""Caches that are stale are made anew, also when it was stopped in between."""

from __future__ import annotations

from store import Store
from store.db import writing
from store.renewing import renew, stale


def _forget(store: Store) -> None:
    with writing(store.db) as connection:
        connection.execute("insert into article_fts(article_fts) values ('delete-all')")
        for table in ("indexed", "duplicate_group", "duplicate_anchor", "duplicate_sketch", "cut"):
            connection.execute(f"delete from {table}")


def test_what_was_forgotten_is_made_anew(project: Store) -> None:
    found, groups = project.search.ids("버스"), project.duplicates.of_several(project.search.ids())
    assert stale(project) == 0
    _forget(project)
    assert stale(project) == 6
    steps = renew(project.path)
    next(steps)
    steps.close()
    assert project.search.stale() == 0
    list(renew(project.path))
    assert project.cuts.stale() == 0
    assert stale(project) == 0
    assert project.search.ids("버스") == found
    assert project.duplicates.of_several(project.search.ids()) == groups
