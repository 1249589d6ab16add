"""The past on the command line: filtered history, one change taken back, articles as of a moment."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from store import open_project
from tests.commands.line import Line


def test_history_is_filtered_and_told(line: Line) -> None:
    line("tag", "stance", "--article", 1, "--by", "지은")
    line("status", "done", "--article", 2)
    assert [each["label"] for each in line.lines("history", "--article", 2)] == ["Set 1 article to done"]
    assert [each["annotator"] for each in line.lines("history", "--by", "지은")] == ["지은"]
    assert line.lines("history", "--tag", "stance", "--kind", "taggings")[0]["label"] == "Tag 1 article with stance"
    assert line.lines("history", "--since", "2999-01-01") == []
    assert len(line.lines("history", "--until", "2999-01-01", "--limit", 1)) == 1
    change = line.lines("history", "--article", 2)[0]["id"]
    assert "status: “untagged” → “done”" in line("history", "--change", change)
    assert "no tag" in line("history", "--tag", "nowhere", code=1)
    assert "no time" in line("history", "--since", "yesterday", code=2)


def test_one_change_is_taken_back_and_all_are_undone(line: Line, tmp_path: Path) -> None:
    line("status", "done", "--article", 1)
    line("status", "discuss", "--article", 2)
    first = line.lines("history", "--article", 1)[0]["id"]
    assert line("undo", "--change", first).startswith("Take back: ")
    assert line.json("show", 1)["status"] == "untagged"
    assert line.json("show", 2)["status"] == "discuss"
    assert line.json("show", 1, "--as-of", first)["status"] == "done"
    assert line("restore", "--article", 1, "--as-of", first).startswith("Restore article 1 as of")
    assert line.json("show", 1)["status"] == "done"
    copy = tmp_path / "then.galpi"
    line("backup", copy, "--as-of", first)
    with open_project(copy) as store:
        assert (store.articles.get(1).status, store.articles.get(2).status) == ("done", "untagged")
    assert "changes undone" in line("undo", "--to", 0)
    assert line.json("show", 2)["status"] == "untagged"
    assert "undone" in line("history")


def test_what_is_read_is_read_as_of_a_moment(line: Line, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    line("tag", "stance", "--article", 1, "--span", 0, 2)
    first = line.lines("history")[0]["id"]
    line("tag", "stance", "--article", 1, "--remove", "--span", 0, 2)
    line("tag", "stance", "--article", 2)
    now = line.lines("list", "--sort", "title")
    then = line.lines("list", "--sort", "title", "--as-of", first)
    assert [list(each) for each in then] == [list(each) for each in now]
    assert [each["id"] for each in then] == [each["id"] for each in now]
    assert {each["id"]: each["tags"] for each in then if each["tags"]} == {1: ["stance"]}
    assert {each["id"]: each["tags"] for each in now if each["tags"]} == {2: ["stance"]}
    assert [each["id"] for each in line.lines("list", "tag:stance", "--as-of", first)] == [1]
    assert [each["article"] for each in line.lines("passages", "--tag", "stance", "--as-of", first)] == [1]
    assert line.lines("passages", "--tag", "stance") == []
    counts = {each["value"]: each["count"] for each in line.json("facets", "id:1", "--as-of", first)["tag"]}
    assert counts == {"stance": 1}
    assert len(line.lines("entities", "--as-of", first)) == len(line.lines("entities"))
    assert line.lines("relations", "--as-of", first) == line.lines("relations")
    assert [each["id"] for each in line.lines("show", "--where", "tag:stance", "--as-of", first)] == [1]
    assert "no change" in line("list", "--as-of", 4711, code=1)
    assert line.lines("list", "--sort", "title") == now
    assert list((tmp_path / "scratch").iterdir()) == []
