"""Words near each other are counted as by going through all words of a text."""

from __future__ import annotations

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from store.query.near import DISTANCE, near

PIECES = st.sampled_from(["x", "y", "xy", "z", "word", "-", "(x)", "…", "y.", "a-b", "_"])


@given(st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "  "])), max_size=40), st.sampled_from(["x y", "x y z"]))
def test_near_is_as_counting_all_words(pieces: list[tuple[str, str]], sought: str) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    starts = [match.start() for match in re.finditer(r"\S*\w\S*", text)]
    places = [
        [sum(start <= match.start() for start in starts) for match in re.finditer(word, text)]
        for word in sought.split()
    ]
    expected = any(max(chosen) - min(chosen) <= DISTANCE for chosen in product(*places))
    assert near([text], [re.compile(word) for word in sought.split()]) == expected
