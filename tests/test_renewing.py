"""Caches that are stale are made anew, also when it was stopped in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store
from store.db import writing
from store.renewing import renew, stale
from store.stamps import is_stamped
from tests.projects import bring, write_articles


def _forget(store: Store) -> None:
    with writing(store.db) as connection:
        connection.execute("insert into article_fts(article_fts) values ('delete-all')")
        for table in ("indexed", "duplicate_group", "duplicate_anchor", "duplicate_sketch", "cut", "cache_stamp"):
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
    assert is_stamped(project.db)
    assert project.cuts.stale() == 0
    assert stale(project) == 0
    assert project.search.ids("버스") == found
    assert project.duplicates.of_several(project.search.ids()) == groups


def test_what_was_found_true_once_is_kept_true_and_not_gone_through_again(project: Store, tmp_path: Path) -> None:
    assert not is_stamped(project.db)
    assert stale(project) == 0
    assert is_stamped(project.db)
    bring(
        project.path,
        write_articles(
            tmp_path / "more", {"new.txt": "새 버스가 다닌다\n\n새 버스는 강을 따라 하루 열두 번 다닌다.\n"}
        ),
    )
    number = project.search.ids("열두", sort="id")[0]
    project.articles.remove([number])
    project.journal.undo()
    assert (stale(project), project.search.stale(), project.duplicates.stale(), project.cuts.stale()) == (0, 0, 0, 0)


@pytest.mark.parametrize("which", ["search", "duplicates"])
def test_a_cache_that_is_made_anew_has_no_stamp_until_it_is_whole(project: Store, which: str) -> None:
    assert stale(project) == 0
    steps = getattr(project, which).rebuild(everything=True)
    next(steps)
    steps.close()
    assert not is_stamped(project.db)
    list(renew(project.path))
    assert stale(project) == 0
    assert is_stamped(project.db)


def test_the_stamp_of_another_version_does_not_count(project: Store) -> None:
    with writing(project.db) as connection:
        connection.execute("insert into cache_stamp(id, versions) values (1, 'index 0')")
    assert not is_stamped(project.db)
    assert stale(project) == 0
    assert is_stamped(project.db)
