"""Tokens: cut all at once, they are what a plain loop over the text cuts."""

from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dataset.items import Span
from store.dataset.numerals import counted, written
from store.dataset.tokens import gaps, odd_blanks, runs_of, tokens

TEXTS = st.text(st.sampled_from("가나a1.\u3000 \n\t\u00a0😀\u200b"), max_size=40)
PLACES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


def _spans(text: str, places: list[tuple[int, int]]) -> list[Span]:
    ordered = [sorted(min(each, len(text)) for each in pair) for pair in places]
    return [
        Span("m1", start, end, "x", text[start:end], False, None, None, "accepted", "", "", None, None)
        for start, end in ordered
    ]


@given(TEXTS, PLACES, st.sampled_from(["cut", "eojeol", "char"]))
def test_tokens_and_what_stands_between_them_are_the_text(text: str, places: list[tuple[int, int]], how: str) -> None:
    spans = _spans(text, places)
    borders = (
        [0, *sorted(border for span in spans for border in span[1:3]), len(text)] if how == "cut" else [0, len(text)]
    )
    pattern = re.compile(r"\S" if how == "char" else r"\S+")
    plain = [each.span() for start, end in pairwise(borders) for each in pattern.finditer(text, start, end)]
    found = tokens(text, spans, how)
    assert list(zip(found.starts, found.ends, strict=True)) == plain
    assert found.words == [text[start:end] for start, end in plain]
    after = [*(start for start, _ in plain[1:]), len(text)]
    between = [text[end:start] for (_, end), start in zip(plain, after, strict=False)]
    sizes = gaps(text, found)
    assert sizes == list(map(len, between))
    assert odd_blanks(text, found, sizes) == {n: blank for n, blank in enumerate(between) if blank not in ("", " ")}


def test_no_character_beyond_the_ideographic_blank_is_white_space() -> None:
    assert not any(chr(code).isspace() for code in range(0x3001, sys.maxunicode + 1))


@pytest.mark.parametrize("last", [5, 4096, 5000, 70_000])
def test_numbers_are_written_as_they_are(last: int) -> None:
    assert list(written("<{}>", [0, 3, last])) == ["<0>", "<3>", f"<{last}>"]
    assert list(counted("{}:", last)) == [f"{number}:" for number in range(last)]
    assert not list(written("{}", []))


@pytest.mark.parametrize(
    ("found", "runs"),
    [
        (["B-x", "I-x", "O", "B-x", "B-x", None], [(0, 1, "x"), (3, 3, "x"), (4, 4, "x")]),
        (["B-x", "E-x", "S-x", "S-x", "B-y", "E-y"], [(0, 1, "x"), (2, 2, "x"), (3, 3, "x"), (4, 5, "y")]),
        (["I-x", "B-x", "I-y", "B-a-b", "I-a-b"], [(1, 1, "x"), (3, 4, "a-b")]),
        ([], []),
    ],
)
def test_marks_that_follow_each_other_are_runs(found: list[str | None], runs: list[tuple[int, int, str]]) -> None:
    assert list(runs_of(found)) == runs
