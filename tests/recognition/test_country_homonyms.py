"""Names of countries that are also everyday words: read as countries only where they are."""

from __future__ import annotations

import pytest

from store.recognition.recognizing import recognize
from store.records import Part
from tests.recognition.reading_aloud import seeded

WORDS = [
    "그는 가능한 모든 수단을 동원하겠다고 밝혔다.",
    "교통 수단이 부족한 지역이 많다.",
    "오만한 태도라는 지적이 나왔다.",
    "그의 오만과 편견을 꼬집었다.",
    "스마트시티란 무엇이고 공유경제란 무엇인가.",
    "정보란 곧 힘이라는 말이다.",
    "시민이란 이름으로 모였다.",
    "집에 가나 회사에 가나 마찬가지다.",
    "말리는 사람이 없었다. 빨래를 말리고 나왔다.",
    "기차도 아니고 차도 아니다. 차도를 막았다.",
    "건지면 다행이다. 본전도 못 건지고 돌아섰다.",
    "저지할 방법이 없다. 이를 저지하려 했다.",
    "아이티 기업이 늘었다. 아이티 업계는 반겼다.",
    "페루즈라는 가게가 문을 열었다.",
    "피지 분비가 많은 피부다.",
    "부탄 가스를 조심해야 한다.",
    "조지 아저씨는 웃었다.",
    "네팔아파트라는 별명이 붙었다.",
    "They ate turkey and drank from china cups.",
    "The chad hung from the ballot, he said.",
    "She wore a jersey to the game.",
]
COUNTRIES = [
    ("한국과 가나의 경기가 열렸다.", "Ghana"),
    ("이란과 이라크가 협상했다.", "Iran"),
    ("이란 정부는 부인했다.", "Iran"),
    ("오만 정부와 업무협약을 맺었다.", "Oman"),
    ("카타르와 오만에서 열린 박람회다.", "Oman"),
    ("수단공화국 대표단이 방문했다.", "Sudan"),
    ("부탄 왕국의 국왕이 방한했다.", "Bhutan"),
    ("앵귈라와 마요트도 참가했다.", "Anguilla"),
    ("A delegation from Chad visited Busan.", "Chad"),
    ("Niue and Tokelau joined the fair.", "Niue"),
    ("Svalbard and Jan Mayen is far.", "Svalbard and Jan Mayen"),
]


def _countries(text: str) -> set[str]:
    gazetteer, ids = seeded()
    names = {number: name for (kind, name), number in ids.items() if kind == "place"}
    found = recognize(
        text,
        [Part(role="body", start=0, end=len(text))],
        gazetteer=gazetteer,
        language="en" if text.isascii() else "ko",
        published=None,
    )
    return {names[each.entity] for each in found.mentions if each.entity in names}


@pytest.mark.parametrize("text", WORDS)
def test_words_are_no_countries(text: str) -> None:
    assert _countries(text) == set()


@pytest.mark.parametrize(("text", "country"), COUNTRIES)
def test_countries_are_countries(text: str, country: str) -> None:
    assert country in _countries(text)
