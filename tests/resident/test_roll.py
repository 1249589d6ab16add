"""The roll of entities: types, wholes and odd names, from scratch and patched, are what a plain dictionary says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.resident.roll import Enrolled, Roll

ROWS = st.lists(
    st.builds(
        Enrolled,
        entity=st.integers(1, 9),
        type=st.sampled_from(["person", "place", "system", "award"]),
        part_of=st.none() | st.integers(1, 9),
        odd=st.none() | st.sampled_from(["a", "b"]),
    ),
    unique_by=lambda each: each.entity,
    max_size=9,
)


def holds(roll: Roll, rows: list[Enrolled]) -> None:
    """Compare a roll with the rows that it is of."""
    plain = {each.entity: each for each in rows}
    assert roll.types == sorted({each.type for each in rows})
    assert roll.above == {each.entity: each.part_of for each in rows if each.part_of is not None}
    wanted = [roll.types.index(plain[number].type) if number in plain else -1 for number in range(11)]
    assert roll.few_codes(list(range(11))).tolist() == wanted
    for form in ("a", "b", "c"):
        assert roll.called(form) == {each.entity for each in rows if each.odd == form}


@given(ROWS)
def test_a_roll_says_what_its_rows_say(rows: list[Enrolled]) -> None:
    holds(Roll(rows), rows)


@given(ROWS, ROWS, st.sets(st.integers(1, 9)))
def test_a_patched_roll_is_that_of_the_rows_after(before: list[Enrolled], new: list[Enrolled], gone: set[int]) -> None:
    changed = gone | {each.entity for each in new}
    after = [each for each in before if each.entity not in changed] + new
    holds(Roll(before).patched(changed, new), after)


def test_places_by_type_are_remembered_for_the_very_list() -> None:
    roll, names = Roll([Enrolled(5, "place", None, None)]), [5, 6]
    assert roll.places(names) is roll.places(names)
    assert [places.tolist() for places in roll.places(names)] == [[0]]
    assert Roll([]).few_codes([1]).tolist() == [-1]
