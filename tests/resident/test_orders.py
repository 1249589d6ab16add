"""Orders: what is moved stands where sorting anew would put it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from store.resident.orders import Order, ordered
from store.resident.sets import Found

Keys = dict[int, str | None]
KEY = st.one_of(st.none(), st.sampled_from(["2020", "2021", "2021-03", "2022"]))
KEYS = st.dictionaries(st.integers(1, 20), KEY, max_size=12)


def _sorted(keys: Keys, *, downwards: bool = False) -> list[int]:
    keyed = sorted((key, article) for article, key in keys.items() if key is not None)
    if downwards:
        keyed = sorted(sorted(keyed, key=lambda each: each[1]), key=lambda each: each[0], reverse=True)
    return [article for _, article in keyed] + sorted(article for article, key in keys.items() if key is None)


def _order(keys: Keys) -> Order:
    values = sorted({key for key in keys.values() if key is not None})
    groups = [np.array(sorted(a for a, key in keys.items() if key == value), np.int32) for value in values]
    return ordered(groups, np.array(sorted(a for a, key in keys.items() if key is None), np.int32))


@given(keys=KEYS, moved=KEYS, gone=st.sets(st.integers(1, 20), max_size=4), asked=st.sets(st.integers(1, 20)))
def test_moving_is_as_sorting_anew(keys: Keys, moved: Keys, gone: set[int], asked: set[int]) -> None:
    order = _order(keys)
    moved = {article: key for article, key in moved.items() if article not in gone}
    after = order.moved([*moved, *gone], moved, keys.get)
    expected = {article: key for article, key in (keys | moved).items() if article not in gone}
    anew = _order(expected)
    assert (after.ids.tolist(), after.first.tolist(), after.keyless) == (
        anew.ids.tolist(), anew.first.tolist(), anew.keyless,
    )  # fmt: skip
    found = Found(BitMap(asked), 20)
    for downwards in (False, True):
        wanted = [article for article in _sorted(expected, downwards=downwards) if article in asked]
        assert after.sorted(found, downwards=downwards).tolist() == wanted
    assert order.ids.tolist() == _sorted(keys)
