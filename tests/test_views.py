"""Saved views: filters under a name, inside other filters, and never made of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, check, create_project, export
from store.errors import QueryError
from tests.projects import bring, dump, run


def test_a_view_stands_for_its_filter_wherever_it_is_used(project: Store) -> None:
    project.views.save("Korean buses", "lang:ko (버스 OR 교통)", sort="title")
    search = project.search
    plain = search.ids("lang:ko (버스 OR 교통)")
    assert plain
    assert search.ids("view:“Korean buses”".replace("“", '"').replace("”", '"')) == plain
    assert search.ids("view:koreanbuses") == plain
    assert set(search.ids('-view:"korean buses"')) == set(search.ids("")) - set(plain)
    assert search.ids('대구 view:"Korean Buses"') == search.ids("대구 lang:ko (버스 OR 교통)")
    assert search.count('view:"Korean buses" OR lang:en') == search.count("lang:ko (버스 OR 교통) OR lang:en")
    assert project.facets('view:"Korean buses"') == project.facets("lang:ko (버스 OR 교통)")
    text = project.articles.get(plain[0]).text
    assert search.hits('view:"Korean buses"', text) == search.hits("버스 OR 교통", text)
    assert project.views.sole(' view:"Korean Buses" ') == project.views.get("korean buses")
    assert project.views.sole('view:"Korean Buses" 대구') is None


def test_a_view_of_views_follows_them(project: Store) -> None:
    project.views.save("a", "lang:ko")
    project.views.save("b", "view:a 대구")
    assert project.search.ids("view:b") == project.search.ids("lang:ko 대구")
    project.views.save("A", "lang:en")
    assert [view.name for view in project.views.all()] == ["A", "b"]
    assert project.search.ids("view:b") == project.search.ids("lang:en 대구")
    project.views.rename("a", "the English ones")
    assert project.views.get("b").query == 'view:"the English ones" 대구'
    assert project.search.ids("view:b") == project.search.ids("lang:en 대구")
    with pytest.raises(UserError, match="made of"):
        project.views.remove("the English ones")
    project.views.remove("b")
    project.views.remove("the English ones")
    assert project.views.all() == ()


def test_what_leads_back_to_itself_is_refused(project: Store) -> None:
    project.views.save("a", "lang:ko")
    project.views.save("b", "view:a")
    project.views.save("c", "대구 (view:b OR lang:en)")
    before = dump(project)
    for query in ("view:a", "-view:b", "대구 OR view:C"):
        with pytest.raises(UserError, match="made of itself"):
            project.views.save("a", query)
    with pytest.raises(UserError, match="no view “x”"):
        project.views.save("d", "view:x")
    for name, query in (("", "대구"), ("  ", ""), ("x" * 101, ""), ("d", "(대구"), ("d", "tag:")):
        with pytest.raises(UserError):
            project.views.save(name, query)
    with pytest.raises(UserError):
        project.views.save("d", "", sort="colour")
    with pytest.raises(UserError, match="already"):
        project.views.rename("a", "Ｂ")
    assert dump(project) == before


def test_an_unknown_view_is_told_at_its_place(project: Store) -> None:
    with pytest.raises(QueryError, match="no view “x”") as told:
        project.search.ids("대구 -view:x lang:ko")
    assert (told.value.start, told.value.end) == (4, 10)
    project.views.save("t", 'tag:"no such/tag"')
    assert list(project.search.ids("view:t")) == []


def test_views_are_undone_and_travel_with_a_native_export(project: Store, tmp_path: Path) -> None:
    before = dump(project)
    project.views.save("buses", "버스", sort="-relevance", mode="columns")
    saved = dump(project)
    project.journal.undo()
    assert dump(project) == before
    project.journal.redo()
    assert dump(project) == saved
    assert check(project) == ()
    run(export(project.path, tmp_path / "out.jsonl", format="jsonl", where="view:buses"))
    with create_project(tmp_path / "other.galpi") as other:
        bring(other.path, tmp_path / "out.jsonl")
        there, here = other.views.get("buses"), project.views.get("buses")
        assert (there.query, there.sort, there.mode, there.uid) == (here.query, here.sort, here.mode, here.uid)
        assert other.search.count("view:buses") == project.search.count("버스") > 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.booleans()), max_size=12))
def test_whatever_is_saved_every_view_can_be_asked_for(project: Store, steps: list[tuple[str, str, bool]]) -> None:
    for name, other, renames in steps:
        try:
            if renames:
                project.views.rename(name, other)
            else:
                project.views.save(name, f"view:{other} OR 대구" if project.views.named(other) else "대구")
        except UserError:
            continue
    for view in project.views.all():
        assert project.search.ids(f"view:{view.name}") == project.search.ids("대구")
