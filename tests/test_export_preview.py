"""The look at an export before it is made shows what is then written."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store, export, known_formats
from store.export_preview import preview
from store.records import Recipe
from tests.projects import run


@pytest.mark.parametrize("name", [each.name for each in known_formats() if each.name != "parquet"])
def test_each_format_can_be_looked_at(project: Store, name: str) -> None:
    found = preview(project, Recipe(format=name, include="all", text="sentence", split=(80, 20)))
    assert found.text
    assert found.bytes > 0


def test_the_first_records_are_as_they_are_written(project: Store, tmp_path: Path) -> None:
    found = preview(project, Recipe(format="doccano", include="all"), ids=[1, 2])
    run(export(project.path, tmp_path / "a.jsonl", Recipe(format="doccano", include="all"), ids=[1, 2]))
    text = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert found.articles == 2
    assert text[:1000] in found.text


@pytest.mark.parametrize("name", ["jsonl", "csv", "refi", "labelstudio"])
def test_the_size_that_is_expected_comes_near(project: Store, tmp_path: Path, name: str) -> None:
    found = preview(project, Recipe(format=name, include="all"))
    folder = tmp_path / "set"
    folder.mkdir()
    run(export(project.path, folder / "out", Recipe(format=name, include="all")))
    written = [path for path in folder.rglob("*") if path.is_file()]
    real = sum(path.stat().st_size for path in written if "manifest" not in path.name and "card" not in path.name)
    assert real / 2 < found.bytes < 2 * real
