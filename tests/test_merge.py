"""Merging a colleague's copy: three ways, by stable ids, conflicts listed, one step, twice the same as once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, check, create_project, open_project
from store.formats.jsonl import as_json
from store.merging import merge, take_theirs
from store.records import MergeReport
from store.sampling import Design
from tests.commands.line import Line
from tests.projects import bring, dump, run, write_articles


@pytest.fixture
def copies(project_path: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Give a project with a past, and a colleague's copy of it."""
    with open_project(project_path) as store:
        store.annotator = "A"
        store.taggings.put(store.codebook.find("stance").id, [1, 2])
        store.notes.write(1, "both know this")
    other = tmp_path / "other.galpi"
    shutil.copy(project_path, other)
    return project_path, other


def do(path: Path, by: str, act: Callable[[Store], object]) -> None:
    """Do something in a project as an annotator."""
    with open_project(path) as store:
        store.annotator = by
        act(store)


def tag(path: str, *articles: int, span: tuple[int, int] | None = None) -> Callable[[Store], object]:
    """Give the act of tagging."""
    return lambda store: store.taggings.put(store.codebook.find(path).id, articles, span=span)


def said(path: Path) -> dict[str, object]:
    """Give all that a project says, without the numbers that are its own."""
    with open_project(path) as store:
        assert check(store) == ()
        return {marked.article.source + marked.article.uid: _said(as_json(marked)) for marked in store.marked.stream(
            store.search.ids(sort="id"))} | {"tags": sorted(
                (tag.path, tag.colour, tag.definition) for tag in store.codebook.tags())}  # fmt: skip


def _said(value: dict[str, object]) -> dict[str, object]:
    kept = {key: value[key] for key in ("status", "title", "outlet", "authors", "parts", "text")}
    for key in ("tags", "notes", "statuses", "samples", "mentions"):
        rows = [{name: each[name] for name in each if name not in ("id", "entity_id")} for each in value.get(key, ())]  # type: ignore[attr-defined]
        kept[key] = sorted(json.dumps(row, sort_keys=True) for row in rows)
    return kept


def merged(path: Path, other: Path, *, dry: bool = False, theirs: bool = False) -> MergeReport:
    """Merge to the end."""
    return run(merge(path, other, dry=dry, theirs=theirs))


