"""Families: a value with what is under it, also where what is under it changes, and in rings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from store.resident.families import Families
from store.resident.sets import Dense, Patch

VALUES = st.integers(0, 7)


def _under(above: dict[int, int], value: int) -> set[int]:
    found = {value}
    while more := {child for child, parent in above.items() if parent in found} - found:
        found |= more
    return found


@given(
    above=st.dictionaries(VALUES, VALUES),
    own=st.dictionaries(VALUES, st.sets(st.integers(1, 20))),
    patches=st.lists(st.tuples(VALUES, st.integers(1, 20), st.booleans())),
)
def test_a_family_holds_all_that_is_under_it(
    above: dict[int, int], own: dict[int, set[int]], patches: list[tuple[int, int, bool]]
) -> None:
    families, sets = Families(above), Dense({value: BitMap(articles) for value, articles in own.items()})
    for value in range(8):
        families.get(value, sets)
    for value, article, comes in patches:
        one, none = BitMap([article]), BitMap()
        sets = sets.patched([Patch(value, one if comes else none, none if comes else one)])
        families = families.without([value])
        held = own.setdefault(value, set())
        held.add(article) if comes else held.discard(article)
        for each in range(8):
            expected = set().union(*(own.get(member, set()) for member in _under(above, each)))
            assert set(families.get(each, sets)) == expected
