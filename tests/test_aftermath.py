"""What an import brought is said after it: new articles, copies, new versions with the marks they lost, failures."""

from __future__ import annotations

from pathlib import Path

from store import Store
from store.aftermath import aftermath
from tests.projects import ARTICLES, article_of, bring, write_articles
from tests.test_previewing import FRESH


def test_every_source_of_an_import_is_told(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"old.txt": FRESH.format("열"), "same.txt": FRESH.format("여섯")})
    bring(project.path, folder, recognize=False)
    old = article_of(project, "old.txt").article
    start = old.text.index("소리가 작아")
    project.taggings.put(project.codebook.find("stance").id, [old.id], span=(start, start + 6))
    renewed = FRESH.format("스무").replace("소리가 작아", "매우 조용해")
    write_articles(folder, {"old.txt": renewed, "copy.txt": ARTICLES["en/water.txt"], "empty.txt": ""})
    report = bring(project.path, folder, recognize=False)
    assert report.batch is not None
    found = aftermath(project, report.batch)
    told = {entry.source: entry for entry in found.entries}
    assert {name: entry.fate for name, entry in told.items()} == {
        "empty.txt": "failed", "copy.txt": "duplicate", "old.txt": "updated"
    }  # fmt: skip
    assert (found.unchanged, found.failed, found.updated, found.duplicate) == (1, 1, 1, 1)
    assert told["empty.txt"].reason
    copy = told["copy.txt"].copy_of
    assert copy is not None
    assert (copy.source, copy.exact) == ("en/water.txt", True)
    assert "소리가 작아" in told["old.txt"].lost[0]
    assert "outlet" not in told["old.txt"].missing
    project.batches.remove(report.batch)
    assert "copy.txt" not in {entry.source for entry in aftermath(project, report.batch).entries}


def test_an_import_that_changes_nothing_leaves_no_batch(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"old.txt": FRESH.format("열")})
    bring(project.path, folder, recognize=False)
    report = bring(project.path, folder, recognize=False)
    assert (report.batch, report.unchanged) == (None, 1)
