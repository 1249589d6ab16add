"""Batches: what one import brought, taken out as a whole and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store, UserError
from tests.projects import ARTICLES, assert_spans_quote, bring, dump, write_articles


def test_a_batch_is_removed_and_brought_back_as_one_step(project: Store, tmp_path: Path) -> None:
    bring(project.path, write_articles(tmp_path / "two", {"x.txt": "하나뿐인 글이 여기에 있다고 그는 말했다.\n"}))
    new, old = project.batches.all()
    assert (new.articles, old.articles, new.label) == (1, len(ARTICLES), "two")
    assert project.search.count(f"batch:{old.id}") == old.articles
    before = dump(project)
    change = project.batches.remove(old.id)
    assert change.label == f"Remove the import “{old.label}” (6 articles)"
    assert len(change.articles) == 6
    assert project.articles.count() == 1
    assert [each.articles for each in project.batches.all()] == [1, 0]
    assert not project.batches.remove(old.id).rows
    assert_spans_quote(project)
    project.journal.undo()
    assert dump(project) == before


def test_what_was_removed_comes_in_again(project: Store, tmp_path: Path) -> None:
    project.batches.remove(project.batches.all()[0].id)
    report = bring(project.path, write_articles(tmp_path / "articles"))
    assert (report.imported, report.unchanged) == (len(ARTICLES), 0)


def test_a_batch_counts_its_live_articles_by_indexes_alone(project: Store) -> None:
    first, second, *_ = project.search.ids("", sort="id")
    asked: list[str] = []
    project.articles.remove([first])
    project.db.conn.set_trace_callback(asked.append)
    assert [each.articles for each in project.batches.all()] == [len(ARTICLES) - 1]
    project.db.conn.set_trace_callback(None)
    project.articles.remove([second])
    assert [each.articles for each in project.batches.all()] == [len(ARTICLES) - 2]
    counting = next(sql for sql in asked if "from batch" in sql)
    plan = [row[3] for row in project.db.conn.execute(f"explain query plan {counting}")]
    assert "SCAN article USING COVERING INDEX article_batch" in plan, plan
    assert [step for step in plan if "article_published (removed>?)" in step], plan


def test_a_batch_that_is_none_is_refused(project: Store) -> None:
    with pytest.raises(UserError):
        project.batches.remove(99)
