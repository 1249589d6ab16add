"""Finding articles in a real project."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from store.db import create, writing
from store.errors import QueryError, UserError
from store.search import Search
from tests.shelf import insert, put_article, put_entity, put_mention, put_tag, put_tagging

KOREAN = "나루시장은 지난 3일 CES2020에서 스마트폴 120기를 소개했다. 여섬은 섬이다. 市廳 앞 Café에서 smart cities와 AI를 말했다."
ENGLISH = "The Smart City of Naru-si opened 12 smarter poles at CES 2020, said the mayor."
BOILER = "카카오톡 공유 subscribe"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = create(tmp_path / "found.galpi")
    yield opened
    opened.close()


@pytest.fixture
def search(db: Database) -> Search:
    return Search(db)


@pytest.fixture
def two(db: Database, search: Search) -> tuple[int, int]:
    """A Korean article with a headline and boilerplate, and an English one whose title is metadata."""
    insert(db, "batch", at="2024-05-01T10:00:00", label="first")
    korean = put_article(
        db,
        f"새 가로등 소식\n{BOILER}\n{KOREAN}",
        parts=[("headline", "새 가로등 소식"), ("boilerplate", BOILER), ("body", KOREAN)],
        outlet="나루신문",
        published="2021-03-24T09:49",
        authors=["김나루"],
    )
    english = put_article(
        db, ENGLISH, title="A bright evening", language="en", outlet="NARU TIMES", published="2021", status="done"
    )
    return korean, english


KO, EN = "ko", "en"


def found(search: Search, query: str, two: tuple[int, int]) -> set[str]:
    names = dict(zip(two, (KO, EN), strict=True))
    return {names[article] for article in search.ids(query)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {KO, EN}),
        ("나루", {KO}),
        ("시장은", {KO}),
        ("루시", {KO}),
        ("섬", {KO}),
        ("市", {KO}),
        ("CES2020", {KO, EN}),
        ("ｃｅｓ　2020", {KO, EN}),
        ("20", set()),
        ("smart", {KO, EN}),
        ("smarte", set()),
        ("smarte*", {EN}),
        ("cafe", {KO}),
        ('"smart city"', {EN}),
        ('"city smart"', set()),
        ("smart -city", {KO}),
        ("-나루", {EN}),
        ("-(나루 OR naru)", set()),
        ("나루 OR mayor", {KO, EN}),
        ("나루 mayor", set()),
        ("가로등", {KO}),
        ("bright", {EN}),
        ("subscribe", set()),
        ("in:all subscribe", {KO}),
        ("in:title 가로등", {KO}),
        ("in:title bright", {EN}),
        ("in:title 나루", set()),
        ("소식 카카오톡 in:all", {KO}),
        ('"소식 나루시장은"', set()),
        ("lang:ko", {KO}),
        ("lang:ko,en", {KO, EN}),
        ("lang:de", set()),
        ("-lang:de", {KO, EN}),
        ("outlet:나루신문", {KO}),
        ('outlet:"naru times"', {EN}),
        ("author:김나루", {KO}),
        ("-author:김나루", {EN}),
        ("status:done", {EN}),
        ("status:untagged,started", {KO}),
        ("has:author", {KO}),
        ("has:title", {EN}),
        ("-has:tag has:date has:outlet", {KO, EN}),
        ("date:2021", {KO, EN}),
        ("date:2021-03", {KO}),
        ("date:2021-01..2021-12", {KO, EN}),
        ("date:2021-02..", {KO}),
        ("date:..2021-03-24", {KO}),
        ("date:2021-03-24T09:49", {KO}),
        ("date:2021-03-25..", set()),
        ("-date:2021-03", {EN}),
        ("date:..", {KO, EN}),
        ('near:"mayor naru"', {EN}),
        ('near:"smart mayor"', set()),
        ('near:"poles ces opened"', {EN}),
        ('near:"섬 나루"', {KO}),
        ('-near:"섬 나루"', {EN}),
        ("/나루시장|mayor\\./", {KO, EN}),
        ("/공유/", set()),
        ("/공유/ in:all", {KO}),
        ("-/mayor/", {KO}),
        ('like:"섬의 가로등과 mayor"', {KO, EN}),
        ('like:"가로등은 무엇인가?"', {KO}),
        ('like:"zzz"', set()),
        ("similar:1", {EN}),
        ("similar:99", set()),
        ("id:1,7", {KO}),
        ("batch:1", {KO, EN}),
        ("batch:first", {KO, EN}),
        ("batch:2", set()),
    ],
)
def test_what_a_filter_finds(search: Search, two: tuple[int, int], query: str, expected: set[str]) -> None:
    assert found(search, query, two) == expected
    assert search.count(query) == len(expected)


def test_near_means_ten_words(db: Database, search: Search) -> None:
    ten = put_article(db, "start " + "word " * 9 + "finish")
    put_article(db, "start " + "word " * 10 + "finish")
    assert list(search.ids('near:"finish start"')) == [ten]


def test_near_does_not_reach_from_the_title_into_the_text(db: Database, search: Search) -> None:
    put_article(db, "finish of it", title="start")
    assert search.count('near:"start finish"') == 0


def test_an_entity_is_found_by_any_name_and_with_its_parts(db: Database, search: Search) -> None:
    city = put_entity(db, "place", ("나루시", "ko"), ("Naru-si", "en"))
    ward = put_entity(db, "place", ("강변구", "ko"), part_of=city)
    lane = put_entity(db, "place", ("물길로", "ko"), part_of=ward)
    articles = [put_article(db, f"글 {number}") for number in range(4)]
    for article, entity, state in zip(
        articles, (city, lane, ward, city), ("accepted", "suggested", "suggested", "rejected"), strict=True
    ):
        put_mention(db, article, entity, state=state)
    assert set(search.ids("entity:narusi")) == set(articles[:3])
    assert set(search.ids('entity:"ＮＡＲＵ SI"')) == set(articles[:3])
    assert set(search.ids("entity:=나루시")) == {articles[0]}
    assert set(search.ids("entity:=나루시,강변구")) == set(articles[:3])
    assert set(search.ids("-entity:강변구")) == {articles[0], articles[3]}
    assert set(search.ids("type:place")) == set(articles[:3])
    assert search.count("entity:나루") == 0


def test_entities_that_are_part_of_each_other_do_no_harm(db: Database, search: Search) -> None:
    one = put_entity(db, "place", ("하나", "ko"))
    two = put_entity(db, "place", ("둘", "ko"), part_of=one)
    db.conn.execute("update entity set part_of = ? where id = ?", (two, one))
    article = put_article(db, "글")
    put_mention(db, article, two)
    assert list(search.ids("entity:하나")) == [article]


def test_an_outlet_is_found_by_any_name_of_its_entity(db: Database, search: Search) -> None:
    put_entity(db, "organisation", ("나루신문", "ko"), ("Naru Daily", "en"))
    article = put_article(db, "글", outlet="나루신문", authors=["나루신문"])
    assert list(search.ids('outlet:"naru daily"')) == [article]
    assert list(search.ids('author:"Naru Daily"')) == [article]


def test_tags(db: Database, search: Search) -> None:
    systems = put_tag(db, "systems")
    mobility = put_tag(db, "mobility", systems)
    buses = put_tag(db, "Buses", mobility)
    scope = put_tag(db, "out of scope")
    other = put_tag(db, "mobility", scope)
    articles = [put_article(db, f"글 {number}") for number in range(5)]
    for article, tag, start in zip(
        articles, (systems, mobility, buses, scope, other), (None, 0, 0, None, None), strict=True
    ):
        put_tagging(db, article, tag, start=start)
    assert set(search.ids("tag:systems")) == set(articles[:3])
    assert set(search.ids("tag:=systems")) == {articles[0]}
    assert set(search.ids("tag:systems/mobility")) == set(articles[1:3])
    assert set(search.ids("tag:buses")) == {articles[2]}
    assert set(search.ids("tag:mobility/buses")) == {articles[2]}
    assert set(search.ids('-tag:"out of scope"')) == set(articles[:3])
    assert set(search.ids("tag:buses,systems/mobility")) == set(articles[1:3])
    assert search.count("tag:nothing") == 0
    assert set(search.ids("has:passage")) == set(articles[1:3])
    with pytest.raises(QueryError, match="systems/mobility, out of scope/mobility"):
        search.ids("tag:mobility")


def test_notes_relations_duplicates_and_derived_titles(db: Database, search: Search) -> None:
    annotator = insert(db, "annotator", name="Nari")
    first = put_article(db, "같은 글", title="같은 글", derived=True)
    again = put_article(db, "같은 글")
    alone = put_article(db, "다른 글", source="folder/other.txt")
    insert(db, "note", article=alone, text="see", annotator=annotator, at="2024")
    insert(db, "note", article=None, text="memo", annotator=annotator, at="2024")
    insert(db, "relation", subject=1, predicate=1, object=2, article=alone, state="accepted", origin="person")
    insert(db, "relation", subject=1, predicate=1, object=2, article=None, state="accepted", origin="person")
    put_tagging(db, first, put_tag(db, "t"), annotator=annotator)
    assert set(search.ids("has:note")) == {alone}
    assert set(search.ids("-has:note")) == {first, again}
    assert set(search.ids("has:relation")) == {alone}
    assert set(search.ids("has:duplicate")) == {first, again}
    assert set(search.ids("is:duplicate")) == {again}
    assert set(search.ids("is:derived")) == {first}
    assert search.count("has:title") == 0
    assert set(search.ids("annotator:nari")) == {first, alone}
    assert set(search.ids("source:folder/*")) == {alone}
    assert set(search.ids("source:FOLDER/other.txt")) == {alone}


def test_removed_articles_are_not_found(db: Database, search: Search, two: tuple[int, int]) -> None:
    db.conn.execute("update article set removed = 1 where id = ?", (two[0],))
    assert list(search.ids("")) == [two[1]]
    assert search.count("나루") == 0


def test_sorts(db: Database, search: Search) -> None:
    def put(text: str, title: str | None, published: str | None, status: str) -> int:
        return put_article(db, text, title=title, published=published, status=status)

    b = put("나루 가나다", "beta", "2021-03", "done")
    a = put("나루 나루 나루", "Alpha", "2021-03-24", "untagged")
    none = put("가로등 이야기", None, None, "discuss")
    put_tagging(db, b, put_tag(db, "t"))
    put_tagging(db, b, 1, start=0)
    insert(db, "note", article=none, text="n", annotator=1, at="2024")
    assert list(search.ids()) == [a, b, none]
    assert list(search.ids(sort="published")) == [b, a, none]
    assert list(search.ids(sort="title")) == [a, b, none]
    assert list(search.ids(sort="-title")) == [b, a, none]
    assert list(search.ids(sort="length")) == [b, none, a]
    assert list(search.ids(sort="-tags")) == [b, a, none]
    assert list(search.ids(sort="-notes")) == [none, b, a]
    assert list(search.ids(sort="status")) == [a, b, none]
    assert list(search.ids(sort="-id")) == [none, a, b]
    assert list(search.ids("나루", sort="relevance")) == [a, b]
    assert list(search.ids("나루", sort="-relevance")) == [b, a]
    assert list(search.ids("", sort="relevance")) == [a, b, none]
    assert list(search.ids("나루 OR has:note", sort="relevance")) == [a, b, none]
    with pytest.raises(UserError, match="sorted"):
        search.ids(sort="colour")


def test_where_stands_in_any_query_on_articles(db: Database, search: Search, two: tuple[int, int]) -> None:
    condition = search.where("나루 OR lang:de")
    sql = f"select a.outlet from article a where a.removed = 0 and {condition.sql}"
    assert db.conn.execute(sql, condition.parameters).fetchall() == [("나루신문",)]


def test_where_answers_patterns_itself(db: Database, search: Search, two: tuple[int, int]) -> None:
    condition = search.where("/mayor/ OR lang:de")
    assert "matches" not in condition.sql
    sql = f"select a.id from article a where a.removed = 0 and {condition.sql}"
    assert db.conn.execute(sql, condition.parameters).fetchall() == [(two[1],)]
    put_article(db, "a" * 5000 + "b")
    with pytest.raises(QueryError, match="too long"):
        search.where("-/(a|aa)+$/")


def test_a_changed_title_or_part_is_found_after_feeding(db: Database, search: Search, two: tuple[int, int]) -> None:
    assert search.stale() == 0
    db.conn.execute("update article set title = 'Dusk' where id = ?", (two[1],))
    db.conn.execute("update part set role = 'body' where role = 'boilerplate'")
    assert search.stale() == 2
    with writing(db):
        for article in two:
            search.feed(article)
    assert search.stale() == 0
    assert found(search, "dusk OR subscribe", two) == {KO, EN}
    assert search.count("bright") == 0


def test_what_is_forgotten_is_not_found(db: Database, search: Search, two: tuple[int, int]) -> None:
    with writing(db):
        search.forget(two[0])
    assert search.count("나루") == 0
    assert search.stale() == 1
    db.conn.execute("insert into article_fts(article_fts) values ('integrity-check')")
    steps = list(search.rebuild())
    assert (steps[-1].done, steps[-1].total) == (1, 1)
    assert search.count("나루") == 1


def test_an_index_of_another_version_is_made_anew(db: Database, search: Search, two: tuple[int, int]) -> None:
    db.conn.execute("update indexed set version = version + 1 where article = ?", (two[0],))
    assert search.stale() == 1
    with writing(db):
        search.feed(two[0])
    assert search.stale() == 1
    list(search.rebuild())
    assert search.stale() == 0
    assert found(search, "나루 OR mayor", two) == {KO, EN}
    rows = db.conn.execute("select count(*) from article_fts where article_fts match 'mayor'").fetchone()[0]
    assert rows == 1


def test_letters_of_a_younger_unicode_are_found(db: Database, search: Search) -> None:
    """Adlam came with Unicode 9, after the tables of SQLite's own tokenizer."""
    adlam = "\U0001e922\U0001e923\U0001e924"
    article = put_article(db, f"처음 {adlam} 끝")
    assert list(search.ids(adlam)) == [article]
    assert list(search.ids('"처음 끝"')) == []


