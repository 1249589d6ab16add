"""Agreement: what holds of every figure, whatever the ratings; and where there is none."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.agreement import alpha_u, cohen_kappa, fleiss_kappa, gwet_ac1, krippendorff_alpha, scott_pi, span_f1
from store.agreement.bootstrap import alpha_interval
from store.agreement.profiles import profiles_of

Figure = Callable[[Sequence[Sequence[int | None]]], float | None]

FIGURES: dict[str, Figure] = {
    "alpha": krippendorff_alpha,
    "ordinal": lambda ratings: krippendorff_alpha(ratings, level="ordinal"),
    "interval": lambda ratings: krippendorff_alpha(ratings, level="interval"),
    "fleiss": fleiss_kappa,
    "ac1": gwet_ac1,
}
values = st.one_of(st.none(), st.integers(0, 4))


@st.composite
def ratings(draw: st.DrawFn) -> list[list[int | None]]:
    """Draw ratings of two to four annotators."""
    units = draw(st.integers(1, 12))
    return [draw(st.lists(values, min_size=units, max_size=units)) for _ in range(draw(st.integers(2, 4)))]


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
@given(ratings(), st.randoms(use_true_random=False))
def test_neither_the_order_of_annotators_nor_of_units_matters(
    figure: Figure, given_: list[list[int | None]], shuffled: random.Random
) -> None:
    found = figure(given_)
    order = list(range(len(given_[0])))
    shuffled.shuffle(order)
    other = [[each[unit] for unit in order] for each in given_]
    shuffled.shuffle(other)
    again = figure(other)
    assert again is None if found is None else again == pytest.approx(found)
    assert found is None or found <= 1 + 1e-9


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
@given(st.lists(st.integers(0, 4), min_size=2), st.integers(2, 4))
def test_who_agree_about_several_values_agree_wholly(figure: Figure, said: list[int], annotators: int) -> None:
    found = figure([said] * annotators)
    assert found is None if len(set(said)) == 1 else found == pytest.approx(1)


@given(ratings())
def test_what_nobody_rated_twice_changes_no_alpha(given_: list[list[int | None]]) -> None:
    lone = [[*each, 9 if place == 0 else None] for place, each in enumerate(given_)]
    found, again = krippendorff_alpha(given_), krippendorff_alpha(lone)
    assert again is None if found is None else again == pytest.approx(found)


@given(st.lists(st.tuples(values, values), min_size=1))
def test_two_annotators_are_fleiss_and_scott_alike(pairs: list[tuple[int | None, int | None]]) -> None:
    """Fleiss' kappa of two annotators who rated everything is Scott's pi."""
    both = [pair for pair in pairs if None not in pair]
    one, two = [pair[0] for pair in both], [pair[1] for pair in both]
    pi, kappa = scott_pi(one, two), fleiss_kappa([one, two])
    assert kappa is None if pi is None else kappa == pytest.approx(pi)


@pytest.mark.parametrize("said", [[], [[]], [[], []], [[1, 2, 3]], [[None, 1], [1, None]], [[1, 1], [1, 1]]])
def test_what_is_not_defined_is_none(said: list[list[int | None]]) -> None:
    assert all(figure(said) is None for figure in FIGURES.values())
    if len(said) == 2:
        assert cohen_kappa(*said) is None
        assert scott_pi(*said) is None
    assert alpha_interval(profiles_of(said)) is None


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        krippendorff_alpha([[1, 2], [1]])
    with pytest.raises(ValueError, match="no level"):
        krippendorff_alpha([[1], [1]], level="metric")
    with pytest.raises(ValueError, match="no number"):
        krippendorff_alpha([["a", "b"], ["a", "a"]], level="interval")


def test_a_value_that_is_no_number_is_missing() -> None:
    assert krippendorff_alpha([[1.0, 2.0, float("nan")], [1.0, 2.0, 3.0]]) == 1


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9), st.sampled_from("ab")), min_size=1, max_size=8))
def test_alpha_u_of_the_same_spans_is_one(given_: list[tuple[int, int, str]]) -> None:
    spans = [(start, start + size, kind) for start, size, kind in given_]
    assert alpha_u([spans, spans[::-1]], length=100) == pytest.approx(1)
    assert span_f1(spans, spans) == 1
    assert span_f1(spans, spans, overlap=True) == pytest.approx(1)
    alone = alpha_u([spans, []], length=100)
    assert alone is not None
    assert alone < 0.5


def test_spans_of_nobody_have_no_figure() -> None:
    assert alpha_u([[], []], length=10) is None
    assert alpha_u([[(0, 3, "a")]], length=10) is None
    assert alpha_u([[], []], length=0) is None
    assert span_f1([], []) is None
    assert span_f1([(0, 1, "a")], []) == 0
    with pytest.raises(ValueError, match="outside"):
        alpha_u([[(0, 11, "a")], []], length=10)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_an_interval_holds_its_alpha_and_is_the_same_for_the_same_seed(level: str) -> None:
    draw = random.Random(3)
    truth = [draw.randint(1, 4) for _ in range(60)]
    said = [[each if draw.random() < 0.7 else draw.randint(1, 4) for each in truth] for _ in range(3)]
    alpha = krippendorff_alpha(said, level=level)
    interval = alpha_interval(profiles_of(said), level=level, resamples=400, seed=1)
    assert alpha is not None
    assert interval is not None
    assert interval[0] < alpha < interval[1]
    assert interval[1] - interval[0] < 0.4
    assert interval == alpha_interval(profiles_of(said), level=level, resamples=400, seed=1)
    assert interval != alpha_interval(profiles_of(said), level=level, resamples=400, seed=2)
