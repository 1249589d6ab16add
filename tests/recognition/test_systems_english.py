"""Systems in English text: the noun group, without article, owner and verb."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The city runs an AI-based traffic signal control system.", ["AI-based traffic signal control system"]),
        ("building a wide-area flood warning network by linking", ["wide-area flood warning network"]),
        ("[Expansion of smart street light]", ["smart street light"]),
        ("Guro-guThe smart crosswalk with", ["smart crosswalk"]),
        ("a management system for old bridges using sensors", ["management system for old bridges"]),
        ("launched 'The Mapo App' for", ["The Mapo App"]),
        ("'Metro Pass', which provides smart services", ["Metro Pass"]),
        ("Anyang's integrated urban data platform", ["integrated urban data platform"]),
        ("big data-based congestion prediction system", ["big data-based congestion prediction system"]),
        ("tunnel driving infrastructure building project and", ["tunnel driving infrastructure building project"]),
        ("artificial intelligence-based image analysis and", ["artificial intelligence-based image analysis"]),
    ],
)
def test_systems_of_their_own(text: str, names: list[str]) -> None:
    assert quotes(text, "system") == names


@pytest.mark.parametrize(
    "text",
    [
        "the system is old",
        "a new service",
        "smart city services",
        "various traffic systems",
        "public parking lots",
        "operate the control center",
        "mobile cable networks",
        "the smart city certification system",
        "transportation card systems",
        "smart city service levels",
    ],
)
def test_bare_heads_are_no_mention(text: str) -> None:
    assert quotes(text, "system") == []
