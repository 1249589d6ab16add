"""The verbs about whole projects: new, import, recognize, export, formats, check, backup, info."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store import open_project
from store.records import ColumnMapping
from tests.commands.line import Line
from tests.projects import ARTICLES, write_articles
from ui.cli import run_command


def test_new_makes_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fresh = Line(tmp_path / "fresh.galpi", capsys)
    assert "0 articles" in fresh("new")
    assert fresh.json("info")["articles"] == 0
    assert "already there" in fresh("new", code=1)
    book = tmp_path / "book.json"
    book.write_text('{"tags": [{"name": "mine"}]}', encoding="utf-8")
    with_book = Line(tmp_path / "book.galpi", capsys)
    with_book("new", "--codebook", book)
    assert with_book.json("info")["tags"] == 1
    assert "codebook" in Line(tmp_path / "no.galpi", capsys)("new", "--codebook", tmp_path / "none.json", code=1)
    assert not (tmp_path / "no.galpi").exists()


def test_import_says_what_it_did(line: Line, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"new.txt": "세종시는 버스를 늘렸다고 밝혔다.\n", **ARTICLES})
    (folder / "empty.txt").touch()
    report = line.json("import", folder)
    assert list(report)[:5] == ["imported", "updated", "unchanged", "duplicates", "failed"]
    assert report["seconds"] > 0
    assert (report["imported"], report["updated"], report["unchanged"]) == (1, 0, len(ARTICLES))
    assert [each["source"] for each in report["failed"]] == ["empty.txt"]
    assert list(report["failed"][0]) == ["source", "reason"]


def test_import_fails_only_when_nothing_could_be_read(line: Line, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert run_command(["import", str(line.project), str(empty), "--json"]) == 1
    assert "There is nothing at" in line("import", tmp_path / "none", code=1)
    good = write_articles(tmp_path / "in", {"a.txt": "Words that are good to read, all of them.\n"}) / "a.txt"
    line("import", empty, good)
    line("import", empty, good)


def test_import_goes_by_the_columns_that_are_remembered(line: Line, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(
        "표제어,말,쓴 곳\n등,시는 정류장마다 등을 달아 밤에도 환하게 한다고 밝혔다.,누리신문\n", encoding="utf-8"
    )
    fields = {"text": "말", "outlet": "쓴 곳"}
    with open_project(line.project) as store:
        store.mappings.remember([ColumnMapping(columns=("쓴 곳", "말", "표제어"), fields=fields)])
    line("import", rows, "--no-recognize")
    assert line.json("show", line.id("rows.csv#1"))["outlet"] == "누리신문"
    rows.rename(tmp_path / "other.csv")
    line("import", tmp_path / "other.csv", "--no-recognize", "--map", "outlet=표제어")
    assert line.json("show", line.id("other.csv#1"))["outlet"] == "등"


def test_import_can_leave_recognition_to_recognize(line: Line, tmp_path: Path) -> None:
    line("import", write_articles(tmp_path / "in", {"a.txt": "대구시는 버스를 늘렸다고 밝혔다.\n"}), "--no-recognize")
    number = line.id("a.txt")
    assert line.json("show", number)["mentions"] == []
    result = line.json("recognize")
    assert list(result) == ["articles", "mentions", "up_to_date", "seconds"]
    assert result["articles"] == len(ARTICLES) + 1
    mention = line.json("show", number)["mentions"][0]
    assert (mention["quote"], mention["type"], mention["state"]) == ("대구시", "place", "suggested")


def test_export_check_and_formats(line: Line, tmp_path: Path) -> None:
    report = line.json("export", tmp_path / "a.jsonl", "--format", "jsonl", "--where", "-lang:en")
    assert (report["articles"], report["path"]) == (4, str(tmp_path / "a.jsonl"))
    assert report["bytes"] == (tmp_path / "a.jsonl").stat().st_size
    assert line.json("check", "--dataset", tmp_path / "a.jsonl") == {"ok": True, "problems": []}
    line("export", tmp_path / "t", "--format", "csv", "--flavour", "excel", "--include", "all")
    line("export", tmp_path / "x", "--format", "pdf", code=1)
    line("export", tmp_path / "x", code=2)
    (tmp_path / "a.jsonl").unlink()
    assert run_command(["check", str(line.project), "--dataset", str(tmp_path / "a.jsonl"), "--json"]) == 1
    line("check", "--dataset", tmp_path / "none", code=1)


def test_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["formats", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert all(list(each) == ["name", "label", "reads", "writes"] for each in found)
    assert {"jsonl", "csv"} <= {each["name"] for each in found if each["writes"]}
    assert run_command(["formats"]) == 0


def test_check_tells_problems_and_fails(line: Line, capsys: pytest.CaptureFixture[str]) -> None:
    assert line.json("check") == {"ok": True, "problems": []}
    with open_project(line.project) as store:
        store.db.conn.execute("update mention set quote = 'else' where id = 1")
    assert run_command(["check", str(line.project), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert "does not quote" in found["problems"][0]


def test_backup_and_info(line: Line, tmp_path: Path) -> None:
    line("tag", "stance", "--article", 1)
    line("backup", tmp_path / "copy.galpi")
    info = line.json("info")
    copy = Line(tmp_path / "copy.galpi", line._capsys)
    assert copy.lines("history") == line.lines("history")
    assert {key: value for key, value in copy.json("info").items() if key not in ("path", "size")} == {
        key: value for key, value in info.items() if key not in ("path", "size")
    }
    assert (info["articles"], info["languages"]) == (6, {"ko": 4, "en": 2})
    line("backup", tmp_path / "copy.galpi", code=1)


def test_what_was_salvaged_is_told_as_json(line: Line, tmp_path: Path) -> None:
    found = line.json("salvage", tmp_path / "saved.galpi")
    assert (found["project"], found["articles"], found["lost"]) == (str(tmp_path / "saved.galpi"), 6, 0)
    assert found["rows"] > 6
    assert found["problems"] == []
