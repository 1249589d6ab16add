"""Which articles are copies of each other, and which only look like it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.nearness import Wording, containment, near, similarity, wording


def made(beginning: str, count: int) -> list[str]:
    return [beginning + chr(0xAC00 + number) for number in range(count)]


WORDS = made("낱", 600)
FORM = (
    "{}일 나루시의 낮 기온은 강변 {}도 언덕 {}도 포구 {}도로 예상된다. 밤에는 강변 {}도 언덕 {}도까지 내려간다."
    " 시는 외출할 때 겉옷을 챙기고 물을 자주 마셔 달라고 당부했다. 바람은 초속 {}미터로 약하게 불겠다."
)


def said(words: list[str]) -> Wording:
    return wording([" ".join(words)])


def changed(words: list[str], share: float, *, seed: int = 1) -> list[str]:
    result = list(words)
    for place in random.Random(seed).sample(range(len(words)), round(share * len(words))):
        result[place] = "딴" + chr(0xAC00 + place)
    return result


@pytest.mark.parametrize("length", [60, 100, 300, 600])
def test_one_word_in_ten_changed_is_a_copy(length: int) -> None:
    original = WORDS[:length]
    assert all(near(said(original), said(changed(original, 0.1, seed=seed))) for seed in range(50))


@pytest.mark.parametrize("share", [0.4, 0.6, 1.0])
def test_mostly_changed_is_none(share: float) -> None:
    assert not any(near(said(WORDS), said(changed(WORDS, share, seed=seed))) for seed in range(20))


def test_a_reprint_of_a_part_is_a_copy_and_a_brief_is_none() -> None:
    whole = said(WORDS)
    assert near(whole, said(WORDS[:300]))
    assert near(whole, said(WORDS[200:350]))
    assert near(said(WORDS[:150]), whole)
    assert not near(whole, said(WORDS[:60]))


def test_an_update_is_a_copy() -> None:
    assert near(said(WORDS[:200]), said([*changed(WORDS[:200], 0.05), *made("새", 150)]))


def test_a_quoted_paragraph_is_none() -> None:
    assert not near(said(WORDS[:200]), said([*WORDS[150:200], *made("새", 150)]))


def test_few_words_are_copies_only_when_they_are_the_same() -> None:
    assert near(said(WORDS[:4]), wording(["낱가, 낱각", "낱갂 — 낱갃!"]))
    assert not near(said(WORDS[:12]), said(WORDS[1:12]))
    assert near(wording([]), wording(["…"]))
    assert not near(wording([]), said(WORDS))


def test_a_form_filled_in_again_is_no_copy() -> None:
    monday, tuesday = FORM.format(3, 21, 19, 22, 12, 10, 2), FORM.format(4, 24, 20, 26, 15, 13, 4)
    assert containment(wording([monday]), wording([tuesday])) < 1
    assert not near(wording([monday]), wording([tuesday]))
    assert near(wording([monday]), wording([monday.replace("외출할 때", "나갈 때").replace("3일", "4일")]))


def test_corrected_figures_in_a_report_leave_it_a_copy() -> None:
    report = [*WORDS[:200], "다친", "사람은", "12", "명", "숨진", "사람은", "3", "명", "집은", "40", "채"]
    later = [{"12": "15", "3": "4", "40": "52"}.get(word, word) for word in report]
    assert near(said(report), said(later))


def test_figures_of_likeness() -> None:
    whole, half = said(WORDS[:102]), said(WORDS[:52])
    assert similarity(whole, half) == 0.5
    assert containment(whole, half) == containment(half, whole) == 1.0
    assert similarity(whole, whole) == similarity(wording([]), wording([])) == 1.0
    assert similarity(whole, wording([])) == containment(whole, wording([])) == 0.0


@given(st.lists(st.sampled_from(WORDS[:30]), max_size=60), st.lists(st.sampled_from(WORDS[:30]), max_size=60))
def test_likeness_has_no_direction(one: list[str], other: list[str]) -> None:
    first, second = said(one), said(other)
    assert near(first, second) == near(second, first)
    assert similarity(first, second) == similarity(second, first)
    assert 0 <= similarity(first, second) <= containment(first, second) <= 1
    assert near(first, first)
