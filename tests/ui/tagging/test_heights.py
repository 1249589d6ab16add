"""The height of the panel is shared out by what the sections have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.tagging.heights import LEAST_NOTE, TAGS, Heights, Wanted, shared

ROW, HEAD = 24, 32


def wanted(*, tags: int, taggings: int, entities: int, relations: int = 1) -> Wanted:
    """What so many rows would need."""
    return Wanted(
        codebook=HEAD + ROW + 4 + tags * ROW, suggestions=HEAD + ROW, taggings=HEAD + taggings * ROW,
        entities=HEAD + entities * ROW, relations=HEAD + relations * ROW, note=104, row=ROW,
    )  # fmt: skip


def whole(found: Heights) -> int:
    """All heights together."""
    return found.codebook + found.suggestions + found.taggings + found.entities + found.relations + found.note


@given(room=st.integers(600, 2_000), tags=st.integers(0, 60), taggings=st.integers(1, 30), entities=st.integers(1, 120))
def test_all_of_the_height_is_shared_out(room: int, tags: int, taggings: int, entities: int) -> None:
    found = shared(room, wanted(tags=tags, taggings=taggings, entities=entities))
    assert whole(found) == room
    assert min(found.codebook, found.taggings, found.entities, found.note) > HEAD


def test_few_rows_take_only_those_rows_and_the_codebook_the_rest() -> None:
    found = shared(776, wanted(tags=27, taggings=1, entities=2))
    assert (found.taggings, found.entities, found.note) == (HEAD + ROW, HEAD + 2 * ROW, 104)
    assert found.codebook == 776 - found.suggestions - found.taggings - found.entities - found.relations - 104


def test_long_lists_leave_the_codebook_its_rows() -> None:
    for room in (660, 700, 776, 1_000):
        found = shared(room, wanted(tags=27, taggings=20, entities=112))
        assert found.codebook >= min((TAGS + 2) * ROW, room - 104 - 56 - 56 - 80 - 80)


def test_what_a_small_codebook_leaves_goes_to_the_lists() -> None:
    need = wanted(tags=4, taggings=3, entities=112)
    found = shared(776, need)
    assert found.codebook == need.codebook
    assert found.taggings == need.taggings
    assert found.note == 104
    few = wanted(tags=4, taggings=3, entities=5)
    assert shared(776, few).entities == few.entities
    assert shared(776, few).note > 104


def test_in_a_low_panel_the_note_gives_to_the_codebook() -> None:
    """A window on a screen of 720 pixels."""
    need = wanted(tags=27, taggings=2, entities=14, relations=3)
    low = shared(560, need)
    assert low.note == LEAST_NOTE
    assert whole(low) == 560
    assert low.codebook >= HEAD + 6 * ROW
    assert shared(700, need).note == need.note
