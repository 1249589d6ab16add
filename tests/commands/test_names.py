"""The verb names: in, out, and what it refuses."""

from __future__ import annotations

from pathlib import Path

from tests.commands.line import Line


def test_names_come_in_and_go_out(line: Line, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("기관명,영문\n가람연구원,Garam Institute\n,\n대구시,\n", encoding="utf-8")
    said = line.json("names", "import", table, "--type", "organisation", "--map", "name=기관명")
    assert (said["added"], said["merged"], said["unchanged"], said["refused"]) == (2, 0, 0, [])
    assert "2 unchanged" in line("names", "import", table, "--type", "organisation", "--map", "name=기관명")
    assert "Garam Institute" in [name for each in line.lines("entities") for name in each["names"].get("en", [])]
    out = tmp_path / "out.jsonl"
    assert line.json("names", "export", out, "--type", "organisation")["entities"] > 2
    assert "가람연구원" in out.read_text(encoding="utf-8")
    assert line.json("names", "export", tmp_path / "met.csv", "--where", "lang:en")["entities"] < 50
    assert (
        line.json("names", "export", tmp_path / "all.csv", "--where", "")["entities"] == line.json("info")["entities"]
    )


def test_names_refuse_what_makes_no_sense(line: Line, tmp_path: Path) -> None:
    line("names", "burn", tmp_path / "x", code=2)
    line("names", "import", tmp_path / "none.csv", code=1)
    line("names", "import", tmp_path / "x", "--map", "nonsense", code=2)
    line("names", "import", tmp_path / "x", "--where", "", code=2)
    line("names", "export", tmp_path / "x", "--map", "name=x", code=2)
    line("names", "export", tmp_path / "no" / "x.csv", code=1)
    line("names", "export", tmp_path / "x.csv", "--where", "nosuch:x", code=1)
