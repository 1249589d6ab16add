"""The command line on a small project."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.line import Line


@pytest.fixture
def line(project_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """Give the command line on a small project."""
    return Line(project_path, capsys)
