"""The values that most articles have are those that sorting all of them would put first."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from store.resident.best import best
from store.sql_engine import tallied


@given(
    counts=st.dictionaries(st.integers(0, 40), st.integers(0, 4)),
    more=st.dictionaries(st.integers(41, 60), st.integers(0, 4)),
    limit=st.integers(1, 12),
)
def test_best_is_as_sorting_all(counts: dict[int, int], more: dict[int, int], limit: int) -> None:
    names = sorted(counts)
    counted = np.array([counts[name] for name in names], np.int64)
    everything = [each for each in (counts | more).items() if each[1]]
    assert best("f", names, counted, more, limit) == tallied("f", everything, limit)


@given(
    counts=st.dictionaries(st.integers(0, 40), st.integers(0, 4)),
    kept=st.sets(st.integers(0, 40)),
    limit=st.integers(1, 12),
)
def test_best_among_some_is_as_sorting_these(counts: dict[int, int], kept: set[int], limit: int) -> None:
    names = sorted(counts)
    counted = np.array([counts[name] for name in names], np.int64)
    among = np.array([place for place, name in enumerate(names) if name in kept], np.int64)
    those = [each for each in counts.items() if each[1] and each[0] in kept]
    assert best("f", names, counted, {}, limit, among=among) == tallied("f", those, limit)
