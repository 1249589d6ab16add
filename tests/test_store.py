"""The store as a caller holds it: opening, refusing, numbers, and what survives."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import store as face
from store import Store, UserError, create_project, create_sample, open_project
from store.schema import FORMAT
from tests.projects import ARTICLES, article_of, assert_spans_quote, bring, dump, span_of, write_articles

ROOT = Path(__file__).parents[1]


def test_the_face_gives_what_it_names() -> None:
    assert sorted(face.__all__) == face.__all__
    for name in face.__all__:
        assert getattr(face, name).__doc__


def test_the_numbers_of_a_project(project: Store) -> None:
    info = project.info()
    assert (info.articles, info.tags, info.version) == (len(ARTICLES), 6, FORMAT)
    assert dict(info.languages) == {"ko": 4, "en": 2}
    assert info.changes == 4
    assert info.mentions > 0
    assert info.size >= project.path.stat().st_size > 0
    project.articles.remove([1])
    assert project.info().articles == len(ARTICLES) - 1


def test_the_annotator_is_whose_marks_they_are(project: Store) -> None:
    project.annotator = "지은"
    project.taggings.put(project.codebook.find("stance").id, [1])
    with project.connect() as other:
        assert other.annotator == "지은"
        assert other.taggings.of(1)[0].annotator == "지은"
        assert other.journal.history(limit=1)[0].annotator == "지은"


def test_another_connection_shows_in_the_data_version(project: Store) -> None:
    before = project.data_version()
    project.notes.write(1, "mine")
    assert project.data_version() == before
    with project.connect() as other:
        other.notes.write(1, "hers")
    assert project.data_version() != before


def test_a_project_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no project at"):
        open_project(tmp_path / "none.galpi")
    assert not (tmp_path / "none.galpi").exists()


def test_a_newer_file_is_refused_kindly_and_left_alone(project_path: Path) -> None:
    with sqlite3.connect(project_path) as raw:
        raw.execute(f"pragma user_version = {FORMAT + 1}")
    raw.close()
    before = project_path.read_bytes()
    with pytest.raises(UserError, match=r"newer Galpi.*update Galpi"):
        open_project(project_path)
    assert project_path.read_bytes() == before
    assert not Path(f"{project_path}-wal").exists()


def test_a_stranger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "stranger.galpi"
    with sqlite3.connect(path) as raw:
        raw.execute("create table guest(id integer)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="not a Galpi project"):
        open_project(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"no database at all", b"SQLite format 3\x00" + b"\x00" * 40])
def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.galpi"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"odd\.galpi"):
        open_project(path)
    assert path.read_bytes() == data


def test_a_damaged_project_is_told_in_one_sentence(project_path: Path) -> None:
    data = bytearray(project_path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    project_path.write_bytes(data)
    with pytest.raises(UserError, match="restore a backup"):
        open_project(project_path)


def test_a_project_is_not_made_over_another_one(project_path: Path) -> None:
    before = project_path.read_bytes()
    with pytest.raises(UserError, match="already there"):
        create_project(project_path)
    assert project_path.read_bytes() == before


def test_a_project_is_not_made_in_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        create_project(tmp_path / "no" / "p.galpi")


def test_a_codebook_that_cannot_be_read_leaves_no_project(tmp_path: Path) -> None:
    bad = tmp_path / "codebook.json"
    bad.write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="codebook"):
        create_project(tmp_path / "p.galpi", codebook=bad)
    assert list(tmp_path.iterdir()) == [bad]


def test_a_codebook_comes_in_as_a_tree(tmp_path: Path) -> None:
    book = tmp_path / "codebook.json"
    book.write_text(
        '{"tags": [{"name": "systems", "key": "1", "children": [{"name": "mobility", "definition": "What moves."}]}]}',
        encoding="utf-8",
    )
    with create_project(tmp_path / "p.galpi", codebook=book) as made:
        tags = {tag.path: tag for tag in made.codebook.tags()}
        assert list(tags) == ["systems", "systems/mobility"]
        assert tags["systems"].key == "1"
        assert tags["systems/mobility"].definition == "What moves."
        assert made.journal.history() == ()


def test_the_sample_project_is_whole(tmp_path: Path) -> None:
    with create_sample(tmp_path / "sample.galpi") as sample:
        assert sample.articles.count() >= 25
        assert sample.info().mentions > 0
        assert sample.codebook.tags()
        assert_spans_quote(sample)


def test_the_connection_is_as_durable_as_promised(project: Store) -> None:
    pragma = {name: project.db.conn.execute(f"pragma {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert pragma == {"journal_mode": "wal", "synchronous": 2}


LOOP = """
import sys
from pathlib import Path
from store import open_project
store = open_project(Path(sys.argv[1]))
tag = store.codebook.find("stance").id
for number in range(10_000):
    store.taggings.put(tag, [1], span=(number % 50, number % 50 + 1 + number // 50))
    print(store.journal.history(limit=1)[0].id, number, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(project_path: Path) -> None:
    with open_project(project_path) as before:
        was = before.journal.history()
    child = subprocess.Popen(
        [sys.executable, "-c", LOOP, str(project_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(40)]
    os.kill(child.pid, signal.SIGKILL)
    said += child.stdout.readlines()
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    acts = [line.split() for line in said if line.endswith("\n")]
    assert len(acts) >= 40
    with open_project(project_path) as store:
        have = {(t.start, t.end) for t in store.taggings.of(1)}
        for _, number in acts:
            start = int(number) % 50
            assert (start, start + 1 + int(number) // 50) in have
        history = store.journal.history()
        assert {int(change) for change, _ in acts} <= {entry.id for entry in history}
        assert history[-len(was) :] == was
        assert_spans_quote(store)
        for _ in range(len(history)):
            assert store.journal.undo() is not None
        assert store.journal.undo() is None
        assert store.taggings.of(1) == ()
        for _ in range(len(history)):
            assert store.journal.redo() is not None
        assert {(t.start, t.end) for t in store.taggings.of(1)} == have


def test_two_processes_write_in_turn(project_path: Path) -> None:
    code = """
import sys
from store import open_project
with open_project(sys.argv[1]) as store:
    store.annotator = sys.argv[2]
    for number in range(40):
        store.notes.write(1 + number % 6, f"{sys.argv[2]} {number}")
"""
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(project_path), name], cwd=ROOT) for name in ("one", "two")
    ]
    assert [child.wait() for child in children] == [0, 0]
    with open_project(project_path) as store:
        notes = {(note.annotator, note.text) for n in range(1, 7) for note in store.notes.of(n)}
        assert notes == {(name, f"{name} {number}") for name in ("one", "two") for number in range(34, 40)}
        assert sum(entry.annotator in ("one", "two") for entry in store.journal.history()) == 80
        while store.journal.undo():
            pass
        assert all(store.notes.of(n) == () for n in range(1, 7))


def test_a_full_disk_is_told_and_leaves_nothing_half_written(project: Store) -> None:
    project.articles.set_status([2], "discuss")
    connection = project.db.conn
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages}")
    before, history = dump(project), project.journal.history()
    with pytest.raises(UserError, match="disk is full"):
        project.notes.write(1, "x" * 3_000_000)
    assert dump(project) == before
    assert project.journal.history() == history
    connection.execute("pragma max_page_count = 1000000")
    assert project.notes.write(1, "short").rows
    assert project.journal.undo() is not None
    assert project.journal.undo() is not None
    assert article_of(project, "ko/bus.txt").article.status == "untagged"


def test_a_full_disk_stops_an_import_without_a_trace(project_path: Path, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "more", {"big.txt": "A long line of words that goes on. " * 60_000})
    code = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
from ui.cli import run_command
sys.exit(run_command(["import", sys.argv[2], sys.argv[3]]))
"""
    limit = project_path.stat().st_size + 100_000
    done = subprocess.run(
        [sys.executable, "-c", code, str(limit), str(project_path), str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().split("\n")) == 1, done.stderr
    assert "disk" in done.stderr
    with open_project(project_path) as store:
        assert store.articles.count() == len(ARTICLES)
        assert_spans_quote(store)
    assert bring(project_path, folder).imported == 1


def test_a_copy_opens_where_it_lies(project: Store, tmp_path: Path) -> None:
    marked = article_of(project, "en/water.txt")
    project.taggings.put(project.codebook.find("stance").id, [marked.article.id], span=span_of(marked, "smart water"))
    project.close()
    copy = tmp_path / "elsewhere" / "copy.galpi"
    copy.parent.mkdir()
    shutil.copyfile(project.path, copy)
    with open_project(copy) as store:
        assert article_of(store, "en/water.txt").taggings[0].quote == "smart water"
