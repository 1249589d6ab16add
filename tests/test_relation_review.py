"""Relations for review: in every order, narrowed, with the sentence and the places of its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store, UserError
from store.records import RELATION_SORTS, RelationQuery
from tests.projects import bring

TEXTS = {
    "one.txt": "A fair story\n\nKakao took part in CES 2020 in January. Seoul operates TOPIS, its traffic center.\n",
    "two.txt": "Another story\n\nSeoul operates TOPIS, its traffic center, as the city told visitors this spring.\n",
    "three.txt": "가람시, 새 체계\n\n대구시는 8일 시청에서 카카오와 업무협약을 체결했다.\n",
}


@pytest.fixture
def told(project: Store, tmp_path: Path) -> Store:
    """Give the small project with articles that say relations, one fact in two of them."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    bring(project.path, *(tmp_path / name for name in TEXTS))
    return project


def _facts(told: Store, query: RelationQuery) -> list[tuple[str, str, str]]:
    return [
        (line.subject.name, line.relation.predicate, line.object.name)
        for line in told.relation_review.lines(told.relation_review.ids(query))
    ]


def test_all_orders_hold_the_same_relations(told: Store) -> None:
    suggested = {each.id for each in told.relations.of() if each.state == "suggested" and each.article is not None}
    for sort in RELATION_SORTS:
        ids = told.relation_review.ids(RelationQuery(sort=sort))
        assert len(ids) == len(set(ids))
        assert set(ids) == suggested
    with pytest.raises(UserError, match="cannot be sorted"):
        told.relation_review.ids(RelationQuery(sort="colour"))


def test_what_is_said_most_often_comes_first_and_stands_together(told: Store) -> None:
    lines = told.relation_review.lines(told.relation_review.ids(RelationQuery()))
    times = [line.times for line in lines]
    assert times == sorted(times, reverse=True)
    assert times[0] == 2
    first, second = lines[:2]
    assert (first.subject.id, first.object.id) == (second.subject.id, second.object.id)
    assert first.relation.article != second.relation.article


def test_the_evidence_is_the_sentence_with_both_names(told: Store) -> None:
    for line in told.relation_review.lines(told.relation_review.ids(RelationQuery())):
        assert line.evidence == (line.relation.quote or "").replace("\n", " ")
        for entity, at in ((line.subject, line.subject_at), (line.object, line.object_at)):
            if at is not None:
                mentions = told.mentions.of(line.relation.article or 0)
                start = (line.relation.start or 0) + at[0]
                there = next(each for each in mentions if each.start == start and each.entity_id == entity.id)
                assert line.evidence[slice(*at)] == there.quote
    operates = told.relation_review.ids(RelationQuery(predicate="operates"))
    assert all(line.subject_at and line.object_at for line in told.relation_review.lines(operates))


def test_filter_state_predicate_and_entity_narrow(told: Store) -> None:
    everything = _facts(told, RelationQuery(sort="subject"))
    korean = set(told.search.ids("lang:ko"))
    lines = told.relation_review.lines(told.relation_review.ids(RelationQuery(where="lang:ko")))
    assert 0 < len(lines) < len(everything)
    assert {line.relation.article for line in lines} <= korean
    counts = dict(told.relation_review.predicates(RelationQuery(predicate="operates")))
    assert sum(counts.values()) == len(everything)
    assert len(_facts(told, RelationQuery(predicate="operates"))) == counts["operates"]
    line = told.relation_review.lines(told.relation_review.ids(RelationQuery(predicate="operates")))[0]
    assert {fact[0] for fact in _facts(told, RelationQuery(subject=line.subject.id))} == {line.subject.name}
    assert {fact[2] for fact in _facts(told, RelationQuery(object=line.object.id))} == {line.object.name}
    told.relations.accept([line.relation.id])
    assert list(told.relation_review.ids(RelationQuery(states=("accepted",)))) == [line.relation.id]
    assert line.relation.id not in told.relation_review.ids(RelationQuery())


def test_turning_round_is_one_step_that_can_be_undone(told: Store) -> None:
    ids = list(told.relation_review.ids(RelationQuery()))
    before = {each.id: (each.subject, each.object) for each in told.relations.of()}
    told.relations.turn(ids)
    after = {each.id: (each.object, each.subject) for each in told.relations.of()}
    assert {each: after[each] for each in ids} == {each: before[each] for each in ids}
    assert set(told.relation_review.ids(RelationQuery(states=("accepted",)))) == set(ids)
    told.journal.undo()
    assert set(told.relation_review.ids(RelationQuery())) == set(ids)
    with pytest.raises(UserError, match="no relation"):
        told.relations.turn([99_999])


def test_what_is_gone_is_left_out(told: Store) -> None:
    ids = list(told.relation_review.ids(RelationQuery()))
    told.relations.remove(ids[:1])
    assert [line.relation.id for line in told.relation_review.lines(ids)] == ids[1:]
