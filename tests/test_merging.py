"""The index after imports: in few runs, whatever came in how often, and saying the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store, create_project, import_paths, open_project
from store.db import writing
from store.fulltext import merge
from store.intake import Intake
from store.parse import parse_text


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.galpi"
    create_project(path).close()
    return path


def runs(store: Store) -> int:
    """Count the runs of the index: FTS5 keeps the number of the run in the upper bits of the ids of its pages."""
    return int(
        store.db.conn.execute("select count(distinct id >> 37) from article_fts_data where id > 10").fetchone()[0]
    )


def come_in(project: Path, folder: Path, number: int) -> None:
    """Import one article with a word of its own and one that all have."""
    page = folder / f"{number}.txt"
    page.write_text(f"대구시 사업 {number}\n\n대구시는 관제 장치{number}번을 설치했다고 밝혔다.\n", encoding="utf-8")
    steps = import_paths(project, [page], recognize=False)
    assert [step.done for step in steps]


def test_many_imports_leave_few_runs(project: Path, tmp_path: Path) -> None:
    most = 0
    for number in range(12):
        come_in(project, tmp_path, number)
        with open_project(project) as store:
            most = max(most, runs(store))
    assert most < 7  # less than four of a size, and as many of what was merged
    with open_project(project) as store:
        assert sorted(store.search.ids("관제")) == list(range(1, 13))
        assert [len(store.search.ids(f"장치{number}번")) for number in range(12)] == [1] * 12


def test_merging_may_stop_anywhere_and_does_nothing_twice(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.fulltext._MERGED", 1)
    with open_project(project) as store:
        intake = Intake(store, label="many")
        for number in range(10):
            with intake.together():
                intake.add(
                    parse_text(f"대구시는 관제 장치{number}번을 설치했다고 밝혔다."), source=f"{number}.txt", digest=""
                )
        assert runs(store) == 10
        steps = merge(store.db)
        next(steps)
        steps.close()
        assert sorted(store.search.ids("관제")) == list(range(1, 11))
        list(merge(store.db))
        assert runs(store) < 4
        assert list(merge(store.db)) == []
        assert sorted(store.search.ids("관제")) == list(range(1, 11))
        with writing(store.db) as connection:
            connection.execute("insert into article_fts(article_fts) values ('integrity-check')")
