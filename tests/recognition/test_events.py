"""Events, and that a series is not its editions."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import found, quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("‘2022 아시아 도시 엑스포’에서", ["2022 아시아 도시 엑스포"]),
        ("제5회 한강 모빌리티 포럼을 열었다", ["제5회 한강 모빌리티 포럼"]),
        ("국제전자제품박람회장에서", ["국제전자제품박람회"]),
        ("the 3rd Digital City Forum and", ["3rd Digital City Forum"]),
        ("at the World Harbor Expo 2023 in", ["World Harbor Expo 2023"]),
        ("박람회와 전시회, 국제회의", []),
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
