"""Salvaging by pages: files overwritten at their beginning, in the middle and cut; what is left of each is found."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store import Store, UserError, check, open_project, raw_pages
from store.errors import Damaged
from store.raw_pages import RawPages
from store.salvaging import may_be_project, salvage
from tests.projects import run

LONG = "긴 글이다. " * 6_000
"""A note that lies on several pages."""


@pytest.fixture
def filled(bare_template: Path, tmp_path: Path) -> Path:
    """Give the file of a project with many names, marks and a long note."""
    path = Path(shutil.copyfile(bare_template, tmp_path / "small.galpi"))
    with open_project(path) as store:
        store.codebook.add("stance")
        store.taggings.put(store.codebook.find("stance").id, [1, 2, 3])
        store.notes.write(1, LONG)
        with store.journal.change("Add entities"):
            for number in range(400):
                store.entities.add(type="system", name=f"system {number}")
    return path


def overwrite(path: Path, start: int, length: int, byte: bytes = b"\0") -> None:
    data = bytearray(path.read_bytes())
    data[start : start + length] = (byte * length)[: max(0, len(data) - start)]
    path.write_bytes(data)


def test_pages_hold_what_sqlite_reads(filled: Path) -> None:
    with closing(RawPages(filled)) as pages, closing(sqlite3.connect(filled)) as db:
        compared = 0
        for name, (root, sql) in pages.tables().items():
            if name.startswith("article_fts") or "without rowid" in sql.lower():
                continue
            leaves, _, whole = pages.leaves_under(root)
            found = {number: values for leaf in leaves for number, values in pages.rows(leaf)}
            rows = {row[0]: row[1:] for row in db.execute(f'select rowid, * from "{name}"')}
            assert whole, name
            assert found.keys() == rows.keys(), name
            for number, values in found.items():
                read = rows[number][: len(values)]
                assert all(a == b or (a is None and b == number) for a, b in zip(values, read, strict=True)), name
            compared += len(rows)
        assert compared > 1_000


@pytest.mark.parametrize("size", [1024, 4096, 8192, 32768])
def test_the_size_of_the_pages_is_seen_where_the_header_is_lost(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_pages, "_LOOK_BYTES", 20 * size)
    path = tmp_path / "p.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"pragma page_size = {size}")
        db.execute("create table note(id integer primary key, text)")
        with db:
            db.executemany("insert into note(text) values (?)", [("word " * 20,)] * (60 * size // 100))
    overwrite(path, 0, 100)
    with closing(RawPages(path)) as pages:
        assert pages.size == size
        rows = [values for leaf in pages.leaves() for _, values in pages.rows(leaf) if len(values) == 2]
        assert rows == [(None, "word " * 20)] * (60 * size // 100)


def test_pages_are_read_with_the_log_over_them(project: Store) -> None:
    project.notes.write(2, LONG)  # not yet written into the file itself
    with closing(RawPages(project.path)) as pages:
        root = pages.tables()["note"][0]
        (leaf,) = pages.leaves_under(root)[0]
        assert [values[3] for _, values in pages.rows(leaf)] == [LONG]


@pytest.mark.parametrize(
    ("start", "length", "byte"),
    [(0, 100, b"\xff"), (0, 8192, b"\0"), (0, 65_536, b"\xa5"), (60, 20, b"\0"), (16_384, 65_536, b"\0")],
    ids=["header", "first page", "first pages", "name of the program", "after the first page"],
)
def test_a_file_overwritten_at_its_beginning_is_read_by_its_pages(
    filled: Path, tmp_path: Path, start: int, length: int, byte: bytes
) -> None:
    with open_project(filled) as store:
        texts = {article: store.articles.text(article) for article in range(1, 7)}
    overwrite(filled, start, length, byte)
    if start < 100:
        with pytest.raises(Damaged):
            open_project(filled)
    assert may_be_project(filled)
    damaged = filled.read_bytes()
    report = run(salvage(filled, tmp_path / "saved.galpi"))
    assert filled.read_bytes() == damaged
    assert report.articles == 6
    assert not any("removed before, so look" in sentence for sentence in report.problems)
    with open_project(tmp_path / "saved.galpi") as saved:
        assert {article: saved.articles.text(article) for article in range(1, 7)} == texts
        assert check(saved) == ()


def test_rows_from_pages_that_nothing_leads_to_are_told(filled: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled)) as db:
        db.execute("pragma secure_delete = off")
        db.execute("delete from entity_name")  # their pages are free now, and still hold them
        db.commit()
        db.execute("pragma wal_checkpoint(truncate)")
    overwrite(filled, 0, 100)
    report = run(salvage(filled, tmp_path / "saved.galpi"))
    assert report.articles == 6
    assert any("may have been removed before, so look" in sentence for sentence in report.problems)


def test_what_a_cut_file_has_lost_is_told(filled: Path, tmp_path: Path) -> None:
    os.truncate(filled, filled.stat().st_size // 3 + 1234)
    with pytest.raises(Damaged):
        open_project(filled)
    report = run(salvage(filled, tmp_path / "saved.galpi"))
    assert report.rows > 50
    assert report.lost > 400
    assert any("Of the table entity name, " in sentence for sentence in report.problems)
    with open_project(tmp_path / "saved.galpi") as saved:
        assert check(saved) == ()


def test_a_text_whose_article_is_lost_becomes_one(filled: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled)) as db:
        size = db.execute("pragma page_size").fetchone()[0]
        root = db.execute("select rootpage from sqlite_master where name = 'article'").fetchone()[0]
    overwrite(filled, (root - 1) * size, size, b"\xa5")
    report = run(salvage(filled, tmp_path / "saved.galpi"))
    assert report.articles == 6
    with open_project(tmp_path / "saved.galpi") as saved:
        assert "수요응답형 버스" in " ".join(saved.articles.text(article) for article in range(1, 7))
        assert saved.articles.get(1).source == "salvaged/1"
        assert saved.articles.get(1).title_derived
        assert [mark.tag for mark in saved.taggings.of(1)] == ["stance"]
        assert check(saved) == ()


@pytest.mark.parametrize(
    "content", [b"", b"This is no project. " * 2_000, b"\0" * 40_000], ids=["empty", "text", "zeros"]
)
def test_a_file_without_pages_is_no_project(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.galpi"
    path.write_bytes(content)
    assert not may_be_project(path)
    with pytest.raises(Damaged):
        open_project(path)
    with pytest.raises(UserError, match="restore a backup"):
        run(salvage(path, tmp_path / "out.galpi"))
    assert [each.name for each in tmp_path.iterdir()] == ["notes.galpi"]


def test_another_programs_file_is_no_damaged_project(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "theirs.db")) as db:
        db.execute("create table note(id integer primary key, text)")
    with pytest.raises(UserError, match="not a Galpi project") as refused:
        open_project(tmp_path / "theirs.db")
    assert not isinstance(refused.value, Damaged)
