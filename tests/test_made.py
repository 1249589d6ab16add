"""Values that are made at once are the very same as those that are made one by one, and as frozen."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, astuple, dataclass, replace

import pytest

from store.records import Mention, Part
from store.records.made import maker

MENTION = Mention(
    id=1, article=2, start=3, end=5, quote="대구", type="place", entity="대구", entity_id=4, state="accepted",
    origin="person", score=0.5, value=None,
)  # fmt: skip


def test_what_is_made_is_the_same() -> None:
    made = maker(Mention)(*astuple(MENTION))
    assert type(made) is Mention
    assert made == MENTION
    assert hash(made) == hash(MENTION)
    assert repr(made) == repr(MENTION)
    assert replace(made, id=7) == replace(MENTION, id=7)
    assert pickle.loads(pickle.dumps(made)) == MENTION


def test_it_is_frozen() -> None:
    made = maker(Part)("body", 0, 5)
    with pytest.raises(FrozenInstanceError):
        made.start = 1  # type: ignore[misc]


def test_all_fields_must_be_given() -> None:
    with pytest.raises(TypeError):
        maker(Part)("body", 0)


def test_what_has_no_slots_is_refused() -> None:
    @dataclass(frozen=True)
    class Loose:
        start: int

    with pytest.raises(TypeError):
        maker(Loose)(1)
