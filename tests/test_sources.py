"""Sources: which files an import is given, and by which name they are known."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from store import Store, UserError, import_paths
from store.parse.limits import LARGEST_ARTICLE
from store.sources import scan
from tests.projects import run, write_articles


def _names(*paths: Path) -> list[str]:
    return [file.name for file in scan(paths)]


def test_a_folder_is_scanned_in_order_without_what_is_no_article(tmp_path: Path) -> None:
    write_articles(
        tmp_path,
        dict.fromkeys(
            ["b.txt", "a/z.txt", "a/y.txt", ".git/x.txt", "a/.x.txt", "p.galpi", "p.galpi-wal", "o.jsonl",
             "o.jsonl.project.json", "o.jsonl.manifest.json", "o.jsonl.card.md"], "x"
        ),
    )  # fmt: skip
    assert _names(tmp_path) == ["b.txt", "o.jsonl", "a/y.txt", "a/z.txt"]


def test_a_name_is_composed(tmp_path: Path) -> None:
    write_articles(tmp_path, {unicodedata.normalize("NFD", "대구/기사.txt"): "x"})
    assert _names(tmp_path) == ["대구/기사.txt"]


def test_a_name_that_is_no_unicode_is_known_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / b"\xb4\xeb\xb1\xb8.txt".decode("utf-8", "surrogateescape")
    path.write_text("x", encoding="utf-8")
    names = _names(tmp_path)
    assert len(names) == 1
    names[0].encode("utf-8")


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing at"):
        _names(tmp_path / "none")


def test_a_file_too_large_is_told(project: Store, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"many words\n" * (LARGEST_ARTICLE // 11 + 1))
    report = run(import_paths(project.path, [path], recognize=False))
    assert [each.source for each in report.failed] == ["large.txt"]
    assert "too large" in report.failed[0].reason


def test_the_bytes_are_kept_as_they_were(project: Store) -> None:
    for name, data, digest in project.db.conn.execute("select name, bytes, sha256 from source"):
        path = next(
            Path(row[0]) for row in project.db.conn.execute("select origin from source where name = ?", (name,))
        )
        assert path.read_bytes() == data
        assert len(digest) == 64


def test_standing_says_what_an_import_would_be(project: Store) -> None:
    origin, digest = project.db.conn.execute("select origin, sha256 from source where name = 'lamp.txt'").fetchone()

    def fate(name: str, origin: str, digest: str) -> tuple[str, str]:
        standing = project.sources.standing(name, origin=origin, digest=digest)
        return standing.fate, standing.name

    assert fate("lamp.txt", "elsewhere", digest) == ("unchanged", "lamp.txt")
    assert fate("lamp.txt", origin, "other") == ("updated", "lamp.txt")
    assert fate("lamp.txt", "elsewhere", "other") == ("new", "lamp.txt (2)")
    assert fate("none.txt", origin, digest) == ("new", "none.txt")
