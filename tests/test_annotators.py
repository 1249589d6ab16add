"""Annotators: kept with the first mark they make."""

from __future__ import annotations

import pytest

from store import Store, UserError
from store.annotators import new_uid
from store.db import writing


def test_an_annotator_is_kept_once(project: Store) -> None:
    with writing(project.db):
        first = project.annotators.ensure(" 지은 ")
        assert project.annotators.ensure("지은") == first
    assert project.annotators.names() == ("지은",)


@pytest.mark.parametrize("name", ["", " "])
def test_an_annotator_needs_a_name(project: Store, name: str) -> None:
    with pytest.raises(UserError, match="name"):
        project.annotators.ensure(name)


def test_undo_takes_the_annotator_with_the_mark(project: Store) -> None:
    project.notes.write(1, "n", by="지은")
    project.notes.write(2, "n", by="지은")
    project.journal.undo()
    assert project.annotators.names() == ("지은",)
    project.journal.undo()
    assert project.annotators.names() == ()


def test_uids_are_made_once() -> None:
    assert len({new_uid() for _ in range(100)}) == 100


def test_an_annotator_stays_for_marks_made_since(project: Store) -> None:
    """The change that brought her can be undone and redone, though later marks of hers are kept."""
    project.annotator = "지은"
    project.articles.set_status([1], "done")
    project.articles.set_status([2], "done")
    project.journal.give_up(project.journal.history()[0].id)
    project.journal.undo()
    assert project.articles.get(1).status == "untagged"
    assert project.annotators.names() == ("지은",)
    project.journal.redo()
    assert project.articles.get(1).status == "done"
