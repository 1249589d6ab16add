"""Anchors: a passage is found again where its surroundings are most alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.text.anchors import find_again

OLD = "A lamp stands here. The second lamp is bright, they say. A third lamp is broken and nobody cares."


def _again(quote: str, new: str, *, nth: int = 0) -> str | None:
    start = -1
    for _ in range(nth + 1):
        start = OLD.index(quote, start + 1)
    span = find_again(OLD, start, start + len(quote), new)
    return None if span is None else new[max(0, span[0] - 7) : span[1] + 7]


def test_a_passage_moves_with_what_stands_before_it() -> None:
    assert find_again("abc", 1, 2, "xxabc") == (3, 4)


def test_of_several_places_the_most_alike_is_taken() -> None:
    new = "A lamp, new. " + OLD.replace("bright", "very bright")
    assert _again("lamp", new, nth=1) == "second lamp is ver"
    assert _again("lamp", new, nth=2) == " third lamp is bro"


def test_of_equal_places_the_nearest_is_taken() -> None:
    old = "x " * 200
    start = 200
    found = find_again(old, start, start + 1, old)
    assert found == (start, start + 1)


def test_what_is_not_there_is_not_found() -> None:
    assert find_again(OLD, 0, 6, "Nothing of it.") is None
    assert find_again(OLD, 0, 6, "") is None


def test_many_places_take_no_time() -> None:
    text = "a" * 20_000
    found = find_again(text, 5, 6, text)
    assert found is not None
    assert text[found[0] : found[1]] == "a"


@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.data())
def test_what_is_found_says_the_same(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = find_again(old, start, end, new + old)
    assert found is not None
    assert (new + old)[found[0] : found[1]] == old[start:end]
    again = find_again(old, start, end, new)
    assert (again is None) is (old[start:end] not in new)


@given(st.text(min_size=1, max_size=60), st.data())
def test_the_same_text_gives_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find_again(text, start, end, text)
    assert found == (start, end)


def test_a_line_is_found_as_a_line_alone() -> None:
    old = "One.\n Share \nTwo."
    start = old.index("Share")
    inside, alone = "We share. Share it.\n", "Share it.\n  Share  \nTwo."
    assert find_again(old, start, start + 5, inside, whole_lines=True) is None
    assert find_again(old, start, start + 5, inside) is not None
    found = find_again(old, start, start + 5, alone, whole_lines=True)
    assert found == (alone.index("  Share") + 2, alone.index("  Share") + 7)
    # What was no whole line need not be one again.
    assert find_again("We share.", 3, 8, "They share.", whole_lines=True) == (5, 10)
