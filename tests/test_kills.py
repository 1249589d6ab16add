"""SIGKILLs and two processes, in small: the benchmarks `kills` and `histories` do the same at length."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from store import open_project
from tests.kills import kills
from tests.projects import ARTICLES, write_articles
from tests.walks import walk


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_nothing_acknowledged_is_lost_by_a_kill(project_template: Path, tmp_path: Path) -> None:
    many = {f"{number}/{name}": f"{text}\n{number}" for number in range(60) for name, text in ARTICLES.items()}
    colleague = Path(shutil.copyfile(project_template, tmp_path / "colleague.galpi"))
    with open_project(colleague) as store:
        for article in range(1, 7):
            store.notes.write(article, f"hers {article}", by="her")
            store.taggings.put(store.codebook.find("stance").id, [article], by="her")
    place = tmp_path / "kills"
    place.mkdir()
    found = kills(
        project_template, place, articles=write_articles(tmp_path / "in", many), colleague=colleague, rounds=3, seed=7
    )
    assert [each for each in found if each.problem] == []
    assert any(each.acknowledged for each in found if each.kind == "tagging")


def test_two_processes_walk_one_history(bare_template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(bare_template, tmp_path / "p.galpi"))
    walked = walk(path, acts=90, seed=11, reopen=9)
    assert walked.steps > 25
    assert walked.compared == 2 * walked.steps
