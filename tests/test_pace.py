"""The pace of an import."""

from __future__ import annotations

import time

from store.pace import FEWEST, MOST, Pace


def test_a_step_becomes_smaller_where_articles_take_long_and_larger_where_they_do_not() -> None:
    pace = Pace()
    pace.begin()
    pace.end(10**9)
    assert pace.size == MOST
    began = time.perf_counter()
    pace.begin()
    while time.perf_counter() < began + 0.02:
        pass
    pace.end(2)  # a hundred a second at most: 40 in the time of a step
    assert FEWEST <= pace.size <= 40
    pace.begin()
    pace.end(0)
    assert pace.size == FEWEST
