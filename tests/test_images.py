"""Writing back: refused, with nothing done, where the rows of a change are no longer as it left them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from store import Store, UserError, recognize
from store.records import MENTION_STATES
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
        "update article set title = 'changed since' where id = 1",
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
    run(recognize(project.path))
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
