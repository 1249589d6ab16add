"""Events, and that a series is not its editions."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import found, known, quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("‘2022 아시아 도시 엑스포’에서", ["2022 아시아 도시 엑스포"]),
        ("제5회 한강 모빌리티 포럼을 열었다", ["제5회 한강 모빌리티 포럼"]),
        ("국제전자제품박람회장에서", ["국제전자제품박람회"]),
        ("스마트항만 서밋 아시아 2026에서", ["스마트항만 서밋 아시아 2026"]),
        ("the 3rd Digital City Forum and", ["3rd Digital City Forum"]),
        ("at the World Harbor Expo 2023 in", ["World Harbor Expo 2023"]),
        ("박람회와 전시회, 국제회의", []),
        ("'지나친 발상'이라며 물러섰다. 새 정부가 만든 정책 포럼' 쪽은", []),
        ("1954년 교회의 청년 모임은", []),
        ("한국미래도시포럼 회장은 웃었다", []),
        ("한국미래도시포럼에서 만났다", ["한국미래도시포럼"]),
        ("ISO 2020 and GDP 2021", []),
        ("the conference was long", []),
    ],
)
def test_events(text: str, names: list[str]) -> None:
    assert quotes(text, "event") == names


def test_series_and_edition_are_two_entities() -> None:
    text = "MWC 2023 opens. MWC is large, and MWC2023 is larger."
    result = found(text)
    assert [text[m.start : m.end] for m in result.mentions if m.type == "event"] == ["MWC 2023", "MWC", "MWC2023"]
    first, series, again = (m.new for m in result.mentions if m.type == "event")
    assert first == again != series


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2000년 이 대회에 처음 나갔다", []),
        ("2009년 한강 동계올림픽 유치위원장을 맡아", ["한강 동계올림픽"]),
        ("그는 ‘푸른나라 연대회의’를 만들었다", []),
        ("Post-2020 기후변화 체제와 보람 총회에서", []),
        ("전문가 모임 ‘푸른 에너지포럼’을 세웠다", []),
        ("세계적 전시회를 국내에서", []),
        ("2018년 국제 올림픽 위원회는 종목을 늘렸다", []),
        ("두 은행의 ‘서울 대전’이 이어진다", []),
        ("시원한 슬러시 한 잔", []),
        ("violations of the Genocide Convention are grave", []),
        ("He wore it at Mina Lee’s Harbor Fashion Week in May.", ["Harbor Fashion Week"]),
        ("at the Harbor Women’s Forum in May", ["Harbor Women’s Forum"]),
        ("said Ann Bell, senior fellow at the right-wing Kovel Policy Forum in Israel", []),
        ("in the USEF Show Jumping finals", []),
        ("the Harbor Comic Convention opened", ["Harbor Comic Convention"]),
    ],
)
def test_what_only_sounds_like_a_meeting(text: str, names: list[str]) -> None:
    assert quotes(text, "event", known(400, "event", "슬러시")) == names


def test_a_month_in_capitals_is_no_series_and_a_report_is_an_occasion() -> None:
    assert quotes("KIM PARK, 18 NOV 2019", "event") == []
    assert quotes("시는 ‘안심 골목 조성 완료보고회’를 열었다.", "event") == ["안심 골목 조성 완료보고회"]
    assert quotes("Black Friday is Next Week, says the Today Show", "event") == []
