"""Recipes: saved with the project, undone, carried by native exports, and the same bytes when made again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store import Store, UserError, create_project, export, import_paths
from store.checking import check_dataset
from store.records import Recipe
from tests.projects import ARTICLES, run

RECIPE = Recipe(format="csv", where="lang:ko", include="all", split=(80, 10, 10), seed=3, text="paragraph")


def test_a_recipe_is_saved_overwritten_undone_and_removed(project: Store) -> None:
    project.recipes.save("Paper  one", RECIPE)
    assert project.recipes.get("paper one").recipe == RECIPE
    project.recipes.save("PAPER ONE", replace(RECIPE, seed=4))
    assert [each.name for each in project.recipes.all()] == ["PAPER ONE"]
    project.journal.undo()
    assert project.recipes.get("Paper one").recipe == RECIPE
    project.recipes.remove("paper one")
    with pytest.raises(UserError, match="no recipe"):
        project.recipes.get("paper one")
    with pytest.raises(UserError, match="needs a name"):
        project.recipes.save(" ", RECIPE)


def test_a_recipe_goes_with_a_native_export(project: Store, tmp_path: Path) -> None:
    project.recipes.save("Paper", RECIPE)
    run(export(project.path, tmp_path / "a.jsonl", format="jsonl"))
    with create_project(tmp_path / "b.galpi") as other:
        run(import_paths(other.path, [tmp_path / "a.jsonl"]))
        assert other.recipes.get("Paper").recipe == RECIPE


def test_the_same_recipe_on_the_same_state_gives_the_same_bytes(project: Store, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        report = run(export(project.path, tmp_path / name / "set", RECIPE))
    assert sum(number for _, number in report.splits) == report.records > report.articles
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) == 6
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_an_export_of_chosen_articles_keeps_the_order_of_a_view(project: Store, tmp_path: Path) -> None:
    project.views.save("all", "", sort="-id")
    run(export(project.path, tmp_path / "a.jsonl", format="jsonl", where="view:all"))
    numbers = [
        int(line.split(",")[0].split(":")[1]) for line in (tmp_path / "a.jsonl").read_text("utf-8").split("\n")[:-1]
    ]
    assert numbers == list(range(len(ARTICLES), 0, -1))
    run(export(project.path, tmp_path / "b.jsonl", format="jsonl", ids=[3, 1]))
    assert (tmp_path / "b.jsonl").read_text("utf-8").startswith('{"id": 1,')


def test_a_dataset_says_how_the_project_differs_years_later(project: Store, tmp_path: Path) -> None:
    tag = project.codebook.find("stance")
    project.codebook.define(tag.id, "for or against")
    project.taggings.put(tag.id, [1, 2])
    run(export(project.path, tmp_path / "set", Recipe(format="csv")))
    assert check_dataset(project, tmp_path / "set") == ()
    project.taggings.put(tag.id, [3])
    project.codebook.define(tag.id, "how it is seen")
    project.codebook.add("new one")
    (tmp_path / "set" / "mentions.csv").unlink()
    said = [problem.sentence for problem in check_dataset(project, tmp_path / "set")]
    assert "mentions.csv is missing." in said
    assert "The tag “stance” is defined otherwise now." in said
    assert "The tag “new one” is new in the codebook." in said
    assert any(sentence.startswith("tags, stance: ") and sentence.endswith(" now.") for sentence in said)
