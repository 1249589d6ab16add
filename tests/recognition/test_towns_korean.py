"""Towns that no gazetteer knows: what proves them, and what does not."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import found, quotes


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("보람시는 3일 문을 열었다. 보람 시민은 반겼다.", ["보람시", "보람"]),
        ("김하늘 보람시장은 웃었다. 보람시의 밤이 밝다.", ["보람", "보람시"]),
        ("새봄북도는 길을 닦았다. 새북도지사는 기뻐했다.", ["새봄북도", "새북"]),
        ("보람시청에서 회의가 열렸다.", ["보람"]),
        ("덴마크 오르후스 부시장이 왔다. 오르후스는 항구다.", ["덴마크", "오르후스", "오르후스"]),
        ("꽃내구와 들내군은 함께 나섰다. 꽃내구청도 도왔다.", ["꽃내구", "들내군", "꽃내구"]),
    ],
)
def test_an_article_proves_its_towns(text: str, places: list[str]) -> None:
    assert quotes(text, "place") == places


@pytest.mark.parametrize(
    "text",
    [
        "역시 다시 시작했다. 동시에 즉시 고쳤다. 혹시 잠시 쉬어도 택시는 온다.",
        "전통시장에서 만난 상인은 웃었다. 전통시장은 북적였다.",
        "주택임대차시장 선진화 방안이 나왔다. 임대차시장은 얼어붙었다.",
        "히데요시는 군사를 일으켰다. 히데요시가 이겼다.",
        "반란군과 정부군은 맞섰다.",
        "프로야구는 인기다. 선거구는 바뀐다. 연구는 이어진다.",
        "필요시에는 부르고 발생시에는 끈다.",
    ],
)
def test_words_that_only_look_like_towns_are_none(text: str) -> None:
    assert quotes(text, "place") == []


def test_a_town_and_its_bare_name_are_one_entity() -> None:
    result = found("보람시는 3일 문을 열었다. 보람은 작다. 김하늘 보람시장은 웃었다.")
    towns = {mention.new for mention in result.mentions if mention.type == "place"}
    assert len(towns) == 1
    assert [name.name for name in result.entities[towns.pop() or 0].names] == ["보람시", "보람"]
