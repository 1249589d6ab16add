"""Entities: one for all its names, found by any of them, counted where they stand."""

from __future__ import annotations

import pytest

from store import Store, UserError
from store.entities import guess_language
from store.records import ENTITY_TYPES, EntityName
from tests.projects import article_of, span_of

NAMES = (
    EntityName(name="물길", language="ko", preferred=True),
    EntityName(name="Water Way", language="en", preferred=True),
    EntityName(name="WW", language=None),
)


def test_an_entity_has_one_id_for_all_its_names(project: Store) -> None:
    project.entities.add("system", "물길", names=NAMES)
    found = {entity.id for name in ("물길", "water way", "WATER-WAY", "ww") for entity in project.entities.find(name)}
    assert len(found) == 1
    entity = project.entities.get(found.pop())
    assert (entity.type, entity.name, entity.origin) == ("system", "물길", "person")
    assert set(entity.names) == set(NAMES)
    assert project.entities.find("물길", type="person") == ()
    assert project.entities.find("물") == ()


def test_an_entity_without_a_name_or_id_is_told(project: Store) -> None:
    with pytest.raises(UserError, match="needs a name"):
        project.entities.add("system", " ")
    with pytest.raises(UserError, match="no entity 99999"):
        project.entities.get(99_999)


def test_counts_leave_out_what_is_rejected_or_removed(project: Store) -> None:
    daegu = project.entities.find("대구시")[0].id

    def counted(query: str = "") -> tuple[int, int]:
        found = {each.entity.id: (each.articles, each.mentions) for each in project.entities.counts(query)}
        return found.get(daegu, (0, 0))

    articles, mentions = counted()
    assert articles == 2
    assert mentions >= 3
    assert counted("lang:en")[0] == 1
    project.mentions.reject(project.mentions.where("lang:ko", entity=daegu))
    assert counted()[0] == 1
    project.articles.remove([article_of(project, "en/water.txt").article.id])
    assert counted() == (0, 0)
    assert daegu not in [each.entity.id for each in project.entities.counts("lang:ko")]
    assert daegu in [each.entity.id for each in project.entities.counts()]


def test_counts_come_with_the_most_articles_first(project: Store) -> None:
    counts = [(each.articles, each.mentions) for each in project.entities.counts()]
    assert counts == sorted(counts, reverse=True)


def test_completion_goes_by_any_part_of_a_name(project: Store) -> None:
    project.entities.add("system", "물길", names=NAMES)
    assert project.entities.complete("water w")[0].name == "물길"
    assert project.entities.complete("way", limit=50)
    assert len(project.entities.complete("a", limit=3)) == 3


def test_types_are_the_starter_set_and_what_was_added(project: Store) -> None:
    assert project.entities.types() == ENTITY_TYPES
    project.mentions.add(1, 0, 2, type="gadget")
    project.entities.add("animal", "cat")
    assert project.entities.types() == (*ENTITY_TYPES, "animal", "gadget")


def test_types_are_listed_without_looking_at_every_mention(project: Store) -> None:
    connection, steps = project.db.conn, 0
    connection.executemany(
        "insert into mention(uid, article, start, \"end\", quote, type, state, origin) values (?, 1, 0, 1, 'x', ?, ?, '')",
        ((f"many{number}", ("gadget", "place")[number % 2], "accepted") for number in range(5_000)),
    )

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.set_progress_handler(count, 10)
    assert project.entities.types() == (*ENTITY_TYPES, "gadget")
    connection.set_progress_handler(None, 0)
    assert 10 * steps < 2_000


def test_recognition_looks_for_what_people_named(project: Store) -> None:
    project.entities.add("system", "물길", names=NAMES)
    known = {(each.name, each.type) for each in project.entities.known_names()}
    assert {("물길", "system"), ("Water Way", "system"), ("대구시", "place")} <= known


def test_a_name_that_recognition_made_counts_once_it_is_accepted(project: Store) -> None:
    water = article_of(project, "en/water.txt")
    with project.journal.change("Make"):
        made = project.entities.insert("system", "Leak Finder", origin="recognition")
    assert made not in {each.entity for each in project.entities.known_names()}
    project.mentions.add(water.article.id, *span_of(water, "a leak"), type="system", entity=made)
    assert made in {each.entity for each in project.entities.known_names()}


@pytest.mark.parametrize(("name", "language"), [("대구 City", "ko"), ("Daegu", "en"), ("2030", None), ("大邱", None)])
def test_the_language_of_a_name(name: str, language: str | None) -> None:
    assert guess_language(name) == language
