"""The connection: one write transaction at a time, whole or not at all."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from store import Store, UserError
from store import db as files
from store.db import attempt, chunks, places, writing


def _title(store: Store) -> str:
    return str(store.db.conn.execute("select title from article where id = 1").fetchone()[0])


def _set(store: Store, title: str) -> None:
    store.db.conn.execute("update article set title = ? where id = 1", (title,))


def test_a_transaction_that_fails_leaves_nothing(project: Store) -> None:
    before = _title(project)

    def fail() -> None:
        with writing(project.db):
            _set(project, "half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert _title(project) == before
    assert not project.db.conn.in_transaction


def test_a_nested_transaction_joins_the_outer_one(project: Store) -> None:
    before = _title(project)

    def fail() -> None:
        with writing(project.db):
            with writing(project.db):
                _set(project, "inner")
            assert project.db.conn.in_transaction
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert _title(project) == before


def test_an_attempt_is_taken_back_alone(project: Store) -> None:
    def fail() -> None:
        with attempt(project.db):
            _set(project, "inner")
            raise ZeroDivisionError

    with writing(project.db):
        _set(project, "outer")
        with pytest.raises(ZeroDivisionError):
            fail()
        with attempt(project.db):
            project.db.conn.execute("update article set status = 'done' where id = 1")
    assert _title(project) == "outer"
    assert project.articles.get(1).status == "done"


def test_a_writer_that_does_not_let_go_is_told(project: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.05)
    with project.connect() as other:
        project.db.conn.execute("begin immediate")
        began = time.perf_counter()
        with pytest.raises(UserError, match="Another program is writing"):
            other.notes.write(1, "never")
        assert time.perf_counter() - began < 5
        assert other.articles.count() == 6
        project.db.conn.execute("rollback")
        assert other.notes.write(1, "now").rows


def test_a_fault_that_no_one_can_mend_goes_through(project: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), writing(project.db) as connection:
        connection.execute("select * from no_such_table")


def test_chunks_are_whole_and_in_order() -> None:
    assert [len(some) for some in chunks(range(1_001))] == [500, 500, 1]
    assert list(chunks([])) == []
    assert places([1, 2]) == "?, ?"


def test_articles_are_looked_up_by_their_ids_whether_in_the_bin_or_not(tmp_path: Path) -> None:
    """Not by going through all that are not in the bin, which takes half a second at a million."""
    files.create(tmp_path / "plan.galpi").close()
    db = files.connect(tmp_path / "plan.galpi")
    for sql in (
        "select id, title from article where removed = 0 and id in (1, 2, 3)",
        "select a.id from duplicate_group g join article a on a.id = g.article where a.removed = 0 and g.grp = 7",
        "select a.id from article a where a.removed = 0 and a.id in (select article from tagging where tag = 3)",
    ):
        plan = " ".join(row[3] for row in db.conn.execute(f"explain query plan {sql}"))
        assert "USING INTEGER PRIMARY KEY" in plan, sql
    db.close()
