"""Systems in Korean text: the noun group, without owner, verb and particle."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("안양시는 지능형 불법주정차 단속시스템을 도입했다", ["지능형 불법주정차 단속시스템"]),
        ("시는 ‘스마트 공유주차 플랫폼’을 열었다", ["스마트 공유주차 플랫폼"]),
        ("새로 구축한 실시간 침수 예측 시스템은", ["실시간 침수 예측 시스템"]),
        ("‘여수안심톡’과 드론 해양감시 시스템을", ["여수안심톡", "드론 해양감시 시스템"]),
        ("솔라윈드㈜는 태양광 스마트 벤치를", ["태양광 스마트 벤치"]),
        ("문을 연 AI 안부전화 서비스와", ["AI 안부전화 서비스"]),
        ("사고가 나면 알리는 자율주행 셔틀버스가", ["자율주행 셔틀버스"]),
        ("영상기록 및 데이터 분석시스템을", ["영상기록 및 데이터 분석시스템"]),
        ("대구공동관에서", ["대구공동관"]),
        ("새 앱 ‘우리동네’ 앱은", ["우리동네"]),
    ],
)
def test_systems_of_their_own(text: str, names: list[str]) -> None:
    assert quotes(text, "system") == names


@pytest.mark.parametrize(
    "text",
    [
        "시스템을 고친다",
        "새로운 플랫폼은",
        "스마트시티 서비스를",
        "민원 서비스와 행정서비스",
        "횡단보도에서",
        "버스정류장 앞",
        "주차장이 모자라다",
        "공공서비스를 넓힌다",
        "모바일 앱으로",
    ],
)
def test_bare_heads_are_no_mention(text: str) -> None:
    assert quotes(text, "system") == []
