"""Where words stand: whole words in Latin, anywhere in Hangul, and what follows them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UserError
from store.recognition.occurrences import Sought, kind_of
from store.text.normal import normal


def _found(text: str, *words: str) -> list[tuple[str, str]]:
    return [(text[start:end], kind_of(text, start, end)) for start, end in Sought(words).spans(text)]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (
            "대구",
            "대구는 대구, 동대구역 대구에서의 대구시장",
            "대구 particle|대구 exact|대구 inside|대구 particle|대구 inside",
        ),
        ("CES 2020", "ＣＥＳ２０２０ ces-2020 CES 20201 XCES 2020", "ＣＥＳ２０２０ exact|ces-2020 exact"),
        ("CES2020", "CES 2020에서 CES2020이", "CES 2020 particle|CES2020 particle"),
        ("KT", "KT는 KTX KT와 SKT KT전자 kt", "KT particle|KT particle|KT inside|kt exact"),
        ("smart", "Smart smarter smart-city", "Smart exact|smart exact"),
        ("U.S. Army", "the U.S. Army and the US Army", "U.S. Army exact"),
        ("(주)가람", "㈜가람은 (주)가람, 주 가람", "㈜가람 particle|(주)가람 exact"),
        ("‘가람’", "가람은", "가람 particle"),
        ("스마트 시티", "스마트\n시티 스마트 시티 스마트. 시티 스마트-시티", "스마트 시티 exact|스마트-시티 exact"),
        ("Ångström", "angstrom ÅNGSTRÖM", "angstrom exact|ÅNGSTRÖM exact"),
        ("롯데월드타워", "롯데월드타워로 롯데월드타워2", "롯데월드타워 particle|롯데월드타워 exact"),
        ("5G", "5G는 15G 5GX", "5G particle"),
    ],
)
def test_what_is_found(words: str, text: str, found: str) -> None:
    assert "|".join(f"{quote} {kind}" for quote, kind in _found(text, words)) == found


def test_of_several_writings_the_longest_is_found() -> None:
    assert _found("대구시는 대구에 Daegu", "대구", "대구시", "Daegu") == [
        ("대구시", "particle"),
        ("대구", "particle"),
        ("Daegu", "exact"),
    ]


@pytest.mark.parametrize("words", [(), ("",), (" -- ",), ("“”",)])
def test_nothing_to_look_for_is_told(words: tuple[str, ...]) -> None:
    with pytest.raises(UserError):
        Sought(words)


TEXTS = st.text(alphabet="대구시은는 aA1.-\n…㈜é", max_size=60)


@given(TEXTS, st.sampled_from(["대구", "구시", "a", "aa", "1", "주", "é", "시"]))
def test_the_places_are_those_of_a_plain_scan(text: str, word: str) -> None:
    form = normal(text)
    if word.isascii() or word == "é":
        run = r"\d" if word.isdecimal() else "[^\\W\\d_대구시은는주]"
        plain = len(re.findall(rf"(?<!{run}){normal(word)}(?!{run})", form))
    else:
        plain = form.count(normal(word))
    spans = list(Sought([word]).spans(text))
    assert len(spans) == plain
    assert spans == sorted(spans)
    for start, end in spans:
        assert normal(word) in normal(text[start:end])
