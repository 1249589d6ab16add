"""Names are found from a few letters, in Korean and English, the nearest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.dialogs.fuzzy import best, initials, score


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("mob", "Mobility"),
        ("plat", "Data and platforms"),
        ("dp", "Data and platforms"),
        ("MOBILITY", "mobility"),
        ("대구", "대구광역시"),
        ("ㄷㄱ", "대구"),
        ("ㅅㅁㅌ", "스마트 시티"),
        ("대구", "대구"),
    ],
)
def test_finds_a_name_from_a_few_letters(query: str, name: str) -> None:
    assert score(query, name) > 0


@pytest.mark.parametrize(("query", "name"), [("xyz", "Mobility"), ("ㅂㅅ", "대구"), ("부산", "대구"), ("oly", "city")])
def test_leaves_out_what_does_not_answer(query: str, name: str) -> None:
    assert score(query, name) == 0


def test_puts_the_nearest_name_first() -> None:
    names = ["My data hub", "Metadata", "Data and platforms", "data", "Daily tea"]
    order = ("data", "Data and platforms", "My data hub", "Metadata", "Daily tea")
    assert best("data", names, lambda name: [name]) == order


def test_an_empty_query_keeps_all_in_their_order() -> None:
    assert best("", ["b", "a"], lambda name: [name]) == ("b", "a")


def test_any_of_the_names_answers() -> None:
    assert best("daegu", ["1", "2"], lambda key: {"1": ["부산", "Busan"], "2": ["대구", "Daegu"]}[key]) == ("2",)


def test_initials_take_the_first_consonants_and_leave_the_rest() -> None:
    assert initials("대구 ISO 힣") == "ㄷㄱ ISO ㅎ"


@given(st.text(max_size=12), st.text(max_size=20))
def test_a_score_is_between_0_and_1_and_a_name_answers_itself(query: str, name: str) -> None:
    assert 0 <= score(query, name) <= 1
    assert score(name, name) > 0
