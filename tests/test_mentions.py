"""Mentions: made, accepted, rejected, linked and removed."""

from __future__ import annotations

import pytest

from store import Store, UserError
from store.records import Mention
from tests.projects import article_of, assert_spans_quote, dump, span_of


def _at(store: Store, article: int, span: tuple[int, int]) -> list[Mention]:
    every = store.mentions.of(article, states=("suggested", "accepted", "rejected"))
    return [mention for mention in every if mention.start < span[1] and span[0] < mention.end]


def test_a_mention_of_a_new_entity(project: Store) -> None:
    water = article_of(project, "en/water.txt")
    span = span_of(water, "smart water platform")
    project.mentions.add(water.article.id, *span, type="system", name="Water Works")
    made = _at(project, water.article.id, span)
    assert [(m.quote, m.type, m.entity, m.state, m.origin) for m in made] == [
        ("smart water platform", "system", "Water Works", "accepted", "person")
    ]
    entity = project.entities.find("water works", type="system")[0]
    assert (entity.id, entity.origin) == (made[0].entity_id, "person")
    project.mentions.add(water.article.id, *span_of(water, "The platform"), type="system", name="WATER-WORKS")
    assert len(project.entities.find("water works")) == 1
    assert_spans_quote(project)


def test_a_suggestion_gives_way_to_a_person(project: Store) -> None:
    bus = article_of(project, "ko/bus.txt")
    suggested = project.mentions.of(bus.article.id, states=("suggested",))[0]
    project.mentions.add(bus.article.id, suggested.start, suggested.end, type="event")
    assert [(m.type, m.state) for m in _at(project, bus.article.id, (suggested.start, suggested.end))] == [
        ("event", "accepted")
    ]
    project.journal.undo()
    assert _at(project, bus.article.id, (suggested.start, suggested.end)) == [suggested]


def test_the_same_mention_again_is_no_second_one(project: Store) -> None:
    project.mentions.add(1, 0, 2, type="event", name="X")
    assert not project.mentions.add(1, 0, 2, type="event", name="X").rows
    mention = _at(project, 1, (0, 2))[0]
    project.mentions.reject([mention.id])
    project.mentions.add(1, 0, 2, type="event", name="X")
    assert [(m.id, m.state) for m in _at(project, 1, (0, 2))] == [(mention.id, "accepted")]


def test_judging_is_one_step_and_rejected_ones_are_kept(project: Store) -> None:
    ids = project.mentions.where("lang:ko", state="suggested")
    project.mentions.reject(ids, by="지은")
    assert project.mentions.where("lang:ko", state="suggested") == ()
    assert project.mentions.where("lang:ko", state="rejected") == ids
    assert not project.mentions.of(article_of(project, "ko/bus.txt").article.id)
    assert project.journal.history(limit=1)[0].annotator == "지은"
    project.mentions.accept(ids[:1])
    assert project.mentions.where("", state="accepted") == ids[:1]
    project.journal.undo()
    project.journal.undo()
    assert project.mentions.where("lang:ko", state="suggested") == ids


def test_mentions_are_found_by_query_entity_type_and_state(project: Store) -> None:
    daegu = project.entities.find("Daegu", type="place")[0].id
    named = project.mentions.where("", entity=daegu)
    assert {project.db.conn.execute("select article from mention where id = ?", (m,)).fetchone()[0] for m in named} == {
        article_of(project, "ko/bus.txt").article.id,
        article_of(project, "en/water.txt").article.id,
    }
    assert set(project.mentions.where("lang:en", entity=daegu)) < set(named)
    assert project.mentions.where("", entity=daegu, type="person") == ()
    assert project.mentions.where("", entity=daegu, state="accepted") == ()


def test_linking_says_which_entity(project: Store) -> None:
    ids = project.mentions.where("lang:ko", type="place")[:2]
    busan = project.entities.find("부산시")[0]
    project.mentions.link(ids, busan.id)
    assert set(ids) <= set(project.mentions.where("", entity=busan.id))
    project.mentions.link(ids, None)
    assert not set(ids) & set(project.mentions.where("", entity=busan.id))
    with pytest.raises(UserError, match="no entity"):
        project.mentions.link(ids, 99_999)


def test_removed_mentions_come_back_by_undo(project: Store) -> None:
    before = dump(project)
    project.mentions.remove(project.mentions.where(""))
    assert project.mentions.where("") == ()
    project.journal.undo()
    assert dump(project) == before


@pytest.mark.parametrize("span", [(0, 0), (3, 1), (-1, 2), (0, 10**6)])
def test_a_span_outside_the_text_is_refused(project: Store, span: tuple[int, int]) -> None:
    before = dump(project)
    with pytest.raises(UserError, match="does not lie"):
        project.mentions.add(1, *span, type="x", name="never made")
    assert dump(project) == before


def test_what_is_not_there_is_told(project: Store) -> None:
    with pytest.raises(UserError, match="no article 99"):
        project.mentions.add(99, 0, 1, type="x")
    for judge in (project.mentions.accept, project.mentions.reject):
        with pytest.raises(UserError, match="no mention 99999"):
            judge([1, 99_999])
    project.articles.remove([1])
    with pytest.raises(UserError, match="no article 1"):
        project.mentions.add(1, 0, 1, type="x")
    with pytest.raises(UserError, match="name"):
        project.mentions.add(2, 0, 1, type="x", name=" ")


def test_relinking_says_what_mentions_name_after_all(project: Store) -> None:
    before = dump(project)
    first, second, *_ = project.mentions.where("", type="place", state="suggested")
    change = project.mentions.relink([first, second], type="organisation", name="the city hall")
    assert change.label == "Link 2 mentions to the city hall"
    entity = project.entities.find("the city hall", type="organisation")[0].id
    rows = project.db.conn.execute(
        "select entity, type, state from mention where id in (?, ?)", (first, second)
    ).fetchall()
    assert rows == [(entity, "organisation", "accepted")] * 2
    assert not project.mentions.relink([first, second], type="organisation", entity=entity).rows
    project.mentions.relink([first], type="date")
    assert project.db.conn.execute("select entity, type from mention where id = ?", (first,)).fetchone() == (
        None,
        "date",
    )
    with pytest.raises(UserError):
        project.mentions.relink([99_999], type="date")
    for _ in range(2):
        project.journal.undo()
    assert dump(project) == before


def test_of_mentions_that_say_the_same_after_relinking_one_stays(project: Store) -> None:
    first = project.mentions.where("", type="place", state="suggested")[0]
    article, start, end = project.db.conn.execute(
        'select article, start, "end" from mention where id = ?', (first,)
    ).fetchone()
    project.mentions.accept([first])
    project.mentions.add(article, start, end, type="system", name="of mine")
    project.mentions.relink([first], type="system", name="of mine")
    same = [m for m in project.mentions.of(article) if (m.start, m.end, m.type) == (start, end, "system")]
    assert len(same) == 1
    assert same[0].state == "accepted"
