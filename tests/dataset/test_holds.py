"""What a format says that it holds stands in its files, and what does not stand there is told as lost."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from store import Store, export, import_paths, open_project
from store.dataset.form import DETAILS, HOLDS
from store.dataset.items import LOSSES
from store.db import create
from store.export_formats import export_format, known_formats
from store.formats.attributes import read_written
from store.records import ExportReport, Recipe
from tests.projects import run

TEXT = "가람시는 3일 물길 지도 서비스를 공개했다. 김나래 팀장은 8억 원이 들었다고 했다. 나머지는 추측이다."

OTHERWISE = {
    "notes": "update note set text = 'other'",
    "tag_notes": "update tagging set note = 'other' where start is not null",
    "whole_notes": "update tagging set note = 'other' where start is null",
    "relations": "update predicate set name = 'closes' where name = 'opens'",
    "links": "update mention set entity = (select min(id) from entity) where entity is not null",
    "annotators": "update annotator set name = 'other' where name = 'First Annotator'",
    "whole_annotators": "update annotator set name = 'other' where name = 'Second Annotator'",
    "certainties": "update tagging set certainty = 38 where certainty is not null",
    "attributes": "update tagging set attributes = replace(attributes, 'loud', 'soft')",
    "values": "update mention set value = '2031-07-08' where value is not null",
    "scores": "update mention set score = 432 where score is not null",
    "states": "update mention set state = 'accepted' where state = 'suggested'",
}
"""How a project is made that differs in one thing alone."""


def _mark(quote: str) -> dict[str, object]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def _record() -> dict[str, object]:
    return {
        "source": "a.txt", "text": TEXT, "language": "ko", "title": "가람시는", "published": "2031-01-02",
        "notes": [{"text": "on the article"}],
        "mentions": [
            {**_mark("가람시"), "type": "place", "entity": "가람시", "state": "accepted"},
            {**_mark("물길 지도"), "type": "system", "entity": "물길 지도", "state": "accepted"},
            {**_mark("3일"), "type": "date", "value": "2031-07-09", "state": "accepted"},
            {**_mark("나머지"), "type": "person", "state": "suggested", "score": 0.123},
        ],
        "tags": [
            {**_mark("공개했다"), "tag": "stance", "note": "on a passage", "annotator": "First Annotator", "certainty": 37,
             "attributes": {"tone": "loud"}},
            {"tag": "stance", "note": "on all of it", "annotator": "Second Annotator"},
        ],
        "relations": [{"subject": "가람시", "predicate": "opens", "object": "물길 지도", **_mark("가람시는 3일 물길 지도"),
                       "state": "accepted"}],
    }  # fmt: skip


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a project with all that a mark can say, and one for each thing that is otherwise in it."""
    folder = tmp_path_factory.mktemp("holds")
    lines, project = folder / "a.jsonl", folder / "p.galpi"
    lines.write_text(json.dumps(_record(), ensure_ascii=False) + "\n", encoding="utf-8")
    with Store(project, create(project)) as store:
        store.codebook.add("stance")
        store.codebook.set_attributes(store.codebook.find("stance").id, read_written("tone"))
        assert not run(import_paths(project, [lines], recognize=False)).failed
        store.db.conn.execute("update entity set external = ? where name = '가람시'", ('{"wikidata": "Q1234567"}',))
    found = {"": project}
    for name, sql in OTHERWISE.items():
        found[name] = folder / name / project.name
        found[name].parent.mkdir()
        with closing(sqlite3.connect(project)) as one, closing(sqlite3.connect(found[name])) as other:
            one.backup(other)
            for (trigger,) in other.execute("select name from sqlite_master where type = 'trigger'").fetchall():
                other.execute(f"drop trigger {trigger}")
            assert other.execute(sql).rowcount > 0
            other.commit()
    return found


def _written(project: Path, folder: Path, name: str, flavour: str) -> tuple[ExportReport, dict[str, object]]:
    """Export all, and read the dataset's own files, without what is written beside every dataset."""
    folder.mkdir()
    place = folder / f"set{export_format(name).suffix}"
    report = run(export(project, place, Recipe(format=name, flavour=flavour, include="all")))
    files = [place] if place.is_file() else sorted(each for each in place.rglob("*") if each.is_file())
    found: dict[str, object] = {}
    for file in files:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                found |= {each: archive.read(each) for each in archive.namelist()}
        # Beside the card stand descriptors, which hold the checksums of the others.
        elif file.name not in ("card.md", "README.md", "manifest.json", "datapackage.json", "croissant.json"):
            found[file.name] = file.read_bytes()
    return report, found


def _lost(report: ExportReport) -> set[str]:
    return {
        name
        for name in HOLDS
        if name in LOSSES
        for sentence in report.losses
        if LOSSES[name].partition("|")[0].removeprefix("{n}") in sentence
        and LOSSES[name].partition("|")[2].split()[0] in sentence
    }


@pytest.mark.parametrize(
    ("name", "flavour"),
    [
        (each.name, flavour)
        for each in known_formats()
        if each.writes
        for flavour in [name for name, _ in each.flavours if name in ("categories", "spans")] or [""]
    ],
)
def test_what_is_held_is_written_and_what_is_not_is_told(
    projects: dict[str, Path], tmp_path: Path, name: str, flavour: str
) -> None:
    holds = export_format(name).holds
    if "morphemes" in flavour:
        pytest.skip("as the other flavours")
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet is an extra")
    report, plain = _written(projects[""], tmp_path / "plain", name, flavour)
    lost = _lost(report)
    for thing in OTHERWISE:
        if thing in DETAILS and "spans" not in holds:
            continue  # all is left out, and told so
        _, other = _written(projects[thing], tmp_path / thing, name, flavour)
        there = plain != other
        assert there == (thing not in lost), f"{thing}: {'written' if there else 'not written'}, {report.losses}"


@pytest.mark.parametrize("name", ["jsonl", "prodigy", "huggingface", "labelstudio", "doccano", "cas"])
def test_all_that_is_known_of_a_mark_comes_back(projects: dict[str, Path], tmp_path: Path, name: str) -> None:
    place = tmp_path / f"set{export_format(name).suffix}"
    report = run(export(projects[""], place, Recipe(format=name, include="all")))
    assert report.losses == ()
    other = tmp_path / "other.galpi"
    with Store(other, create(other)) as store:
        store.codebook.add("stance")
        store.codebook.set_attributes(store.codebook.find("stance").id, read_written("tone"))
    assert not run(import_paths(other, [place], recognize=False)).failed
    with open_project(projects[""]) as mine, open_project(other) as store:
        assert _known(store) == _known(mine)


def _known(store: Store) -> list[tuple[object, ...]]:
    (article,) = store.marked.stream(store.search.ids("", sort="id"))
    taggings = [
        (t.start, t.end, t.tag, t.note, t.annotator, t.certainty, t.attributes)
        for t in sorted(article.taggings, key=lambda t: t.start or 0)
    ]
    mentions = [
        (m.start, m.end, m.type, m.entity, m.state, m.score, m.value)
        for m in sorted(article.mentions, key=lambda m: m.start)
    ]
    return [*taggings, *mentions]
