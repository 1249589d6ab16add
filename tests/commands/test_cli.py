"""The command line: every verb, the keys of its JSON, its exit codes, and one line for every error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from store import Store, StoreBug, open_project
from tests.commands.line import Line
from tests.projects import run
from ui.cli import VERBS, run_command

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("verb", sorted(VERBS - {"new", "formats"}))
def test_a_project_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    more: dict[str, tuple[object, ...]] = {
        "import": (tmp_path,),
        "show": (1,),
        "tag": ("x", "--article", 1),
        "mention": ("--article", 1, "--span", 0, 1, "--type", "x"),
        "entity": ("a",),
        "matrix": ("place", "system"),
        "names": ("export", tmp_path / "out.csv"),
        "relate": ("a", "operates", "b"),
        "accept": ("--mention", 1),
        "reject": ("--mention", 1),
        "occurrences": ("x",),
        "exclude": ("x",),
        "view": ("x", "y"),
        "restore": ("--article", 1),
        "statistics": ("time",),
        "status": ("done", "--article", 1),
        "sample": ("x", "--size", 1),
        "merge": (ROOT / "README.md",),
        "export": (tmp_path / "out", "--format", "jsonl"),
        "backup": (tmp_path / "out",),
        "salvage": (tmp_path / "out",),
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
