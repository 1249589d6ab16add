"""Relations: background facts of the gazetteer, and what articles say."""

from __future__ import annotations

import pytest

from store import QueryError, Store
from store.db import writing
from store.relations import PREDICATES
from tests.projects import article_of


def _say(store: Store, article: int, quote: str) -> None:
    start = store.articles.text(article).index(quote)
    with writing(store.db):
        store.db.conn.execute(
            'insert into relation(uid, subject, predicate, object, article, start, "end", quote, state, origin)'
            " values ('r', 3, ?, 5, ?, ?, ?, ?, 'accepted', 'person')",
            (store.relations.ensure_predicate("signs with"), article, start, start + len(quote), quote),
        )


def test_a_new_project_has_the_predicates(project: Store) -> None:
    names = [row[0] for row in project.db.conn.execute("select name from predicate order by id")]
    assert names == list(PREDICATES)


def test_background_facts_are_listed_without_a_query_alone(project: Store) -> None:
    facts = project.relations.of()
    assert facts
    assert all(fact.article is None for fact in facts)
    assert "operates" in {fact.predicate for fact in facts}
    assert project.relations.of("lang:ko") == ()
    said = project.marked.say(facts[:1])[0]
    assert said.subject == project.entities.get(facts[0].subject).name
    with pytest.raises(QueryError):
        project.relations.of("(")


def test_what_an_article_says_goes_with_it(project: Store) -> None:
    water = article_of(project, "en/water.txt").article.id
    _say(project, water, "city of Daegu")
    assert [relation.quote for relation in project.relations.of("lang:en")] == ["city of Daegu"]
    assert project.relations.of_article(water) == project.relations.of("lang:en")
    assert [said.relation for said in project.marked.get(water).relations] == list(project.relations.of_article(water))
    project.articles.remove([water])
    assert project.relations.of("lang:en") == ()
    assert "city of Daegu" not in [relation.quote for relation in project.relations.of()]


def test_a_fact_is_there_once(project: Store) -> None:
    with writing(project.db):
        for _ in range(2):
            project.relations.ensure_fact(3, "stands beside", 4)
    assert [fact.predicate for fact in project.relations.of()].count("stands beside") == 1
