"""Scoring what was learned: a threshold is never judged where it was chosen."""

from __future__ import annotations

from collections import Counter

from store.recognition.learned.scoring import Tally, best_threshold, cross_fitted


def _tally(right: int) -> Tally:
    return Tally(right=Counter(robot=right), offered=Counter(robot=10), marked=Counter(robot=10))


def test_each_part_is_counted_with_the_threshold_of_the_others() -> None:
    parts = [{0.3: _tally(9), 0.4: _tally(1)}, {0.3: _tally(1), 0.4: _tally(9)}, {0.3: _tally(1), 0.4: _tally(9)}]
    assert best_threshold(parts) == 0.4
    # Judged where it was chosen, .4 would have 19 of 30. The first part is counted at .4, the others at .3: there the rest
    # of the parts is of two minds, and the first of equals counts.
    assert cross_fitted(parts).overall().precision == 0.1
