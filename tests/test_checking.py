"""Checking: every kind of violated promise is found, and a project that is well is said to be so."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from store import Store, UserError, backup, check, export, open_project
from store.bitmap_building import build
from store.checking import check_dataset
from tests.projects import article_of, bring, dump, run, span_of, write_articles


@pytest.fixture
def marked_project(project: Store) -> Store:
    """Give a project with a mark of each kind."""
    water = article_of(project, "en/water.txt")
    tag = project.codebook.find("systems/energy").id
    project.taggings.put(tag, [water.article.id], span=span_of(water, "smart water"))
    project.taggings.put(tag, [1])
    project.notes.write(1, "note")
    project.mentions.add(water.article.id, *span_of(water, "leak"), type="event", name="the leak")
    project.articles.set_role(water.article.id, *span_of(water, "By Jane Example"), "boilerplate")
    project.rules.add("Example Times", ["Read more"], "boilerplate")
    return project


def test_a_project_that_is_well(marked_project: Store) -> None:
    assert check(marked_project) == ()


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("update article_text set text = text || 'x' where article = 1", "not what was stored"),
        ("delete from article_text where article = 1", "lost its text"),
        ("update article set length = 5 where id = 1", "not what was stored"),
        ("update source set bytes = x'00' where article = 1", "kept bytes"),
        ("update part set start = start - 2 where id = (select max(id) from part where article = 1)", "overlap"),
        ('update part set "end" = 99999 where id = (select max(id) from part where article = 1)', "outside"),
        ("update part set role = 'lead' where id = 1", "role"),
        ("delete from part where id = (select min(id) from part where article = 1)", "no part"),
        ("delete from part where id = (select max(id) from part where article = 1)", "no part"),
        ("delete from part where article = 1", "no part"),
        ("update mention set start = start + 1 where id = 1", "does not quote"),
        ("update correction set quote = 'else'", "does not quote"),
        ("update correction set article = 999", "article that is not there"),
        ("update rule set role = 'lead'", "role"),
        ('update mention set "end" = 99999 where id = 1', "does not quote"),
        ("update mention set quote = 'else' where id = 1", "does not quote"),
        ("update tagging set quote = 'else' where start is not null", "does not quote"),
        ("update tagging set start = -1 where start is not null", "does not quote"),
        ("update mention set article = 999 where id = 1", "mention 1"),
        ("update mention set entity = 99999 where id = 1", "entity that is not there"),
        ("update mention set state = 'maybe' where id = 1", "state"),
        ("update mention set annotator = 99 where state = 'accepted'", "annotator that is not there"),
        ("update tagging set tag = 999 where start is null", "tag that is not there"),
        ("update tagging set annotator = 999 where start is null", "annotator that is not there"),
        ("update tagging set article = 999 where start is null", "article that is not there"),
        ("update tag set parent = 999 where name = 'energy'", "tag that is not there"),
        ("update tag set parent = id where name = 'stance'", "under itself"),
        ("update note set article = 999", "article that is not there"),
        ("update note set annotator = 999", "annotator that is not there"),
        ("update part set article = 999 where article = 1", "article that is not there"),
        ("update entity set part_of = 99999 where id = 3", "entity that is not there"),
        ("update entity_name set entity = 99999 where id = 3", "entity that is not there"),
        ("update relation set subject = 99999 where id = 1", "entity that is not there"),
        ("update relation set predicate = 99999 where id = 1", "predicate that is not there"),
        ("update relation set article = 999, start = 0, \"end\" = 1, quote = 'x' where id = 1", "relation 1"),
        ("update article set status = 'finished' where id = 1", "status"),
        ("update article set batch = 999 where id = 1", "batch that is not there"),
        ("update source set article = 999 where article = 1", "article that is not there"),
        ("insert into author(article, position, name) values (999, 0, 'x')", "article that is not there"),
        ("insert into keyword(article, position, name) values (999, 0, 'x')", "article that is not there"),
        ("delete from change where id = 1", "belong to no change"),
        ("update change set state = 'maybe' where id = 1", "state"),
        ("delete from indexed where article = 1", "search index lacks"),
        ("update article set title = 'else' where id = 1", "search index lacks"),
    ],
)
def test_a_violated_promise_is_found(marked_project: Store, sql: str, sentence: str) -> None:
    marked_project.db.conn.execute(sql)
    problems = check(marked_project)
    assert any(sentence in problem.sentence for problem in problems), problems
    assert all(problem.sentence.endswith(".") for problem in problems)


def test_damaged_pages_are_told_not_thrown(marked_project: Store) -> None:
    page, root = (
        marked_project.db.conn.execute("pragma page_size").fetchone()[0],
        marked_project.db.conn.execute("select rootpage from sqlite_master where name = 'mention'").fetchone()[0],
    )
    path = marked_project.path
    marked_project.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * page : (root - 1) * page + 200] = b"\xff" * 200
    path.write_bytes(data)
    with open_project(path) as store:
        problems = check(store)
    assert any("damaged" in problem.sentence for problem in problems)


def test_checking_changes_nothing(marked_project: Store) -> None:
    before, version = dump(marked_project), marked_project.db.conn.execute("pragma data_version").fetchone()
    check(marked_project)
    assert dump(marked_project) == before
    assert marked_project.db.conn.execute("pragma data_version").fetchone() == version


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_an_export_is_checked_by_its_manifest(marked_project: Store, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    run(export(marked_project.path, out, format=name))
    assert check_dataset(marked_project, out) == ()
    manifest = out / "manifest.json" if name == "csv" else tmp_path / "out.manifest.json"
    assert check_dataset(marked_project, manifest) == ()
    first = (manifest.parent / json.loads(manifest.read_text(encoding="utf-8"))["files"][0]["name"]).resolve()
    good = first.read_bytes()
    first.write_bytes(good.replace(b"e", b"E", 1))
    assert "not as it was exported" in check_dataset(marked_project, out)[0].sentence
    first.unlink()
    assert "is missing" in check_dataset(marked_project, out)[0].sentence
    first.write_bytes(good)
    marked_project.notes.write(2, "later")
    assert check_dataset(marked_project, out)[0].sentence.startswith("The project has moved on")
    marked_project.journal.undo()
    assert check_dataset(marked_project, out) == ()


def test_an_import_since_the_export_is_told(marked_project: Store, tmp_path: Path) -> None:
    for table in ("batch", "change"):
        marked_project.db.conn.execute(f"update {table} set at = '2020-01-01T00:00:00Z'")
    run(export(marked_project.path, tmp_path / "out.jsonl", format="jsonl"))
    bring(marked_project.path, write_articles(tmp_path / "in", {"new.txt": "서울시는 새 버스를 샀다고 밝혔다.\n"}))
    assert check_dataset(marked_project, tmp_path / "out.jsonl")[0].sentence.startswith("The project has moved on")


def test_what_has_no_manifest_is_told(project: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no manifest"):
        check_dataset(project, tmp_path)
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be read"):
        check_dataset(project, tmp_path)


def test_a_backup_is_whole_and_opens(marked_project: Store, tmp_path: Path) -> None:
    out = tmp_path / "copy.galpi"
    assert backup(marked_project, out) == out.stat().st_size
    with open_project(out) as copy:
        assert dump(copy) == dump(marked_project)
        assert copy.journal.history() == marked_project.journal.history()
        kept = "select name, origin, sha256, bytes from source order by id"
        assert copy.db.conn.execute(kept).fetchall() == marked_project.db.conn.execute(kept).fetchall()
        assert check(copy) == ()
        assert copy.journal.undo() is not None
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_a_backup_is_not_written_over_anything(project: Store, tmp_path: Path) -> None:
    out = tmp_path / "there"
    out.write_text("mine", encoding="utf-8")
    for place in (out, project.path):
        with pytest.raises(UserError, match="already there"):
            backup(project, place)
    assert out.read_text(encoding="utf-8") == "mine"
    with pytest.raises(UserError, match="does not exist"):
        backup(project, tmp_path / "no" / "copy.galpi")


def test_a_backup_can_be_made_while_another_writes(project: Store, tmp_path: Path) -> None:
    with sqlite3.connect(project.path, isolation_level=None) as other:
        other.execute("begin immediate")
        other.execute("update article set status = 'done'")
        backup(project, tmp_path / "copy.galpi")
        other.execute("commit")
    other.close()
    with open_project(tmp_path / "copy.galpi") as copy:
        assert copy.articles.get(1).status == "untagged"


def test_bitmaps_that_are_not_what_the_articles_say_are_told(project: Store) -> None:
    run(build(project.db))
    assert check(project) == ()
    project.db.conn.execute("delete from bitmap where field = 'status'")
    assert ["status" in problem.sentence for problem in check(project)] == [True]
