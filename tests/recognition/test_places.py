"""Places the gazetteer does not know."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes


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
