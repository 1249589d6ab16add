"""What a list has, and which article takes the place of one that fell out of it."""

from __future__ import annotations

from array import array

from ui.articles.place import holds, neighbour


def test_a_list_has_what_is_in_it() -> None:
    ids = array("q", [3, 1, 2])
    assert [holds(ids, each) for each in (1, 2, 3, 4)] == [True, True, True, False]
    assert not holds(array("q"), 1)


def test_the_nearest_one_that_is_left_takes_the_place() -> None:
    old = array("q", [5, 4, 3, 2, 1])
    assert neighbour(old, array("q", [1, 4]), 2) == 4
    assert neighbour(old, array("q", [4, 2]), 2) == 2
    assert neighbour(old, array("q", [9, 8]), 2) == 9
