"""Lines: where they stand, and that lines which only differ in their numbers are equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import Part
from store.text.canonical import canonical
from store.text.lines import is_visible, lines_within, masked, masked_lines, ruled_lines, whole_lines

TEXTS = st.text(alphabet="ab가Ａ①\u00a0\u2028 \t\n0９7ﾞㄱ́", max_size=60).map(canonical)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("입력 2022-03-04 09:30", "입력  1999-1-04 19:3"),
        ("ＬＩＫＥ ３", "like 12"),
        ("Read\u00a0more (5)", "read more (1234)"),
        ("조회수 0", " 조회수 98765 "),
    ],
)
def test_lines_that_differ_in_their_numbers_are_equal(one: str, other: str) -> None:
    assert masked(one) == masked(other)


def test_lines_that_differ_in_a_word_or_in_having_a_number_are_not() -> None:
    assert len({masked(line) for line in ("조회수 1", "조회 1", "조회수", "조회수 1.5", "조회수1")}) == 5


@given(TEXTS)
def test_masking_twice_changes_nothing_and_keeps_the_lines(text: str) -> None:
    assert masked(masked(text)) == masked(text)
    assert [line.strip() for line in masked(text).split("\n")] == [masked(line).strip() for line in text.split("\n")]


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_lines_are_in_order_and_hold_all_that_is_visible(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    spans = lines_within(text, start, end)
    at = start
    for first, last in spans:
        assert at <= first < last <= end
        assert not is_visible(text[at:first])
        assert "\n" not in text[first:last]
        assert text[first:last] == text[first:last].strip()
        at = last
    assert not is_visible(text[at:end])
    whole = whole_lines(text, start, end)
    assert all(any(a <= first and last <= b for a, b in whole) for first, last in spans)


def test_a_line_is_touched_by_any_of_it() -> None:
    text = "one\n  two words \n\nthree"
    assert [text[a:b] for a, b in whole_lines(text, 2, 7)] == ["one", "two words"]
    assert [text[a:b] for a, b in whole_lines(text, 2, 4)] == ["one"]
    assert [text[a:b] for a, b in whole_lines(text, 8, 8)] == ["two words"]
    assert [text[a:b] for a, b in whole_lines(text, 0, len(text))] == ["one", "two words", "three"]
    assert whole_lines("", 0, 0) == ()


@given(TEXTS)
def test_ruled_lines_are_those_whose_form_is_asked_for(text: str) -> None:
    roles = dict.fromkeys(masked_lines(text), "caption")
    found = ruled_lines(text, roles)
    assert [(part.start, part.end) for part in found] == list(lines_within(text, 0, len(text)))
    assert ruled_lines(text, {}) == ruled_lines(text, {"nothing like it": "body"}) == ()


def test_a_ruled_line_has_its_role_and_no_blanks_around_it() -> None:
    text = "Title\n  Likes 12 \nLikes 3\nLikes"
    assert ruled_lines(text, {masked("likes 7"): "boilerplate"}) == (
        Part(role="boilerplate", start=8, end=16),
        Part(role="boilerplate", start=18, end=25),
    )
