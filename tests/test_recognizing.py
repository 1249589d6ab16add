"""Recognition over a project: suggestions are replaced, what a person has judged stays."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from store import QueryError, Store, import_paths, recognize
from store.recognizing import Recognisers, read_articles
from store.workers import WORTH_IT, Workers
from tests.projects import ARTICLES, article_of, assert_spans_quote, bring, dump, run, span_of, write_articles


def test_recognizing_again_changes_nothing(project: Store) -> None:
    before = dump(project)
    report = run(recognize(project.path, everything=True))
    assert (report.articles, report.up_to_date) == (6, 0)
    assert report.mentions == len(project.mentions.where(""))
    assert dump(project) == before


def test_what_is_judged_is_not_proposed_again(project: Store) -> None:
    daegu = project.entities.find("Daegu", type="place")[0].id
    rejected, accepted, *_ = project.mentions.where("", entity=daegu)
    project.mentions.reject([rejected])
    project.mentions.accept([accepted])
    marks = dump(project, tables=["mention"])
    run(recognize(project.path))
    assert dump(project, tables=["mention"]) == marks
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
    steps = recognize(project.path, everything=True)
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


_CROSSING = "{0}시는 3일 학교 앞에 스마트 횡단보도를 설치했다고 밝혔다. {0} 시민은 스마트 횡단보도가 밝다고 말했다.\n"


def _import_crossings(project: Store, folder: Path, *towns: str) -> list[tuple[str, int | None]]:
    """Import an article for each town, and give the systems mentioned in them: the entity's name and id."""
    folder.mkdir()
    for number, town in enumerate(towns):
        (folder / f"{number}.txt").write_text(f"{town} {number}번 소식\n\n" + _CROSSING.format(town), "utf-8")
    run(import_paths(project.path, [folder]))
    rows = project.db.conn.execute(
        "select e.name, e.id from mention m join entity e on e.id = m.entity join article a on a.id = m.article"
        " where m.type = 'system' and a.source glob '[0-9].txt' order by a.source, m.start"
    )
    return [(str(name), number) for name, number in rows]


def test_systems_of_one_name_are_told_apart_by_who_runs_them(project: Store, tmp_path: Path) -> None:
    found = _import_crossings(project, tmp_path / "in", "보람", "새봄", "보람")
    assert [name for name, _ in found] == ["스마트 횡단보도 (보람시)"] * 2 + ["스마트 횡단보도 (새봄시)"] * 2 + [
        "스마트 횡단보도 (보람시)"
    ] * 2
    assert len({number for _, number in found}) == 2


def test_that_a_town_runs_a_system_is_a_suggestion(project: Store, tmp_path: Path) -> None:
    _import_crossings(project, tmp_path / "in", "보람", "새봄")
    system = project.entities.find("스마트 횡단보도 (새봄시)")[0]
    facts = [fact for fact in project.relations.of() if fact.object == system.id and fact.article is None]
    town = project.entities.get(facts[0].subject)
    assert [(fact.predicate, fact.state, fact.origin, fact.article) for fact in facts] == [
        ("operates", "suggested", "recognition", None)
    ]
    assert (town.type, town.name) == ("place", "새봄시")


def test_recognizing_again_keeps_the_systems_of_each_town(project: Store, tmp_path: Path) -> None:
    found = _import_crossings(project, tmp_path / "in", "보람", "새봄")
    before = dump(project)
    run(recognize(project.path, everything=True))
    assert dump(project) == before
    entity = found[0][1]
    project.mentions.accept(project.mentions.where("", entity=entity)[:1])
    kept = dump(project)
    run(recognize(project.path, everything=True))
    assert dump(project) == kept


def test_several_processes_find_what_one_does(project: Store) -> None:
    articles = project.articles.several(project.search.ids("", sort="id"))
    names = project.entities.known_names()
    with Workers(prepare=Recognisers, arguments=(names,)) as workers:
        elsewhere = list(workers.map_prepared(read_articles, [[article] for article in articles]))
    assert len(articles) >= WORTH_IT
    assert any(read.found.entities for reads in elsewhere for read in reads)
    assert [read for reads in elsewhere for read in reads] == read_articles(Recognisers(names), articles)


def test_recognition_stops_within_a_second_between_articles(project: Store, tmp_path: Path) -> None:
    texts = list(ARTICLES.values())
    many = {f"{n:03}.txt": f"{n}. {texts[n % len(texts)]}" for n in range(400)}
    bring(project.path, write_articles(tmp_path / "many", many), recognize=False)
    steps = recognize(project.path)
    next(steps)
    began = time.perf_counter()
    steps.close()
    assert time.perf_counter() - began < 1
    marked = project.db.conn.execute("select count(distinct article) from mention").fetchone()[0]
    assert len(ARTICLES) < marked < 200
    assert_spans_quote(project)
