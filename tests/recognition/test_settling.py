"""Of overlapping finds one remains, and equal names become one entity."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.recognition.find import Find
from store.recognition.settling import language_of, recognition, settle


def _find(start: int, end: int, type_: str, *, entity: int | None = None, name: str | None = None) -> Find:
    origin = "pattern" if entity is None else "gazetteer"
    return Find(start=start, end=end, type=type_, origin=origin, score=0.9, entity=entity, name=name)


def test_the_longest_wins_then_the_known_one() -> None:
    assert settle([_find(0, 2, "place", entity=1), _find(0, 5, "system", name="x")])[0].end == 5
    assert settle([_find(0, 5, "system", name="x"), _find(0, 5, "system", entity=1)])[0].entity == 1


def test_a_known_system_is_not_padded_by_a_guess() -> None:
    kept = settle([_find(0, 9, "system", name="new smart pole"), _find(4, 9, "system", entity=1)])
    assert [(find.start, find.entity) for find in kept] == [(4, 1)]


def test_a_longer_name_that_goes_on_is_another_thing() -> None:
    kept = settle([_find(0, 20, "system", name="digital twin platform"), _find(0, 12, "system", entity=1)])
    assert [find.end for find in kept] == [20]


def test_equal_names_are_one_entity() -> None:
    result = recognition(
        [
            _find(0, 8, "event", name="CES 2030"),
            _find(10, 17, "event", name="CES2030"),
            _find(20, 27, "award", name="CES2030"),
        ]
    )
    assert [mention.new for mention in result.mentions] == [0, 0, 1]
    assert [len(entity.names) for entity in result.entities] == [1, 1]


def test_languages_of_names() -> None:
    assert [language_of(name) for name in ("대구", "Daegu", "BIS")] == ["ko", "en", None]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.integers(1, 8),
            st.sampled_from(["place", "system", "person"]),
            st.none() | st.integers(1, 3),
        )
    )
)
def test_what_remains_never_overlaps_and_is_in_order(drawn: list[tuple[int, int, str, int | None]]) -> None:
    finds = [
        _find(start, start + length, type_, entity=entity, name=None if entity else "n")
        for start, length, type_, entity in drawn
    ]
    kept = settle(finds)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    assert set(kept) <= set(finds)
    assert settle(kept) == kept
