"""Names keep the letters of their own languages: no mention begins or ends inside a word."""

from __future__ import annotations

import re

import pytest

from store.recognition.letters import widened
from tests.recognition.reading_aloud import found, quotes

NAMES = (
    *("Erdoğan", "Łódź", "Çelik", "Göteborg", "Þórsmörk", "Nguyễn", "Škoda", "Ürgüp"),
    *("Peñíscola", "Düsseldorf", "Orléans", "Česká", "Kraków", "İzmir", "Ağrı"),
)

SENTENCES = (
    "The {} Group signed a deal with {} University.",
    "{} Smart City Platform runs in the City of {}, Poland.",
    "Mayor {} {} said so.",
    "{} Corporation, a company in {}, built the {} Traffic Management System.",
    "It was held in {}, and {} Province joined.",
    "Ministry of {} and the {} Institute of Technology awarded the {} Award.",
    "{}-based startup {} won the {} Prize 2025.",
    "The {} Expo 2024 and the {} Programme began in the city of {} {}.",
    "기업 {}가 {}시와 {} 시스템을 구축했다.",
    "{} AG, {} GmbH and {} Ltd. agreed.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("first", range(len(NAMES)))
def test_no_mention_is_cut_inside_a_word(sentence: str, first: int) -> None:
    names = [NAMES[(first + step) % len(NAMES)] for step in range(sentence.count("{}"))]
    text = sentence.format(*names)
    for mention in found(text).mentions:
        for border in (mention.start, mention.end):
            around = text[max(border - 1, 0) : border + 1]
            assert not (len(around) == 2 and around.isalpha() and max(around) < "가"), text[mention.start : mention.end]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("President Recep Tayyip Erdoğan met him.", "Recep Tayyip Erdoğan"),
        ("Mayor Ömer Çelik signed it.", "Ömer Çelik"),
        ("Prime Minister Élisabeth Borne spoke.", "Élisabeth Borne"),
        ("Minister Nguyễn Xuân Phúc visited Seoul.", "Nguyễn Xuân Phúc"),
        ("Chancellor von Papen resigned.", "von Papen"),
        ("Mr. van der Sar joined.", "van der Sar"),
    ],
)
def test_persons_keep_their_letters(text: str, person: str) -> None:
    assert quotes(text, "person") == [person]


def test_a_widened_pattern_takes_capitals_and_small_letters_apart() -> None:
    name = re.compile(widened(r"[A-Z][a-z]+"))
    assert name.fullmatch("Łukasz")
    assert not name.fullmatch("łukasz")
    assert not name.fullmatch("ŁUKASZ")
