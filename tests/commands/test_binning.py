"""The verbs about the bin."""

from __future__ import annotations

import io

import pytest

from tests.commands.line import Line


def test_articles_are_deleted_restored_and_removed_for_good(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    number = line.id("ko/bus.txt")
    total = len(line.lines("list"))
    assert line("delete", "--where", "lang:ko") == "Move 4 articles to the bin\n"
    assert len(line.lines("list")) == total - 4
    assert len(line.lines("list", "is:deleted")) == 4
    assert "Nothing to change" in line("delete", "--where", "lang:ko")
    line("restore", "--article", number)
    assert "Restore 3 articles" in line("restore", "--where", "lang:ko")
    assert "no such article" in line("restore", "--where", "lang:ko")
    line("restore", "--article", number, code=1)
    line("delete", "--article", number)
    line("show", number, code=1)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    line("empty", code=1)  # nobody is there to say yes
    assert line("empty", "--yes") == "1 article removed for good.\n"
    assert line("empty", "--yes") == "The bin is empty.\n"
    assert line.json("check") == {"ok": True, "problems": []}
