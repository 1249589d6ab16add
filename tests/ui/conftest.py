"""A real window on a real project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, project_path: Path) -> Iterator[MainWindow]:
    """Give a window on the small project, with its list and facets there."""
    from ui.app import open_window
    from ui.main_window import MainWindow

    opened = open_window(project_path)
    assert isinstance(opened, MainWindow)
    opened.resize(1440, 900)
    with qtbot.waitSignal(opened.finder.counted, timeout=10_000):
        pass
    yield opened
    opened.close()
