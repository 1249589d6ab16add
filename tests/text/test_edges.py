"""The edges of passages: words, particles, sentences and characters, in whatever is written."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from store.text.edges import Edge, Unit, moved, next_start, unit_at, whole_characters, widened

TEXT = (
    "대구시는 4일 “교통 소외 지역”에 버스를 시범 운행한다고 밝혔다. 버스는 하루 40회 다닌다.\n"
    "The mayor's office said so. It ends here."
)


def _quote(text: str, span: tuple[int, int] | None) -> str:
    return "" if span is None else text[slice(*span)]


def _walk(text: str, span: tuple[int, int], *, edge: Edge, unit: Unit, forward: bool, times: int) -> list[str]:
    quotes = []
    for _ in range(times):
        span = moved(text, span, edge=edge, unit=unit, forward=forward)
        quotes.append(_quote(text, span))
    return quotes


def test_a_word_ends_before_its_particles_too() -> None:
    assert _walk(TEXT, (0, 4), edge="end", unit="word", forward=False, times=2) == ["대구시", "대구시"]
    assert _walk(TEXT, (0, 2), edge="end", unit="word", forward=True, times=3) == ["대구시", "대구시는", "대구시는 4일"]
    bus = TEXT.index("버스를")
    assert _walk(TEXT, (bus, bus + 3), edge="end", unit="word", forward=False, times=1) == ["버스"]


def test_the_start_goes_by_words_without_their_marks() -> None:
    start = TEXT.index("소외")
    quotes = _walk(TEXT, (start, start + 2), edge="start", unit="word", forward=False, times=2)
    assert quotes == ["교통 소외", "4일 “교통 소외"]
    assert _walk(TEXT, (0, 7), edge="start", unit="word", forward=True, times=2) == ["4일", "4일"]


def test_an_edge_goes_to_the_border_of_a_sentence() -> None:
    start = TEXT.index("버스는")
    assert _walk(TEXT, (start, start + 3), edge="end", unit="sentence", forward=True, times=1) == [
        "버스는 하루 40회 다닌다."
    ]
    assert _quote(TEXT, moved(TEXT, (start, start + 3), edge="start", unit="sentence", forward=False)).startswith(
        "대구시는"
    )


def test_a_unit_is_found_where_the_cursor_stands_and_widened_by_the_next() -> None:
    first = unit_at(TEXT, 3, "sentence")
    assert _quote(TEXT, first) == "대구시는 4일 “교통 소외 지역”에 버스를 시범 운행한다고 밝혔다."
    assert first is not None
    two = widened(TEXT, first, "sentence")
    assert _quote(TEXT, two).endswith("다닌다.")
    assert widened(TEXT, (3, 5), "sentence") == first
    assert _quote(TEXT, unit_at(TEXT, TEXT.index("\n"), "sentence")) == "버스는 하루 40회 다닌다."
    assert _quote(TEXT, unit_at(TEXT, len(TEXT), "paragraph")).startswith("The mayor")
    assert unit_at("  \n ", 1, "sentence") is None
    assert _quote(TEXT, unit_at(TEXT, TEXT.index("mayor"), "word")) == "mayor's"


def test_units_are_walked_from_one_beginning_to_the_next() -> None:
    second = next_start(TEXT, 0, "sentence", forward=True)
    assert TEXT[second:].startswith("버스는")
    assert next_start(TEXT, second, "sentence", forward=False) == 0
    assert next_start(TEXT, len(TEXT) - 1, "sentence", forward=True) == len(TEXT)


FAMILY = "a 👨‍👩‍👧 b"


def test_an_emoji_of_several_code_points_is_one_character() -> None:
    assert _walk(FAMILY, (0, 1), edge="end", unit="character", forward=True, times=2)[1] == "a 👨‍👩‍👧"
    assert _quote(FAMILY, moved(FAMILY, (0, 7), edge="end", unit="character", forward=False)) == "a "
    assert whole_characters(FAMILY, (3, 4)) == (2, 7)


_parts = st.sampled_from(
    ["대구시는", "버스를", " ", "\n", ".", "다.", "e\u0301", "😀", "👨‍👩‍👧", "🇰🇷", "”", "Ab's", "3.5%", "각", "\u200b"]
)
_texts = st.lists(_parts, min_size=1, max_size=24).map("".join)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@given(text=_texts, a=st.integers(0, 60), b=st.integers(0, 60), data=st.data())
def test_an_edge_stays_in_its_text_and_cuts_no_character(
    form: str, text: str, a: int, b: int, data: st.DataObject
) -> None:
    text = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    span = whole_characters(text, (start, end)) if start < end else (0, len(text))
    borders = {0, len(text), *(match.end() for match in regex.finditer(r"\X", text))}
    assert borders.issuperset(span)
    edge = data.draw(st.sampled_from(["start", "end"]))
    unit = data.draw(st.sampled_from(["character", "word", "sentence", "paragraph"]))
    forward = data.draw(st.booleans())
    to = moved(text, span, edge=edge, unit=unit, forward=forward)
    assert 0 <= to[0] < to[1] <= len(text)
    assert (to[1] == span[1]) if edge == "start" else (to[0] == span[0])
    changed = to != span
    at, now = (span[0], to[0]) if edge == "start" else (span[1], to[1])
    assert not changed or (now > at) == forward
    assert not changed or text[slice(*to)].strip()
    if unit == "character" and form == "NFC":
        assert borders.issuperset(to)
    wide = widened(text, span, unit)
    assert wide[0] <= span[0]
    assert wide[1] >= span[1]
