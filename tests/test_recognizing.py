"""Recognition over a project: suggestions are replaced, what a person has judged stays."""

from __future__ import annotations

import pytest

from store import QueryError, Store, recognize
from tests.projects import article_of, assert_spans_quote, dump, run, span_of


def test_recognizing_again_changes_nothing(project: Store) -> None:
    before = dump(project)
    report = run(recognize(project.path))
    assert report.articles == 6
    assert report.mentions == len(project.mentions.where(""))
    assert dump(project) == before


def test_what_is_judged_is_not_proposed_again(project: Store) -> None:
    daegu = project.entities.find("Daegu", type="place")[0].id
    rejected, accepted, *_ = project.mentions.where("", entity=daegu)
    project.mentions.reject([rejected])
    project.mentions.accept([accepted])
    before = dump(project)
    run(recognize(project.path))
    assert dump(project) == before


def test_suggestions_follow_the_names_that_are_known(project: Store) -> None:
    water = article_of(project, "en/water.txt")
    project.entities.add("technology", "sensors")
    run(recognize(project.path, where="lang:en"))
    start = span_of(water, "sensors")[0]
    assert [(m.entity, m.state) for m in project.mentions.of(water.article.id) if m.start == start] == [
        ("sensors", "suggested")
    ]
    assert_spans_quote(project)


def test_a_mark_of_a_person_leaves_no_suggestion_beside_it(project: Store) -> None:
    water = article_of(project, "en/water.txt")
    project.mentions.add(
        water.article.id, *span_of(water, "The city of Daegu"), type="organisation", name="Daegu City Hall"
    )
    run(recognize(project.path))
    start, end = span_of(water, "The city of Daegu")
    inside = [m for m in project.mentions.of(water.article.id) if m.start < end and start < m.end]
    assert [m.type for m in inside] == ["organisation"]


def test_recognition_can_be_stopped(project: Store) -> None:
    steps = recognize(project.path)
    assert next(steps).total == 6
    steps.close()
    assert_spans_quote(project)


def test_a_query_that_breaks_is_told(project: Store) -> None:
    with pytest.raises(QueryError):
        run(recognize(project.path, where="("))


def test_recognition_is_no_change(project: Store) -> None:
    history = project.journal.history()
    project.entities.add("technology", "sensors")
    run(recognize(project.path))
    assert project.journal.history()[1:] == history
    assert project.journal.undo() is not None
    assert_spans_quote(project)
