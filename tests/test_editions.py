"""Editions: many connections of one process read one copy, each a whole state of the project."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import cycle, islice

import pytest

from store import Store
from store.bitmap_building import build
from store.bitmap_folding import fold
from store.db import writing
from store.editions import shared
from store.query.parser import parse
from store.query.resolving import resolve
from store.sql_engine import SqlEngine
from tests.projects import run


@pytest.fixture
def kept(project: Store) -> Store:
    """Give a small project that has bitmaps."""
    run(build(project.db))
    return project


def test_all_connections_share_one_copy(kept: Store) -> None:
    kept.search.ids()
    with kept.connect() as other:
        other.search.ids()
        assert shared(other.db) is shared(kept.db)
        other.taggings.put(1, [1])
        assert kept.search.count("has:tag") == 1


def test_readers_see_whole_changes_while_another_writes(kept: Store) -> None:
    """All articles change in one step, so that none or all of them are ever seen changed; in between the log is folded."""
    over, troubles = threading.Event(), list[str]()

    def read(ask: Callable[[Store], str]) -> None:
        with kept.connect() as store:
            while not over.is_set():
                if said := ask(store):
                    troubles.append(said)

    def by_filter(store: Store) -> str:
        found = len(store.search.ids("status:done in:all 다"))
        everything = len(store.search.ids("in:all 다"))
        return "" if found in (0, everything) else f"{found} of {everything} by a filter"

    def by_facet(store: Store) -> str:
        (facet,) = store.search.facets(fields=["status"])
        return "" if [value.count for value in facet.values] == [6] else f"{facet.values} by a facet"

    readers = [threading.Thread(target=read, args=(ask,)) for ask in (by_filter, by_facet, by_facet)]
    for reader in readers:
        reader.start()
    with kept.connect() as writer:
        for number, status in enumerate(islice(cycle(["done", "untagged"]), 60)):
            writer.articles.set_status(range(1, 7), status)
            if number % 7 == 0:
                with writing(writer.db):
                    fold(writer.db)
    over.set()
    for reader in readers:
        reader.join()
    assert troubles == []


def test_words_found_before_follow_what_is_indexed_anew(kept: Store) -> None:
    with kept.connect() as other:
        for query in ("휴대전화", "시", 'near:"시민 버스"', "/버스를 부/"):
            before = list(kept.search.ids(query))
            assert before
            article = before[0]
            other.articles.set_role(article, 0, len(other.articles.text(article)), "boilerplate")
            after = list(kept.search.ids(query))
            assert after == list(SqlEngine(kept.db).ids(resolve(parse(query), kept.search), sort="-published")), query
            assert (after == before) == (query == "시"), query  # which stands in the title too
            other.journal.undo()
            assert list(kept.search.ids(query)) == before, query


def test_bitmaps_that_are_made_anew_are_read_anew(kept: Store) -> None:
    kept.search.facets()
    kept.db.conn.execute("delete from bitmap where field = 'status'")
    run(build(kept.db))
    (facet,) = kept.search.facets(fields=["status"])
    assert [value.count for value in facet.values] == [6]
