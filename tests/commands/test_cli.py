"""The command line: every verb, the keys of its JSON, its exit codes, and one line for every error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store import Store, StoreBug, open_project
from tests.projects import ARTICLES, article_of, run, span_of, write_articles
from ui.cli import VERBS, run_command

ROOT = Path(__file__).parents[2]

SHOW = [
    "id", "uid", "source", "sha256", "language", "title", "title_derived", "subtitle", "outlet", "authors", "published",
    "updated", "url", "keywords", "status", "notes", "text", "parts", "mentions", "tags", "relations", "duplicates",
]  # fmt: skip
MENTION = ["id", "start", "end", "quote", "type", "entity", "entity_id", "state", "origin", "score", "value"]
TAGGING = ["tag", "start", "end", "quote", "note", "annotator"]
RELATION = [
    "id", "subject", "predicate", "object", "article", "start", "end", "quote", "state", "subject_id", "object_id"
]  # fmt: skip


class Line:
    """The command line, run inside this process."""

    def __init__(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.project = project
        self._capsys = capsys

    def __call__(self, verb: str, *arguments: object, code: int = 0) -> str:
        """Run a verb on the project; prove its exit code, and that an error is one line; give what it printed."""
        self._capsys.readouterr()
        given = run_command([verb, str(self.project), *map(str, arguments)])
        out, err = self._capsys.readouterr()
        assert given == code, err
        if code:
            assert err.endswith("\n")
            assert err.count("\n") == 1, err
            assert "Traceback" not in err
            return err
        return out

    def json(self, verb: str, *arguments: object) -> Any:
        """Run a verb with `--json` and give its one value."""
        return json.loads(self(verb, *arguments, "--json"))

    def lines(self, verb: str, *arguments: object) -> list[Any]:
        """Run a verb with `--json` and give its values, one a line."""
        return [json.loads(line) for line in self(verb, *arguments, "--json").split("\n") if line]


@pytest.fixture
def line(project_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """Give the command line on a small project."""
    return Line(project_path, capsys)


def _id(line: Line, source: str) -> int:
    with open_project(line.project) as store:
        return article_of(store, source).article.id


def _span(line: Line, source: str, quote: str) -> tuple[int, int]:
    with open_project(line.project) as store:
        return span_of(article_of(store, source), quote)


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


def test_import_can_leave_recognition_to_recognize(line: Line, tmp_path: Path) -> None:
    line("import", write_articles(tmp_path / "in", {"a.txt": "대구시는 버스를 늘렸다고 밝혔다.\n"}), "--no-recognize")
    number = _id(line, "a.txt")
    assert line.json("show", number)["mentions"] == []
    result = line.json("recognize")
    assert list(result) == ["articles", "mentions", "seconds"]
    assert result["articles"] == len(ARTICLES) + 1
    mention = line.json("show", number)["mentions"][0]
    assert (mention["quote"], mention["type"], mention["state"]) == ("대구시", "place", "suggested")


def test_list_has_its_keys_and_order(line: Line) -> None:
    rows = line.lines("list")
    assert [list(row) for row in rows] == [
        ["id", "source", "title", "outlet", "published", "language", "tags", "status"]
    ] * len(ARTICLES)
    dates = [row["published"] for row in rows]
    known = [date for date in dates if date]
    assert known == sorted(known, reverse=True)
    assert None not in dates[: len(known)]
    forward = [row["published"] for row in line.lines("list", "--sort", "published")]
    assert forward == sorted(known) + [None] * (len(dates) - len(known))
    assert line.lines("list", "--limit", 2, "--offset", 1) == rows[1:3]
    assert line.lines("list", "--limit", 0) == []
    assert line.lines("list", "") == rows


@pytest.mark.parametrize(
    "field", ["relevance", "published", "title", "outlet", "language", "length", "tags", "notes", "status"]
)
def test_list_sorts_by_every_field_both_ways(line: Line, field: str) -> None:
    for sort in (field, f"-{field}"):
        assert len(line.lines("list", "버스 OR city", "--sort", sort)) == 2


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("대구", {"ko/bus.txt"}),
        ("entity:Daegu", {"ko/bus.txt", "en/water.txt"}),
        ("-lang:ko", {"en/water.txt", "en/untitled.txt"}),
        ("-has:title -lang:ko", {"en/untitled.txt"}),
        ("-has:author -lang:ko", {"en/untitled.txt"}),
        ("-publishes", set(ARTICLES)),
        ("-json", set(ARTICLES)),
        ("-hello", set(ARTICLES)),
        ("-대구 lang:ko", {"ko/fair.txt", "ko/copy/wire.txt", "lamp.txt"}),
        ('-"smart water" lang:en', {"en/untitled.txt"}),
    ],
)
def test_a_query_may_begin_with_a_hyphen(line: Line, query: str, sources: set[str]) -> None:
    assert {row["source"] for row in line.lines("list", query)} == sources
    assert {row["source"] for row in line.lines("show", "--where", query)} == sources


@pytest.mark.parametrize("verb", ["list", "facets", "entities", "relations", "passages"])
def test_a_query_that_breaks_is_one_line(line: Line, verb: str) -> None:
    line(verb, "(대구", code=1)
    line(verb, "date:soon", code=1)


def test_show_has_its_keys_and_quotes_its_text(line: Line) -> None:
    number = _id(line, "en/water.txt")
    line("tag", "stance", "--article", number, "--span", *_span(line, "en/water.txt", "smart water"), "--note", "n")
    with open_project(line.project) as store:
        store.notes.write(number, "a note")
    shown = line.json("show", number)
    assert list(shown) == SHOW
    assert [list(each) for each in shown["mentions"]] == [MENTION] * len(shown["mentions"])
    assert [list(each) for each in shown["tags"]] == [TAGGING]
    assert {tuple(each) for each in shown["parts"]} == {("role", "start", "end")}
    for mark in [*shown["mentions"], *shown["tags"]]:
        assert shown["text"][mark["start"] : mark["end"]] == mark["quote"]
    assert (shown["published"], shown["language"], shown["status"]) == ("2023-05-02", "en", "started")
    assert shown["notes"] == [{"text": "a note", "annotator": "researcher"}]
    assert shown["title_derived"] is False
    assert line.json("show", _id(line, "ko/fair.txt"))["duplicates"] == [_id(line, "ko/copy/wire.txt")]


def test_show_of_several_is_one_a_line_or_nothing(line: Line) -> None:
    assert [each["id"] for each in line.lines("show", 3, 1, 2)] == [3, 1, 2]
    assert len(line.lines("show", "--where", "")) == len(ARTICLES)
    assert "no article 99" in line("show", 1, 99, "--json", code=1)
    line("show", code=2)
    line("show", 1, "--where", "", code=2)
    assert "[body]" in line("show", 1)


def test_output_is_utf8_on_one_line_each(line: Line) -> None:
    out = line("show", _id(line, "lamp.txt"), "--json")
    assert out.count("\n") == 1
    assert "가로등\u2028이" in out


def test_facets_are_counts_by_field(line: Line) -> None:
    facets = line.json("facets")
    languages = next(values for field, values in facets.items() if {v["value"] for v in values} == {"ko", "en"})
    assert {each["value"]: each["count"] for each in languages} == {"ko": 4, "en": 2}
    for values in facets.values():
        assert all(list(each) == ["value", "count"] for each in values)
    assert line.json("facets", "대구").keys() == facets.keys()


def test_entities_have_their_keys(line: Line) -> None:
    found = line.lines("entities", "lang:ko")
    keys = ["id", "uid", "type", "name", "names", "part_of", "note", "external", "articles", "mentions"]
    assert found
    assert all(list(each) == keys for each in found)
    daegu = next(each for each in found if "대구시" in each["names"].get("ko", []))
    assert (daegu["type"], daegu["articles"]) == ("place", 1)
    assert daegu["mentions"] >= 1
    assert "Daegu" in daegu["names"]["en"]
    everything = line.lines("entities")
    assert len(everything) > len(found)
    assert next(each for each in everything if each["id"] == daegu["id"])["articles"] == 2


def test_relations_have_their_keys(line: Line) -> None:
    said = line.lines("relations")
    assert said
    assert all(list(each) == RELATION for each in said)
    assert line.lines("relations", "대구") == []


def test_passages_have_their_keys(line: Line) -> None:
    number = _id(line, "ko/fair.txt")
    start, end = _span(line, "ko/fair.txt", "😀 웃는")
    line("tag", "stance", "--article", number, "--span", start, end, "--by", "지은")
    assert line.lines("passages") == [
        {
            "article": number,
            "tag": "stance",
            "start": start,
            "end": end,
            "quote": "😀 웃는",
            "note": "",
            "annotator": "지은",
        }
    ]
    assert line.lines("passages", "lang:en") == []
    assert "😀 웃는" in line("passages")


def test_tag_puts_and_takes_off(line: Line) -> None:
    number = _id(line, "ko/bus.txt")
    line("tag", "new/branch", "--where", "lang:ko")
    assert [row["tags"] for row in line.lines("list", "lang:ko")] == [["new/branch"]] * 4
    line("tag", "new/branch", "--article", number, "--span", 0, 4)
    line("tag", "new/branch", "--where", "", "--remove")
    tags = line.json("show", number)["tags"]
    assert [(each["tag"], each["start"]) for each in tags] == [("new/branch", 0)]
    line("tag", "branch", "--article", number, "--span", 0, 4, "--remove")
    assert line.json("show", number)["tags"] == []
    assert line.json("show", number)["status"] == "started"
    assert "Nothing to change" in line("tag", "branch", "--article", number, "--remove")


def test_tag_refuses_what_makes_no_sense(line: Line) -> None:
    before = line.lines("history")
    line("tag", "x", code=2)
    line("tag", "x", "--article", 1, "--where", "", code=2)
    line("tag", "x", "--where", "", "--span", 0, 1, code=2)
    line("tag", "x", "--article", 99, code=1)
    line("tag", "x", "--article", 1, "--span", 5, 5, code=1)
    line("tag", "x", "--article", 1, "--span", 0, 99_999, code=1)
    line("tag", "a//b", "--article", 1, code=1)
    line("tag", "none", "--article", 1, "--remove", code=1)
    line("tag", "x", "--article", 1, "--by", " ", code=1)
    assert line.lines("history") == before
    assert line.json("info")["tags"] == 6


def test_tag_makes_the_tag_and_the_tagging_one_step(line: Line) -> None:
    line("tag", "fresh/one", "--article", 1)
    line("undo")
    assert line.json("info")["tags"] == 6
    assert line.json("show", 1)["tags"] == []
    assert line.json("show", 1)["status"] == "untagged"


def test_mention_accept_and_reject(line: Line) -> None:
    number = _id(line, "en/water.txt")
    start, end = _span(line, "en/water.txt", "sensors")
    line("mention", "--article", number, "--span", start, end, "--type", "technology", "--entity", "the sensors")
    mention = next(each for each in line.json("show", number)["mentions"] if each["quote"] == "sensors")
    assert (mention["entity"], mention["type"], mention["state"], mention["origin"]) == (
        "the sensors", "technology", "accepted", "person"
    )  # fmt: skip
    line("reject", "--mention", mention["id"])
    assert "the sensors" not in [each["name"] for each in line.lines("entities", "lang:en")]
    suggested = [each["id"] for each in line.json("show", number)["mentions"] if each["state"] == "suggested"]
    line("accept", "--mention", *suggested[:2])
    states = {each["id"]: each["state"] for each in line.json("show", number)["mentions"]}
    assert [states[each] for each in suggested[:2]] == ["accepted", "accepted"]
    assert states[mention["id"]] == "rejected"
    line("accept", "--where", "", "--entity", "Daegu", "--type", "place")
    for shown in line.lines("show", "--where", "entity:Daegu"):
        named = [each for each in shown["mentions"] if each["quote"] in ("대구시", "Daegu", "대구")]
        assert named
        assert {each["state"] for each in named} == {"accepted"}
    line("reject", "--where", "lang:ko")
    for shown in line.lines("show", "--where", "lang:ko"):
        assert "suggested" not in {each["state"] for each in shown["mentions"]}
    line("accept", code=2)
    line("accept", "--mention", 1, "--where", "", code=2)
    line("accept", "--mention", 99_999, code=1)
    line("accept", "--where", "", "--entity", "nobody at all", code=1)
    line("mention", "--article", number, "--span", 0, 99_999, "--type", "x", code=1)
    line("mention", "--article", 99, "--span", 0, 1, "--type", "x", code=1)


def test_status(line: Line) -> None:
    line("status", "done", "--where", "lang:ko")
    assert {row["status"] for row in line.lines("list", "lang:ko")} == {"done"}
    assert len(line.lines("list", "status:done")) == 4
    line("status", "discuss", "--article", 1)
    assert line.json("show", 1)["status"] == "discuss"
    line("status", "finished", "--article", 1, code=2)
    line("status", "done", code=2)


def test_undo_redo_and_history(line: Line) -> None:
    line("status", "done", "--article", 1)
    line("tag", "stance", "--article", 1, "--by", "지은")
    assert "Tag 1 article with stance" in line("undo")
    assert line.json("show", 1)["tags"] == []
    entries = line.lines("history")
    assert all(list(each) == ["id", "at", "label", "annotator", "undone"] for each in entries)
    assert [(each["label"], each["annotator"], each["undone"]) for each in entries[:2]] == [
        ("Tag 1 article with stance", "지은", True),
        ("Set 1 article to done", "researcher", False),
    ]
    assert "Tag 1 article with stance" in line("redo")
    assert line.json("show", 1)["tags"][0]["annotator"] == "지은"
    assert "nothing to redo" in line("redo", code=1)
    for _ in range(len(entries)):
        line("undo")
    assert "nothing to undo" in line("undo", code=1)


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


@pytest.mark.parametrize("verb", sorted(VERBS - {"new", "formats"}))
def test_a_project_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    more: dict[str, tuple[object, ...]] = {
        "import": (tmp_path,),
        "show": (1,),
        "tag": ("x", "--article", 1),
        "mention": ("--article", 1, "--span", 0, 1, "--type", "x"),
        "accept": ("--mention", 1),
        "reject": ("--mention", 1),
        "status": ("done", "--article", 1),
        "export": (tmp_path / "out", "--format", "jsonl"),
        "backup": (tmp_path / "out",),
    }
    assert "There is no project" in Line(tmp_path / "none.galpi", capsys)(verb, *more.get(verb, ()), code=1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["list", "p", "--nonsense"], ["show", "p", "x"], ["tag", "p"], ["--nonsense"], ["list", "p", "q", "r"],
     ["list", "p", "--limit", "-1"], ["list", "p", "--sort", "colour"], ["mention", "p", "--span", "1"]],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(arguments) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command([verb, "--help"]) == 0
    assert "Usage:" in capsys.readouterr().out


def test_a_fault_of_ours_is_one_line_too(line: Line, tmp_path: Path) -> None:
    with open_project(line.project) as store:
        store.db.conn.execute("update mention set quote = 'else' where id = 1")
        with pytest.raises(StoreBug):
            _run_export(store, tmp_path / "x.jsonl")
    assert "check" in line("export", tmp_path / "a.jsonl", "--format", "jsonl", code=1)
    assert not (tmp_path / "a.jsonl").exists()


def _run_export(store: Store, out: Path) -> None:
    from store import export

    run(export(store.path, out, format="jsonl"))


def test_a_damaged_project_is_one_line(line: Line) -> None:
    with open_project(line.project) as store:
        page = store.db.conn.execute("pragma page_size").fetchone()[0]
        root = store.db.conn.execute("select rootpage from sqlite_master where name = 'article_text'").fetchone()[0]
    data = bytearray(line.project.read_bytes())
    data[(root - 1) * page : (root - 1) * page + 200] = b"\xff" * 200
    line.project.write_bytes(data)
    assert "damaged" in line("show", 1, code=1)
    assert run_command(["check", str(line.project)]) == 1


def _main(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_main_speaks_utf8_whatever_the_locale(line: Line) -> None:
    done = _main("list", line.project, "대구", "--json", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["title"] == "대구시, 수요응답형 버스 시범 운행 시작"


def test_main_says_errors_in_one_line(tmp_path: Path) -> None:
    done = _main("info", tmp_path / "none.galpi")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.count(b"\n") == 1
    assert _main("nonsense", "x").returncode == 2


def test_a_reader_that_goes_away_is_no_trace(line: Line) -> None:
    command = f"{sys.executable} main.py entities {line.project} --json | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_the_command_line_imports_no_qt() -> None:
    code = "import sys, ui.cli; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_every_verb_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--help"]) == 0
    out = capsys.readouterr().out
    for verb in VERBS:
        assert verb in out
