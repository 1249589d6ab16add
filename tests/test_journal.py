"""The journal: every act one step, taken back and brought back exactly, in memory or after a restart."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, StoreBug, UserError, open_project
from store.db import create, writing
from store.records import ROLES, STATUSES, Change
from tests.projects import article_of, assert_spans_quote, bring, dump, span_of, write_articles

Numbers = tuple[int, int, int]


@pytest.fixture(scope="session")
def bare_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the small project without the starter gazetteer, so that its tables are quickly compared."""
    folder = tmp_path_factory.mktemp("bare")
    path = folder / "bare.galpi"
    store = Store(path, create(path))
    store.close()
    bring(path, write_articles(folder / "articles"))
    return path


def _pick(ids: list[int], number: int) -> int:
    return ids[number % len(ids)] if ids else 1


def _ids(store: Store, table: str) -> list[int]:
    return [row[0] for row in store.db.conn.execute(f"select id from {table} order by id")]


def _span(store: Store, article: int, n: Numbers) -> tuple[int, int]:
    length = len(store.articles.text(article))
    start = n[1] % length
    return start, min(length, start + 1 + n[2] % 12)


def _put(store: Store, n: Numbers) -> Change:
    articles = [article for article in _ids(store, "article") if (n[1] >> article) % 2]
    return store.taggings.put(_pick(_ids(store, "tag"), n[0]), articles or [1], note="why" * (n[2] % 2))


def _put_passage(store: Store, n: Numbers) -> Change:
    article = 1 + n[0] % 6
    span = _span(store, article, n)
    return store.taggings.put(_pick(_ids(store, "tag"), n[2]), [article], span=span, by=f"reader {n[1] % 3}")


def _add_mention(store: Store, n: Numbers) -> Change:
    article = 1 + n[0] % 6
    name = None if n[1] % 3 == 0 else f"name {n[2] % 4}"
    return store.mentions.add(article, *_span(store, article, n), type="system", name=name)


def _link(store: Store, n: Numbers) -> Change:
    return store.mentions.link(
        [_pick(_ids(store, "mention"), n[0])], _pick(_ids(store, "entity"), n[1]) if n[2] % 3 else None
    )


def _move_tag(store: Store, n: Numbers) -> Change:
    tags = _ids(store, "tag")
    parent = None if n[2] % 3 == 0 else _pick(tags, n[1])
    return store.codebook.move(_pick(tags, n[0]), parent=parent, position=n[2] % 4)


def _set_role(store: Store, n: Numbers) -> Change:
    article = 1 + n[0] % 6
    return store.articles.set_role(article, *_span(store, article, n), ROLES[n[2] % len(ROLES)])


ACTS: tuple[Callable[[Store, Numbers], Change], ...] = (
    _put,
    _put_passage,
    _add_mention,
    _link,
    _move_tag,
    _set_role,
    lambda s, n: s.taggings.take_off(_pick(_ids(s, "tag"), n[0]), _ids(s, "article")),
    lambda s, n: s.taggings.remove([_pick(_ids(s, "tagging"), n[0])]),
    lambda s, n: s.taggings.set_note(_pick(_ids(s, "tagging"), n[0]), f"note {n[1] % 3} ‘\u2028’"),
    lambda s, n: s.mentions.accept([_pick(_ids(s, "mention"), k) for k in n]),
    lambda s, n: s.mentions.reject([_pick(_ids(s, "mention"), k) for k in n], by="someone"),
    lambda s, n: s.mentions.remove([_pick(_ids(s, "mention"), k) for k in n]),
    lambda s, n: s.codebook.add(f"a{n[0] % 3}/b{n[1] % 3}", key=str(n[2] % 5), definition="what it is"),
    lambda s, n: s.codebook.add(f"c{n[0] % 4}", colour="#123456"),
    lambda s, n: s.codebook.rename(_pick(_ids(s, "tag"), n[0]), f"a{n[1] % 4}"),
    lambda s, n: s.codebook.recolour(_pick(_ids(s, "tag"), n[0]), f"#00000{n[1] % 10}"),
    lambda s, n: s.codebook.define(_pick(_ids(s, "tag"), n[0]), f"definition {n[1] % 3}"),
    lambda s, n: s.codebook.set_key(_pick(_ids(s, "tag"), n[0]), str(n[1] % 5)),
    lambda s, n: s.codebook.remove(_pick(_ids(s, "tag"), n[0])),
    lambda s, n: s.notes.write(1 + n[0] % 6 if n[1] % 3 else None, "메모 😀" * (n[2] % 4)),
    lambda s, n: s.articles.set_status(_ids(s, "article")[: 1 + n[0] % 6], STATUSES[n[1] % 4]),
    lambda s, n: s.articles.remove([1 + n[0] % 6]),
    lambda s, n: s.settings.set(f"view {n[0] % 3}", f"query {n[1]}"),
    lambda s, n: s.entities.add("place", f"place {n[0] % 5}"),
)


def _act(store: Store, number: int, numbers: Numbers) -> bool:
    """Do one act; say whether it left a step, and prove that one that is refused, or changes nothing, leaves nothing."""
    before, steps = dump(store), len(store.journal.history())
    try:
        change = ACTS[number % len(ACTS)](store, numbers)
    except UserError:
        change = None
    if change is None or not change.rows:
        assert dump(store) == before
        assert len(store.journal.history()) == steps
        return False
    assert len(store.journal.history()) == steps + 1
    return True


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(
        st.tuples(st.integers(0, len(ACTS) - 1), st.tuples(*[st.integers(0, 400)] * 3)), min_size=1, max_size=24
    ),
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
            states = [dump(store)]
            for number, numbers in acts:
                if _act(store, number, numbers):
                    states.append(dump(store))
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
    assert heard[1].rows == change.rows


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
    assert step.change.rows.keys() == {"note", "article", "annotator"}
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
