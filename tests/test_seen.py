"""Counting names in little memory."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from store.seen import Seen


@given(st.lists(st.sampled_from(["a", "b", "ㄱ", "a#2", "", "A"])), st.integers(0, 6))
def test_each_name_is_counted_wherever_the_counts_are_kept(names: list[str], few: int) -> None:
    counts: Counter[str] = Counter()
    with Seen(few=few) as seen:
        for name in names:
            counts[name] += 1
            assert seen.count(name) == counts[name]
