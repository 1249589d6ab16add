"""Making projects: whole, or nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import UserError, create_project, create_sample, open_project
from store.samples import remove_files
from tests.projects import assert_spans_quote


def test_a_new_project_is_empty_but_for_its_gazetteer(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.galpi") as store:
        assert (store.articles.count(), store.codebook.tags(), store.journal.history()) == (0, (), ())
        assert store.entities.find("Daegu")
        assert_spans_quote(store)
    with open_project(tmp_path / "p.galpi") as again:
        assert again.entities.find("대구광역시")


def test_a_sample_may_have_another_codebook(tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    book.write_text('{"tags": [{"name": "mine"}]}', encoding="utf-8")
    with create_sample(tmp_path / "p.galpi", codebook=book) as store:
        assert [tag.path for tag in store.codebook.tags()] == ["mine"]
        assert store.articles.count() >= 25


def test_a_project_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        create_sample(tmp_path / "p.galpi", codebook=tmp_path / "none.json")
    assert list(tmp_path.iterdir()) == []


def test_files_are_removed_with_what_lies_beside_them(tmp_path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{tmp_path / 'p.galpi'}{suffix}").touch()
    (tmp_path / "other.galpi").touch()
    remove_files(tmp_path / "p.galpi")
    assert [path.name for path in tmp_path.iterdir()] == ["other.galpi"]
