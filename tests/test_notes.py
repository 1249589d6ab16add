"""Notes: one for each article and annotator, and the memo of the project."""

from __future__ import annotations

from store import Store


def test_a_note_is_written_changed_and_removed(project: Store) -> None:
    project.notes.write(1, "one\n두 줄 😀")
    project.notes.write(1, "hers", by="지은")
    assert [(note.text, note.annotator) for note in project.notes.of(1)] == [
        ("one\n두 줄 😀", "researcher"),
        ("hers", "지은"),
    ]
    project.notes.write(1, "two")
    assert not project.notes.write(1, "two").rows
    assert [note.text for note in project.notes.of(1)] == ["two", "hers"]
    project.notes.write(1, " \n")
    assert [note.text for note in project.notes.of(1)] == ["hers"]
    for text in ("two", "one\n두 줄 😀"):
        project.journal.undo()
        assert project.notes.of(1)[0].text == text


def test_the_memo_belongs_to_no_article(project: Store) -> None:
    project.notes.write(None, "plan")
    assert [(note.article, note.text) for note in project.notes.of(None)] == [(None, "plan")]
    assert project.notes.of(1) == ()
    assert project.journal.undo_label() == "Write the memo"
    assert project.notes.of_several([1, 2]) == {}
