"""What is up to date is passed over: a rerun looks at what changed alone, and finds what a whole one finds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, open_project, recognize
from store.records import Exclusion, RecognizeReport
from tests.acts import ACTS
from tests.picked import Numbers
from tests.projects import article_of, bring, dump, run, span_of, write_articles

_WORDS = (
    "대구",
    "대구시",
    "버스",
    "수요응답형 버스",
    "Daegu",
    "smart water platform",
    "robots",
    "박람회",
    "가로등",
    "송도",
)
_TYPES = ("place", "system", "organisation", "event", "technology")


def _again(project: Store, **options: bool) -> RecognizeReport:
    return run(recognize(project.path, **options))


def _looked_at(report: RecognizeReport) -> int:
    return report.articles - report.up_to_date


def test_what_is_up_to_date_is_passed_over(project: Store) -> None:
    before = dump(project)
    report = _again(project)
    assert (report.articles, report.up_to_date, report.mentions) == (6, 6, 0)
    assert dump(project) == before


def test_a_new_name_is_looked_for_where_it_stands_alone(project: Store) -> None:
    project.entities.add("technology", "sensors")
    assert _looked_at(_again(project)) == 1
    assert _looked_at(_again(project)) == 0
    project.entities.add("technology", "nowhere at all")
    assert _looked_at(_again(project)) == 0


def test_a_name_that_goes_takes_its_suggestions_along(project: Store) -> None:
    project.entities.add("technology", "sensors")
    _again(project)
    project.journal.undo()
    assert _looked_at(_again(project)) == 1
    assert "sensors" not in {each.quote for each in article_of(project, "en/water.txt").mentions}


def test_a_name_is_found_however_the_text_spaces_it(project: Store) -> None:
    project.entities.add("technology", "안내로봇")
    assert _looked_at(_again(project)) == 2


def test_what_a_person_changes_in_an_article_makes_it_stale(project: Store) -> None:
    water = article_of(project, "en/water.txt")
    project.articles.correct([water.article.id], field="published", value="2023-06")
    assert _looked_at(_again(project)) == 1
    project.articles.set_role(water.article.id, *span_of(water, "Copyright 2023 Example Times."), "body")
    assert _looked_at(_again(project)) == 1
    project.articles.correct([water.article.id], field="title", value="Another title")
    assert _looked_at(_again(project)) == 0


def test_a_mark_that_is_taken_away_is_suggested_again(project: Store) -> None:
    lamp = article_of(project, "lamp.txt")
    project.mentions.add(lamp.article.id, *span_of(lamp, "인천시는"), type="organisation")
    _again(project)
    project.journal.undo()
    assert _looked_at(_again(project)) == 1
    assert "인천시" in {each.quote for each in article_of(project, "lamp.txt").mentions}


def test_an_exclusion_that_is_lifted_brings_the_name_back(project: Store) -> None:
    project.exclusions.add([Exclusion(name="daegu")])
    _again(project)
    project.journal.undo()
    project.exclusions.add([Exclusion(name="DAEGU")])
    _again(project)
    numbers = [each.id for each in project.exclusions.all()]
    project.exclusions.remove(numbers)
    assert _looked_at(_again(project)) == 1
    assert "Daegu" in {each.quote for each in article_of(project, "en/water.txt").mentions}


def test_another_recogniser_looks_at_everything(project: Store) -> None:
    project.db.conn.execute("update recognized set version = 'older'")
    assert _looked_at(_again(project)) == 6
    assert _looked_at(_again(project)) == 0


def _bring_many(project: Store, folder: Path) -> None:
    """Bring in more articles than one batch of a run has, none of them recognised yet."""
    many = {f"{n:03}.txt": f"{n}번 소식\n대구시는 {n}번 버스에 sensors를 단다고 밝혔다.\n" for n in range(110)}
    bring(project.path, write_articles(folder / "many", many), recognize=False)


def test_a_run_that_was_stopped_goes_on(project: Store, tmp_path: Path) -> None:
    _bring_many(project, tmp_path)
    steps = recognize(project.path)
    assert next(steps).done == 100
    steps.close()
    report = _again(project)
    assert (report.articles, report.up_to_date) == (116, 106)


def test_names_that_change_while_it_runs_are_not_taken_for_known(project: Store, tmp_path: Path) -> None:
    _bring_many(project, tmp_path)
    steps = recognize(project.path)
    next(steps)
    project.entities.add("technology", "sensors")
    run(recognize(project.path, where="sensors"))
    run(steps)
    _again(project)
    before = dump(project)
    _again(project, everything=True)
    assert dump(project) == before


# Random histories of names


def _pick(store: Store, table: str, number: int) -> int:
    ids = [row[0] for row in store.db.conn.execute(f"select id from {table} order by id desc limit 40")]
    return ids[number % len(ids)] if ids else 1


def _add(store: Store, n: Numbers) -> None:
    store.entities.add(_TYPES[n[0] % len(_TYPES)], _WORDS[n[1] % len(_WORDS)])


def _name_more(store: Store, n: Numbers) -> None:
    store.naming.add_name(_pick(store, "entity", n[0]), _WORDS[n[1] % len(_WORDS)], language=None)


def _unname(store: Store, n: Numbers) -> None:
    entity = store.entities.get(_pick(store, "entity", n[0]))
    store.naming.remove_name(entity.id, entity.names[n[1] % len(entity.names)].name)


def _merge(store: Store, n: Numbers) -> None:
    store.reshaping.merge([_pick(store, "entity", n[0])], _pick(store, "entity", n[1]))


def _retype(store: Store, n: Numbers) -> None:
    store.naming.set_type(_pick(store, "entity", n[0]), _TYPES[n[1] % len(_TYPES)])


def _accept(store: Store, n: Numbers) -> None:
    store.mentions.accept([_pick(store, "mention", n[0])])


def _reject(store: Store, n: Numbers) -> None:
    store.mentions.reject([_pick(store, "mention", n[0])])


def _exclude(store: Store, n: Numbers) -> None:
    store.exclusions.add([Exclusion(name=_WORDS[n[0] % len(_WORDS)], type=(None, *_TYPES)[n[1] % 6])])


def _undo(store: Store, n: Numbers) -> None:
    for _ in range(1 + n[0] % 3):
        store.journal.undo()


def _some(store: Store, n: Numbers) -> None:
    run(recognize(store.path, where=("lang:en", "lang:ko", "박람회")[n[0] % 3]))


def _anything(store: Store, n: Numbers) -> None:
    ACTS[n[0] % len(ACTS)](store, (n[1], n[2], n[1] + n[2]))


_ACTS: tuple[Callable[[Store, Numbers], None], ...] = (
    _add, _name_more, _unname, _merge, _retype, _accept, _reject, _exclude, _undo, _some, _anything
)  # fmt: skip
_STEPS = st.tuples(st.integers(0, len(_ACTS) - 1), st.tuples(*[st.integers(0, 1000)] * 3))


def _found(store: Store) -> list[tuple[object, ...]]:
    return store.db.conn.execute(
        'select m.article, m.start, m."end", m.type, m.state, m.origin, m.score, m.value, e.type, e.name'
        " from mention m left join entity e on e.id = m.entity order by 1, 2, 3, 4, 5"
    ).fetchall()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEPS, min_size=1, max_size=8))
def test_steps_end_where_a_whole_run_ends(
    project_template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, Numbers]]
) -> None:
    path = tmp_path_factory.mktemp("history") / "small.galpi"
    shutil.copyfile(project_template, path)
    with open_project(path) as project:
        for act, numbers in steps:
            try:
                _ACTS[act](project, numbers)
            except UserError:
                continue  # not every act is possible everywhere
        _again(project)
        before = dump(project)
        assert _looked_at(_again(project)) == 0
        _again(project, everything=True)
        assert dump(project) == before
        found = _found(project)
        project.db.conn.execute("delete from mention where state = 'suggested'")
        project.db.conn.execute("delete from relation where state = 'suggested' and article is not null")
        _again(project)
        assert _found(project) == found
