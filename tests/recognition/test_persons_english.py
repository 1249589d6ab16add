"""Persons in English text."""

from __future__ import annotations

import pytest

from store.records import Part
from tests.recognition.reading_aloud import found, quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anyang Mayor Bae Seo-jun participated in", ["Bae Seo-jun"]),
        ("Urban Policy Officer Seo Min-ah said, “Yes.”", ["Seo Min-ah"]),
        ("President Lee Do-yun and Crown Prince Saif bin Rashed met.", ["Lee Do-yun", "Saif bin Rashed"]),
        ("Elena Castell, CEO of the firm, came.", ["Elena Castell"]),
        ("“Fine,” said Maria Lopez on Monday.", ["Maria Lopez"]),
        ("Minister’s Award went to the city.", []),
        ("The Mayor City Hall plan", []),
        ("President of Korea", []),
        ("Guro-gu and Kim-gu", []),
        ("CEO Summit 2020 opens", []),
        ("Health Commissioner Dr. Marina Holt said on Friday.", ["Marina Holt"]),
        ("The Director Dame Judith Farrow spoke.", ["Judith Farrow"]),
        ("President Rafael Moura da Costa signed the law.", ["Rafael Moura da Costa"]),
        ("“Several blasts,” said Daniel Yusuf Lone, who lives there.", ["Daniel Yusuf Lone"]),
        ("An Evening-Ready coat for the winter", []),
        ("The Head Off Season Campaign begins.", []),
    ],
)
def test_names_with_titles(text: str, names: list[str]) -> None:
    assert quotes(text, "person") == names


def test_a_byline_names_its_authors() -> None:
    text = "By Yoon Ga-on and Jane Miller Posted : June 13"
    result = found(text, parts=[Part(role="byline", start=0, end=len(text))])
    assert [text[m.start : m.end] for m in result.mentions if m.type == "person"] == ["Yoon Ga-on", "Jane Miller"]
