"""Pieces stand where the text says, and two opinions on a line are one."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.recognition.learned.features import Known
from store.recognition.learned.labels import encode
from store.recognition.learned.marginals import candidates, chosen, merged
from store.recognition.learned.morphemes import available, cutter
from store.recognition.learned.pieces import VIEW, pieces_of, plain_morphemes
from store.recognition.learned.sights import Eyes, sights, views_of
from store.recognition.learned.units import cut

TEXT = "대구시는 3일 BIS를 열었다. (김나루 시장)"


def test_words_are_parted_from_their_particles() -> None:
    assert [(form, tag) for form, tag, _, _ in plain_morphemes(TEXT)] == [
        ("대구시", "NNG"), ("는", "J"), ("3", "SN"), ("일", "NNG"), ("BIS", "SL"), ("를", "NNG"), ("열었다", "NNG"),
        (".", "SP"), ("(", "SP"), ("김나루", "NNG"), ("시장", "NNG"), (")", "SP"),
    ]  # fmt: skip


@given(st.text("가나다을는 aB12.(\n", max_size=40))
def test_every_piece_quotes_its_text_and_none_is_left_out(text: str) -> None:
    found = plain_morphemes(text)
    assert [text[start:end] for _, _, start, end in found] == [form for form, _, _, _ in found]
    assert "".join(form for form, _, _, _ in found) == "".join(text.split())


@given(st.text("가나다을는 aB12.(\n", max_size=40))
def test_every_line_has_as_many_features_as_units(text: str) -> None:
    eyes = Eyes()
    for sight in sights(text, [(0, 2, "place", "gazetteer")], {"가나": (1, 2, 3)}, lambda _: ()):
        for view in views_of("hangul", morphemes=False):
            units = sight.seen(view).units
            assert len(eyes.features(sight, view)) == len(units.starts) == len(encode(units, [(0, 2, "place")]))
        assert list(sight.seen(VIEW).units.words) == sorted(sight.seen(VIEW).units.words)


@pytest.mark.skipif(not available(), reason="Kiwi is not installed")
def test_with_kiwi_pieces_are_its_morphemes() -> None:
    (sight,) = sights(TEXT, [], {}, cutter(wanted=True))
    assert "김나루" in "".join(sight.pieces.units.forms)
    assert sight.share > next(iter(sights(TEXT, [], {}, cutter(wanted=False)))).share


def test_a_line_that_kiwi_gives_nothing_for_has_no_pieces() -> None:
    (line,) = cut("...")
    assert pieces_of("...", line, Known(clusters={})).values == {}


def test_a_span_that_both_see_counts_for_more_than_one_that_one_sees() -> None:
    (line,) = cut("대구시는")
    syllables = candidates(
        [{"B-place": 0.6, "S-place": 0.3}, {"E-place": 0.5, "I-place": 0.4}, {"E-place": 0.4}, {}], line
    )
    assert syllables == {(0, 1, "place"): 0.3, (0, 2, "place"): 0.5, (0, 3, "place"): 0.4}
    both = merged(syllables, {(0, 3, "place"): 0.9}, share=0.4)
    assert chosen(both) == [(0, 3, "place", pytest.approx(0.6))]
    assert chosen(syllables) == [(0, 2, "place", 0.5)]


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(10, 14), st.just("x")), st.floats(0, 1), max_size=8))
def test_chosen_spans_never_overlap(found: dict[tuple[int, int, str], float]) -> None:
    spans = chosen(found, threshold=0.2)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert all(odd >= 0.2 for *_, odd in spans)
