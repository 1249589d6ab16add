"""Known names: found at their borders, in the spellings people write, and nowhere else."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.recognition import Gazetteer
from tests.recognition.reading_aloud import PLACES, known


def _quotes(text: str, *names: tuple[str, str]) -> list[str]:
    gazetteer = Gazetteer(known(index, type_, name) for index, (type_, name) in enumerate(names, start=1))
    return [text[hit.start : hit.end] for hit in gazetteer.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "대구는 넓다",
        "대구시장은 말했다",
        "대구에서도",
        "동대구와 대구",
        "(대구)",
        "대구·경북",
        "2021대구",
        "‘대구’라는",
        "대구시의회가",
    ],
)
def test_a_korean_name_stands_at_its_borders(text: str) -> None:
    assert _quotes(text, ("place", "대구")) == ["대구"]


@pytest.mark.parametrize("text", ["동대구역", "대구은행", "대구지하철에서", "북대구"])
def test_a_korean_name_is_not_found_inside_other_words(text: str) -> None:
    assert _quotes(text, ("place", "대구")) == []


@pytest.mark.parametrize(
    ("name", "text"), [("인도", "인도네시아가"), ("수원", "수원지를"), ("대만", "대만큼은"), ("중국", "중국집에서")]
)
def test_a_name_is_not_the_beginning_of_another_word(name: str, text: str) -> None:
    assert _quotes(text, ("place", name)) == []


@pytest.mark.parametrize(
    ("name", "text", "quote"),
    [
        ("Anyang", "Anyangis building", "Anyang"),
        ("Gangnam-gu", "-Gangnam-guprovides", "Gangnam-gu"),
        ("Seoul", "SeoulInstalled a", "Seoul"),
        ("Seongdong-gu", "Seongdong-guThe smart", "Seongdong-gu"),
        ("Seoul", "Seoul시는", "Seoul"),
        ("Daegu Metropolitan City", "Daegu Metropolitan Cityhas", "Daegu Metropolitan City"),
        ("Bucheon", "Bucheonestablishes a", "Bucheon"),
        ("Seoul", "SEOUL -- South", "SEOUL"),
    ],
)
def test_glued_english_is_taken_apart(name: str, text: str, quote: str) -> None:
    assert _quotes(text, ("place", name)) == [quote]


@pytest.mark.parametrize(
    ("name", "text"),
    [("Korea", "Korean firms"), ("India", "Indiana"), ("Guro", "a guro"), ("Oman", "a woman"), ("Niger", "Nigeria")],
)
def test_glue_is_not_any_letter(name: str, text: str) -> None:
    assert _quotes(text, ("place", name)) == []


@pytest.mark.parametrize("text", ["its own", "It's late", "bis zum", "a bit"])
def test_acronyms_keep_their_case(text: str) -> None:
    assert _quotes(text, ("system", "ITS"), ("system", "BIS"), ("system", "BIT")) == []


@pytest.mark.parametrize(
    ("type_", "name", "text", "quote"),
    [
        ("event", "CES 2020", "at CES2020,", "CES2020"),
        ("event", "CES2020", "at CES 2020,", "CES 2020"),
        ("system", "urban data hub", "Urban Data Hubs for", "Urban Data Hubs"),
        ("system", "City Pass", "(CityPass)", "CityPass"),
        ("award", "Minister’s Award", "Minister's Award", "Minister's Award"),
        ("system", "S-Map", "the S Map is", "S Map"),
        ("system", "도시 데이터 통합허브", "도시데이터 통합허브를", "도시데이터 통합허브"),
        ("organisation", "국토교통부", "국토 교통부는", "국토 교통부"),
        (
            "organisation",
            "Ministry of Land, Infrastructure and Transport",
            "Ministry of Land, Infrastructure, and Transport said",
            "Ministry of Land, Infrastructure, and Transport",
        ),
        ("system", "[Integrated Data Hub]", "[Integrated Data Hub]", "Integrated Data Hub"),
    ],
)
def test_spellings_of_one_name(type_: str, name: str, text: str, quote: str) -> None:
    assert _quotes(text, (type_, name)) == [quote]


@pytest.mark.parametrize(
    ("type_", "name", "text"),
    [
        ("place", "타이베이시", "타이베이 시장의"),
        ("programme", "스마트 챌린지 사업", "‘스마트 챌린지’ 사업"),
        ("organisation", "She Care", "she care about"),
        ("organisation", "국토부", "국 토부"),
        ("system", "smart pole", "smartpolex"),
    ],
)
def test_spellings_of_something_else(type_: str, name: str, text: str) -> None:
    assert _quotes(text, (type_, name)) == []


def test_a_pickled_gazetteer_finds_the_same() -> None:
    gazetteer = Gazetteer(PLACES)
    again = pickle.loads(pickle.dumps(gazetteer))
    text = "대구시와 안양, Seoul"
    assert list(again.find(text)) == list(gazetteer.find(text))
    assert len(again) == len(PLACES)


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert list(Gazetteer([]).find("대구")) == []


@given(st.text(alphabet="대구시장은 ACES20-’·(),\n", max_size=60))
def test_hits_lie_inside_the_text_and_begin_with_their_name(text: str) -> None:
    for hit in Gazetteer([*PLACES, known(50, "event", "CES 20")]).find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.names
