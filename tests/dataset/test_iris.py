"""Addresses and names that exports give to things."""

from __future__ import annotations

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from store.dataset.iris import named_uuid


@given(st.uuids(), st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_named_uuid_is_that_of_the_standard(space: UUID, name: str) -> None:
    assert named_uuid(space.bytes, name) == str(uuid5(space, name))
