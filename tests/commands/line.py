"""The command line, run inside the test's process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store import open_project
from tests.projects import article_of, span_of
from ui.cli import run_command


class Line:
    """The command line, run inside this process."""

    def __init__(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.project = project
        self._capsys = capsys

    def __call__(self, verb: str, *arguments: object, code: int = 0) -> str:
        """Run a verb on the project; prove its exit code, and that an error is one line; give what it printed."""
        self._capsys.readouterr()
        given = run_command([verb, str(self.project), *map(str, arguments)])
        out, err = self._capsys.readouterr()
        assert given == code, err
        if code:
            assert err.endswith("\n")
            assert err.count("\n") == 1, err
            assert "Traceback" not in err
            return err
        return out

    def json(self, verb: str, *arguments: object) -> Any:
        """Run a verb with `--json` and give its one value."""
        return json.loads(self(verb, *arguments, "--json"))

    def lines(self, verb: str, *arguments: object) -> list[Any]:
        """Run a verb with `--json` and give its values, one a line."""
        return [json.loads(line) for line in self(verb, *arguments, "--json").split("\n") if line]

    def id(self, source: str) -> int:
        """Give the id of the article that came from this source."""
        with open_project(self.project) as store:
            return article_of(store, source).article.id

    def span(self, source: str, quote: str) -> tuple[int, int]:
        """Give the span of the first place where an article says `quote`."""
        with open_project(self.project) as store:
            return span_of(article_of(store, source), quote)
