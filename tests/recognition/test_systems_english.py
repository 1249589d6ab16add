"""Systems in English text: the noun group, without article, owner and verb."""

from __future__ import annotations

import pytest

from store.recognition import Gazetteer, recognize
from tests.recognition.reading_aloud import body, quotes


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


NO_CITY = "She painted the old trees for hours, then put down her brush and listened to the wind above the hills. " * 5


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (NO_CITY + "Then she opened the video streaming platform Palette.", []),
        (NO_CITY + "The car has a hybrid propulsion system.", []),
        (NO_CITY + "The car warns the smart traffic platform.", ["smart traffic platform"]),
        ("A Hart & Pole Digital Sound System plays in the city.", []),
        ("She works at the Urban Institute-Hartwell Tax Data Center in the city.", []),
    ],
)
def test_what_is_for_sale_and_what_is_of_a_firm_is_no_system(text: str, names: list[str]) -> None:
    assert quotes(text, "system") == names


def test_a_text_in_another_language_of_latin_letters_has_no_english_systems() -> None:
    text = "Die Stadt nutzt eine smarte Content-Lösung auch weitere Digital Services."
    result = recognize(text, body(text), gazetteer=Gazetteer(()), language="de", published=None)
    assert [mention for mention in result.mentions if mention.type == "system"] == []
