"""Awards, certificates and standards."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("국제표준 인증(ISO 37122)을", ["ISO 37122"]),
        (
            "ISO 37101:2016, KS X 1001, IEEE 802.11 and ISO/IEC 30146",
            ["ISO 37101:2016", "KS X 1001", "IEEE 802.11", "ISO/IEC 30146"],
        ),
        ("시는 국토교통부 장관상을 받았다", ["국토교통부 장관상"]),
        ("‘대한민국 도시혁신 대상’을 수상했다", ["대한민국 도시혁신 대상"]),
        ("received the Presidential Green Award for", ["Presidential Green Award"]),
        ("“Digital City Certification” contest", ["Digital City Certification"]),
        ("KS X ISO 37120을 적용했다", ["KS X ISO 37120"]),
        ("ISO 9001과 ISO 14001을 취득했다", ["ISO 9001", "ISO 14001"]),
        ("국제표준 ISO/IEC 30145-2에 따른", ["ISO/IEC 30145-2"]),
        ("ISO37106인증과 IEEE 802.11p 통신", ["ISO37106", "IEEE 802.11p"]),
        ("TTAK.KO-06.0400 표준", ["TTAK.KO-06.0400"]),
        ("이상 세상 영상 비상", []),
        ("won many awards", []),
    ],
)
def test_awards(text: str, names: list[str]) -> None:
    assert quotes(text, "award") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("국내외 어워드에서 상을 받았다", []),
        ("더 보람 뮤직 어워드에서 수상했다", ["더 보람 뮤직 어워드"]),
        ("won the Oscar K. Farrow Award in May", ["Oscar K. Farrow Award"]),
        (
            "won the Harbor Film Award for Best Actress in a Leading Role",
            ["Harbor Film Award for Best Actress in a Leading Role"],
        ),
    ],
)
def test_whole_names_of_awards(text: str, names: list[str]) -> None:
    assert quotes(text, "award") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("시는 협회로부터 물길 지도 품질 인증을 획득했다.", ["물길 지도 품질 인증"]),
        ("회사는 국제 안심 보안 인증도 취득했다.", ["안심 보안 인증"]),
        ("시는 국제 인증을 획득했다.", []),
        ("본인 인증을 받아야 한다.", []),
    ],
)
def test_certificates_that_were_obtained(text: str, names: list[str]) -> None:
    assert quotes(text, "award") == names
