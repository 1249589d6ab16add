"""Smart things, whatever the noun."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes


@pytest.mark.parametrize(
    ("text", "systems"),
    [
        ("Boram Mayor Kim opened a smart stairway with a warning light for citizens.", ["smart stairway"]),
        ("The city put a smart bus canopy near the school. Citizens like it.", ["smart bus canopy"]),
        ("The district installed smart benches. The mayor sat down.", ["smart benches"]),
        ("시민을 위해 시는 스마트 빨래방을 운영한다. 도시가 좋아졌다.", ["스마트 빨래방"]),
    ],
)
def test_things_that_a_city_puts_up(text: str, systems: list[str]) -> None:
    assert quotes(text, "system") == systems


@pytest.mark.parametrize(
    "text",
    [
        "It was a smart move by the mayor of the city.",
        "A smart person bought a smart card in the city. Citizens laughed.",
        "The mayor spoke of the smart city and its smart citizens.",
        "He bought a smart kettle.",
        "시민에게 스마트폰을 나눠 줬다. 도시의 스마트 산업을 키운다.",
    ],
)
def test_other_uses_of_smart(text: str) -> None:
    assert quotes(text, "system") == []


def test_a_smart_town_is_no_thing() -> None:
    assert quotes("시민과 함께 대구시는 ‘스마트 서울’ 시장을 만나 스마트 서울 포털을 운영 중이다.", "system") == []
