"""Safe: a full disk, a file that cannot be written, is held, moved, replaced or damaged: a sentence, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from store import Store, UserError, backup, check, create_project, open_project
from store import db as files
from store.db import migrations
from store.errors import Busy, Damaged
from tests.projects import dump

ROOT = Path(__file__).parents[1]


def test_what_is_acknowledged_is_on_disk(project: Store) -> None:
    assert project.db.conn.execute("pragma synchronous").fetchone()[0] == 2
    assert project.db.conn.execute("pragma journal_mode").fetchone()[0] == "wal"
    with project.connect() as other:
        assert other.db.conn.execute("pragma synchronous").fetchone()[0] == 2


def test_a_full_disk_is_told_and_leaves_the_project_whole(project: Store) -> None:
    project.notes.write(1, "kept")
    before = dump(project)
    pages = project.db.conn.execute("pragma page_count").fetchone()[0]
    project.db.conn.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(UserError, match="disk is full"):
        project.notes.write(1, "a very long note " * 400_000)
    assert dump(project) == before
    project.db.conn.execute("pragma max_page_count = 1000000")
    assert check(project) == ()
    assert project.notes.write(2, "after").rows
    while project.journal.undo() is not None:
        pass
    assert check(project) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a file's size are set otherwise there")
def test_a_disk_that_fills_up_under_a_real_process(project_path: Path) -> None:
    """The process may write no file beyond its limit, as on a full disk; what it acknowledged is there afterwards."""
    code = (
        "import resource, signal, sys\n"
        "from store import open_project, UserError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "store = open_project(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))\n"
        "done = 0\n"
        "try:\n"
        "    for number in range(2000):\n"
        "        store.notes.write(1 + number % 6, f'note {number} ' + 'x' * 5000)\n"
        "        done += 1\n"
        "except UserError as error:\n"
        "    print(done, error)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(project_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    done, _, sentence = ended.stdout.strip().partition(" ")
    assert "written" in sentence, ended
    assert int(done) > 3
    with open_project(project_path) as store:
        assert store.notes.of(1 + (int(done) - 1) % 6)[0].text.startswith(f"note {int(done) - 1} ")
        assert check(store) == ()
        assert store.notes.write(1, "goes on").rows


READING = """
import os, sys, tempfile
from pathlib import Path
from store import UserError, backup, open_project

def read(path, out):
    with open_project(path) as store:
        assert len(store.search.ids("버스")) == 1
        assert store.marked.get(1).article.text and store.facets()
        try:
            store.notes.write(1, "x")
        except UserError as error:
            assert store.read_only
            print(error)
        backup(store, out)
    with open_project(out) as copy:
        assert copy.notes.write(2, "goes on").rows

path, warm, out = map(Path, sys.argv[1:])
read(warm, out / "first.galpi")  # loads all that is needed: another user may not reach it
if os.geteuid() == 0:
    os.setuid(65534)  # to whom the rights of files apply
read(path, out / "second.galpi")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are set otherwise there")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_written_is_opened_for_reading(project_path: Path, what: str) -> None:
    base = Path(tempfile.mkdtemp())  # pytest's own folders are for one user alone
    base.chmod(0o755)
    place = base / "fixed"
    place.mkdir()
    path = Path(shutil.copyfile(project_path, place / "p.galpi"))
    path.chmod(0o444)
    place.chmod(0o777 if what == "file" else 0o555)
    out = base / "out"
    out.mkdir()
    out.chmod(0o777)
    warm = shutil.copyfile(project_path, base / "warm.galpi")
    try:
        ended = subprocess.run(
            [sys.executable, "-c", READING, path, warm, out], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr
        assert ended.stdout.count("reading only") == 1
    finally:
        place.chmod(0o755)
        shutil.rmtree(base)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_is_moved_or_replaced_is_not_written_to(project: Store, tmp_path: Path) -> None:
    project.notes.write(1, "kept")
    assert project.trouble() == ""
    moved = project.path.rename(tmp_path / "moved.galpi")
    with pytest.raises(UserError, match="moved or deleted"):
        project.notes.write(1, "lost")
    out = tmp_path / "saved.galpi"
    backup(project, out)
    with open_project(out) as copy:
        assert copy.notes.of(1)[0].text == "kept"
    create_project(project.path).close()
    assert "replaced" in project.trouble()
    with pytest.raises(UserError, match="replaced"):
        project.notes.write(1, "lost")
    project.path.unlink()
    moved.rename(project.path)
    assert project.notes.write(1, "goes on").rows


def test_a_project_that_another_program_holds_is_told(project: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.05)
    path = project.path
    project.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("pragma locking_mode = exclusive")
        holder.execute("begin exclusive")
        holder.execute("create table held(x)")
        with pytest.raises(Busy, match="held by another program"):
            open_project(path)
        holder.execute("rollback")


def test_a_damaged_page_is_told_when_it_is_written(project: Store) -> None:
    size = project.db.conn.execute("pragma page_size").fetchone()[0]
    root = project.db.conn.execute("select rootpage from sqlite_master where name = 'note'").fetchone()[0]
    path = project.path
    project.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * size : (root - 1) * size + 200] = b"\xa5" * 200
    path.write_bytes(data)
    with open_project(path) as store, pytest.raises(Damaged, match="newest good backup"):
        store.notes.write(1, "x")
    path.write_bytes(b"SQLite format 3\0" + b"\xa5" * 9_000)
    with pytest.raises(Damaged, match="restore --from"):
        open_project(path)


def test_an_older_project_is_backed_up_before_it_is_brought_up_to_date(project: Store) -> None:
    project.db.conn.execute("delete from _sqlite_migrations where name = 'create_turns'")
    for statement in (
        "drop table turn", "drop table change_table", "drop index change_undoes", "drop index change_row_article",
        "alter table change drop column undoes", "drop index change_row_apart", "drop index change_row_tag",
        "drop index change_row_tag_before",
    ):  # fmt: skip
        project.db.conn.execute(statement)
    assert migrations.pending(project.db)
    project.close()
    from store.backups import backups

    with open_project(project.path) as again:
        assert not migrations.pending(again.db)
        assert again.history.page()[0].tables
    kept = backups(project.path)
    assert [each.reason for each in kept] == ["before update"]
