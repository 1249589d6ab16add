"""Tags merged and split: all they are on comes along, and one undo takes it back."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, check, open_project
from tests.acts import ACTS, histories
from tests.projects import dump


def _id(store: Store, path: str) -> int:
    return store.codebook.find(path).id


def _paths(store: Store) -> list[str]:
    return [tag.path for tag in store.codebook.tags()]


def test_a_tag_becomes_another_with_all_it_is_on(project: Store) -> None:
    mobility, energy, stance = (_id(project, name) for name in ("mobility", "energy", "stance"))
    project.codebook.add("systems/energy/solar", key="s")
    project.codebook.add("systems/mobility/Solar")
    project.codebook.define(energy, "power", include="grids")
    project.codebook.define(mobility, "getting about")
    project.codebook.set_key(energy, "7")
    project.taggings.put(mobility, [1], note="one")
    project.taggings.put(energy, [1, 2], note="two")
    project.taggings.put(energy, [1], by="지은")
    project.taggings.put(energy, [1], span=(0, 3))
    project.taggings.put(_id(project, "systems/energy/solar"), [3])
    project.examples.mark([tagging.id for tagging in project.taggings.of(1) if tagging.note == "two"])
    project.taggings.put(stance, [1])
    uid = project.codebook.get(energy).uid
    before = dump(project)
    change = project.retagging.merge(energy, mobility)
    assert change.label == "Merge tag systems/energy into systems/mobility"
    assert "systems/energy" not in _paths(project)
    assert [(t.tag, t.start, t.annotator, t.note, t.example) for t in project.taggings.of(1)] == [
        ("stance", None, "researcher", "", False),
        ("systems/mobility", None, "researcher", "one\ntwo", True),
        ("systems/mobility", None, "지은", "", False),
        ("systems/mobility", 0, "researcher", "", False),
    ]
    assert [t.tag for t in project.taggings.of(3)] == ["systems/mobility/Solar"]
    kept = project.codebook.get(mobility)
    assert (kept.key, kept.definition, kept.include) == ("7", "getting about\npower", "grids")
    assert project.codebook.find("Solar").key == "s"
    tags = project.codebook_drafts.all()[0].tags[0].children
    former = next(tag.former for tag in tags if tag.name == "mobility")
    assert former == (uid,)
    assert check(project) == ()
    project.journal.undo()
    assert dump(project) == before


def test_a_tag_merges_into_one_under_it(project: Store) -> None:
    project.taggings.put(_id(project, "systems"), [1])
    before = dump(project)
    project.retagging.merge(_id(project, "systems"), _id(project, "energy"))
    assert _paths(project) == ["energy", "energy/mobility", "scope", "scope/out of scope", "stance"]
    assert [t.tag for t in project.taggings.of(1)] == ["energy"]
    project.journal.undo()
    assert dump(project) == before
    with pytest.raises(UserError, match="another tag"):
        project.retagging.merge(_id(project, "stance"), _id(project, "stance"))


def test_a_split_moves_what_was_chosen(project: Store) -> None:
    energy = _id(project, "energy")
    project.taggings.put(energy, [1, 2, 3])
    project.taggings.put(energy, [1, 2], by="지은")
    project.taggings.put(energy, [1], span=(0, 3))
    before = dump(project)
    hers = project.retagging.chosen(energy, annotator="지은")
    assert len(hers) == 2
    project.retagging.split(energy, hers, "solar")
    assert project.codebook.find("solar").path == "systems/solar"
    assert [(t.tag, t.annotator) for t in project.taggings.of(2)] == [
        ("systems/energy", "researcher"),
        ("systems/solar", "지은"),
    ]
    assert len(project.retagging.chosen(energy, where="id:1", passages=True)) == 1
    project.retagging.split(energy, project.retagging.chosen(energy, where="id:2"), "stance")
    assert {t.tag for t in project.taggings.of(2)} == {"stance", "systems/solar"}
    assert project.retagging.usage(energy).articles == 2
    assert project.retagging.usage(_id(project, "systems"), branch=True).annotators == ("researcher", "지은")
    project.journal.undo()
    project.journal.undo()
    assert dump(project) == before
    with pytest.raises(UserError, match="Nothing of what"):
        project.retagging.split(energy, [], "stance")
    with pytest.raises(UserError, match="another tag"):
        project.retagging.split(energy, hers, "systems/energy")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=histories(12), which=st.tuples(*[st.integers(0, 50)] * 3))
def test_merge_split_and_move_are_undone_exactly(bare_template: Path, acts: list, which: tuple[int, int, int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.galpi"
        shutil.copyfile(bare_template, path)
        with open_project(path) as store:
            for tag in ("a/b/c", "a/d", "e/b/c", "f"):
                store.codebook.add(tag)
            store.taggings.put(which[0] % 7 + 1, [1, 2, 3])
            for number, numbers in acts:
                try:
                    ACTS[number](store, numbers)
                except UserError:
                    continue
            _is_undone_exactly(store, which)


def _is_undone_exactly(store: Store, which: tuple[int, int, int]) -> None:
    tags = [tag.id for tag in store.codebook.tags()]
    if not tags:
        return
    first, second = tags[which[0] % len(tags)], tags[which[1] % len(tags)]
    chosen = store.retagging.chosen(first)[: which[2]]
    for do in (
        lambda: store.retagging.merge(first, second),
        lambda: store.retagging.split(first, chosen, f"a/b/{which[2] % 3}"),
        lambda: store.codebook.move(first, parent=second, position=which[2] % 3),
    ):
        before = dump(store)
        marks = _marks(store)
        try:
            change = do()
        except UserError:
            assert dump(store) == before
            continue
        assert _marks(store) == marks
        assert not [problem for problem in check(store) if "tag" in problem.sentence]
        after = dump(store)
        if change.rows:
            store.journal.undo()
            assert dump(store) == before
            store.journal.redo()
            assert dump(store) == after
            store.journal.undo()


def _marks(store: Store) -> set[tuple[object, ...]]:
    """Give who has marked what, whatever the tag: no merge, split or move loses one of these."""
    return set(store.db.conn.execute('select article, start, "end", annotator from tagging').fetchall())
