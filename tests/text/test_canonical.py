"""The canonical text and the way of offsets into it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.canonical import canonical, canonical_with_map

# Hangul both ways, jamo, accents, controls, line ends, surrogates, marks: what canonical text is about.
_TRICKY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "가각각\u0301\u0308eé\r\n\t\x00\x07\x0b\x0c\x1b\x7f\x85\x9f\u2028\ufeff\ud83d\ude00 a.\u3099か"
        ),
        st.characters(),
        st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufeff첫 줄\r\n둘째 줄\r셋째", "첫 줄\n둘째 줄\n셋째"),
        ("가\x0b나\x0c다\x85라", "가\n나\n다\n라"),
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("대구", "대구"),
        ("탭\t과\xa0빈칸\u2028은 남는다\u200b", "탭\t과\xa0빈칸\u2028은 남는다\u200b"),
        ("\ud83d\ude00 \ud83d 끝", "😀 \ufffd 끝"),
        ("㈜ ＡＢ ① …", "㈜ ＡＢ ① …"),
    ],
)
def test_normal_form(text: str, expected: str) -> None:
    assert canonical(text) == expected


@given(_TRICKY)
def test_is_clean_and_stays_so(text: str) -> None:
    result = canonical(text)
    assert canonical(result) == result
    assert unicodedata.is_normalized("NFC", result)
    assert all(unicodedata.category(character) not in ("Cc", "Cs") or character in "\t\n" for character in result)
    result.encode("utf-8")


@given(_TRICKY)
def test_map_leads_into_the_canonical_text(text: str) -> None:
    result, places = canonical_with_map(text)
    assert result == canonical(text)
    assert len(places) == len(text) + 1
    assert places[0] == 0
    assert places[len(text)] == len(result)
    assert list(places) == sorted(places)


@given(st.lists(st.sampled_from(["대구시", "대구", "cafe\u0301", "a\r\nb", "\x00x", "😀", " "]), max_size=12))
def test_spans_move_with_their_text(pieces: list[str]) -> None:
    """A span of whole characters quotes the canonical form of what it quoted before."""
    text = "".join(pieces)
    result, places = canonical_with_map(text)
    start = 0
    for piece in pieces:
        end = start + len(piece)
        assert result[places[start] : places[end]] == canonical(piece)
        start = end


def test_clean_text_maps_to_itself_without_a_list() -> None:
    text, places = canonical_with_map("그대로 두는 글\n" * 1_000)
    assert places == range(len(text) + 1)
