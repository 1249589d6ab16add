"""Persons in Korean text: the name alone, never its particle or title."""

from __future__ import annotations

import pytest

from store.recognition.names_korean import is_name
from tests.recognition.reading_aloud import found, quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("한지우 대구시장은 말했다.", ["한지우"]),
        ("오세린 국토교통부 장관이 왔다.", ["오세린"]),
        ("(대표 박누리)는 나섰다.", ["박누리"]),
        ("[가온일보 신도훈 기자] 시는", ["신도훈"]),
        ("남궁현 교수와 배도윤 대표가", ["남궁현", "배도윤"]),
        ("조사를 맡은 문가람(45) 씨", ["문가람"]),
        ("창업자인 에리크 닐센 최고경영자(CEO)와", ["에리크 닐센"]),
        ("‘커, 원저(Wen-je, Ko)’ 타이베이 시장의", ["커, 원저", "Wen-je, Ko"]),
        ("ⓒ 정하은\n", ["정하은"]),
        ("임세아 스마트도시과장은 밝혔다", ["임세아"]),
        ("이아라 경북도지사와 고은별 의원", ["이아라", "고은별"]),
    ],
)
def test_names_with_titles(text: str, names: list[str]) -> None:
    assert quotes(text, "person") == names


@pytest.mark.parametrize(
    "text",
    [
        "이번에 대표를 뽑는다",
        "고객사 대표들과",
        "지난해 시장은 커졌다",
        "지역 기업 대표는",
        "스마트시티 추진 위원장",
        "글로벌 기업 회장단",
        "전국의 시장과 군수",
        "미국 시애틀 시장은",
        "정부의 장관들",
        "이용자 대표는",
        "후보 선수들",
    ],
)
def test_other_words_before_titles_are_no_names(text: str) -> None:
    assert quotes(text, "person") == []


@pytest.mark.parametrize("name", ["권영진", "박미영", "남궁현", "선우은숙", "한솔"])
def test_names_are_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("word", ["대구시", "이번에", "도시의", "서비스", "가", "지방자치단체"])
def test_words_are_no_names(word: str) -> None:
    assert not is_name(word)


def test_two_spellings_are_one_person() -> None:
    result = found("‘커, 원저(Wen-je, Ko)’ 시장의")
    persons = [mention for mention in result.mentions if mention.type == "person"]
    assert len({mention.new for mention in persons}) == 1
    entity = result.entities[persons[0].new or 0]
    assert [name.name for name in entity.names] == ["커, 원저", "Wen-je, Ko"]
    assert [name.language for name in entity.names] == ["ko", "en"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("우나동(鰻丼)은 덮밥이다.", []),
        ("나가노(長野)에 눈이 내렸다.", []),
        ("고나루(高那樓)가 말했다.", ["고나루"]),
        ("이나루(李那)가 말했다.", []),
        ("보람출판사의 새 책", []),
        ("강새출판사 관계자는 말했다.", []),
        ("예수회 총장이 왔다.", []),
        ("배나루 전진상의원 원장이 말했다.", ["배나루"]),
    ],
)
def test_chinese_characters_and_publishers(text: str, names: list[str]) -> None:
    assert quotes(text, "person") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("한가온 2차관은 시장을 돌았다.", ["한가온"]),
        ("이누리 국토교통부 제1차관이 왔다.", ["이누리"]),
        ("축사는 제2차관 신하늘이 했다.", ["신하늘"]),
        ("앤드루 김 교수와 제임스 박 대표", ["앤드루 김", "제임스 박"]),
        ("스타트업 김 대표와 메타버스 박 교수", []),
        ("리처드 콜먼 하원의장과 에밀리 포스터 대변인", ["리처드 콜먼", "에밀리 포스터"]),
        ("한가온 보람토지공사(BH) 사장", ["한가온"]),
        ("이나루 서울대 경제학부 교수", ["이나루"]),
        ("정누리 북한 국무위원장이 말했다.", ["정누리"]),
        ("박상도 대구시장과 신기동 의원", ["박상도", "신기동"]),
        ("이가람 김보람 변호사가 맡았다.", ["이가람", "김보람"]),
        ("보람기구 부사무총장이 왔다.", []),
        ("오전장 마감 무렵 아베 총리가 나섰다.", []),
        ("국정원 3차장 산하에 있다.", []),
    ],
)
def test_offices_with_numbers_names_of_two_tongues_and_what_stands_between(text: str, names: list[str]) -> None:
    assert quotes(text, "person") == names


def test_a_firm_of_foreign_sound_is_no_person() -> None:
    assert quotes("라임스톤 네트웍스(Limestone Networks, 대표 가온)가 왔다.", "person") == []
