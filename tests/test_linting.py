"""Linting a project: what is found is what the export then loses, nothing is written, and a filter opens the articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store import Store, export
from store.linting import lint
from store.records import LintReport, Recipe
from tests.commands.line import Line
from tests.hard import build_hard
from tests.projects import ARTICLES, article_of, dump, run, span_of


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project; no test here changes it."""
    return build_hard(tmp_path_factory.mktemp("hard"))


def _counts(report: LintReport) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in report.findings:
        found[each.kind] = found.get(each.kind, 0) + each.count
    return found


@pytest.mark.parametrize(
    ("recipe", "kinds"),
    [
        (Recipe(format="conll", flavour="eojeol"), {"overlapping": "overlap", "cut_by_tokens": "widened"}),
        (Recipe(format="conll", flavour="cut", text="sentence"), {"overlapping": "overlap", "crossing": "across"}),
        (Recipe(format="csv", text="body", overlaps="priority"), {"overlapping": "overlap", "outside": "outside"}),
        (Recipe(format="tokens", flavour="eojeol", annotators=("김주석",), level=1), {"cut_by_tokens": "widened"}),
    ],
)
def test_what_is_found_is_what_an_export_loses(
    hard: Path, tmp_path: Path, recipe: Recipe, kinds: dict[str, str]
) -> None:
    counts = _counts(run(lint(hard, recipe)))
    losses = run(export(hard, tmp_path / "out", recipe)).losses
    for kind, word in kinds.items():
        (sentence,) = [each for each in losses if word in each]
        assert sentence.startswith(f"{counts[kind]} mark")


def test_only_what_goes_out_is_looked_at(project: Store) -> None:
    tag = project.codebook.find("stance").id
    project.taggings.put(tag, [1])
    whole = run(lint(project.path, Recipe(format="jsonl")))
    assert whole.articles == whole.records == len(ARTICLES)
    fair = {article_of(project, name).article.id for name in ("ko/fair.txt", "ko/copy/wire.txt")}
    (copies,) = [each for each in whole.findings if each.kind == "exact_copies"]
    assert (copies.count, set(copies.articles)) == (1, fair)
    one_each = run(lint(project.path, Recipe(format="jsonl", one_per_group=True)))
    assert one_each.articles == len(ARTICLES) - 1
    assert "exact_copies" not in _counts(one_each)
    assert run(lint(project.path, Recipe(format="jsonl", where="lang:en"))).articles == 2
    assert run(lint(project.path, Recipe(format="jsonl"), ids=[1, 2, 3])).articles == 3
    assert run(lint(project.path, Recipe(format="csv", anonymise=True, text="paragraph"))).records > len(ARTICLES)


def test_lint_writes_nothing_and_can_be_left(project: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.linting.BATCH", 1)
    before = dump(project)
    steps = lint(project.path, Recipe(format="jsonl"))
    assert next(steps).done == 1
    steps.close()
    run(lint(project.path, Recipe(format="jsonl")))
    assert dump(project) == before


def test_the_command_line_lists_what_was_found(project: Store, capsys: pytest.CaptureFixture[str]) -> None:
    line = Line(project.path, capsys)
    water = article_of(project, "en/water.txt")
    start, end = span_of(water, "smart water")
    project.taggings.put(project.codebook.find("stance").id, [water.article.id], span=(start - 1, end))
    found = line.json(
        "lint", "lang:en", "--format", "conll", "--flavour", "eojeol", "--include", "suggested", "--rare", 3
    )
    assert found["articles"] == 2
    kinds = {each["kind"]: each for each in found["findings"]}
    assert kinds["edge_space"]["articles"] == [water.article.id]
    assert {"edge_space", "untagged", "rare", "suggested"} <= kinds.keys()
    ids = ",".join(map(str, kinds["untagged"]["articles"]))
    assert len(line.lines("list", f"id:{ids}")) == 1
    text = line("lint", "--where", "lang:en")
    assert f"(id:{water.article.id})" in text
    assert text.splitlines()[-1].startswith("2 articles: ")
    assert "once" in line("lint", "lang:en", "--where", "lang:ko", code=2)
    assert "no format" in line("lint", "--format", "pdf", code=1)


def test_an_export_says_how_much_lint_found(
    project: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(project.path, capsys)
    project.taggings.put(project.codebook.find("stance").id, [1])
    report = run(lint(project.path, Recipe(format="csv")))
    found = line.json("export", tmp_path / "a", "--format", "csv")
    assert found["lint"] == {each: report.count(each) for each in ("error", "warning", "note")}
    assert sum(found["lint"].values())
    monkeypatch.setattr("ui.commands.exporting._LINTED", 1)
    assert line.json("export", tmp_path / "b", "--format", "csv")["lint"] is None


def test_a_recipe_can_be_linted(project: Store, capsys: pytest.CaptureFixture[str]) -> None:
    line = Line(project.path, capsys)
    project.recipes.save("Paper", Recipe(format="conll", where="lang:ko", split=(50, 50)))
    found = line.json("lint", "--recipe", "Paper")
    assert found["articles"] == len(line.lines("list", "lang:ko"))
    assert json.loads(line("lint", "lang:en", "--recipe", "Paper", "--json"))["articles"] == 2