def test_a_rebuild_can_be_stopped_and_taken_up(db: Database, search: Search) -> None:
    for number in range(250):
        put_article(db, f"글 {number}")
    rebuilding = search.rebuild(everything=True)
    next(rebuilding)
    rebuilding.close()
    assert search.stale() == 200
    assert [step.done for step in search.rebuild()] == [50, 100, 150, 200]
    assert search.count("글") == 250


def test_a_pattern_that_never_ends_is_refused(db: Database, search: Search) -> None:
    put_article(db, "a" * 5000 + "b")
    with pytest.raises(QueryError, match="too long"):
        search.ids("/(a|aa)+$/")
    assert search.count("/a+b/") == 1


def test_a_long_question_can_be_interrupted(db: Database, search: Search) -> None:
    for number in range(60):
        put_article(db, f"글 {number}")
    # The first article looked at calls the stop from another thread, as the window would.
    stopper = threading.Thread(target=db.conn.interrupt)

    def stop(*_: object) -> bool:
        if not stopper.ident:
            stopper.start()
            stopper.join()
        return True

    db.conn.create_function("matches", 5, stop)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        search.ids("/글/")
    assert search.count("글") == 60


def test_several_filters_are_counted_at_once(search: Search, two: tuple[int, int]) -> None:
    assert search.counts(["", "lang:ko", "lang:ko lang:en"]) == (2, 1, 0)
    assert search.counts([]) == ()
