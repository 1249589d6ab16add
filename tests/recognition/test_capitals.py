"""Runs of capitalised words: where they begin and end, and what is told of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.recognition.learned.capitals import runs, told

FORMS = ["the", "Bank", "of", "New", "Arvel", "and", "a", "House"]


def test_a_run_goes_over_small_words_between_capitals() -> None:
    assert runs(FORMS) == [None, (1, 4), (1, 4), (1, 4), (1, 4), None, None, (7, 7)]
    assert "rl=Iarvel" in told(FORMS, 2, (1, 4))
    assert "rb=Bthe" in told(FORMS, 1, (1, 4))
    assert "r+2=Eand_a" in told(FORMS, 4, (1, 4))
    assert "ra=S>" in told(FORMS, 7, (7, 7))
    assert told(FORMS, 0, None) == []


@given(st.lists(st.sampled_from(["a", "B", "of", "Cd", ".", "7"]), max_size=12))
def test_every_run_begins_and_ends_with_a_capital(forms: list[str]) -> None:
    for at, run in enumerate(runs(forms)):
        assert run is not None or not forms[at][0].isupper()
        if run is not None:
            assert run[0] <= at <= run[1]
            assert forms[run[0]][0].isupper()
            assert forms[run[1]][0].isupper()
            assert len(told(forms, at, run)) == len(told(forms, run[0], run))
