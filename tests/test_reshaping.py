"""Entities reshaped: merged, split, parted with a name; the mentions go along, and undo gives it all back."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, check, open_project
from store.records import EntityName
from tests.projects import article_of, assert_spans_quote, dump, span_of

STREAM = (
    EntityName(name="물길", language="ko", preferred=True),
    EntityName(name="Water Way", language="en", preferred=True),
    EntityName(name="WW", language=None),
)


def _make(project: Store, name: str, *names: EntityName, type: str = "system") -> int:
    project.entities.add(type, name, names=names)
    return project.entities.find(name, type=type)[-1].id


def _mark(project: Store, quote: str, entity: int, *, source: str = "en/water.txt", type: str = "system") -> None:
    marked = article_of(project, source)
    project.mentions.add(marked.article.id, *span_of(marked, quote), type=type, entity=entity)


def _quotes(project: Store, entity: int) -> list[str]:
    rows = project.db.conn.execute("select quote from mention where entity = ? order by article, start", (entity,))
    return [row[0] for row in rows]


def test_merged_entities_are_one(project: Store) -> None:
    kept = _make(project, "water platform", EntityName(name="water platform", language="en", preferred=True))
    other = _make(project, "물길", *STREAM)
    project.naming.set_note(kept, "first")
    project.naming.set_note(other, "second")
    project.naming.set_external(other, [("wikidata", "Q1")])
    child = _make(project, "valve")
    project.naming.set_part_of(child, other)
    _mark(project, "smart water platform", kept)
    _mark(project, "The platform", other)
    before = dump(project)
    change = project.reshaping.merge([other, kept], kept)
    merged = project.entities.get(kept)
    assert {each.name for each in merged.names} == {"water platform", "물길", "Water Way", "WW"}
    assert [each.name for each in merged.names if each.preferred and each.language == "en"] == ["water platform"]
    assert merged.note == "first\n\nsecond"
    assert merged.external == (("wikidata", "Q1"),)
    assert _quotes(project, kept) == ["smart water platform", "The platform"]
    assert project.entities.get(child).part_of == kept
    assert project.entities.find("물길")[0].id == kept
    assert change.label == "Merge 물길 into water platform"
    with pytest.raises(UserError):
        project.entities.get(other)
    project.journal.undo()
    assert dump(project) == before


def test_what_both_say_is_kept_once(project: Store) -> None:
    kept, other, city = _make(project, "one"), _make(project, "two"), _make(project, "town", type="place")
    _mark(project, "smart water platform", kept)
    marked = article_of(project, "en/water.txt")
    start, end = span_of(marked, "smart water platform")
    project.db.conn.execute(
        "insert into mention(uid, article, start, end, quote, type, entity, state, origin)"
        " values ('u', ?, ?, ?, 'smart water platform', 'system', ?, 'suggested', 'pattern')",
        (marked.article.id, start, end, other),
    )
    for subject in (kept, other):
        project.relations.insert_fact(subject, "located in", city)
    project.relations.insert_fact(kept, "part of", other)
    project.reshaping.merge([other], kept)
    rows = project.db.conn.execute("select state from mention where entity = ?", (kept,)).fetchall()
    assert rows == [("accepted",)]
    said = [(r.subject, r.predicate, r.object) for r in project.relations.of() if kept in (r.subject, r.object)]
    assert said == [(kept, "located in", city)]


def test_wholes_never_go_in_a_circle(project: Store) -> None:
    city, district, street = (_make(project, name, type="place") for name in ("c1", "d1", "s1"))
    project.naming.set_part_of(district, city)
    project.naming.set_part_of(street, district)
    with pytest.raises(UserError, match="cannot be part of itself"):
        project.naming.set_part_of(city, street)
    project.reshaping.merge([city], street)
    assert street not in project.naming.wholes(street)[1:]
    assert project.entities.get(district).part_of == street


def test_split_takes_the_mentions_that_say_the_name(project: Store) -> None:
    both = _make(project, "물길", *STREAM)
    _mark(project, "smart water platform", both)
    project.naming.add_name(both, "The platform", language="en")
    _mark(project, "The platform", both)
    before = dump(project)
    project.reshaping.split(both, ["the PLATFORM", "WW"])
    new = project.entities.find("WW")[0]
    assert new.name == "The platform"
    assert _quotes(project, new.id) == ["The platform"]
    assert _quotes(project, both) == ["smart water platform"]
    assert {each.name for each in project.entities.get(both).names} == {"물길", "Water Way"}
    project.journal.undo()
    assert dump(project) == before
    with pytest.raises(UserError, match="has to keep a name"):
        project.reshaping.split(both, [each.name for each in project.entities.get(both).names])


def test_homonyms_stand_side_by_side(project: Store) -> None:
    district, station = (_make(project, "구로", type=kind) for kind in ("place", "system"))
    assert district != station
    assert {each.id for each in project.entities.find("구로")} >= {district, station}


def test_names_are_corrected_one_by_one(project: Store) -> None:
    entity = _make(project, "물길", *STREAM)
    project.naming.rename(entity, " Water  Ways ")
    assert project.entities.get(entity).name == "Water Ways"
    assert [n.name for n in project.entities.get(entity).names if n.language == "en" and n.preferred] == ["Water Ways"]
    project.naming.prefer(entity, "water way")
    assert [n.name for n in project.entities.get(entity).names if n.language == "en" and n.preferred] == ["Water Way"]
    for name in ("WW", "Water Ways", "물길"):
        project.naming.remove_name(entity, name)
    assert project.entities.get(entity).name == "Water Way"
    with pytest.raises(UserError, match="only name"):
        project.naming.remove_name(entity, "Water Way")
    with pytest.raises(UserError, match="has no name"):
        project.naming.remove_name(entity, "물길")
    with pytest.raises(UserError, match="needs a name"):
        project.naming.rename(entity, "  ")


def test_a_type_takes_the_mentions_along(project: Store) -> None:
    entity = _make(project, "물길", *STREAM)
    _mark(project, "smart water platform", entity)
    project.naming.set_type(entity, "Programme ")
    assert project.entities.get(entity).type == "programme"
    assert {m.type for m in article_of(project, "en/water.txt").mentions if m.entity_id == entity} == {"programme"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_merge_then_undo_is_the_identity(bare_template: Path, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.galpi"
        shutil.copyfile(bare_template, path)
        with open_project(path) as store:
            ids = [row[0] for row in store.db.conn.execute("select id from entity order by id")]
            chosen = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=6, unique=True))
            before = dump(store)
            spans = store.db.conn.execute("select count(distinct article || ' ' || start || ' ' || end) from mention")
            count = spans.fetchone()
            store.reshaping.merge(chosen[1:], chosen[0])
            assert_spans_quote(store)
            assert (
                store.db.conn.execute(
                    "select count(distinct article || ' ' || start || ' ' || end) from mention"
                ).fetchone()
                == count
            )
            after = dump(store)
            store.journal.undo()
            assert dump(store) == before
            store.journal.redo()
            assert dump(store) == after


def test_what_is_merged_is_never_part_of_one_that_goes_with_it(project: Store) -> None:
    whole, part, kept = (_made(project, name) for name in ("whole", "a part of it", "kept"))
    project.naming.set_part_of(part, whole)
    project.reshaping.merge([whole, part], kept)
    assert project.entities.get(kept).part_of is None
    assert check(project) == ()


def _made(project: Store, name: str) -> int:
    project.entities.add("place", name)
    return project.entities.find(name)[0].id
