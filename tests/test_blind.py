"""Blind mode: who cannot see the others' marks sees, finds, counts and takes off her own alone."""

from __future__ import annotations

import pytest

from store import Store
from store.annotators import next_round
from store.records import PASSAGE_SORTS, PassageQuery
from tests.projects import dump


@pytest.fixture
def two(project: Store) -> Store:
    """Give a project that A and B have coded, seen by B."""
    stance, energy = (project.codebook.find(name).id for name in ("stance", "energy"))
    project.annotator = "A"
    project.taggings.put(stance, [1, 2])
    project.taggings.put(stance, [3], span=(0, 3))
    project.notes.write(1, "by A")
    project.articles.set_status([1], "done")
    project.annotator = "B"
    project.taggings.put(energy, [2])
    project.notes.write(2, "by B")
    return project


def test_only_my_own_marks_are_seen(two: Store) -> None:
    two.blind = True
    assert two.taggings.of(1) == ()
    assert [each.tag for each in two.taggings.of(2)] == ["systems/energy"]
    assert two.notes.of(1) == ()
    rows = {row.id: row for row in two.articles.rows(two.search.ids())}
    assert (rows[1].tags, rows[1].status, rows[1].notes) == ((), "untagged", 0)
    assert (rows[2].tags, rows[2].status, rows[2].notes) == (("systems/energy",), "started", 1)
    assert list(two.search.ids("tag:stance")) == []
    assert list(two.search.ids("status:started")) == [2]
    assert len(two.search.ids("status:untagged")) == 5
    assert list(two.search.ids("has:note")) == [2]
    assert list(two.search.ids("annotator:A")) == []
    assert two.search.ids("", sort="-tags")[0] == 2
    assert two.taggings.passages() == ()
    counted = {facet.field: {value.value: value.count for value in facet.values} for facet in two.facets()}
    assert counted["status"] == {"untagged": 5, "started": 1}
    assert counted["annotator"] == {"B": 1}
    assert "stance" not in counted["tag"]
    assert [row.label for row in two.statistics.tags().rows if "stance" in row.label] == []
    with two.connect() as other:
        assert other.blind
        assert other.taggings.of(1) == ()
    two.blind = False
    assert [each.annotator for each in two.taggings.of(1)] == ["A"]
    assert two.articles.rows([1])[0].status == "done"


def test_what_i_take_off_blindly_is_mine(two: Store) -> None:
    stance = two.codebook.find("stance").id
    two.blind = True
    assert not two.taggings.on_all(stance, [1])
    two.taggings.put(stance, [1])
    assert two.taggings.on_all(stance, [1])
    two.taggings.take_off(stance, [1])
    two.blind = False
    assert [each.annotator for each in two.taggings.of(1)] == ["A"]


def test_who_looks_is_who_marks(two: Store) -> None:
    two.blind = True
    two.annotator = "A"
    assert [each.tag for each in two.taggings.of(1)] == ["stance"]
    two.annotator = "O'Neil “새 이름”"
    assert two.taggings.of(1) == ()
    two.taggings.put(two.codebook.find("stance").id, [1])
    assert len(two.taggings.of(1)) == 1


def test_an_annotator_is_renamed_with_her_marks(two: Store) -> None:
    before = dump(two)
    two.annotators.rename("A", "지은")
    assert [each.annotator for each in two.taggings.of(1)] == ["지은"]
    assert [(each.name, each.articles) for each in two.annotators.all()] == [("B", 1), ("지은", 3)]
    two.journal.undo()
    assert dump(two) == before
    for new in ("", "B"):
        with pytest.raises(Exception, match="name"):
            two.annotators.rename("A", new)


def test_rounds_are_counted() -> None:
    assert next_round("Kim") == "Kim (round 2)"
    assert next_round("Kim (round 2)") == "Kim (round 3)"


def test_a_consensus_is_settled_and_undone(two: Store) -> None:
    before = dump(two)
    (listed,) = two.adjudication.articles("", ["A", "B"])
    assert (listed.article, listed.differing, listed.settled) == (2, 2, False)
    disputes = sorted(two.adjudication.disputes(2, ["A", "B"]), key=lambda each: each.path)
    assert [(each.path, each.put) for each in disputes] == [
        ("stance", (True, False)),
        ("systems/energy", (False, True)),
    ]
    two.adjudication.settle(2, disputes[:1])
    assert [each.tag for each in two.taggings.of(2) if each.annotator == "consensus"] == ["stance"]
    (listed,) = two.adjudication.articles("", ["A", "B"])
    assert listed.settled
    assert {each.path: each.settled for each in two.adjudication.disputes(2, ["A", "B"])} == {
        "stance": True,
        "systems/energy": False,
    }
    two.adjudication.settle(2, disputes[1:])
    assert [each.tag for each in two.taggings.of(2) if each.annotator == "consensus"] == ["systems/energy"]
    two.journal.undo()
    two.journal.undo()
    assert dump(two) == before


@pytest.mark.parametrize("sort", PASSAGE_SORTS)
def test_passages_of_others_are_in_no_list(two: Store, sort: str) -> None:
    assert len(two.passages.ids(PassageQuery(sort=sort))) == 1
    two.blind = True
    assert list(two.passages.ids(PassageQuery(sort=sort))) == []
