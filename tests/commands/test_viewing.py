"""Saved views by the command line."""

from __future__ import annotations

from tests.commands.line import Line


def test_a_view_is_saved_listed_used_renamed_and_removed(line: Line) -> None:
    line("view", "Buses", "버스", "--sort", "title")
    (kept,) = line.lines("views")
    assert {name: kept[name] for name in ("name", "query", "sort", "mode")} == {
        "name": "Buses",
        "query": "버스",
        "sort": "title",
        "mode": "lines",
    }
    found = [row["id"] for row in line.lines("list", "버스", "--sort", "title")]
    assert [row["id"] for row in line.lines("list", 'view:"Buses"')] == found
    assert [row["id"] for row in line.lines("list", "view:buses", "--sort", "-published")] == [
        row["id"] for row in line.lines("list", "버스")
    ]
    assert {row["id"] for row in line.lines("show", "--where", "view:buses")} == set(found)
    line("view", "Buses", "--rename", "Coaches")
    line("list", "view:buses", code=1)
    assert "Remove the view Coaches" in line("view", "coaches", "--remove")
    assert "Remove the view Coaches" in line("undo")
    assert [row["name"] for row in line.lines("views")] == ["Coaches"]
    line("view", "x", "(대구", code=1)
    line("view", "x", code=2)
    line("view", "x", "대구", "--remove", code=2)
    line("view", "Coaches", "view:coaches", code=1)
