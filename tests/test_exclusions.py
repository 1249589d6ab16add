"""Names that are never marked: what goes with them, what stays away, and that all of it can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, check, create_project, export, recognize
from store.exclusions import LIKES
from store.records import SCOPES, Exclusion, Mention
from store.text.normal import folded
from tests.projects import article_of, bring, dump, run


def _all(store: Store) -> list[Mention]:
    found = store.mentions.of_several(list(store.search.ids("")), states=("suggested", "accepted", "rejected"))
    return [each for mentions in found.values() for each in mentions]


def _named(store: Store, name: str) -> list[Mention]:
    return [each for each in _all(store) if folded(each.quote) == folded(name)]


def test_an_excluded_name_goes_and_stays_away(project: Store) -> None:
    before = dump(project)
    mention = _named(project, "대구시")[0]
    others = {each.id for each in _all(project)} - {each.id for each in _named(project, "대구시")}
    change = project.exclusions.add(project.exclusions.of_mentions([mention.id], scope="anywhere"))
    assert change.label == "Never mark “대구시”"
    assert mention.article in change.articles
    assert not _named(project, "대구시")
    assert {each.id for each in _all(project)} == others
    excluded = dump(project)
    run(recognize(project.path))
    assert dump(project) == excluded
    assert check(project) == ()
    project.journal.undo()
    assert dump(project) == before


def test_turned_off_it_is_found_again(project: Store) -> None:
    mention = _named(project, "대구시")[0]
    count = len(_named(project, "대구시"))
    project.exclusions.add(project.exclusions.of_mentions([mention.id], scope="anywhere"))
    only = project.exclusions.all()[0]
    project.exclusions.set_active([only.id], False)
    assert not project.exclusions.all()[0].active
    run(recognize(project.path))
    assert len(_named(project, "대구시")) == count
    project.exclusions.set_active([only.id], True)
    assert not _named(project, "대구시")
    project.exclusions.remove([only.id])
    assert project.exclusions.all() == ()
    run(recognize(project.path))
    assert len(_named(project, "대구시")) == count


def test_it_reaches_no_further_than_said(project: Store) -> None:
    bus, water = (article_of(project, name).article for name in ("ko/bus.txt", "en/water.txt"))
    project.articles.correct([water.id], field="outlet", value="Example Times")
    project.articles.correct([bus.id], field="outlet", value="가람 뉴스")
    daegu = [each for each in _all(project) if each.entity == "Daegu" or folded(each.quote) in ("대구시", "daegu")]
    here = [each for each in daegu if each.article == bus.id]
    assert here
    assert {each.article for each in daegu} == {bus.id, water.id}
    project.exclusions.add(project.exclusions.of_mentions([here[0].id], scope="article"))
    assert {each.article for each in _named(project, here[0].quote)} <= {water.id}
    project.journal.undo()
    made = project.exclusions.of_mentions([each.id for each in here], scope="outlet")
    assert {each.outlet for each in made} == {"가람 뉴스"}
    project.articles.correct([water.id], field="outlet", value="가람-뉴스")
    project.exclusions.add([Exclusion(name="Daegu", outlet="가람뉴스")])
    assert not _named(project, "Daegu")
    untitled = article_of(project, "en/untitled.txt")
    with pytest.raises(UserError):
        project.exclusions.of_mentions([untitled.mentions[0].id], scope="outlet")


def test_as_one_type_it_may_still_be_another(project: Store) -> None:
    mention = _named(project, "대구시")[0]
    project.exclusions.add([Exclusion(name="대구시", type="person"), Exclusion(name="대구시", entity=99_999)])
    assert mention in _all(project)
    project.journal.undo()
    project.exclusions.add(project.exclusions.of_mentions([mention.id], scope="anywhere", like="entity"))
    (made,) = project.exclusions.all()
    assert (made.type, made.entity) == (None, mention.entity_id)
    assert not _named(project, "대구시")


def test_what_a_person_accepted_stays_unless_it_is_pointed_at(project: Store) -> None:
    first, second, *_ = _named(project, "대구시")
    project.mentions.accept([first.id, second.id])
    made = project.exclusions.of_mentions([first.id], scope="anywhere")
    project.exclusions.add(made, rejecting=[first.id])
    assert {each.id: each.state for each in _named(project, "대구시")} == {first.id: "rejected", second.id: "accepted"}


def test_no_entity_is_made_of_what_is_excluded(project: Store, tmp_path: Path) -> None:
    project.exclusions.add([Exclusion(name="벡스코"), Exclusion(name="BEXCO"), Exclusion(name="홍길동")])
    entities = project.db.conn.execute("select count(*) from entity").fetchone()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text("홍길동 대구시장은 4일 시민을 만났다고 밝혔다.\n", encoding="utf-8")
    bring(project.path, tmp_path / "more")
    assert not _named(project, "홍길동")
    assert project.db.conn.execute("select count(*) from entity").fetchone() == entities


def test_the_same_is_said_once(project: Store) -> None:
    project.exclusions.add([Exclusion(name="대구시", type="place")])
    project.exclusions.add([Exclusion(name="대 구시", type="place", active=False)])
    assert [(each.name, each.active) for each in project.exclusions.all()] == [("대구시", False)]
    for wrong in ("", "  "):
        with pytest.raises(UserError):
            project.exclusions.add([Exclusion(name=wrong)])
    with pytest.raises(UserError):
        project.exclusions.add([])
    with pytest.raises(UserError):
        project.exclusions.of_mentions([1], scope="moon")


def test_with_an_entity_goes_what_is_never_marked_as_it(project: Store) -> None:
    project.entities.add("system", "가로등 관제")
    (entity,) = project.db.conn.execute("select id from entity where name = '가로등 관제'").fetchone()
    project.exclusions.add([Exclusion(name="관제", entity=entity)])
    before = dump(project)
    project.reshaping.remove([entity])
    after = dump(project)
    assert project.exclusions.all() == ()
    assert check(project) == ()
    project.journal.undo()
    assert dump(project) == before
    project.journal.redo()
    assert dump(project) == after


def test_a_merge_carries_them(project: Store) -> None:
    mention = _named(project, "대구시")[0]
    project.exclusions.add(project.exclusions.of_mentions([mention.id], scope="anywhere", like="entity"))
    busan = project.entities.find("Busan", type="place")[0].id
    assert mention.entity_id is not None
    project.reshaping.merge([mention.entity_id], busan)
    assert project.exclusions.all()[0].entity == busan
    assert check(project) == ()


def test_they_travel_with_a_native_export(project: Store, tmp_path: Path) -> None:
    mentions = [each.id for each in _named(project, "대구시")]
    project.exclusions.add(project.exclusions.of_mentions(mentions[:1], scope="article"))
    project.exclusions.add(project.exclusions.of_mentions([_all(project)[0].id], scope="anywhere", like="entity"))
    project.exclusions.add([Exclusion(name="Apple", type="organisation", outlet="가람뉴스")])
    project.exclusions.set_active([project.exclusions.all()[0].id], False)
    run(export(project.path, tmp_path / "out.jsonl", format="jsonl"))
    with create_project(tmp_path / "other.galpi") as other:
        bring(other.path, tmp_path / "out.jsonl")
        run(export(other.path, tmp_path / "again.jsonl", format="jsonl"))
        assert len(other.exclusions.all()) == 3
        before = dump(other, tables=["mention"])
        other.exclusions.set_active([each.id for each in other.exclusions.all()], True)
        run(recognize(other.path))
        assert not [each for each in _all(other) if each.id in mentions[:1]]
        assert len(before["mention"]) >= len(dump(other, tables=["mention"])["mention"])
    for end in ("", ".project.json"):
        assert (tmp_path / f"out.jsonl{end}").read_bytes() == (tmp_path / f"again.jsonl{end}").read_bytes()


@given(st.lists(st.integers(0, 400), min_size=1, max_size=3), st.sampled_from(SCOPES), st.sampled_from(LIKES))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_excluding_and_recognizing_again_changes_nothing(
    project: Store, picks: list[int], scope: str, like: str
) -> None:
    for article in project.search.ids(""):
        project.articles.correct([article], field="outlet", value=f"Outlet {article % 2}")
    run(recognize(project.path))
    before, steps = dump(project), len(project.journal.history())
    mentions = _all(project)
    chosen = [mentions[pick % len(mentions)].id for pick in picks]
    made = project.exclusions.of_mentions(chosen, scope=scope, like=like)
    project.exclusions.add(made, rejecting=chosen)
    excluded = dump(project)
    run(recognize(project.path))
    again = dump(project)
    # What is suggested of relations is read anew from the mentions that are left.
    assert again | {"relation": []} == excluded | {"relation": []}
    assert not project.exclusions.covered(project.exclusions.all())
    assert len(project.journal.history()) == steps + 1
    project.journal.undo()
    undone = dump(project)
    assert undone | {"relation": []} == before | {"relation": []}


def test_suggestions_of_a_file_leave_out_what_is_never_marked(project: Store, tmp_path: Path) -> None:
    project.exclusions.add([Exclusion(name="Port", type="place")])
    record = {
        "text": "The port opens. Port calls rise.",
        "source": "port",
        "mentions": [
            {"start": 4, "end": 8, "type": "place", "state": "suggested"},
            {"start": 16, "end": 20, "type": "place", "state": "accepted"},
            {"start": 21, "end": 26, "type": "technology", "state": "suggested"},
        ],
    }
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert not bring(project.path, path).failed
    assert [(each.quote, each.state) for each in article_of(project, "port").mentions] == [
        ("Port", "accepted"),
        ("calls", "suggested"),
    ]
    # Brought once more, the file brings nothing new.
    assert bring(project.path, path).unchanged == 1
