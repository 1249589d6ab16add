"""Articles: read one by one, in rows, and corrected."""

from __future__ import annotations

import pytest

from store import Store, UserError
from store.records import ROLES
from tests.projects import ARTICLES, article_of, assert_spans_quote, span_of


def test_an_article_is_read_whole(project: Store) -> None:
    article = article_of(project, "ko/bus.txt").article
    assert article.text == ARTICLES["ko/bus.txt"]
    assert (article.title, article.title_derived) == ("대구시, 수요응답형 버스 시범 운행 시작", False)
    assert (article.language, article.published, article.status) == ("ko", "2022-03-04T09:30", "untagged")
    assert article.authors == ("홍길동",)
    assert article.parts == project.articles.parts(article.id)
    assert project.articles.text(article.id) == article.text


def test_what_is_not_there_is_told(project: Store) -> None:
    for call in (project.articles.get, project.articles.text):
        with pytest.raises(UserError, match="no article 99"):
            call(99)
    project.articles.remove([1])
    with pytest.raises(UserError, match="Article 1 is in the bin"):
        project.articles.get(1)
    assert project.articles.several([1, 2, 99])[0].id == 2


def test_rows_come_in_the_order_asked_for(project: Store) -> None:
    project.taggings.put(project.codebook.find("energy").id, [2])
    project.taggings.put(project.codebook.find("stance").id, [2], span=(0, 3))
    project.notes.write(2, "one")
    project.notes.write(2, "two", by="other")
    rows = project.articles.rows([3, 2, 99, 1])
    assert [row.id for row in rows] == [3, 2, 1]
    assert rows[1].tags == ("stance", "systems/energy")
    assert (rows[1].notes, rows[1].status) == (2, "started")
    assert rows[1].length == len(project.articles.text(2))


def test_rows_of_more_articles_than_a_statement_takes(project: Store) -> None:
    ids = [1 + number % 6 for number in range(1_700)]
    assert [row.id for row in project.articles.rows(ids)] == ids
    assert [article.id for article in project.articles.several(ids)] == ids


def test_a_status_that_is_none_is_refused(project: Store) -> None:
    with pytest.raises(UserError, match="no status"):
        project.articles.set_status([1], "finished")


@pytest.mark.parametrize("role", ROLES)
def test_a_stretch_gets_another_role(project: Store, role: str) -> None:
    marked = article_of(project, "en/water.txt")
    start, end = span_of(marked, "built\nwith sensors")
    project.articles.set_role(marked.article.id, start, end, role)
    parts = project.articles.parts(marked.article.id)
    inside = [part for part in parts if part.start < end and start < part.end]
    assert [(part.role, part.start, part.end) for part in inside] == [(role, start, end)]
    assert_spans_quote(project)


def test_a_role_may_cover_several_parts(project: Store) -> None:
    marked = article_of(project, "en/water.txt")
    project.articles.set_role(marked.article.id, 0, len(marked.article.text), "boilerplate")
    assert [part.role for part in project.articles.parts(marked.article.id)] == ["boilerplate"]
    assert_spans_quote(project)


@pytest.mark.parametrize(
    ("start", "end", "role"), [(0, 0, "body"), (5, 2, "body"), (-1, 2, "body"), (0, 10**6, "body"), (0, 1, "lead")]
)
def test_a_role_or_span_that_is_none_is_refused(project: Store, start: int, end: int, role: str) -> None:
    before = project.articles.parts(1)
    with pytest.raises(UserError):
        project.articles.set_role(1, start, end, role)
    assert project.articles.parts(1) == before


def test_removed_articles_are_nowhere(project: Store) -> None:
    fair, wire = article_of(project, "ko/fair.txt"), article_of(project, "ko/copy/wire.txt")
    project.taggings.put(project.codebook.find("stance").id, [wire.article.id], span=(0, 3))
    project.articles.remove([wire.article.id])
    assert project.articles.count() == 5
    assert wire.article.id not in project.search.ids()
    assert project.articles.duplicates([fair.article.id]) == {}
    assert project.articles.rows([fair.article.id])[0].duplicates == 0
    assert project.taggings.passages() == ()
    assert project.info().taggings == 0
    project.journal.undo()
    assert project.articles.duplicates([fair.article.id]) == {fair.article.id: (wire.article.id,)}
