"""Folding keeps the way back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.recognition.folding import bare, fold_name, fold_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CES2020", "CES 2020"),
        ("S-Map", "smap"),
        ("Kim Joo-heon", "Kim Jooheon"),
        ("[Data Hub]", "data hub"),
        ("대구·경북 상생", "대구경북상생"),
        ("Minister’s", "Minister's"),
    ],
)
def test_spellings_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_only_what_wraps_the_whole_name_is_taken_off() -> None:
    assert bare("‘AI 기반 교통체계’") == "AI 기반 교통체계"
    assert bare("대구 원(ONE)네트워크") == "대구 원(ONE)네트워크"


@given(st.text())
def test_every_folded_character_knows_where_it_stood(text: str) -> None:
    folded, positions = fold_text(text)
    assert len(folded) == len(positions)
    assert positions == sorted(set(positions))
    for mark, at in zip(folded, positions, strict=True):
        assert mark in (text[at], text[at].lower())