def test_marks_of_both_are_there_and_twice_is_once(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(mine, "A", tag("systems/energy", 3))
    do(other, "B", tag("systems/mobility", 3, 4))
    do(other, "B", lambda store: store.notes.write(4, "from B"))
    do(other, "B", lambda store: store.articles.set_status([4], "done"))
    with open_project(mine) as store:
        before = dump(store)
    dry = merged(mine, other, dry=True)
    with open_project(mine) as store:
        assert dump(store) == before
    report = merged(mine, other)
    assert report.conflicts == () == dry.conflicts
    assert dict(report.added) == {"annotator": 1, "tagging": 2, "note": 1, "status": 1} == dict(dry.added)
    with open_project(mine) as store:
        assert [(each.tag, each.annotator) for each in store.taggings.of(3)] == [
            ("systems/energy", "A"), ("systems/mobility", "B"),
        ]  # fmt: skip
        assert store.articles.get(4).status == "done"
        assert store.articles.get(3).status == "started"
    again = merged(mine, other)
    assert again.change == ""
    assert (again.added, again.changed, again.removed) == ((), (), ())
    with open_project(mine) as store:
        store.journal.undo()
        assert dump(store) == before
    assert merged(mine, other).added == report.added


def test_what_only_one_has_changed_holds(copies: tuple[Path, Path]) -> None:
    mine, other = copies

    def codebook(store: Store) -> None:
        number = store.codebook.find("stance").id
        store.codebook.define(number, "what she thinks")
        store.articles.correct(2, field="outlet", value="가람뉴스")
        store.taggings.remove([store.taggings.of(1)[0].id])

    do(other, "B", codebook)
    do(mine, "A", lambda store: store.codebook.recolour(store.codebook.find("stance").id, "#123456"))
    report = merged(mine, other)
    assert report.conflicts == ()
    with open_project(mine) as store:
        stance = store.codebook.find("stance")
        assert (stance.colour, stance.definition) == ("#123456", "what she thinks")
        assert store.articles.get(2).outlet == "가람뉴스"
        assert store.taggings.of(1) == ()


def test_what_both_have_changed_is_listed_and_can_be_taken(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(mine, "A", lambda store: store.codebook.define(store.codebook.find("stance").id, "mine"))
    do(other, "B", lambda store: store.codebook.define(store.codebook.find("stance").id, "theirs"))
    report = merged(mine, other)
    (conflict,) = report.conflicts
    assert (conflict.table, conflict.column, conflict.here, conflict.there) == ("tag", "definition", "mine", "theirs")
    assert merged(mine, other).conflicts == report.conflicts
    with open_project(mine) as store:
        assert store.codebook.find("stance").definition == "mine"
        take_theirs(store, report.conflicts)
        assert store.codebook.find("stance").definition == "theirs"
    assert merged(mine, other).conflicts == ()


def test_what_was_deleted_here_and_changed_there_is_a_conflict(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(mine, "A", lambda store: store.taggings.remove([store.taggings.of(1)[0].id]))
    do(other, "B", lambda store: store.taggings.set_note(store.taggings.of(1)[0].id, "look"))
    report = merged(mine, other)
    (conflict,) = report.conflicts
    assert (conflict.here, conflict.article) == ("removed here", 1)
    with open_project(mine) as store:
        assert store.taggings.of(1) == ()
        take_theirs(store, report.conflicts)
        assert store.taggings.of(1)[0].note == "look"


def test_what_was_deleted_there_and_changed_here_is_a_conflict(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(other, "A", lambda store: store.taggings.remove([store.taggings.of(1)[0].id]))
    do(mine, "B", lambda store: store.taggings.set_note(store.taggings.of(1)[0].id, "look"))
    (conflict,) = merged(mine, other).conflicts
    assert conflict.there == "removed there"
    assert merged(mine, other, theirs=True).conflicts == ()
    with open_project(mine) as store:
        assert store.taggings.of(1) == ()


def test_a_tag_that_one_removes_and_the_other_uses_stays(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(other, "B", lambda store: store.codebook.remove(store.codebook.find("scope/out of scope").id))
    do(mine, "A", tag("scope/out of scope", 5))
    (conflict,) = merged(mine, other).conflicts
    assert "still needs it" in conflict.why
    with open_project(mine) as store:
        assert check(store) == ()
        assert store.taggings.of(5)[0].tag == "scope/out of scope"


def test_what_a_tag_was_put_on_that_is_gone_here_is_listed(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(mine, "A", lambda store: store.codebook.remove(store.codebook.find("scope/out of scope").id))
    do(other, "B", tag("scope/out of scope", 5))
    (conflict,) = merged(mine, other).conflicts
    assert "removed here" in conflict.why
    assert said(mine)


def test_new_articles_come_with_bytes_and_marks_and_go_with_undo(copies: tuple[Path, Path], tmp_path: Path) -> None:
    mine, other = copies
    bring(other, write_articles(tmp_path / "more", {"new.txt": "새 기사\n세종시는 새 버스를 들였다.\n"}))
    do(other, "B", tag("stance", 7))
    before = said(mine)
    assert merged(mine, other, dry=True).articles == 1
    assert [(s.done, s.total) for s in merge(mine, other) if s.label == "Bringing articles"] == [(1, 1)]
    assert said(mine) == said(other)
    with open_project(mine) as store:
        (article,) = store.search.ids("세종시는")

        assert store.db.conn.execute("select bytes from source where article = ?", (article,)).fetchone() is not None
        assert store.journal.history()[0].label == "Merge other.galpi"
        store.journal.undo()
        assert list(store.search.ids("세종시는")) == []
    assert said(mine) == before
    assert merged(mine, other).articles == 1
    assert said(mine) == said(other)
    assert merged(mine, other).change == ""


def test_projects_without_a_common_past_meet_by_what_they_say(project_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.galpi"
    create_project(other).close()
    bring(other, write_articles(tmp_path / "same"))
    do(other, "B", lambda store: store.codebook.add("systems/mobility"))
    do(other, "B", lambda store: store.codebook.add("mine/own"))
    do(other, "B", tag("systems/mobility", 1))
    do(other, "B", tag("own", 1))
    do(project_path, "A", tag("systems/mobility", 1))
    do(project_path, "B", tag("systems/mobility", 2))
    report = merged(project_path, other)
    assert report.articles == 0
    assert report.conflicts == ()
    assert report.history is False
    with open_project(project_path) as store:
        assert {(each.tag, each.annotator) for each in store.taggings.of(1)} == {
            ("systems/mobility", "A"), ("systems/mobility", "B"), ("mine/own", "B"),
        }  # fmt: skip
        assert len([tag for tag in store.codebook.tags() if tag.name == "mobility"]) == 1
        names = [name for (name,) in store.db.conn.execute("select type || name from entity")]
        assert len(names) == len(set(names))
    assert merged(project_path, other).change == ""


def test_samples_and_statuses_are_merged(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(other, "B", lambda store: store.samples.draw("pilot", "", Design(size=3, annotators=("A", "B"), overlap=1)))
    do(other, "B", lambda store: store.articles.set_status([1], "done"))
    do(mine, "A", lambda store: store.articles.set_status([1], "started"))
    assert merged(mine, other).conflicts == ()
    with open_project(mine) as store:
        assert store.samples.get("pilot").articles == 3
        assert store.articles.get(1).status == "started"
        assert dict(store.statuses.of_several([1])[1]) == {"A": "started", "B": "done"}


def test_rejected_tags_are_merged_and_twice_is_once(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(other, "B", lambda store: store.suggestions.reject(store.codebook.find("scope").id, 2))
    for span in ((0, 4), (5, 9)):
        do(other, "B", lambda s, span=span: s.passage_suggestions.reject(s.codebook.find("scope").id, 2, span))
    for _ in range(2):
        merged(mine, other)
        with open_project(mine) as store:
            (rejected,) = store.rejections.of_several([2]).values()
            text = store.articles.text(2)
            assert [(each.tag, each.annotator, each.quote) for each in rejected] == [
                ("scope", "B", quote) for quote in (None, text[0:4], text[5:9])
            ]


def test_what_was_undone_there_is_undone_here(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(other, "B", lambda store: [store.journal.undo(), store.journal.undo()])
    assert merged(mine, other).conflicts == ()
    with open_project(mine) as store:
        assert store.taggings.of(1) == ()
        assert store.notes.of(1) == ()


def test_what_is_changed_here_after_a_merge_is_no_conflict(copies: tuple[Path, Path]) -> None:
    mine, other = copies
    do(other, "B", tag("stance", 4))
    merged(mine, other)
    do(mine, "A", lambda store: store.taggings.set_note(store.taggings.of(4)[0].id, "mine"))
    again = merged(mine, other)
    assert (again.change, again.conflicts) == ("", ())
    do(mine, "A", lambda store: store.taggings.remove([store.taggings.of(4)[0].id]))
    again = merged(mine, other)
    assert (again.change, again.conflicts) == ("", ())


def test_the_other_project_is_only_read(copies: tuple[Path, Path], tmp_path: Path) -> None:
    mine, other = copies
    do(other, "B", tag("stance", 4))
    before = other.read_bytes()
    merged(mine, other)
    assert other.read_bytes() == before
    assert sorted(path.name for path in mine.parent.iterdir() if path.name.startswith(".")) == []
    with pytest.raises(UserError, match="itself"):
        merged(mine, mine)
    with pytest.raises(UserError, match="no project"):
        merged(mine, tmp_path / "none.galpi")
    (tmp_path / "text.galpi").write_text("no project", encoding="utf-8")
    with pytest.raises(UserError):
        merged(mine, tmp_path / "text.galpi")


acts = st.lists(
    st.tuples(
        st.sampled_from(["tag", "passage", "note", "status", "untag", "undo", "redo", "outlet"]),
        st.integers(0, 2),
        st.sampled_from(["stance", "systems/energy", "systems/mobility"]),
    ),
    max_size=8,
)


SHARED = 6
"""How many changes both copies have."""


def _latest(store: Store) -> int:
    return int(store.db.conn.execute("select coalesce(max(id), 0) from change where state = 'done'").fetchone()[0])


def _act(store: Store, articles: list[int], kind: str, place: int, name: str) -> None:
    article, number = articles[place], store.codebook.find(name).id
    if kind == "tag":
        store.taggings.put(number, [article])
    elif kind == "passage":
        store.taggings.put(number, [article], span=(place, place + 3))
    elif kind == "note":
        store.notes.write(article, f"note on {name}")
    elif kind == "status":
        store.articles.set_status([article], "done" if place else "discuss")
    elif kind == "untag":
        store.taggings.take_off(number, [article])
    elif kind == "outlet":
        store.articles.correct(article, field="outlet", value=name)
    elif kind == "undo" and _latest(store) > SHARED:
        store.journal.undo()
    elif kind == "redo":
        store.journal.redo()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts, acts)
def test_histories_on_other_articles_are_both_there_whoever_merges(
    copies: tuple[Path, Path], ours: list[tuple[str, int, str]], theirs: list[tuple[str, int, str]]
) -> None:
    mine, other = (path.with_name(f"run-{path.name}") for path in copies)
    for path, copy in zip(copies, (mine, other), strict=True):
        shutil.copy(path, copy)
    for path, by, articles, steps in ((mine, "A", [1, 2, 3], ours), (other, "B", [4, 5, 6], theirs)):
        with open_project(path) as store:
            store.annotator = by
            for kind, place, name in steps:
                _act(store, articles, kind, place, name)
    expected = said(mine)
    names = {int(number): source + uid for number, source, uid in _sources(mine)}
    expected |= {names[number]: said(other)[names[number]] for number in (4, 5, 6)}
    reverse = mine.with_name("reverse.galpi")
    shutil.copy(other, reverse)
    with open_project(mine) as store:
        before = dump(store)
    assert merged(mine, other).conflicts == ()
    assert said(mine) == expected
    changed = merged(mine, other).change == ""
    assert changed
    original = mine.with_name("original.galpi")
    shutil.copy(mine, original)
    with open_project(mine) as store:
        while dump(store) != before and store.journal.undo_label() == "Merge run-other.galpi":
            store.journal.undo()
        assert dump(store) == before
    assert merged(reverse, mine).conflicts == ()
    assert said(reverse) == expected


def _sources(path: Path) -> list[tuple[int, str, str]]:
    with open_project(path) as store:
        return store.db.conn.execute("select id, source, uid from article").fetchall()


def test_a_codebook_of_theirs_comes_with_its_tags(copies: tuple[Path, Path]) -> None:
    mine, other = copies

    def add(store: Store) -> None:
        store.codebooks.add("방법")
        number = next(each.id for each in store.codebooks.all() if each.name == "방법")
        tag = store.codebook.find("stance").id
        store.codebook.define(tag, "who is for it")
        with store.journal.change("Move"):
            store.db.conn.execute("update tag set codebook = ? where id = ?", (number, tag))

    do(other, "B", add)
    do(mine, "A", lambda store: store.codebooks.add("mine"))
    assert merged(mine, other).conflicts == ()
    with open_project(mine) as store:
        assert {each.name for each in store.codebooks.all()} >= {"방법", "mine"}
        name = store.db.conn.execute(
            "select c.name from tag t join codebook c on c.id = t.codebook where t.name = 'stance'"
        ).fetchone()
        assert name == ("방법",)
    assert merged(mine, other).change == ""


def test_merge_on_the_command_line(copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    mine, other = copies
    line = Line(mine, capsys)
    do(other, "B", tag("stance", 4))
    dry = line.json("merge", other, "--dry-run")
    assert dry["dry_run"] is True
    assert dry["added"] == {"annotator": 1, "tagging": 1}
    assert "Would bring" in line("merge", other, "--dry-run")
    assert line("merge", other).startswith("Merged: ")
    assert "nothing to merge" in line("merge", other)
    assert line.json("merge", other)["change"] is None
