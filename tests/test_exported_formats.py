"""Every format with hard material: what it promises is read back, the same again, and what it cannot hold is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from store import Store, export, known_formats, open_project
from store.records import ExportReport, Recipe
from tests.hard import ENGLISH, KOREAN, build_hard
from tests.projects import run

FORMATS = {each.name: each for each in known_formats() if each.writes}
FLAVOURS = [(name, flavour) for name, each in FORMATS.items() for flavour, _ in each.flavours or (("", ""),)]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project; no test here changes it."""
    return build_hard(tmp_path_factory.mktemp("hard"))


def _export(project: Path, out: Path, name: str, **options: object) -> ExportReport:
    return run(export(project, out, replace(Recipe(format=name), **options)))  # type: ignore[arg-type]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize(("name", "flavour"), FLAVOURS)
def test_hard_material_reads_back_and_is_the_same_again(hard: Path, tmp_path: Path, name: str, flavour: str) -> None:
    if flavour.startswith("morphemes"):
        pytest.importorskip("kiwipiepy")
    if name == "parquet":
        pytest.importorskip("pyarrow")
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        report = _export(hard, tmp_path / folder / f"set{FORMATS[name].suffix}", name, flavour=flavour)
        assert report.articles == 7
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


@pytest.mark.parametrize("name", list(FORMATS))
def test_pieces_parts_and_placeholders_read_back_too(hard: Path, tmp_path: Path, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    report = _export(
        hard, tmp_path / "set", name, text="sentence", split=(60, 20, 20), include="suggested", anonymise=True, level=1
    )
    assert sum(number for _, number in report.splits) == report.records > 7
    for path, data in _files(tmp_path / "set").items():
        # Archives are not looked into.
        for word in ("오세훈", "Jane Doe", "홍길동"):
            assert word.encode() not in data, path


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_texts_are_composed_and_the_same_everywhere(hard: Path, tmp_path: Path) -> None:
    _export(hard, tmp_path / "a.jsonl", "jsonl")
    assert [line["text"] for line in _lines(tmp_path / "a.jsonl")[:2]] == [KOREAN, ENGLISH]
    with open_project(hard) as store:
        assert isinstance(store, Store)
        assert store.articles.get(1).text == KOREAN
