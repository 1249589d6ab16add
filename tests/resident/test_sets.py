"""Sets of articles by value: both kinds say the same after the same changes, and old ones stay as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from store.resident import sets as module
from store.resident.sets import Dense, Found, Packed, Patch, Sets, listed, packed, read_ids

SIZE = 30
ARTICLES = st.sets(st.integers(1, SIZE))
PATCHES = st.lists(st.builds(lambda v, a, r: Patch(v, BitMap(a), BitMap(r - a)), st.integers(0, 8), ARTICLES, ARTICLES))


def _plain(sets: Sets) -> Mapping[object, set[int]]:
    return {value: set(sets.get(value)) for value in sets.known()}


@given(
    start=st.dictionaries(st.integers(0, 8), ARTICLES),
    patches=PATCHES,
    asked=ARTICLES,
    most=st.integers(0, 3),
    few=st.integers(1, 99),
)
def test_both_kinds_do_as_plain_sets_do(
    start: dict[int, set[int]], patches: Sequence[Patch], asked: set[int], most: int, few: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_OVERLAID", most)
        patched.setattr(module, "_FEW", few)
        first: list[Sets] = [
            Dense({value: BitMap(articles) for value, articles in start.items() if articles}),
            packed({value: listed(BitMap(start[value])) for value in sorted(start)}),
        ]
        before = [_plain(sets) for sets in first]
        found = Found(BitMap(asked), SIZE)
        expected = {value: set(articles) for value, articles in start.items()}
        for patch in patches:
            held = expected.setdefault(int(patch.value), set())
            held |= set(patch.added)
            held -= set(patch.removed)
        for sets, was in zip(first, before, strict=True):
            after = sets.patched(patches)
            assert _plain(after) == {value: articles for value, articles in expected.items() if articles}
            counts = {value: len(articles & asked) for value, articles in expected.items() if articles & asked}
            assert after.counts(found) == counts
            assert _plain(sets) == was
            assert sets.counts(found) == {
                value: len(articles & asked) for value, articles in start.items() if articles & asked
            }


def test_a_value_of_very_many_is_made_once() -> None:
    ids = np.arange(1, 10_000, dtype=np.uint32)
    sets = packed({"a": ids, "b": ids[:3]})
    assert sets.get("a") is sets.get("a")
    assert isinstance(sets.patched([Patch("c", BitMap([1]), BitMap())]), Packed)
    assert list(sets.get("b")) == [1, 2, 3]
    assert list(sets.get("no")) == []


def test_what_sqlite_joined_is_read() -> None:
    assert read_ids("3,1,4000000000").tolist() == [3, 1, 4_000_000_000]
    assert read_ids(None).tolist() == []
