"""Roles put over parts: cut around, joined where they touch, and nothing visible left without a part."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.records import ROLES, Part
from store.text.lines import is_visible
from store.text.roles import with_roles, without

TEXT = "Headline here\n\nA first line\nA second line\n  A third line \nThe end"


def _cut(places: list[int], roles: list[str]) -> list[Part]:
    edges = sorted({place for place in places if 0 <= place <= len(TEXT)})
    return [
        Part(role=role, start=start, end=end)
        for start, end, role in zip(edges, edges[1:], roles, strict=False)
        if is_visible(TEXT[start:end])
    ]


EDGES = st.lists(st.integers(0, len(TEXT)), max_size=8)
SOME_ROLES = st.lists(st.sampled_from(ROLES), min_size=9, max_size=9)


@given(EDGES, SOME_ROLES, EDGES, SOME_ROLES, st.integers(0, 1))
def test_every_visible_character_has_the_role_given_or_the_one_it_had(
    edges: list[int], roles: list[str], more: list[int], given_roles: list[str], skip: int
) -> None:
    parts = _cut([0, *edges, len(TEXT)], roles)
    given_parts = _cut(more, given_roles)[skip::2]
    result = with_roles(TEXT, parts, given_parts)
    for before, after in pairwise(result):
        assert before.end <= after.start
    for place in (place for place, character in enumerate(TEXT) if is_visible(character)):
        wanted = [part.role for part in given_parts if part.start <= place < part.end]
        wanted = wanted or [part.role for part in parts if part.start <= place < part.end]
        assert [part.role for part in result if part.start <= place < part.end] == wanted
    assert with_roles(TEXT, result, given_parts) == result


def test_what_has_its_role_already_stays_as_it_is() -> None:
    parts = (Part(role="body", start=0, end=len(TEXT)),)
    assert with_roles(TEXT, parts, [Part(role="body", start=15, end=27)]) == parts


def test_lines_that_follow_each_other_become_one_part() -> None:
    lines = [Part(role="caption", start=15, end=27), Part(role="caption", start=28, end=41)]
    assert with_roles(TEXT, [Part(role="body", start=0, end=len(TEXT))], lines) == (
        Part(role="body", start=0, end=15),
        Part(role="caption", start=15, end=41),
        Part(role="body", start=41, end=len(TEXT)),
    )


def test_no_part_of_blanks_is_left() -> None:
    parts = [Part(role="body", start=0, end=14), Part(role="caption", start=14, end=len(TEXT))]
    assert with_roles(TEXT, parts, [Part(role="headline", start=0, end=13)])[0].end == 13
    assert without(TEXT, parts, Part(role="body", start=0, end=13)) == (parts[1],)
