"""Words that stand out: counted without particles, compared by G², never by chance alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.keyness import SURE, WordCounts, log_likelihood, log_ratio, surest


def _counted(here: list[str], elsewhere: list[str]) -> WordCounts:
    counts = WordCounts()
    for side, texts in ((True, here), (False, elsewhere)):
        for text in texts:
            counts.add(text, here=side)
    return counts


def test_a_word_of_one_side_stands_out_and_is_counted_without_its_particles() -> None:
    here = ["교통을 본다. 교통이 막힌다. 교통은 교통", "교통에 대하여 묻는다"] * 4
    elsewhere = ["바람이 분다. 바람은 높다", "바람을 본다"] * 8
    words = {word.word: word for word in _counted(here, elsewhere).compared(least_articles=2)}
    assert (words["교통"].here, words["교통"].elsewhere) == (20, 0)
    assert (words["교통"].articles_here, words["교통"].articles_elsewhere) == (8, 0)
    assert words["교통"].ratio > 0 > words["바람"].ratio
    assert not {"교통을", "교통이", "바람이", "본다"} & words.keys()


def test_what_only_looks_like_a_particle_stays_with_its_word() -> None:
    words = {word.word for word in _counted(["경기도 도로 위의 버스"] * 20, ["바다 너머 들판"] * 20).compared()}
    assert {"경기도", "도로"} <= words
    assert not {"경기", "도"} & words


def test_words_of_few_articles_are_left_out() -> None:
    counts = _counted(["말미잘 " * 40, "바다", "바다"], ["산 너머 들판"] * 9)
    assert [word.word for word in counts.compared() if word.ratio > 0] == ["말미잘"]
    assert "말미잘" not in [word.word for word in counts.compared(least_articles=2)]


def test_a_side_without_words_has_nothing_to_compare() -> None:
    assert list(_counted(["교통 교통"], ["…"]).compared()) == []


def test_the_surest_come_first_on_both_sides() -> None:
    counts = _counted(["bus " * 30 + "tram " * 20] * 2, ["ferry " * 30 + "plane " * 20] * 2)
    assert [word.word for word in surest(list(counts.compared()), limit=2)] == ["bus", "tram", "ferry", "plane"]
    assert [word.word for word in surest(list(counts.compared()), limit=1)] == ["bus", "ferry"]


def test_the_figures_are_those_of_the_literature() -> None:
    # A word used twice as often in one of two equal halves: 2 (a ln(a/E) + b ln(b/E)) by hand.
    expected = 2 * (20 * math.log(20 / 15) + 10 * math.log(10 / 15))
    assert log_likelihood(20, 10, 1000, 1000) == pytest.approx(expected)
    assert log_ratio(20, 10, 1000, 1000) == pytest.approx(1)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(500, 9_000), st.integers(500, 9_000))
def test_it_is_never_below_nothing_and_the_same_from_both_sides(
    here: int, elsewhere: int, one: int, other: int
) -> None:
    found = log_likelihood(here, elsewhere, one, other)
    assert found >= -1e-9
    assert found == pytest.approx(log_likelihood(elsewhere, here, other, one))
    assert log_ratio(here, elsewhere, one, other) == pytest.approx(-log_ratio(elsewhere, here, other, one))


@given(
    st.lists(st.text("가나다라 ab", max_size=30), max_size=6), st.lists(st.text("가나다라 ab", max_size=30), max_size=6)
)
def test_nothing_is_told_that_is_not_sure(here: list[str], elsewhere: list[str]) -> None:
    for word in _counted(here, elsewhere).compared():
        assert word.likelihood >= SURE
        assert word.here + word.elsewhere > 0
