"""Backups: made where something changed, proved, thinned with age, put back; and what a damaged project still gives."""

from __future__ import annotations

import errno
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import store.backups as module
from store import Store, UserError, check, open_project
from store.backups import back_up, backups, folder_of, is_due, is_good, newest_good, restore, superfluous, thin
from store.salvaging import salvage
from tests.projects import dump, run


def _backup(project: Store, reason: str = "by hand") -> Path:
    kept = run(back_up(project.path, reason=reason, always=True))
    assert kept is not None
    return Path(kept.path)


def test_a_backup_is_whole_and_only_made_where_something_changed(project: Store) -> None:
    assert is_due(project.path)
    kept = run(back_up(project.path, reason="open"))
    assert kept is not None
    assert kept == backups(project.path)[0]
    assert Path(kept.path).parent == folder_of(project.path) == project.path.with_name("small.backups")
    assert not is_due(project.path)
    assert run(back_up(project.path, reason="open")) is None
    project.notes.write(1, "note")
    assert is_due(project.path)
    assert not is_due(project.path, hours=1)
    project.journal.undo()
    assert is_due(project.path)  # the redo is something to keep too
    with open_project(Path(kept.path)) as copy:
        assert dump(copy) == dump(project)
        assert check(copy) == ()


def test_a_backup_is_made_while_others_write(project: Store) -> None:
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        with open_project(project.path) as other:
            while not stop.is_set():
                other.notes.write(1, f"note {len(written)}")
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        path = _backup(project)
    finally:
        stop.set()
        writer.join()
    assert is_good(path)
    with open_project(path) as copy:
        assert check(copy) == ()


def test_a_stopped_backup_leaves_nothing(project: Store) -> None:
    steps = back_up(project.path, reason="hourly")
    next(steps)
    steps.close()
    assert list(folder_of(project.path).iterdir()) == []


def test_no_room_and_no_folder_are_told(project: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(project.path).write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be made"):
        _backup(project)
    folder_of(project.path).unlink()
    full = type("Usage", (), {"free": 1_000})
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: full)
    with pytest.raises(UserError, match="0 MB are free"):
        _backup(project)


def test_backups_are_thinned_with_age() -> None:
    now = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)

    def at(**ago: int) -> str:
        return (now - timedelta(**ago)).isoformat().replace("+00:00", "Z")

    hours = [at(hours=hour) for hour in range(23)]
    assert superfluous(hours, now=now) == ()
    assert superfluous([at(minutes=70), at(minutes=80), at(minutes=90)], now=now) == (at(minutes=80), at(minutes=90))
    days = [at(days=3, hours=hour) for hour in range(6)]
    assert superfluous(days, now=now) == tuple(days[1:])
    months = [at(days=100 + day) for day in range(10)]
    assert set(superfluous(months, now=now)) < set(months[1:])
    assert superfluous([at(days=900)], now=now) == ()


def test_too_many_bytes_go_from_the_oldest_but_never_the_newest(
    project: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _backup(project)
    old = path.with_name(path.name.replace(path.name[:4], "2020"))
    old.write_bytes(path.read_bytes())
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    assert thin(project.path) == 1
    assert [each.path for each in backups(project.path)] == [str(path)]


def test_a_backup_is_put_back_and_what_was_is_kept(project: Store) -> None:
    path = _backup(project)
    before = dump(project)
    project.notes.write(1, "later")
    with pytest.raises(UserError, match="open in a window"):
        restore(project.path, path)
    project.close()
    aside = restore(project.path, path)
    with open_project(project.path) as back:
        assert dump(back) == before
    with open_project(aside) as was:
        assert was.notes.of(1)[0].text == "later"
    assert is_good(path)


def test_a_damaged_backup_is_not_put_back(project: Store) -> None:
    path = _backup(project)
    good = path.with_name(path.name.replace(path.name[:4], "2020"))
    good.write_bytes(path.read_bytes())
    _damage(path, "tagging", "mention", "entity", "article")
    project.close()
    with pytest.raises(UserError, match="damaged itself"):
        restore(project.path, path)
    found = newest_good(project.path)
    assert found is not None
    assert found.path == str(good)


def test_a_backup_that_does_not_come_to_its_place_leaves_the_project_there(
    project: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _backup(project)
    project.notes.write(1, "later")
    before = dump(project)
    project.close()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError, match="nothing was changed"):
        restore(project.path, path)
    monkeypatch.undo()
    assert [each.name for each in project.path.parent.glob(".*")] == []
    assert [each.path for each in backups(project.path)] == [str(path)]
    with open_project(project.path) as still:
        assert dump(still) == before


def test_a_damaged_project_is_put_aside_when_a_backup_comes_back(project: Store) -> None:
    path = _backup(project)
    before = dump(project)
    project.close()
    project.path.write_bytes(b"not a database at all" * 500)
    with pytest.raises(UserError, match="backup"):
        open_project(project.path)
    aside = restore(project.path, path)
    assert "damaged" in aside.name
    with open_project(project.path) as back:
        assert dump(back) == before


def _damage(path: Path, *tables: str) -> None:
    """Overwrite the first page of these tables' trees that is a leaf or the root."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
        size = db.execute("pragma page_size").fetchone()[0]
        roots = [
            db.execute("select rootpage from sqlite_master where name = ?", (table,)).fetchone()[0] for table in tables
        ]
    data = bytearray(path.read_bytes())
    for root in roots:
        data[(root - 1) * size : (root - 1) * size + 300] = b"\xa5" * 300
    path.write_bytes(data)


@pytest.mark.parametrize("table", ["tagging", "mention", "part", "change_row", "article_published", "article_fts_data"])
def test_what_can_be_read_of_a_damaged_project_is_saved(project: Store, tmp_path: Path, table: str) -> None:
    project.taggings.put(project.codebook.find("stance").id, [1, 2])
    project.notes.write(1, "메모")
    texts = [project.articles.text(article) for article in range(1, 7)]
    project.close()
    _damage(project.path, table)
    out = tmp_path / "saved.galpi"
    report = run(salvage(project.path, out))
    assert report.articles == 6
    with open_project(out) as saved:
        assert [saved.articles.text(article) for article in range(1, 7)] == texts
        assert saved.notes.of(1)[0].text == "메모"
        assert check(saved) == ()
        if table != "tagging":
            assert len(saved.taggings.of(1)) == 1
        assert saved.taggings.put(saved.codebook.find("stance").id, [3]).rows


def test_nothing_to_save_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.galpi").write_bytes(b"\0" * 20_000)
    with pytest.raises(UserError, match=r"restore a backup"):
        run(salvage(tmp_path / "p.galpi", tmp_path / "out.galpi"))
    assert not (tmp_path / "out.galpi").exists()
