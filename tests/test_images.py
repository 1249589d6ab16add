"""Writing back: refused, with nothing done, where the rows of a change are no longer as it left them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from store import Store, UserError, recognize
from store.images import Outdated
from store.records import MENTION_STATES, Change
from tests.projects import article_of, assert_spans_quote, bring, dump, run, span_of, write_articles


def _elsewhere(store: Store, sql: str) -> None:
    """Write to the project as another process would, past the journal."""
    raw = sqlite3.connect(store.path)
    with raw:
        raw.execute(sql)
    raw.close()


@pytest.mark.parametrize(
    "sql",
    [
        "update tagging set note = 'changed since'",
        "delete from tagging",
        "update article set status = 'done' where id = 1",
    ],
)
def test_undo_refuses_what_another_process_changed_since(project: Store, sql: str) -> None:
    project.taggings.put(project.codebook.find("stance").id, [1])
    _elsewhere(project, sql)
    before, history = dump(project), project.journal.history()
    with pytest.raises(UserError, match="changed again"):
        project.journal.undo()
    assert (dump(project), project.journal.history()) == (before, history)


def test_redo_refuses_what_another_process_changed_since(project: Store) -> None:
    project.articles.set_status([1], "done")
    project.journal.undo()
    _elsewhere(project, "update article set status = 'discuss' where id = 1")
    with pytest.raises(UserError, match="changed again"):
        project.journal.redo()
    assert project.articles.get(1).status == "discuss"


def _record(path: Path, **values: object) -> Path:
    import json

    path.write_text(json.dumps(values, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_undo_refuses_to_take_a_tag_that_an_import_uses_since(project: Store, tmp_path: Path) -> None:
    project.codebook.add("fresh")
    bring(project.path, _record(tmp_path / "a.jsonl", text="Some words.", tags=["fresh"]))
    with pytest.raises(UserError, match="changed again"):
        project.journal.undo()
    assert_spans_quote(project)
    assert project.taggings.of(7)[0].tag == "fresh"


def test_redo_refuses_what_an_import_made_anew_since(project: Store, tmp_path: Path) -> None:
    project.notes.write(1, "one", by="지은")
    project.journal.undo()
    bring(project.path, _record(tmp_path / "a.jsonl", text="Words.", notes=[{"text": "n", "annotator": "지은"}]))
    with pytest.raises(UserError, match="changed again"):
        project.journal.redo()
    assert [note.annotator for note in project.notes.of(7)] == ["지은"]


def test_undo_of_a_new_entity_takes_the_suggestions_that_name_it(project: Store) -> None:
    marked = article_of(project, "en/water.txt")
    project.mentions.add(marked.article.id, *span_of(marked, "smart water platform"), type="system", name="sensors")
    run(recognize(project.path))
    made = project.entities.find("sensors", type="system")[0].id
    suggested = project.mentions.where("", entity=made, state="suggested")
    assert suggested
    undone = project.journal.undo()
    assert undone is not None
    assert set(suggested) <= undone.rows["mention"]
    assert project.mentions.where("", entity=made) == ()
    assert_spans_quote(project)


def test_redo_of_an_acceptance_replaces_the_suggestion_made_anew(project: Store) -> None:
    mention = project.mentions.where("", state="suggested")[0]
    project.mentions.accept([mention])
    project.journal.undo()
    _elsewhere(project, "update mention set score = 1 where state = 'suggested'")
    run(recognize(project.path, everything=True))
    assert mention not in project.mentions.where("")
    assert project.journal.redo() is not None
    accepted = project.mentions.where("", state="accepted")
    assert accepted == (mention,)
    row = project.db.conn.execute(
        'select count(*) from mention m join mention n on n.article = m.article and n.start < m."end"'
        ' and m.start < n."end" and n.id <> m.id where m.id = ?',
        (mention,),
    ).fetchone()
    assert row[0] == 0


def test_undo_refuses_a_span_that_a_new_version_no_longer_says(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "w", {"w.txt": "The first words stand here, and they are quoted by someone."})
    bring(project.path, folder, recognize=False)
    marked = article_of(project, "w.txt")
    tag = project.codebook.find("stance").id
    project.taggings.put(tag, [marked.article.id], span=span_of(marked, "quoted by someone"))
    project.taggings.take_off(tag, [marked.article.id], span=span_of(marked, "quoted by someone"))
    write_articles(folder, {"w.txt": "Other words stand here now, and nobody is cited any more at all."})
    assert bring(project.path, folder, recognize=False).updated == 1
    with pytest.raises(UserError, match="changed again"):
        project.journal.undo()
    assert_spans_quote(project)


@pytest.mark.parametrize("state", MENTION_STATES)
def test_spans_quote_whatever_their_state(project: Store, state: str) -> None:
    _elsewhere(project, f"update mention set state = '{state}'")
    assert_spans_quote(project)


def _version(store: Store, folder: Path, text: str) -> int:
    bring(store.path, write_articles(folder, {"w.txt": text}), recognize=False)
    return article_of(store, "w.txt").article.id


FIRST = "The first words stand here, and they are quoted by someone on Monday evening."
SECOND = "A new line came before.\n" + FIRST


def test_undo_reaches_past_a_new_version_where_it_left_the_same_things_alone(project: Store, tmp_path: Path) -> None:
    number = _version(project, tmp_path / "w", FIRST)
    before = project.articles.get(number)
    project.articles.set_status([number], "done")
    project.articles.correct(number, field="outlet", value="Example Times")
    span = span_of(project.marked.get(number), "quoted by someone")
    project.taggings.put(project.codebook.find("stance").id, [number], span=span)
    tagging = project.taggings.of(number)[0].id
    project.taggings.set_note(tagging, "why")
    assert _version(project, tmp_path / "w", SECOND) == number
    assert project.taggings.of(number)[0].start == span[0] + 24
    for _ in range(4):
        assert project.journal.undo() is not None
    assert project.taggings.of(number) == ()
    after = project.articles.get(number)
    assert (after.status, after.outlet, after.text) == (before.status, before.outlet, SECOND)
    assert_spans_quote(project)


def test_redo_refuses_a_quote_that_stands_elsewhere_and_says_where(project: Store, tmp_path: Path) -> None:
    number = _version(project, tmp_path / "w", FIRST)
    span = span_of(project.marked.get(number), "quoted by someone")
    project.taggings.put(project.codebook.find("stance").id, [number], span=span)
    project.journal.undo()
    _version(project, tmp_path / "w", SECOND)
    with pytest.raises(Outdated, match=rf"article {number} \(w.txt\).*no longer says “quoted by someone”.*keep"):
        project.journal.redo()
    assert_spans_quote(project)


def test_a_refused_undo_can_be_given_up_and_the_next_goes_on(project: Store) -> None:
    project.notes.write(2, "before")
    project.articles.set_status([1], "done")
    _elsewhere(project, "update article set status = 'discuss' where id = 1")
    with pytest.raises(Outdated) as refused:
        project.journal.undo()
    heard: list[Change] = []
    project.journal.listen(heard.append)
    rows, state = dump(project), project.journal.state()
    kept = project.journal.give_up(refused.value.change, origin="menu")
    assert (heard, kept.rows, kept.origin) == ([kept], {}, "menu")
    assert (dump(project), project.journal.state()) == (rows, state)
    assert not project.journal.history(limit=1)[0].undone
    assert project.journal.redo_label() is None
    undone = project.journal.undo()
    assert undone is not None
    assert undone.label == "Undo: Note on article 2"
    assert project.articles.get(1).status == "discuss"
    project.journal.redo()
    assert [note.text for note in project.notes.of(2)] == ["before"]
    with pytest.raises(UserError, match="not waiting"):
        project.journal.give_up(refused.value.change)


def test_a_refused_redo_can_be_given_up(project: Store) -> None:
    project.articles.set_status([1], "done")
    project.notes.write(2, "after")
    project.journal.undo()
    project.journal.undo()
    _elsewhere(project, "update article set status = 'discuss' where id = 1")
    with pytest.raises(Outdated) as refused:
        project.journal.redo()
    project.journal.give_up(refused.value.change)
    assert [entry.undone for entry in project.journal.history(limit=2)] == [True, True]
    assert project.journal.redo_label() == "Note on article 2"
    assert project.journal.redo() is not None
    assert project.journal.redo() is None
    assert [each.annotator for each in project.notes.of(2)] == [project.annotator]


def test_what_is_no_change_cannot_be_given_up(project: Store) -> None:
    with pytest.raises(UserError, match="not waiting"):
        project.journal.give_up(99)
