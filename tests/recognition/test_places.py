"""Places the gazetteer does not know."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import known, quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("덴마크 코펜하겐에서 열린다", ["덴마크", "코펜하겐"]),
        ("미국 시애틀 시장은", ["미국", "시애틀"]),
        ("앙카라의 시장은", []),
        ("스마트도시 조성, 택시 이용, 즉시 시행", []),
        ("미국 스마트시티 시장은", ["미국"]),
        ("Mapo-guoperates a hub", ["Mapo-gu"]),
        ("The Smart City and the City of Lisbon", ["Lisbon"]),
        ("held in Barcelona, then", ["Barcelona"]),
        ("Daedeok Special District hosts", ["Daedeok Special District"]),
        ("held in January at home", []),
    ],
)
def test_places(text: str, names: list[str]) -> None:
    assert quotes(text, "place") == names


CITIES = tuple(
    known(300 + at, "place", name)
    for at, name in enumerate(("Porto", "London", "Mongolia", "Manchester", "런던", "대전", "Africa"))
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He left FC Porto for Real Porto.", []),
        ("The tram in Porto is old.", ["Porto"]),
        ("The London Standard and the London Gazette wrote so.", []),
        ("A London street", ["London"]),
        ("patients from Inner Mongolia came", []),
        ("They beat Manchester City on Sunday.", []),
        ("Fire broke out in Daegu-controlled Hanul, and in Indian-administered Hanul.", ["Daegu"]),
        ("잭 런던은 소설가다. 런던에 비가 온다.", ["런던"]),
        ("열차가 한 대만 다닐 수 있다.", []),
        ("버스 두 대만 남았다.", []),
        ("한 대만 기업이 왔다.", ["대만"]),
        ("제2차 세계 대전이 끝났다. 대전에서 열린다.", ["대전"]),
        ("미국 패션계에 이름을 알렸다.", ["미국"]),
        ("It cleared the Republican-dominated chamber.", []),
        ("A month after Hanul Board officials met, the Board’s plan fell.", []),
        ("the Middle East and North Africa", []),
        ("schools in Africa", ["Africa"]),
    ],
)
def test_names_of_other_things_that_hold_a_place(text: str, names: list[str]) -> None:
    assert quotes(text, "place", *CITIES) == names


def test_the_economy_too_is_no_province() -> None:
    province = known(60, "place", "경기도")
    assert quotes("유로존 경기도 나아졌다. 경기도는 넓다.", "place", province) == ["경기도"]


def test_a_surname_that_begins_like_a_land_is_none() -> None:
    land = known(60, "place", "Peru")
    assert quotes("Chuck Peruto spoke. Peruhas grown and Peruis wide.", "place", land) == ["Peru", "Peru"]
