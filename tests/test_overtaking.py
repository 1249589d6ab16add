"""Two windows on one file: neither writes over the other without a word."""

from __future__ import annotations

import pytest

from store import Store
from store.overtaking import Overtaken, since
from tests.projects import dump


def test_the_second_writer_is_told_both_texts(project: Store) -> None:
    project.notes.write(1, "first")
    looked = project.history.newest()
    with project.connect() as other:
        other.notes.write(1, "theirs")
    before = dump(project)
    with pytest.raises(Overtaken, match=r"theirs.*mine") as refused, since(project.journal, looked):
        project.notes.write(1, "mine")
    assert (refused.value.mine, refused.value.theirs) == ("mine", "theirs")
    assert dump(project) == before
    assert project.notes.write(1, "mine").rows  # knowingly


def test_a_note_that_both_began_is_seen_too(project: Store) -> None:
    looked = project.history.newest()
    with project.connect() as other:
        other.notes.write(1, "theirs")
    with pytest.raises(Overtaken), since(project.journal, looked):
        project.notes.write(1, "mine")


def test_the_same_tag_renamed_twice_and_what_is_no_conflict(project: Store) -> None:
    tag, looked = project.codebook.find("stance").id, project.history.newest()
    with project.connect() as other:
        other.codebook.rename(tag, "position")
        other.codebook.define(project.codebook.find("systems").id, "theirs")
    with since(project.journal, looked):
        assert project.codebook.define(tag, "another column").rows
        with pytest.raises(Overtaken, match="name of the tag"):
            project.codebook.rename(tag, "attitude")
    with project.connect() as other:
        assert other.journal.undo() is not None
