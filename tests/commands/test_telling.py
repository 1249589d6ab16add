"""Statistics by the command line."""

from __future__ import annotations

import pytest

from tests.commands.line import Line


def test_time_is_told_as_a_table_and_as_json(line: Line) -> None:
    lines = line("statistics", "time", "--step", "year").splitlines()
    assert lines[:2] == ["year\tarticles", "2021\t2"]
    found = line.json("statistics", "time", "lang:ko", "--by", "language", "--step", "year")
    assert found["columns"] == ["ko"]
    assert found["rows"][0] == {"year": "2021", "term": "date:2021", "values": [2]}
    assert found["query"] == "lang:ko"
    assert line("statistics", "time", "--csv").startswith("month,articles\r\n")


@pytest.mark.parametrize("kind", ["entities", "tags", "together", "words"])
def test_every_kind_is_told(line: Line, kind: str) -> None:
    found = line.json("statistics", kind, "lang:ko")
    assert found["kind"] == kind
    assert line("statistics", kind, "lang:ko", "--limit", "2")


def test_what_is_wrong_is_one_line(line: Line) -> None:
    line("statistics", "words", "", code=1)
    line("statistics", "entities", "--type", "dragon", code=1)
    line("statistics", "moods", code=2)
