"""The verb codebook: listed, in, out, merged, split, frozen, compared."""

from __future__ import annotations

from pathlib import Path

from store import open_project
from tests.commands.line import Line


def test_the_tags_are_listed_with_what_they_are_on(line: Line) -> None:
    line("tag", "energy", "--where", "")
    said = line.json("codebook")
    assert [book["name"] for book in said["codebooks"]] == ["Codebook"]
    tags = {tag["path"]: tag for tag in said["tags"]}
    assert tags["systems/energy"]["articles"] == 6
    assert tags["stance"]["taggings"] == 0
    assert "  energy  6" in line("codebook")
    line("codebook", "deprecate", "energy")
    assert "deprecated" in line("codebook", "list")
    assert "deprecated" in line("tag", "energy", "--article", 1, code=1)
    line("codebook", "offer", "energy")


def test_files_come_in_and_go_out(line: Line, tmp_path: Path) -> None:
    for ending in ("json", "csv", "qdc"):
        line("codebook", "export", tmp_path / f"a.{ending}")
        assert line.json("codebook", "import", tmp_path / f"a.{ending}")["same"] == 6
    table = tmp_path / "b.csv"
    table.write_text("tag,description\n스마트/교통,버스\nstance,what is thought\n", encoding="cp949")
    said = line.json("codebook", "import", table, "--dry-run")
    assert (said["new"], said["changed"], said["same"]) == (2, 1, 0)
    assert "changed  stance" in line("codebook", "import", table, "--dry-run")
    assert "2 tags new, 1 changed" in line("codebook", "import", table)
    assert line("undo").startswith("Undo: Import a codebook: 2 new, 1 changed")
    with open_project(line.project) as store:
        assert len(store.codebook.tags()) == 6
    line("codebook", "export", tmp_path / "a.docx", code=1)
    line("codebook", "import", tmp_path / "none.csv", code=1)


def test_tags_are_merged_split_and_compared(line: Line) -> None:
    line("tag", "energy", "--where", "lang:ko")
    line("tag", "energy", "--where", "lang:ko", "--by", "지은")
    line("codebook", "freeze", "v1", "--note", "first")
    assert "1 tagging" not in line("codebook", "split", "energy", "solar", "--annotator", "지은")
    line("codebook", "split", "energy", "solar", code=2)
    line("codebook", "merge", "energy", "mobility")
    fates = {each["path"]: each["fate"] for each in line.lines("codebook", "compare", "v1")}
    assert fates == {"systems/energy": "merged", "systems/solar": "added"}
    assert line.lines("codebook", "versions")[0]["note"] == "first"
    merged = line.lines("codebook", "history")[0]
    assert merged["taggings"]["moved"] > 0
    assert "taggings moved" in line("codebook", "history")
    line("codebook", "freeze", "v2")
    assert "merged" in line("codebook", "compare", "v1", "v2")
    assert line("codebook", "compare", "v2") == "Nothing has changed.\n"
    line("codebook", "burn", code=2)
    line("codebook", "merge", "energy", code=2)
    line("codebook", "compare", "v9", code=1)
