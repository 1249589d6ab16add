"""The journal: every act one step, taken back and brought back exactly, in memory or after a restart."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, StoreBug, UserError, open_project
from store.db import writing
from store.records import Change
from tests.acts import ACTS, histories
from tests.acts_of_coding import JOINING
from tests.picked import Numbers
from tests.projects import article_of, assert_spans_quote, dump, span_of


def _act(store: Store, number: int, numbers: Numbers, states: list[object]) -> None:
    """Do one act and keep the state it leaves; prove that one that is refused, or changes nothing, leaves nothing.

    The state of a step that goes on with the one before it takes the place of that one's, or both are gone.
    """
    before, steps = dump(store), len(store.journal.history())
    try:
        change = ACTS[number % len(ACTS)](store, numbers)
    except UserError:
        change = None
    left = len(store.journal.history()) - steps
    joining = ACTS[number % len(ACTS)] in JOINING
    if left < 0:
        assert joining
        states.pop()
        assert dump(store) == states[-1]
    elif change is None or not change.rows:
        assert dump(store) == before
        assert left == 0
    else:
        assert left < 2
        if left == 0:
            assert joining
            states.pop()
        states.append(dump(store))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=histories(),
    reopen=st.integers(0, 40),
)
def test_any_history_is_undone_and_redone_exactly(
    bare_template: Path, acts: list[tuple[int, Numbers]], reopen: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.galpi"
        shutil.copyfile(bare_template, path)
        store = open_project(path)
        try:
            store.codebook.add("first/tag")
            states: list[object] = [dump(store)]
            for number, numbers in acts:
                _act(store, number, numbers, states)
            assert_spans_quote(store)
            for step, state in enumerate(reversed(states[:-1])):
                if step == reopen:
                    store.close()
                    store = open_project(path)
                assert store.journal.undo() is not None
                assert dump(store) == state
            assert_spans_quote(store)
            for step, state in enumerate(states[1:]):
                if step + len(states) == reopen:
                    store.close()
                    store = open_project(path)
                assert store.journal.redo() is not None
                assert dump(store) == state
            assert store.journal.redo() is None
            assert_spans_quote(store)
        finally:
            store.close()


def test_a_change_names_its_rows_and_articles(project: Store) -> None:
    heard: list[Change] = []
    project.journal.listen(heard.append)
    change = project.taggings.put(project.codebook.find("stance").id, [1, 2], origin="list")
    assert change.rows.keys() == {"tagging", "article", "annotator"}
    assert change.rows["article"] == change.articles == {1, 2}
    assert change.origin == "list"
    assert heard == [change]
    undone = project.journal.undo(origin="menu")
    assert undone is not None
    assert undone.label == f"Undo: {change.label}"
    assert (undone.rows, undone.articles, undone.origin) == (change.rows, change.articles, "menu")
    assert heard[1] == undone


def test_a_change_that_touches_nothing_leaves_no_step(project: Store) -> None:
    heard: list[Change] = []
    project.journal.listen(heard.append)
    before, history = dump(project), project.journal.history()
    assert not project.articles.set_status([1], "untagged").rows
    assert not project.notes.write(1, "  ", by="a new annotator").rows
    assert not project.mentions.accept([], by="a new annotator").rows
    assert (dump(project), project.journal.history(), heard) == (before, history, [])


def test_a_new_change_ends_what_could_be_redone_but_history_keeps_it(project: Store) -> None:
    project.notes.write(1, "one")
    project.notes.write(2, "two")
    project.journal.undo()
    assert project.journal.redo_label() == "Note on article 2"
    project.notes.write(3, "three")
    assert project.journal.redo_label() is None
    assert project.journal.redo() is None
    assert [(entry.label, entry.undone) for entry in project.journal.history(limit=3)] == [
        ("Note on article 3", False),
        ("Note on article 2", True),
        ("Note on article 1", False),
    ]
    assert project.journal.undo_label() == "Note on article 3"


def test_a_step_that_changes_nothing_keeps_what_can_be_redone(project: Store) -> None:
    project.notes.write(1, "one")
    project.journal.undo()
    project.articles.set_status([1], "untagged")
    assert project.journal.redo_label() == "Note on article 1"


def test_history_says_who_and_when(project: Store) -> None:
    project.notes.write(1, "one", by="지은")
    entry = project.journal.history(limit=1)[0]
    assert (entry.annotator, entry.undone) == ("지은", False)
    assert len(entry.at) == 20
    assert entry.at.endswith("Z")


def test_a_nested_change_belongs_to_the_outer_one(project: Store) -> None:
    with project.journal.change("Both") as step:
        project.notes.write(1, "one")
        project.articles.set_status([2], "done")
    assert step.change.rows.keys() == {"note", "article", "article_status", "annotator"}
    assert project.journal.undo_label() == "Both"
    project.journal.undo()
    assert project.notes.of(1) == ()
    assert project.articles.get(2).status == "untagged"


def test_a_change_that_fails_leaves_nothing(project: Store) -> None:
    before, history = dump(project), project.journal.history()

    def break_off() -> None:
        with project.journal.change("Broken"):
            project.notes.write(1, "one")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert (dump(project), project.journal.history()) == (before, history)
    assert project.notes.write(1, "two").rows
    project.journal.undo()
    assert dump(project) == before


def test_a_change_inside_a_bare_transaction_is_a_bug(project: Store) -> None:
    with pytest.raises(StoreBug), writing(project.db), project.journal.change("Never"):
        pass
    assert project.notes.write(1, "one").rows
    assert project.journal.undo() is not None
    assert project.notes.of(1) == ()


def test_undo_takes_back_the_latest_change_whoever_made_it(project: Store) -> None:
    project.notes.write(1, "mine")
    with project.connect() as other:
        other.annotator = "her"
        other.notes.write(2, "hers")
    undone = project.journal.undo()
    assert undone is not None
    assert undone.label == "Undo: Note on article 2"
    assert project.notes.of(1)[0].text == "mine"


def test_the_index_follows_undo_at_once(project: Store) -> None:
    marked = article_of(project, "ko/bus.txt")
    article = marked.article.id
    start, end = span_of(marked, "시민은 휴대전화로 버스를 부르고")
    assert list(project.search.ids("휴대전화")) == [article]
    project.articles.set_role(article, start, end, "boilerplate")
    assert list(project.search.ids("휴대전화")) == []
    assert list(project.search.ids("in:all 휴대전화")) == [article]
    project.journal.undo()
    assert list(project.search.ids("휴대전화")) == [article]
    project.journal.redo()
    assert list(project.search.ids("휴대전화")) == []
    project.journal.undo()
    project.articles.remove([article])
    assert list(project.search.ids("휴대전화")) == []
    project.journal.undo()
    assert list(project.search.ids("휴대전화")) == [article]
    assert project.search.stale() == 0


def test_every_journaled_table_can_be_brought_back(project: Store) -> None:
    from store.schema import JOURNALED

    for table in JOURNALED:
        row = project.db.conn.execute("select sql from sqlite_master where name = ?", (table,)).fetchone()
        assert "integer primary key autoincrement" in row[0]
        assert row[0].rstrip().endswith("strict")
        kinds = {kind for _, _, kind, *_ in project.db.conn.execute(f"pragma table_info({table})")}
        assert kinds <= {"INTEGER", "TEXT"}


def test_undo_of_ten_thousand_rows_is_one_quick_step(project: Store) -> None:
    from time import perf_counter

    text = project.articles.text(1)
    with project.journal.change("Mark everything"):
        tag = project.codebook.find("stance").id
        for start in range(2_000):
            project.db.conn.execute(
                'insert into tagging(uid, article, tag, start, "end", quote, annotator, at)'
                " values (?, 1, ?, ?, ?, ?, 1, '')",
                (f"u{start}", tag, start % 50, start % 50 + 1, text[start % 50]),
            )
    began = perf_counter()
    project.journal.undo()
    assert perf_counter() - began < 2
    assert project.taggings.of(1) == ()


def test_the_size_of_undo_and_redo_is_told_before(project: Store) -> None:
    """So that the window knows, also after a restart, what is too large for its own thread."""
    articles = project.search.ids()
    project.articles.set_status(articles, "done")
    project.articles.set_status(articles[:1], "discuss")
    # An article, its status and, with the first of them, the annotator.
    assert project.journal.undo_size() == 2
    project.journal.undo()
    assert (project.journal.undo_size(), project.journal.redo_size()) == (13, 2)
    project.journal.undo()
    assert project.journal.redo_size() == 13
