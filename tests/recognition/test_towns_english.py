"""English towns that no gazetteer knows: what proves them, and what does not."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import found, quotes


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Boram Mayor Kim Ha-neul smiled. People like Boram.", ["Boram", "Boram"]),
        ("The mayor of Saebom came. Saebomhas a plan.", ["Saebom", "Saebom"]),
        ("Three cities including Boram, Saebom and Kkotnae won. Kkotnaeestablishes a firm.",
         ["Boram", "Saebom", "Kkotnae", "Kkotnae"]),
        ("Boram City opened it. BoramInstalled more.", ["Boram City", "Boram"]),
        ("Deulnae-gun and Kkotnae-gu joined.", ["Deulnae-gun", "Kkotnae-gu"]),
        ("Seoul, Anyang and Boram signed.", ["Seoul", "Anyang", "Boram"]),
    ],
)  # fmt: skip
def test_an_article_proves_its_towns(text: str, places: list[str]) -> None:
    assert quotes(text, "place") == places


@pytest.mark.parametrize(
    "text",
    [
        "The former Mayor Kim Ha-neul smiled in Parliament.",
        "Products from Hyperion are sold in Hyperion's shops.",
        "Nashville is the Music City. Music plays all night.",
        "She works in March and in English.",
    ],
)
def test_capitals_alone_make_no_town(text: str) -> None:
    assert [quote for quote in quotes(text, "place") if quote in ("Hyperion", "Music", "March", "English", "The")] == []


def test_all_forms_are_one_entity() -> None:
    result = found("Boram City opened it. BoramInstalled more. Boram Mayor Kim Ha-neul smiled.")
    towns = {mention.new for mention in result.mentions if mention.type == "place"}
    assert len(towns) == 1


def test_a_known_town_lends_its_entity_to_its_long_form() -> None:
    result = found("Seoul City said so.")
    assert [mention.entity for mention in result.mentions] == [5]
