"""The codebook: a tree of tags, kept in order, with one name a place."""

from __future__ import annotations

import unicodedata

import pytest

from store import Store, UserError
from store.codebook import split_path
from tests.projects import dump


def _paths(store: Store) -> list[str]:
    return [tag.path for tag in store.codebook.tags()]


def _id(store: Store, path: str) -> int:
    return store.codebook.find(path).id


def test_tags_come_in_the_order_of_the_tree(project: Store) -> None:
    assert _paths(project) == [
        "systems", "systems/mobility", "systems/energy", "scope", "scope/out of scope", "stance"
    ]  # fmt: skip
    tag = project.codebook.find("systems/energy")
    assert project.codebook.get(tag.id) == tag
    assert tag.parent == _id(project, "systems")
    assert tag.colour == project.codebook.find("systems").colour


def test_the_tags_are_read_once_until_anyone_changes_them(project: Store) -> None:
    before = project.codebook.tags()
    project.statuses.write([project.search.ids()[0]], "done", by="anyone")
    assert project.codebook.tags() is before
    with project.connect() as other:
        other.codebook.rename(_id(other, "stance"), "view")
    assert _paths(project)[-1] == "view"


def test_tags_of_a_change_that_failed_are_not_remembered(project: Store) -> None:
    before, meanwhile = _paths(project), []

    def fail() -> None:
        with project.journal.change("fails"):
            project.codebook.ensure_path("new/tag")
            meanwhile.extend(_paths(project))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert "new/tag" in meanwhile
    assert _paths(project) == before


def test_a_tag_is_found_by_its_path_or_its_only_name(project: Store) -> None:
    assert _id(project, "ENERGY") == _id(project, "systems/energy")
    project.codebook.add("other/energy")
    with pytest.raises(UserError, match="Several tags"):
        project.codebook.find("energy")
    with pytest.raises(UserError, match="no tag"):
        project.codebook.find("none")


def test_a_name_is_the_same_however_it_is_composed(project: Store) -> None:
    project.codebook.add("교통/버스")
    decomposed = unicodedata.normalize("NFD", "교통/버스")
    assert _id(project, decomposed) == _id(project, "교통/버스")
    with pytest.raises(UserError, match="already there"):
        project.codebook.add(decomposed)
    project.codebook.rename(_id(project, "stance"), unicodedata.normalize("NFD", "입장"))
    assert "입장" in _paths(project)


def test_adding_makes_the_parents_at_their_own_place(project: Store) -> None:
    project.codebook.add("mobility/bikes", colour="#112233", key="b", definition="Two wheels.")
    assert _paths(project)[-2:] == ["mobility", "mobility/bikes"]
    tag = project.codebook.find("bikes")
    assert (tag.colour, tag.key, tag.definition) == ("#112233", "b", "Two wheels.")
    with pytest.raises(UserError, match="already there"):
        project.codebook.add("Mobility/BIKES")


def test_ensure_takes_the_only_tag_of_a_name_and_ensure_path_its_place(project: Store) -> None:
    with project.journal.change("Make"):
        assert project.codebook.ensure("energy") == _id(project, "systems/energy")
        assert project.codebook.ensure("Systems/Energy") == _id(project, "systems/energy")
        made = project.codebook.ensure_path("energy")
        assert project.codebook.get(made).path == "energy"
        assert project.codebook.ensure("energy") == made


@pytest.mark.parametrize("path", ["", " ", "/", "a/", "/a", "a//b"])
def test_a_path_with_an_empty_name_is_none(project: Store, path: str) -> None:
    before = dump(project)
    with pytest.raises(UserError, match="no tag"):
        project.codebook.add(path)
    assert dump(project) == before


def test_a_path_is_cut_at_its_strokes() -> None:
    assert split_path(" a / b c ") == ["a", "b c"]


def test_renaming_keeps_names_apart(project: Store) -> None:
    energy = _id(project, "energy")
    project.codebook.rename(energy, "power")
    assert "systems/power" in _paths(project)
    for name in ("Mobility", "", "a/b"):
        with pytest.raises(UserError):
            project.codebook.rename(energy, name)
    assert project.codebook.rename(energy, "Power").rows
    assert not project.codebook.rename(energy, "Power").rows


def test_moving_keeps_the_order_asked_for(project: Store) -> None:
    systems, mobility, energy, stance = (_id(project, name) for name in ("systems", "mobility", "energy", "stance"))
    project.codebook.move(energy, parent=systems, position=0)
    assert _paths(project)[:3] == ["systems", "systems/energy", "systems/mobility"]
    project.codebook.move(stance, parent=systems, position=1)
    assert _paths(project)[:4] == ["systems", "systems/energy", "systems/stance", "systems/mobility"]
    project.codebook.move(mobility, parent=None, position=99)
    assert _paths(project)[-1] == "mobility"
    for parent in (systems, stance):
        with pytest.raises(UserError, match="under itself"):
            project.codebook.move(systems, parent=parent, position=0)
    project.codebook.add("systems/mobility")
    with pytest.raises(UserError, match="already a tag"):
        project.codebook.move(mobility, parent=systems, position=0)


def test_a_key_puts_one_tag(project: Store) -> None:
    energy, stance = _id(project, "energy"), _id(project, "stance")
    project.codebook.set_key(energy, "1")
    project.codebook.set_key(stance, "1")
    assert {tag.path: tag.key for tag in project.codebook.tags() if tag.key} == {"stance": "1"}
    project.codebook.set_key(stance, None)
    assert not any(tag.key for tag in project.codebook.tags())
    project.journal.undo()
    project.journal.undo()
    assert {tag.path: tag.key for tag in project.codebook.tags() if tag.key} == {"systems/energy": "1"}


def test_removing_takes_the_branch_and_its_taggings_as_one_step(project: Store) -> None:
    systems, energy, stance = (_id(project, name) for name in ("systems", "energy", "stance"))
    for tag in (systems, energy, stance):
        project.taggings.put(tag, [1, 2])
    before = dump(project)
    project.codebook.remove(systems)
    assert _paths(project) == ["scope", "scope/out of scope", "stance"]
    assert [tagging.tag for tagging in project.taggings.of(1)] == ["stance"]
    project.journal.undo()
    assert dump(project) == before


def test_a_tag_that_is_gone_is_told(project: Store) -> None:
    for call in (
        lambda: project.codebook.get(99),
        lambda: project.codebook.remove(99),
        lambda: project.codebook.recolour(99, "#000000"),
        lambda: project.codebook.set_key(99, "1"),
        lambda: project.taggings.put(99, [1]),
    ):
        with pytest.raises(UserError, match="no longer in the codebook"):
            call()


def test_a_branch_is_a_tag_and_what_is_under_it(project: Store) -> None:
    systems = _id(project, "systems")
    assert set(project.codebook.branch(systems)) == {systems, _id(project, "mobility"), _id(project, "energy")}
