"""The tree of tags is read again just when something of it has changed, whoever changed it."""

from __future__ import annotations

import pytest

from store import Store
from store.tag_tree import read_tags


def _paths(store: Store) -> list[str]:
    return [tag.path for tag in read_tags(store.db)]


def test_it_is_the_very_same_until_it_changes(project: Store) -> None:
    tags = read_tags(project.db)
    assert read_tags(project.db) is tags
    project.articles.set_status([1], "done")
    assert read_tags(project.db) is tags
    project.codebook.add("fresh")
    assert "fresh" in _paths(project)
    project.journal.undo()
    assert read_tags(project.db) == tags


def test_what_another_connection_changes_is_seen(project: Store) -> None:
    with project.connect() as other:
        before = _paths(project)
        other.codebook.add("theirs")
        assert _paths(project) == _paths(other) != before


def test_what_is_rolled_back_is_gone(project: Store) -> None:
    before, connection = _paths(project), project.db.conn
    connection.execute("begin")
    connection.execute("update tag set name = name || 'x'")
    assert _paths(project) != before
    connection.execute("rollback")
    assert _paths(project) == before


def test_a_snapshot_keeps_its_tags_while_another_connection_changes_them(project: Store) -> None:
    before, connection = _paths(project), project.db.conn
    with project.connect() as other:
        connection.execute("begin")
        assert _paths(project) == before
        other.codebook.add("theirs")
        assert _paths(project) == before
        connection.execute("rollback")
        assert _paths(project) == _paths(other) != before


@pytest.mark.parametrize("again", [False, True])
def test_a_change_before_and_one_after_a_roll_back_are_told_apart(project: Store, again: bool) -> None:
    connection = project.db.conn
    connection.execute("begin")
    connection.execute("update tag set colour = '#010203'")
    if again:
        _paths(project)
    connection.execute("rollback")
    assert {tag.colour for tag in read_tags(project.db)} != {"#010203"}
