"""Hits and snippets."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.query.fulltext import ranked_by, ranking
from store.query.highlight import snippet, spans
from store.query.parser import parse

TEXT = (
    "나루시는 지난 3일 스마트폴 120기를 세웠다. The Smart Pole (smart-pole) of NARU counts cars; smarter poles follow."
)


def quotes(query: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in spans(parse(query), text)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("나루", ["나루"]),
        ("smart", ["Smart", "smart"]),
        ("smart*", ["Smart", "smart", "smarter"]),
        ('"smart pole"', ["Smart Pole", "smart-pole"]),
        ("naru OR 나루", ["나루", "NARU"]),
        ("나루 -naru", ["나루"]),
        ("tag:x 스마트", ["스마트"]),
        ("폴 스마트폴", ["스마트폴"]),
        ('near:"poles cars"', ["cars", "poles"]),
        ('like:"스마트폴 120기"', ["스마트폴", "120기"]),
        (r"/\d+기/", ["120기"]),
        ("/(?-i:naru)/", []),
        ("-smart", []),
        ("", []),
    ],
)
def test_hits(query: str, found: list[str]) -> None:
    assert quotes(query) == found


def test_hits_in_decomposed_and_wide_text() -> None:
    text = unicodedata.normalize("NFD", "나루시장") + "과 ＳＭＡＲＴ pole"
    found = quotes("나루 smart", text)
    assert [unicodedata.normalize("NFKC", quote) for quote in found] == ["나루", "SMART"]


def test_a_pattern_that_never_ends_marks_nothing() -> None:
    assert quotes("/(a|aa)+$/", "a" * 60 + "b") == []


def test_a_snippet_shows_where_most_hits_stand_together() -> None:
    text = (
        "나루가 처음이다. "
        + "다른 이야기가 이어진다. " * 30
        + "나루의 스마트폴은\n나루가 운영한다."
        + " 끝없는 이야기." * 30
    )
    found = snippet(spans(parse("나루 스마트폴"), text), text, width=60)
    assert [found.text[start:end] for start, end in found.hits] == ["나루", "스마트폴", "나루"]
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert "\n" not in found.text
    assert len(found.text) <= 62


def test_a_snippet_without_hits_is_the_beginning() -> None:
    found = snippet((), "짧은 글", width=60)
    assert (found.text, found.hits) == ("짧은 글", ())


@example("aaa나루 a", 10)
@given(st.text(alphabet="나루 \nab.", max_size=300), st.integers(10, 100))
def test_a_snippet_keeps_its_hits(text: str, width: int) -> None:
    hits = spans(parse("나루 ab"), text)
    found = snippet(hits, text, width=width)
    assert len(found.text) <= width + 2
    for start, end in found.hits:
        assert found.text[start:end].replace(" ", "") in ("나루", "ab", "나", "루", "a", "b")
    assert bool(found.hits) is bool(hits)


def test_single_syllables_may_be_left_out_of_the_rank() -> None:
    tree = parse('시 (대구 OR 길) near:"물 교통" a -강')
    assert (
        ranking(ranked_by(tree, syllables=False))
        == '({title body} : "대구" OR {title body} : "교통" OR {title body} : "a")'
    )
    assert "길" in ranking(ranked_by(tree))
    assert ranked_by(parse("시 길"), syllables=False) == ()
