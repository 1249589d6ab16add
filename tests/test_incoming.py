"""Incoming marks: what a record says comes beside what the project says already."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from store import Store
from tests.native_files import export_native, write_lines
from tests.projects import article_of, assert_spans_quote, bring, span_of


def _records(data: bytes) -> list[dict[str, Any]]:
    # Not splitlines(): a record may hold U+2028.
    return [json.loads(line) for line in data.decode().split("\n") if line]


def test_marks_of_a_record_come_in_with_what_is_missing(empty: Store, tmp_path: Path) -> None:
    record = {
        "text": "Jeju opens a drone port. A drone port!",
        "source": "jeju",
        "tags": ["plain", {"tag": "deep/er", "start": 0, "end": 4, "annotator": "A", "note": "n"}],
        "mentions": [
            {"start": 0, "end": 4, "type": "place", "entity": "Jeju"},
            {"start": 13, "end": 23, "type": "gadget", "state": "rejected"},
        ],
        "notes": ["short", {"text": "long", "annotator": "B"}],
        "relations": [{"subject": "Jeju", "predicate": "opens", "object": "the port", "start": 0, "end": 4}],
    }
    assert not bring(empty.path, write_lines(tmp_path / "in.jsonl", record)).failed
    marked = article_of(empty, "jeju")
    assert [(t.tag, t.quote, t.annotator, t.note) for t in marked.taggings] == [
        ("plain", None, "researcher", ""),
        ("deep/er", "Jeju", "A", "n"),
    ]
    assert [(m.quote, m.type, m.entity, m.state) for m in marked.mentions] == [
        ("Jeju", "place", "Jeju", "accepted"),
        ("drone port", "gadget", None, "rejected"),
    ]
    assert [(n.text, n.annotator) for n in marked.notes] == [("short", "researcher"), ("long", "B")]
    said = marked.relations[0]
    assert (said.subject, said.relation.predicate, said.object, said.relation.quote) == (
        "Jeju",
        "opens",
        "the port",
        "Jeju",
    )
    assert "gadget" in empty.entities.types()
    assert marked.article.status == "started"
    assert_spans_quote(empty)


def test_a_tag_of_a_record_is_its_whole_path(empty: Store, tmp_path: Path) -> None:
    records = [{"text": "One.", "tags": ["systems/energy"]}, {"text": "Two.", "tags": ["energy"]}]
    bring(empty.path, write_lines(tmp_path / "in.jsonl", *records))
    assert [tag.path for tag in empty.codebook.tags()] == ["systems", "systems/energy", "energy"]


def test_records_of_one_source_name_are_all_kept(empty: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "in.jsonl", *[{"text": f"Text {n}.", "source": "Yonhap"} for n in range(3)])
    report = bring(empty.path, path)
    assert (report.imported, report.updated) == (3, 0)
    names = {row[0] for row in empty.db.conn.execute("select source from article")}
    assert names == {"Yonhap", "Yonhap (2)", "Yonhap (3)"}
    again = bring(empty.path, path)
    assert (again.imported, again.updated, again.unchanged) == (0, 0, 3)
    write_lines(path, *[{"text": f"Text {n}." if n != 1 else "New.", "source": "Yonhap"} for n in range(3)])
    changed = bring(empty.path, path)
    assert (changed.imported, changed.updated, changed.unchanged) == (0, 1, 2)
    assert article_of(empty, "Yonhap (2)").article.text == "New."


def test_an_export_that_comes_back_is_unchanged(project: Store, tmp_path: Path) -> None:
    project.taggings.put(project.codebook.find("stance").id, [1], note="why")
    project.notes.write(2, "note")
    before = export_native(project.path, tmp_path / "out.jsonl")
    report = bring(project.path, tmp_path / "out.jsonl")
    assert (report.imported, report.updated, report.unchanged) == (0, 0, project.articles.count())
    assert export_native(project.path, tmp_path / "again.jsonl") == before


def test_marks_added_to_an_export_come_back_to_their_article(project: Store, tmp_path: Path) -> None:
    lines = _records(export_native(project.path, tmp_path / "out.jsonl")[0])
    lines[0]["tags"].append({"tag": "stance", "start": 0, "end": 2, "annotator": "script", "note": ""})
    lines[1]["mentions"].append({"start": 0, "end": 3, "type": "gadget", "state": "suggested", "origin": "script"})
    report = bring(project.path, write_lines(tmp_path / "out.jsonl", *lines))
    assert (report.imported, report.updated, report.unchanged) == (0, 2, project.articles.count() - 2)
    assert [(t.tag, t.start, t.annotator) for t in project.taggings.of(lines[0]["id"])] == [("stance", 0, "script")]
    assert [m.type for m in project.mentions.of(lines[1]["id"])].count("gadget") == 1
    assert bring(project.path, write_lines(tmp_path / "out.jsonl", *lines)).updated == 0
    assert_spans_quote(project)


def test_a_text_changed_in_an_export_is_a_new_version(project: Store, tmp_path: Path) -> None:
    marked = article_of(project, "en/water.txt")
    project.taggings.put(
        project.codebook.find("stance").id, [marked.article.id], span=span_of(marked, "within ten minutes")
    )
    record = {"text": "Rewritten: it warns within ten minutes.", "uid": marked.article.uid, "source": "en/water.txt"}
    report = bring(project.path, write_lines(tmp_path / "in.jsonl", record))
    assert (report.imported, report.updated) == (0, 1)
    after = project.marked.get(marked.article.id)
    assert after.article.text == record["text"]
    assert [t.quote for t in after.taggings] == ["within ten minutes"]
    assert_spans_quote(project)
