"""Counts under a filter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from store import sql_engine
from store.db import create
from store.errors import QueryError, StoreBug
from store.facets import FACET_FIELDS, query_term
from store.records import FacetValue
from store.search import Search
from tests.shelf import insert, put_article, put_entity, put_mention, put_tag, put_tagging


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """Six articles, one of them removed, with marks of every kind."""
    opened = create(tmp_path / "counted.galpi")
    nari = insert(opened, "annotator", name="Nari")
    insert(opened, "batch", at="2024-05-01T10:00:00", label="first")
    city = put_entity(opened, "place", ("나루시", "ko"), ("Naru-si", "en"))
    ward = put_entity(opened, "place", ("강변구", "ko"), part_of=city)
    hub = put_entity(opened, "system", ("BIS", "en"))
    put_entity(opened, "system", ("Bis", "en"))
    systems = put_tag(opened, "systems", position=1)
    mobility = put_tag(opened, "mobility", systems)
    stance = put_tag(opened, "stance", position=0)
    for number in range(6):
        article = put_article(
            opened,
            "같은 글" if number < 2 else f"글 {number}",
            language="ko" if number % 2 else "en",
            outlet=["나루신문", "NARU TIMES", None][number % 3],
            published=[None, "2020", "2021-03", "2021-03-24", "2021-04", "2020-01-01"][number],
            authors=["김나루", "이물길"][: number % 3],
        )
        put_mention(opened, article, [city, ward, hub][number % 3], type_=["place", "place", "system"][number % 3])
        put_tagging(opened, article, [systems, mobility, stance][number % 3], annotator=nari)
    put_mention(opened, 1, ward)
    put_mention(opened, 1, hub, type_="system", state="rejected")
    opened.conn.execute("update article set removed = 1 where id = 6")
    yield opened
    opened.close()


def values(db: Database, field: str, query: str = "") -> list[tuple[str, int]]:
    (facet,) = Search(db).facets(query, fields=[field])
    return [(value.value, value.count) for value in facet.values]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("language", [("en", 3), ("ko", 2)]),
        ("outlet", [("NARU TIMES", 2), ("나루신문", 2)]),
        ("year", [("2021", 3), ("2020", 1)]),
        ("month", [("2021-04", 1), ("2021-03", 2)]),
        ("author", [("김나루", 3), ("이물길", 1)]),
        ("tag", [("stance", 1), ("systems", 4), ("systems/mobility", 2)]),
        ("entity_type", [("place", 4), ("system", 1)]),
        ("entity", [("나루시", 4), ("강변구", 3), ("BIS", 1)]),
        ("status", [("untagged", 5)]),
        ("annotator", [("Nari", 5)]),
        ("batch", [("1", 5)]),
        ("duplicate", [("duplicate", 2)]),
    ],
)
def test_counts(db: Database, field: str, expected: list[tuple[str, int]]) -> None:
    assert values(db, field) == expected


def test_counts_under_a_filter(db: Database) -> None:
    assert values(db, "tag", "lang:ko") == [("systems", 2), ("systems/mobility", 1)]
    assert values(db, "entity", "lang:ko date:2021") == [("나루시", 1)]
    assert values(db, "duplicate", "date:2021") == []


@pytest.mark.parametrize("few", [0.0, 2.0])
@pytest.mark.parametrize("query", ["", "lang:en", "lang:ko OR has:duplicate", "글", "-tag:stance"])
def test_a_count_is_what_its_term_would_leave(
    db: Database, query: str, few: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the entities of few or of many articles are counted, which takes two roads."""
    monkeypatch.setattr(sql_engine, "_FEW", few)
    search = Search(db)
    counted = search.facets(query)
    assert [facet.field for facet in counted] == list(FACET_FIELDS)
    for facet in counted:
        for value in facet.values:
            term = query_term(facet.field, value.value)
            assert value.count == search.count(f"({query}) {term}" if query else term), term


def test_values_say_how_they_look(db: Database) -> None:
    by_field = {facet.field: facet for facet in Search(db).facets()}
    assert by_field["entity"].values[0].label == "나루시 · Naru-si"
    tag = by_field["tag"].values[2]
    assert tag == FacetValue(value="systems/mobility", label="mobility", count=2, depth=1, colour="#336699")
    batch = by_field["batch"].values[0]
    assert batch.label == "first · 2024-05-01"


def test_more_values_than_the_limit_are_counted(db: Database) -> None:
    (facet,) = Search(db).facets(fields=["entity"], limit=2)
    assert ([value.value for value in facet.values], facet.more) == (["나루시", "강변구"], 1)


def test_entities_by_type(db: Database) -> None:
    counted = Search(db).facets(fields=["language", "entity"], by_type=True, limit=1)
    assert [(facet.field, [value.value for value in facet.values], facet.more) for facet in counted[1:]] == [
        ("entity.place", ["나루시"], 1),
        ("entity.system", ["BIS"], 0),
    ]


def test_an_entity_is_found_by_the_name_it_goes_by_though_no_text_has_it(db: Database) -> None:
    hub = put_entity(db, "system", ("허브", "ko"))
    put_mention(db, 2, hub, type_="system")
    db.conn.execute("update entity set name = '허브 (Naru-si)' where id = ?", (hub,))
    assert ("허브 (Naru-si)", 1) in values(db, "entity")
    for term in ("entity:'허브 (Naru-si)'", "entity:='허브 (Naru-si)'"):
        assert Search(db).count(term.replace("'", '"')) == 1


def test_parts_of_parts_count_and_a_ring_of_parts_ends(db: Database) -> None:
    country = put_entity(db, "place", ("누리나라", "ko"))
    put_mention(db, 4, country)
    db.conn.execute("update entity set part_of = ? where name = '나루시'", (country,))
    assert ("누리나라", 4) in values(db, "entity")
    db.conn.execute(
        "update entity set part_of = (select id from entity where name = '강변구') where id = ?", (country,)
    )
    for name, count in values(db, "entity"):
        assert Search(db).count(query_term("entity", name)) == count


def test_values_of_a_field_apart_are_counted_as_if_it_were_not_filtered_by(db: Database) -> None:
    counted = Search(db).facets("lang:ko date:2021 -lang:xx", fields=["language", "year"], apart=["language"])
    found = {facet.field: [(value.value, value.count) for value in facet.values] for facet in counted}
    assert found == {"language": [("en", 2), ("ko", 1)], "year": [("2021", 1)]}


def test_a_broken_filter_is_refused(db: Database) -> None:
    with pytest.raises(QueryError):
        Search(db).facets("(")


@pytest.mark.parametrize(
    ("field", "value", "term"),
    [
        ("language", "ko", "lang:ko"),
        ("outlet", "AVING NEWS", 'outlet:"AVING NEWS"'),
        ("year", "2021", "date:2021"),
        ("tag", "systems/mobility", "tag:systems/mobility"),
        ("entity", "Daegu", "entity:Daegu"),
        ("entity_type", "system", "type:system"),
        ("duplicate", "duplicate", "has:duplicate"),
    ],
)
def test_terms(field: str, value: str, term: str) -> None:
    assert query_term(field, value) == term


def test_an_unknown_field_is_our_fault() -> None:
    with pytest.raises(StoreBug):
        query_term("colour", "red")
