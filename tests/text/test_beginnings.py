"""Where sentences and paragraphs begin, packed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.text.beginnings import beginnings, packed, unpacked
from store.text.sentences import paragraphs, sentences


@given(st.text(alphabet="가나 다.!?\n1a\u2026"))
def test_beginnings_are_those_of_sentences_and_paragraphs(text: str) -> None:
    of_sentences, of_paragraphs = map(unpacked, beginnings(text))
    assert list(of_sentences) == [start for start, _ in sentences(text)]
    assert list(of_paragraphs) == [start for start, _ in paragraphs(text)]


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_what_was_packed_comes_back(starts: list[int]) -> None:
    assert list(unpacked(packed(starts))) == starts
    assert packed([1]) == b"\x01\0\0\0"
