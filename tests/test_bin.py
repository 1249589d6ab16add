"""The bin: deleted articles are nowhere else, come back with all their marks, or go for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Store, UserError, check, create_project, export, import_paths
from store.bin import Bin
from store.images import Outdated
from tests.projects import ARTICLES, article_of, bring, dump, run, write_articles


def test_what_is_deleted_is_found_only_where_it_is_asked_for(project: Store) -> None:
    every = list(project.search.ids(sort="id"))
    gone, kept = every[:2], every[2:]
    run(project.bulk.delete(gone))
    assert list(project.search.ids(sort="id")) == kept
    assert list(project.search.ids("is:deleted", sort="id")) == gone
    assert list(project.search.ids("-is:deleted", sort="id")) == kept
    assert list(project.search.ids(f"is:deleted OR id:{kept[0]}", sort="id")) == [*gone, kept[0]]
    assert project.search.count("is:deleted") == project.bin.count() == 2
    assert project.articles.count() == len(kept)
    assert sum(value.count for facet in project.facets(fields=["status"]) for value in facet.values) == len(kept)
    assert sum(v.count for f in project.search.facets("is:deleted", fields=["status"]) for v in f.values) == 2
    assert not project.articles.rows(gone)
    assert all(row.deleted for row in project.articles.rows(gone, deleted=True))


def test_an_export_never_has_what_is_deleted(project: Store, tmp_path: Path) -> None:
    project.articles.remove(list(project.search.ids())[:1])
    report = run(export(project.path, tmp_path / "all.jsonl", format="jsonl"))
    assert report.articles == len(ARTICLES) - 1
    with pytest.raises(UserError, match="bin"):
        project.articles.get(project.search.ids("is:deleted")[0])


def test_it_comes_back_with_its_marks_and_as_one_step(project: Store) -> None:
    every = list(project.search.ids(sort="id"))
    before = dump(project)
    run(project.bulk.delete(every))
    change = run(project.bulk.restore(every))
    assert change.label == f"Restore {len(every)} articles from the bin"
    assert dump(project) == before
    project.journal.undo()
    assert project.bin.count() == len(every)
    project.journal.undo()
    assert dump(project) == before


def test_emptied_it_is_gone_for_good_and_the_rest_is_whole(project: Store, tmp_path: Path) -> None:
    lamp, water = (article_of(project, name).article.id for name in ("lamp.txt", "en/water.txt"))
    tag = project.codebook.find("stance").id
    run(project.bulk.tag(tag, [lamp, water]))
    project.articles.remove([lamp])
    assert run(project.bin.empty()) == 1
    assert project.bin.count() == 0
    assert project.journal.history()[0].label == "Empty the bin: 1 article removed for good"
    assert not check(project)
    # Of the deletion nothing is left to undo: the next undo is that of the tag, on what is still there.
    change = project.journal.undo()
    assert change is not None
    assert change.label == "Undo: Tag 2 articles with stance"
    assert not project.taggings.of(water)
    assert bring(project.path, write_articles(tmp_path / "in")).imported == 1
    assert not check(project)


def test_stopped_in_the_middle_the_rest_stays_in_the_bin(project: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.bin._BATCH", 2)
    every = list(project.search.ids())
    project.articles.remove(every)
    steps = project.bin.empty()
    next(steps)
    steps.close()
    assert project.bin.count() == len(every) - 2
    assert run(project.bulk.restore(every)).rows
    assert not check(project)


def test_a_bulk_verb_stopped_in_the_middle_changes_nothing(project: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.bulk.STEP", 2)
    before = dump(project)
    steps = project.bulk.add_note(list(project.search.ids()), "seen")
    assert next(steps).done == 2
    steps.close()
    assert dump(project) == before


def test_a_note_is_added_below_what_stands_there(project: Store) -> None:
    first, second, *_ = project.search.ids()
    project.notes.write(first, "mine")
    project.notes.write(first, "theirs", by="other")
    change = run(project.bulk.add_note([first, second], " seen "))
    assert change.label == "Note on 2 articles"
    assert [note.text for note in project.notes.of(first)] == ["mine\nseen", "theirs"]
    assert [note.text for note in project.notes.of(second)] == ["seen"]
    with pytest.raises(UserError):
        project.notes.add([first], " ")


def test_a_tag_goes_off_only_where_all_have_it(project: Store) -> None:
    every = list(project.search.ids())
    tag = project.codebook.find("stance").id
    run(project.bulk.toggle(tag, every[:2]))
    run(project.bulk.toggle(tag, every))
    assert project.taggings.on_all(tag, every)
    run(project.bulk.toggle(tag, every))
    assert not any(project.taggings.on_all(tag, [article]) for article in every)


@settings(max_examples=20, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["delete", "restore", "status", "empty", "undo", "redo"]), st.integers(0, 63)),
        max_size=8,
    )
)
def test_live_and_deleted_always_make_up_all(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("bin")
    files = {f"{n}.txt": f"글 {n}번은 저마다 다른 말을 한다고 그는 {n}월에 밝혔다.\n" for n in range(6)}
    with create_project(folder / "p.galpi") as store:
        run(import_paths(store.path, [write_articles(folder / "in", files)], recognize=False))
        every, gone = set(store.search.ids()), set[int]()
        for verb, mask in steps:
            some = [article for place, article in enumerate(sorted(every - gone)) if mask >> place & 1]
            if verb == "empty":
                gone |= set(store.search.ids("is:deleted"))
                run(Bin.empty(store.bin))
            elif verb in ("undo", "redo"):
                try:
                    store.journal.undo() if verb == "undo" else store.journal.redo()
                except Outdated as error:
                    store.journal.give_up(error.change)
            elif verb == "status":
                run(store.bulk.set_status(some, "done"))
            else:
                run(store.bulk.delete(some) if verb == "delete" else store.bulk.restore(some))
            live, deleted = set(store.search.ids()), set(store.search.ids("is:deleted"))
            assert live | deleted == every - gone
            assert not live & deleted
        assert not check(store)
