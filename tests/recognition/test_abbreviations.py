"""Abbreviations defined in place link to their long form, later uses too."""

from __future__ import annotations

import pytest

from store.recognition.abbreviations import is_other_name
from tests.recognition.reading_aloud import found, known, quotes


def _same(text: str, type_: str, *quoted: str) -> bool:
    result = found(text, known(90, "organisation", "국토교통부"), known(91, "system", "TOPIS", 5))
    linked = {
        (mention.entity, mention.new)
        for mention in result.mentions
        if mention.type == type_ and text[mention.start : mention.end] in quoted
    }
    stand = [text[m.start : m.end] for m in result.mentions if m.type == type_]
    return len(linked) == 1 and set(quoted) <= set(stand)


def test_abbreviations_in_place() -> None:
    assert _same("국토교통부(국토부)는 밝혔다. 국토부 관계자는", "organisation", "국토교통부", "국토부")
    assert _same(
        "The Consumer Harbor Association (CHA) said. The CHA will", "organisation", "Consumer Harbor Association", "CHA"
    )
    assert _same("a Bus Information System (BIS), and BIS again", "system", "Bus Information System", "BIS")
    assert _same(
        "Seoul has TOPIS (TOPIS, Transport OPeration and Information Service)",
        "system",
        "TOPIS",
        "Transport OPeration and Information Service",
    )
    assert _same("지하차도 침수 차단 시스템(UFS)을 쓴다. UFS는", "system", "지하차도 침수 차단 시스템", "UFS")


def test_a_long_form_takes_the_entity_of_the_known_short_one() -> None:
    assert _same(
        "Seoul runs a Smart Transportation Information System (TOPIS).",
        "system",
        "Smart Transportation Information System",
        "TOPIS",
    )


@pytest.mark.parametrize(
    ("piece", "name", "type_"),
    [
        ("미국", "㈜누리", "organisation"),
        ("CEO", "한빛", "organisation"),
        ("2021", "포럼", "event"),
        ("대표 박누리", "㈜누리", "organisation"),
    ],
)
def test_other_things_in_brackets(piece: str, name: str, type_: str) -> None:
    assert not is_other_name(piece, name, type_)


def test_units_in_brackets_are_no_names() -> None:
    assert quotes("인공지능(AI) 기반 스마트 교통체계를", "system") == ["인공지능(AI) 기반 스마트 교통체계"]


def test_who_leads_a_company_is_no_other_name_of_it() -> None:
    firm = known(61, "organisation", "KX")
    assert quotes("KX(대표 구가람)는 나섰다. KX(회장 황나루)가 왔다.", "organisation", firm) == ["KX", "KX"]
    assert quotes("KX(대표 구가람)는 나섰다.", "person", firm) == ["구가람"]
