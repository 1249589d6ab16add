"""Making projects: whole, or nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store import UserError, create_project, create_sample, open_project
from store.samples import remove_files
from tests.projects import assert_spans_quote


def test_a_new_project_is_empty_but_for_its_gazetteer(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.galpi") as store:
        assert (store.articles.count(), store.codebook.tags(), store.journal.history()) == (0, (), ())
        assert store.entities.find("Daegu")
        assert_spans_quote(store)
    with open_project(tmp_path / "p.galpi") as again:
        assert again.entities.find("대구광역시")


def test_a_sample_may_have_another_codebook(tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    book.write_text('{"tags": [{"name": "mine"}]}', encoding="utf-8")
    with create_sample(tmp_path / "p.galpi", codebook=book) as store:
        assert [tag.path for tag in store.codebook.tags()] == ["mine"]
        assert store.articles.count() >= 25


def test_a_project_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        create_sample(tmp_path / "p.galpi", codebook=tmp_path / "none.json")
    assert list(tmp_path.iterdir()) == []


def test_files_are_removed_with_what_lies_beside_them(tmp_path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{tmp_path / 'p.galpi'}{suffix}").touch()
    (tmp_path / "other.galpi").touch()
    remove_files(tmp_path / "p.galpi")
    assert [path.name for path in tmp_path.iterdir()] == ["other.galpi"]


@pytest.mark.parametrize("sample", [False, True])
def test_a_project_killed_while_it_is_made_is_not_there(tmp_path: Path, sample: bool) -> None:
    path = tmp_path / "p.galpi"
    # Killed in the first transaction, or with the first article: long before it is whole.
    where = "store.intake.Intake.add" if sample else "store.codebook_drafts.CodebookDrafts.insert"
    code = f"""
import os, signal, sys
from pathlib import Path
from unittest.mock import patch
import store
with patch({where!r}, side_effect=lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)):
    (store.create_sample if {sample} else store.create_project)(Path({str(path)!r}))
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], check=False, timeout=100)
    assert ended.returncode == -signal.SIGKILL
    left = [each.name for each in tmp_path.iterdir()]
    assert left
    assert all(name.startswith(".p.galpi.") for name in left)
    for each in tmp_path.iterdir():
        os.utime(each, (0, 0))
    create_project(path).close()
    assert [each.name for each in tmp_path.iterdir()] == ["p.galpi"]


def test_what_another_program_is_making_is_let_be(tmp_path: Path) -> None:
    other = tmp_path / ".p.galpi.1234.new"
    other.touch()
    create_project(tmp_path / "p.galpi").close()
    assert other.exists()


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.galpi"
    monkeypatch.setattr("store.samples.start", lambda *_, **__: path.write_text("mine"))
    with pytest.raises(UserError, match="already there"):
        create_project(path)
    assert [each.name for each in tmp_path.iterdir()] == ["p.galpi"]
    assert path.read_text() == "mine"
