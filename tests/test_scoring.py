"""The rank by arrays is the rank by FTS5's own function, to the last bit."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Store
from store.bitmap_building import build
from store.db import create, writing
from store.query.fulltext import ranked_by
from store.query.tree import asks_deleted
from store.resident_engine import ResidentEngine
from store.sql_engine import SqlEngine
from store.words import read_lengths
from tests.shelf import put_article

SAID = ["smart", "smarter", "city", "스마트시티", "스마트", "시티는", "교통", "버스", "시", "2020", "市廳"]
WORDS = [
    "smart", "sma*", "s*", "city", "스마트", "스마", "교통", "시", "2020", "市", '"smart city"', '"스마트시티 교통"', "nowhere",
    "in:title city", "in:all city", "in:all copyright", "copyright", "없는말",
    "in:title 스마트", 'near:"city 버스"', 'like:"교통 버스 smart city"',
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two hundred articles of a few words, some of thousands, with holes between their numbers."""
    chance = random.Random(3)
    path = tmp_path_factory.mktemp("scored") / "scored.galpi"
    with Store(path, create(path)) as store:
        with writing(store.db):
            for number in range(200):
                length = 17_000 if number == 77 else chance.choice((1, 5, 20, 150))
                body = " ".join(chance.choices(SAID, k=length))
                foot = " ".join(["copyright", *chance.choices(SAID, k=2)])
                parts = [("body", body), ("boilerplate", foot)] if chance.random() < 0.5 and foot not in body else []
                title = " ".join(chance.choices(SAID, k=3)) if chance.random() < 0.5 else None
                put_article(store.db, f"{body}\n{foot}", title=title, parts=parts, published=f"20{number % 7:02}")
            for article in (1, 2, 50, 199):
                store.search.forget(article)
                store.db.conn.execute("delete from article where id = ?", (article,))
                store.db.conn.execute("delete from indexed where article = ?", (article,))
        list(build(store.db))
        yield store


def _compare(store: Store, query: str) -> None:
    with store.search._answering(query) as engine:
        assert isinstance(engine, ResidentEngine)
        tree = store.search._tree(query)
        assert not asks_deleted(tree)
        found = engine.ids(tree, sort="-published")
        if words := ranked_by(tree):
            assert engine.ranked(words, found) == SqlEngine(store.db).ranked(words, found)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    st.sampled_from([" ", " OR "]),
    st.sampled_from([0, 1_000]),
)
def test_arrays_rank_as_the_index_does(store: Store, words: list[str], between: str, few: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("store.scoring.FEW", few)
        _compare(store, between.join(f"({word})" for word in words))
        _compare(store, f"({between.join(f'({word})' for word in words)}) OR date:2003")


def test_what_is_remembered_is_forgotten_when_the_index_changes(store: Store) -> None:
    before = list(store.search.ids("city", sort="relevance"))
    with writing(store.db) as connection:
        article = put_article(store.db, "city " * 40, published="2001")
        store.search.forget(before[0])
        connection.execute("delete from article where id = ?", (before[0],))
    after = list(store.search.ids("city", sort="relevance"))
    assert article in after
    assert before[0] not in after
    _compare(store, "city")
    _compare(store, "(교통) OR (city)")


def test_lengths_are_those_of_the_index(store: Store) -> None:
    lengths = read_lengths(store.db)
    sizes = store.db.conn.execute("select id, sz from article_fts_docsize").fetchall()
    assert max(lengths) > 1 << 14
    assert {int(article) for article in lengths.nonzero()[0]} == {article for article, _ in sizes}


def test_an_empty_index_has_no_lengths(empty: Store) -> None:
    assert read_lengths(empty.db).tolist() == [0]
