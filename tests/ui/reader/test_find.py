"""Stepping through hits."""

from __future__ import annotations

from ui.reader.find import Hits


def test_steps_go_round_both_ends() -> None:
    hits = Hits([(30, 32), (10, 12), (20, 22)])
    assert hits.label() == "3 hits"
    assert [hits.step(forward=True) for _ in range(4)] == [(10, 12), (20, 22), (30, 32), (10, 12)]
    assert hits.label() == "1 of 3 hits"
    assert hits.step(forward=False) == (30, 32)
    assert hits.label() == "3 of 3 hits"


def test_the_first_step_starts_from_what_is_seen() -> None:
    assert Hits([(10, 12), (20, 22), (30, 32)]).step(forward=True, start=15) == (20, 22)
    assert Hits([(10, 12), (20, 22), (30, 32)]).step(forward=False, start=15) == (10, 12)
    assert Hits([(10, 12), (20, 22)]).step(forward=True, start=25) == (10, 12)
    assert Hits([(10, 12), (20, 22)]).step(forward=False, start=5) == (20, 22)


def test_no_hits_lead_nowhere() -> None:
    assert Hits().step(forward=True) is None
    assert Hits().label() == ""
    assert Hits([(4, 4)]).label() == ""
    assert Hits([(4, 5)]).label() == "1 hit"
