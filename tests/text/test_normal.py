"""The normal form, and the way back from it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.normal import folded, normal, normal_with_map, original_span

MIXED = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("대구시ㅋㅏㄳ㈜ＣＥＳé́ßİ ﬁ각각"))
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("CES 2020", "ces 2020"),
        ("ＣＥＳ　２０２０", "ces 2020"),
        ("㈜가나", "(주)가나"),
        ("Café Ångström", "cafe angstrom"),
        (unicodedata.normalize("NFD", "대구시장은"), "대구시장은"),
        ("STRASSE straße", "strasse strasse"),
        ("ガラス", "ガラス"),
        ("", ""),
    ],
)
def test_forms(text: str, form: str) -> None:
    assert normal(text) == form


def test_every_character_has_the_form_that_the_definition_gives() -> None:
    marks = dict.fromkeys(range(0x300, 0x370))
    for code in [*range(0xD800), *range(0xE000, 0x20000)]:
        folded_character = unicodedata.normalize("NFKC", chr(code)).casefold()
        bare = unicodedata.normalize("NFD", folded_character).translate(marks)
        assert normal(chr(code)) == unicodedata.normalize("NFC", bare), hex(code)


@given(MIXED)
def test_the_map_goes_with_the_form(text: str) -> None:
    form, places = normal_with_map(text)
    assert form == normal(text)
    assert len(places) == len(form) + 1
    assert list(places) == sorted(places)
    assert places[len(form)] == len(text)


@given(MIXED, st.data())
def test_a_span_of_the_form_comes_from_text_that_has_it(text: str, data: st.DataObject) -> None:
    form, places = normal_with_map(text)
    if not form:
        return
    start = data.draw(st.integers(0, len(form) - 1))
    end = data.draw(st.integers(start + 1, len(form)))
    first, last = original_span(places, start, end)
    assert 0 <= first < last <= len(text)
    assert form[start:end] in normal(text[first:last])


def test_what_was_written_with_several_characters_is_one() -> None:
    text = "옛 " + unicodedata.normalize("NFD", "대구") + " 이야기"
    form, places = normal_with_map(text)
    at = form.index("구")
    first, last = original_span(places, at, at + 1)
    assert unicodedata.normalize("NFC", text[first:last]) == "구"


def test_a_long_text_is_mapped_in_time_with_its_length() -> None:
    text = "새 버스 정보 체계는 ‘갈피’라는 이름으로 2031년에 열렸다. ㈜나루가 만들었다.\n" * 5000
    form, places = normal_with_map(text)
    assert form == normal(text)
    assert len(places) == len(form) + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Smart Pole", "smart-pole"), ("스마트 폴", "스마트폴"), ("ＢＩＳ", "bis"), ("data_hub", "Data Hub")],
)
def test_names_are_equal_without_spaces_and_hyphens(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_name_of_hyphens_alone_keeps_them() -> None:
    assert folded("--") == "--"
    assert folded("--") != folded("")
