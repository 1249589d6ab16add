"""Mappings that were corrected are remembered by the names of the columns, and used by the next import."""

from __future__ import annotations

from pathlib import Path

from store import Store, import_paths
from store.previewing import preview
from store.records import ColumnMapping
from tests.projects import run

ROWS = (
    "말,표제어,올린 날,쓴 곳\n"
    "시는 정류장마다 등을 달아 밤에도 환하게 한다고 밝혔다. 등은 바람으로 돈다.,정류장에 등을 달다,2021-04-05,누리신문\n"
)
COLUMNS = ("표제어", "말", "쓴 곳", "올린 날")
FIELDS = {"text": "말", "title": "표제어", "outlet": "쓴 곳", "published": ""}


def _outlet(project: Store, source: str) -> str | None:
    row = project.db.conn.execute("select outlet, published, title from article where source = ?", (source,)).fetchone()
    return None if row is None else "|".join(str(value) for value in row)


def _table(folder: Path, name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_a_remembered_mapping_is_used_by_preview_and_import_alike(project: Store, tmp_path: Path) -> None:
    guessed = run(preview(project.path, [_table(tmp_path)]))
    assert guessed.entries[0].outlet is None
    project.mappings.remember([ColumnMapping(columns=COLUMNS, fields=FIELDS)])
    entry = run(preview(project.path, [tmp_path / "rows.csv"])).entries[0]
    assert (entry.outlet, entry.title, entry.published) == ("누리신문", "정류장에 등을 달다", None)
    run(import_paths(project.path, [tmp_path / "rows.csv"], recognize=False))
    assert _outlet(project, "rows.csv#1") == "누리신문|None|정류장에 등을 달다"


def test_what_is_given_goes_over_what_is_remembered(project: Store, tmp_path: Path) -> None:
    project.mappings.remember([ColumnMapping(columns=COLUMNS, fields=FIELDS)])
    mapping = {"outlet": "올린 날"}
    run(import_paths(project.path, [_table(tmp_path)], recognize=False, mapping=mapping))
    assert _outlet(project, "rows.csv#1") == "2021-04-05|None|정류장에 등을 달다"


def test_it_can_be_forgotten_and_undone(project: Store) -> None:
    project.mappings.remember([ColumnMapping(columns=COLUMNS, fields=FIELDS)])
    assert project.mappings.all() == (ColumnMapping(columns=tuple(sorted(COLUMNS)), fields=FIELDS),)
    project.mappings.forget(reversed(COLUMNS))
    assert project.mappings.all() == ()
    project.journal.undo()
    assert len(project.mappings.all()) == 1
    project.mappings.remember([ColumnMapping(columns=COLUMNS, fields={"text": "말"})])
    assert [dict(each.fields) for each in project.mappings.all()] == [{"text": "말"}]


def test_a_table_says_its_columns_and_where_its_mapping_is_from(project: Store, tmp_path: Path) -> None:
    steps = preview(project.path, [_table(tmp_path)], columns=[ColumnMapping(columns=COLUMNS, fields=FIELDS)])
    table = next(steps).tables[0]
    steps.close()
    assert table.columns == ("말", "표제어", "올린 날", "쓴 곳")
    assert table.samples[0][3] == "누리신문"
    assert (table.fields["outlet"], table.by) == ("쓴 곳", "remembered")
    assert "outlet" not in table.guess
    assert "published" not in table.fields


def test_another_set_of_columns_is_another_table(project: Store, tmp_path: Path) -> None:
    project.mappings.remember([ColumnMapping(columns=(*COLUMNS, "번호"), fields=FIELDS)])
    assert run(preview(project.path, [_table(tmp_path)])).entries[0].outlet is None


def test_a_field_without_text_is_told_and_not_a_stop(project: Store, tmp_path: Path) -> None:
    project.mappings.remember([ColumnMapping(columns=COLUMNS, fields={**FIELDS, "text": ""})])
    entry = run(preview(project.path, [_table(tmp_path)])).entries[0]
    assert entry.fate == "failed"
    assert "No column holds the text" in entry.reason
