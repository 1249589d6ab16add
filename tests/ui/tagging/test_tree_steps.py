"""A tag goes where the key or the drop says, and nowhere it cannot be."""

from __future__ import annotations

import pytest

from store.records import Tag
from ui.tagging.tree_steps import Place, branch, children, dropped, stepped


def tag(number: int, parent: int | None = None) -> Tag:
    return Tag(
        id=number, uid=str(number), parent=parent, name=f"t{number}", path=f"t{number}", colour="#000000", key=None,
        definition="", position=0,
    )  # fmt: skip


# 1 ── 11, 12 ── 121
# 2
# 3
TREE = (tag(1), tag(11, 1), tag(12, 1), tag(121, 12), tag(2), tag(3))


@pytest.mark.parametrize(
    ("number", "step", "place"),
    [
        (2, "up", Place(parent=None, position=0)),
        (2, "down", Place(parent=None, position=2)),
        (1, "up", None),
        (3, "down", None),
        (2, "in", Place(parent=1, position=2)),
        (1, "in", None),
        (12, "in", Place(parent=11, position=0)),
        (12, "out", Place(parent=None, position=1)),
        (121, "out", Place(parent=1, position=2)),
        (2, "out", None),
        (99, "up", None),
    ],
)
def test_a_step_goes_one_place_further(number: int, step: str, place: Place | None) -> None:
    assert stepped(TREE, number, step) == place  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "parent", "row", "place"),
    [
        (3, None, 0, Place(parent=None, position=0)),
        (1, None, 2, Place(parent=None, position=1)),
        (1, None, 3, Place(parent=None, position=2)),
        (2, None, 1, Place(parent=None, position=1)),
        (3, 1, -1, Place(parent=1, position=2)),
        (121, None, -1, Place(parent=None, position=3)),
        (11, 1, -1, Place(parent=1, position=1)),
        (1, 1, -1, None),
        (1, 12, -1, None),
        (1, 121, 0, None),
    ],
)
def test_a_drop_counts_the_place_without_the_dragged_tag(
    number: int, parent: int | None, row: int, place: Place | None
) -> None:
    assert dropped(TREE, number, parent, row) == place


def test_children_and_branch() -> None:
    assert children(TREE, None) == [1, 2, 3]
    assert children(TREE, 12) == [121]
    assert branch(TREE, 1) == {11, 12, 121}
    assert branch(TREE, 2) == set()
