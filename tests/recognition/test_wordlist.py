"""Alternations sorted out by their first letters match just what they matched before."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.recognition.wordlist import alternation, sorted_out

WORDS = st.lists(st.text("abㄱ가나", min_size=1, max_size=4), min_size=1, max_size=12)


@given(WORDS, st.text("abㄱ가나 ", max_size=40))
def test_what_is_sorted_out_matches_as_it_stood(words: list[str], text: str) -> None:
    plain, sorted_ = re.compile("|".join(words)), re.compile(sorted_out("|".join(words)))
    assert [each.span() for each in sorted_.finditer(text)] == [each.span() for each in plain.finditer(text)]
    followed = re.compile(f"(?:{'|'.join(words)})b")
    assert [each.span() for each in re.finditer(f"(?:{sorted_out('|'.join(words))})b", text)] == [
        each.span() for each in followed.finditer(text)
    ]


@pytest.mark.parametrize(
    "alternatives",
    [
        "cent(?:er|re)s?|centaurs|apps?|apples",
        r"Rep\.|Rep|[A|B]x|Sen\.",
        r"a\|b|a\|c|a\|d|b",
        "s?now|snow|sleet",
        "a{2}|ab|ac",
        "Co-founder|CEO|CTO|Chief|",
    ],
)
def test_patterns_within_keep_their_meaning(alternatives: str) -> None:
    text = "centers centre centaurs app apples Rep. Rep |x Ax Sen. a|b a|c a|d now snow sleet aa ab ac Co-founder CEO Chief"
    before, after = re.compile(alternatives), re.compile(sorted_out(alternatives))
    assert [each.group() for each in after.finditer(text)] == [each.group() for each in before.finditer(text)]


def test_the_longest_word_is_tried_first() -> None:
    assert re.findall(alternation(["Kim", "Kimchi", "K", "Kimono"]), "Kimchi Kimono Kim K") == [
        "Kimchi", "Kimono", "Kim", "K",
    ]  # fmt: skip
