"""Which entity a name means: operators, words that are also names, names too short for a person."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import found, known, quotes

_BIS = (known(20, "system", "BIS", 2), known(21, "system", "BIS", 1))


def _entities(text: str, type_: str) -> list[int | None]:
    return [mention.entity for mention in found(text, *_BIS).mentions if mention.type == type_]


def test_the_operator_in_the_article_decides() -> None:
    assert _entities("Anyang runs a BIS.", "system") == [20]
    assert _entities("Daegu runs a BIS.", "system") == [21]


def test_the_nearest_operator_wins_the_one_before_and_in_the_paragraph_first() -> None:
    assert _entities("Daegu met Anyang, whose BIS is old.", "system") == [20]
    assert _entities("Anyang is far.\nDaegu has a BIS.", "system") == [21]
    assert _entities("Daegu has a BIS, unlike Anyang.", "system") == [21]


def test_without_an_operator_the_name_is_an_entity_of_its_own() -> None:
    result = found("Seoul runs a BIS for every bus.", *_BIS)
    mention = next(mention for mention in result.mentions if mention.type == "system")
    assert mention.entity is None
    assert mention.new is not None
    assert result.entities[mention.new].names[0].name == "BIS"


def test_the_outlet_in_boilerplate_is_an_operator_too() -> None:
    names = (known(30, "organisation", "가온뉴스"), known(31, "person", "한소라", 30))
    text = "ⓒ 한소라\n가온뉴스 구독하기"
    result = found(text, *names, outlet="가온뉴스", parts=[])
    assert [mention.entity for mention in result.mentions if mention.type == "person"] == [31]


@pytest.mark.parametrize("text", ["인도를 걷던 시민", "자전거가 인도로 돌진했다", "‘도시’이란 말"])
def test_a_pavement_is_no_country(text: str) -> None:
    assert quotes(text, "place", known(40, "place", "이란")) == []


@pytest.mark.parametrize("text", ["미국, 인도 등에서", "회사(인도)와", "인도 정부는"])
def test_a_country_is_one_beside_countries(text: str) -> None:
    assert "인도" in quotes(text, "place")


def test_a_match_is_no_province() -> None:
    assert quotes("어제 경기는 비겼다", "place") == []
    assert quotes("서울·경기 지역", "place") == ["서울", "경기"]


def test_a_surname_alone_needs_the_full_name_somewhere() -> None:
    names = (known(50, "person", "Choi Dae-ho"), known(50, "person", "Choi"))
    assert quotes("Choi said so.", "person", *names) == []
    assert quotes("Choi Dae-ho came. Choi said so.", "person", *names) == ["Choi Dae-ho", "Choi"]


def test_the_office_is_not_cut_in_two() -> None:
    assert quotes("신도훈 대구시장은 대구시에서", "place") == ["대구", "대구시"]
