"""A window that comes up for the first time is wholly on the screen, also on a small one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
app = QApplication([])
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[2])
from ui.app import open_window
window = open_window(Path(sys.argv[1]))
window.actions_["review"].trigger()
shown = [window, *(each for each in app.topLevelWidgets() if each.objectName() == "concordance")]
print(*(f"{each.width()} {each.height()}" for each in shown), sep=";")
window.close()
"""


@pytest.mark.parametrize("screen", [(1280, 720), (1024, 600), (1920, 1080)])
def test_windows_fit_the_screen(tmp_path: Path, project_path: Path, screen: tuple[int, int]) -> None:
    """The screen of a process cannot change: each is tried in one of its own."""
    layout = tmp_path / "screen.json"
    only = {"name": "one", "x": 0, "y": 0, "width": screen[0], "height": screen[1], "logicalDpi": 96, "dpr": 1}
    layout.write_text(json.dumps({"screens": [only]}))
    told = subprocess.run(
        [sys.executable, "-c", ASK, str(project_path), str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={layout}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    sizes = [tuple(map(int, each.split())) for each in told.stdout.strip().split(";")]
    assert len(sizes) == 2
    for width, height in sizes:
        assert width < screen[0]
        assert height < screen[1] - 30  # its title is above
    assert screen[0] < 1440 or sizes[0] == (1440, 900)
