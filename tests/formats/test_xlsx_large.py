"""A workbook of many articles: its texts stand in their cells, it reads back the same, and is the same again."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from store import export
from store.records import Recipe
from tests.hard import build_hard
from tests.projects import run


def test_many_articles_are_written_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = build_hard(tmp_path)
    monkeypatch.setattr("store.formats.xlsx.SHARED", 3)
    for name in ("one", "two"):
        report = run(export(project, tmp_path / f"{name}.xlsx", Recipe(format="xlsx")))
        assert report.articles == report.records == 7
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with ZipFile(tmp_path / "one.xlsx") as archive:
        assert b"inlineStr" in archive.read("xl/worksheets/sheet1.xml")
    monkeypatch.setattr("store.formats.xlsx.SHARED", 7)
    run(export(project, tmp_path / "few.xlsx", Recipe(format="xlsx")))
    with ZipFile(tmp_path / "few.xlsx") as archive:
        assert b"inlineStr" not in archive.read("xl/worksheets/sheet1.xml")
