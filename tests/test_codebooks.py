"""Several codebooks, what their tags may be put on, which exclude one another, which are deprecated, and examples."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from store import Store, UserError, check, create_project, export, open_project
from store.database import Database
from store.schema_codebook import migrations
from tests.projects import article_of, bring, dump, run, span_of


def _id(store: Store, path: str) -> int:
    return store.codebook.find(path).id


def _paths(store: Store) -> list[str]:
    return [tag.path for tag in store.codebook.tags()]


def test_a_project_of_before_has_its_tags_in_one_codebook(tmp_path: Path) -> None:
    path = tmp_path / "old.galpi"
    create_project(path).close()
    connection = sqlite3.connect(path)
    for sql in (
        "drop table codebook",
        "drop table codebook_version",
        "drop index change_row_codebook",
        "drop index tagging_example",
        *(
            f"alter table tag drop column {name}"
            for name in ("codebook", "scope", "exclusive", "deprecated", "examples")
        ),
        "alter table tag drop column former",
        "alter table tagging drop column example",
        "delete from _sqlite_migrations where name = 'create_codebooks'",
        "insert into tag(uid, name, colour, position) values ('u', '교통', '#000000', 0)",
    ):
        connection.execute(sql)
    connection.commit()
    connection.close()
    assert [each.name for each in migrations.pending(Database(path))] == ["create_codebooks"]
    with open_project(path) as store:
        assert [book.name for book in store.codebooks.all()] == ["Codebook"]
        (tag,) = store.codebook.tags()
        assert (tag.codebook, tag.scope, tag.exclusive, tag.deprecated) == (1, "both", False, False)
        assert check(store) == ()


def test_codebooks_stand_one_after_the_other(project: Store) -> None:
    before = dump(project)
    project.codebooks.add("Themes 주제")
    themes = project.codebooks.find("themes 주제").id
    project.codebook.add("actors/city", codebook=themes)
    assert _paths(project)[-2:] == ["actors", "actors/city"]
    assert {tag.codebook for tag in project.codebook.tags() if tag.path.startswith("actors")} == {themes}
    project.codebooks.move(themes, position=0)
    assert _paths(project)[:3] == ["actors", "actors/city", "systems"]
    assert [value.value for value in project.facets(fields=["tag"])[0].values] == []
    project.codebooks.rename(themes, "Themes")
    with pytest.raises(UserError, match="already a codebook"):
        project.codebooks.add("THEMES")
    with pytest.raises(UserError, match="no codebook"):
        project.codebooks.find("none")
    for _ in range(4):
        project.journal.undo()
    assert dump(project) == before


def test_a_path_means_one_tag_in_all_codebooks(project: Store) -> None:
    project.codebooks.add("Other")
    other = project.codebooks.find("Other").id
    with pytest.raises(UserError, match="already there"):
        project.codebook.add("Stance", codebook=other)
    with project.journal.change("Make"):
        assert project.codebook.ensure_path("stance", codebook=other) == _id(project, "stance")


def test_a_branch_moves_to_another_codebook(project: Store) -> None:
    project.codebooks.add("Other")
    other = project.codebooks.find("Other").id
    project.taggings.put(_id(project, "energy"), [1])
    before = dump(project)
    project.codebook.move(_id(project, "systems"), parent=None, position=0, codebook=other)
    assert _paths(project) == [
        "scope", "scope/out of scope", "stance", "systems", "systems/mobility", "systems/energy"
    ]  # fmt: skip
    assert check(project) == ()
    project.codebook.move(_id(project, "stance"), parent=_id(project, "systems"), position=9)
    assert project.codebook.find("systems/stance").codebook == other
    project.journal.undo()
    project.journal.undo()
    assert dump(project) == before


def test_a_codebook_goes_with_its_tags_and_their_taggings(project: Store) -> None:
    project.codebooks.add("Other")
    other = project.codebooks.find("Other").id
    project.codebook.add("a/b", codebook=other)
    project.taggings.put(_id(project, "a/b"), [1])
    before = dump(project)
    project.codebooks.remove(other)
    assert len(project.codebooks.all()) == 1
    assert project.taggings.of(1) == ()
    project.journal.undo()
    assert dump(project) == before
    project.codebooks.remove(1)
    with pytest.raises(UserError, match="at least one"):
        project.codebooks.remove(other)
    project.codebook.add("new")
    assert project.codebook.find("new").codebook == other
    assert check(project) == ()


def test_a_tag_is_put_on_what_it_is_for(project: Store) -> None:
    stance = _id(project, "stance")
    project.taggings.put(stance, [1])
    project.codebook.set_scope(stance, "passage")
    before = dump(project)
    with pytest.raises(UserError, match="is for passages"):
        project.taggings.put(stance, [2])
    assert dump(project) == before
    project.taggings.put(stance, [2], span=(0, 3))
    project.codebook.set_scope(stance, "article")
    with pytest.raises(UserError, match="whole articles"):
        project.taggings.put(stance, [2], span=(1, 3))
    with pytest.raises(UserError, match="not for"):
        project.codebook.set_scope(stance, "title")
    assert len(project.taggings.of(2)) == 1
    assert check(project) == ()


def test_a_deprecated_tag_stays_and_is_put_no_more(project: Store) -> None:
    systems, energy = _id(project, "systems"), _id(project, "energy")
    project.taggings.put(energy, [1])
    before = dump(project)
    project.codebook.set_deprecated(systems, True)
    assert {tag.path for tag in project.codebook.tags() if tag.deprecated} == {
        "systems", "systems/mobility", "systems/energy"
    }  # fmt: skip
    assert [tagging.tag for tagging in project.taggings.of(1)] == ["systems/energy"]
    with pytest.raises(UserError, match="deprecated"):
        project.taggings.put(energy, [2])
    project.taggings.take_off(energy, [1])
    project.codebook.set_deprecated(energy, False)
    project.taggings.put(energy, [2])
    for _ in range(4):
        project.journal.undo()
    assert dump(project) == before


def test_tags_that_exclude_one_another_give_way(project: Store) -> None:
    for path in ("stance/for/very", "stance/against"):
        project.codebook.add(path)
    stance, very, against = (_id(project, path) for path in ("stance", "stance/for/very", "stance/against"))
    project.codebook.set_exclusive(stance, True)
    project.taggings.put(very, [1, 2])
    project.taggings.put(very, [1], by="지은")
    project.taggings.put(very, [1], span=(0, 3))
    project.taggings.put(_id(project, "energy"), [1])
    before = dump(project)
    change = project.taggings.put(against, [1, 3])
    assert change.label == "Tag 2 articles with against, instead of very"
    assert [(each.tag, each.start, each.annotator) for each in project.taggings.of(1)] == [
        ("stance/against", None, "researcher"),
        ("stance/for/very", None, "지은"),
        ("systems/energy", None, "researcher"),
        ("stance/for/very", 0, "researcher"),
    ]
    assert project.taggings.put(_id(project, "stance/for"), [1]).label.endswith("instead of against")
    project.journal.undo()
    project.journal.undo()
    assert dump(project) == before


def test_a_bulk_step_and_occurrences_keep_to_the_rules_too(project: Store) -> None:
    from store.records import OccurrenceQuery

    for path in ("stance/for", "stance/against"):
        project.codebook.add(path)
    stance, yes, no = (_id(project, path) for path in ("stance", "stance/for", "stance/against"))
    project.codebook.set_exclusive(stance, True)
    project.taggings.put(yes, [1, 2, 3])
    assert run(project.bulk.tag(no, [1, 2, 3])).label == "Tag 3 articles with against, instead of for"
    found = project.occurrences.find(OccurrenceQuery(words=("대구시",)))
    assert found
    project.occurrences.tag(found, yes)
    change = project.occurrences.tag(found, no)
    assert change.label.endswith(", instead of for")
    assert {passage.tagging.tag for passage in project.taggings.passages()} == {"stance/against"}
    project.codebook.set_scope(yes, "article")
    with pytest.raises(UserError, match="whole articles"):
        project.occurrences.tag(found, yes)


def test_examples_versions_and_rules_go_round(project: Store, tmp_path: Path) -> None:
    marked = article_of(project, "ko/fair.txt")
    stance = _id(project, "stance")
    project.taggings.put(stance, [marked.article.id], span=span_of(marked, "😀 웃는 얼굴"))
    project.taggings.put(stance, [1], by="지은")
    (tagging,) = project.taggings.of(marked.article.id)
    project.examples.mark([tagging.id])
    assert project.taggings.of(marked.article.id)[0].example
    project.codebooks.add('둘째 😀 "x"')
    other = project.codebooks.all()[1].id
    project.codebook.add("actors/city/district", codebook=other, definition='‘인용’, "quoted"\n둘째 줄')
    project.codebook.define(stance, include="in", exclude="out", examples="하나\n둘")
    project.codebook.set_scope(stance, "passage")
    project.codebook.set_exclusive(_id(project, "systems"), True)
    project.codebook.set_deprecated(_id(project, "energy"), True)
    project.codebook_versions.freeze("v1", note="first")
    with pytest.raises(UserError, match="already a version"):
        project.codebook_versions.freeze("V1")
    project.codebook.remove(_id(project, "systems"))
    project.codebook_versions.freeze("v2")

    out, again = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    run(export(project.path, out, format="jsonl"))
    create_project(tmp_path / "other.galpi").close()
    assert not bring(tmp_path / "other.galpi", out).failed
    with open_project(tmp_path / "other.galpi") as new:
        assert new.codebook_drafts.all() == project.codebook_drafts.all()
        assert new.codebook_versions.drafts() == project.codebook_versions.drafts()
        assert check(new) == ()
    run(export(tmp_path / "other.galpi", again, format="jsonl"))
    assert (tmp_path / "b.jsonl.project.json").read_bytes() == (tmp_path / "a.jsonl.project.json").read_bytes()
    first = project.codebook_versions.draft(project.codebook_versions.find("v1").id)
    assert [tag.name for tag in first.books[0].tags] == ["systems", "scope", "stance"]
    assert first.books[0].tags[2].linked[0].quote == "😀 웃는 얼굴"


def test_check_finds_what_is_wrong_with_codebooks(project: Store) -> None:
    project.codebooks.add("Other")
    for sql in (
        "update tag set codebook = 2 where name = 'energy'",
        "update tag set scope = 'x' where name = 'stance'",
        "update tag set name = 'Scope' where name = 'systems'",
    ):
        project.db.conn.execute(sql)
    said = " ".join(problem.sentence for problem in check(project))
    assert "another codebook" in said
    assert "has the scope “x”" in said
    assert "Two tags have the path “scope" in said.casefold().replace("two tags", "Two tags")
