"""Systems that an article names outright."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import found, known, quotes

_CITY = "The mayor of the city spoke to citizens. "


@pytest.mark.parametrize(
    ("text", "systems"),
    [
        ("We ran projects such as QXS and WPS early.", ["QXS", "WPS"]),
        ("‘Rain Bell’, ‘Wind Map’ and other services are free.", ["Rain Bell", "Wind Map"]),
        ("[Expansion of night walk service nationwide]", ["night walk service"]),
        ("[Digital Model-Virtual Boram (B-Twin) Construction]", ["Virtual Boram", "B-Twin"]),
        ("a parcel tracking platform called “Box Path.”", ["parcel tracking platform", "Box Path"]),
        ("[Boram Smart City SPC]", ["Boram Smart City SPC"]),
    ],
)
def test_names_are_found(text: str, systems: list[str]) -> None:
    assert quotes(f"{_CITY}\n{text}\n", "system") == systems


def test_a_korean_list_of_quoted_measures() -> None:
    text = "시민과 도시를 위해 ‘안심 골목길’ ‘QR 출입 등록’ ‘마스크 쓰기 운동’ 등 시의 노력을 알렸다."
    assert quotes(text, "system") == ["안심 골목길", "QR 출입 등록"]


@pytest.mark.parametrize(
    "text",
    [
        "‘겨울 바다’ ‘푸른 밤’ 등 영화를 봤다.",
        "Services like HBO and CBS are popular.",
        "* Internet of Lamps (IOL): A technology in which lamps talk.",
    ],
)
def test_other_lists_and_notes_name_no_system(text: str) -> None:
    assert quotes(text, "system") == []


def test_a_footnote_gives_one_entity_three_names() -> None:
    text = f"{_CITY}\n* Night Bus System (NBS, Night Bus Information Service): A system that shows buses.\n[NBS]\n"
    systems = [mention for mention in found(text).mentions if mention.type == "system"]
    assert len(systems) == 4
    assert len({mention.new for mention in systems}) == 1


def test_a_list_of_systems_overrules_a_station_of_that_name() -> None:
    station = known(90, "organisation", "QXS")
    assert quotes(f"{_CITY}Projects such as QXS and WPS began.", "system", station) == ["QXS", "WPS"]
    assert quotes("QXS reported it.", "organisation", station) == ["QXS"]
