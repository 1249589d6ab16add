"""Starting, with and without a display."""

from __future__ import annotations

import gc
import linecache
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from store import UserError
from ui import memory
from ui.app import open_window
from ui.main_window import MainWindow
from ui.settings import Settings

ROOT = Path(__file__).parents[2]


def start(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the window in a process of its own, with its settings in a folder of the test."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    code = f"import sys; from ui.app import run; sys.exit(run({', '.join(map(repr, arguments))}))"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "xcb"}])
def test_without_a_display_it_says_so_in_one_sentence(
    tmp_path: Path, project_path: Path, environment: dict[str, str]
) -> None:
    ended = start(str(project_path), folder=tmp_path, **environment)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "no display" in ended.stderr
    assert "--help" in ended.stderr
    assert ended.stdout == ""


def test_a_project_that_cannot_be_opened_is_one_line_and_exit_1(tmp_path: Path) -> None:
    path = tmp_path / "notes.galpi"
    path.write_text("This is no project.")
    ended = start(str(path), folder=tmp_path, QT_QPA_PLATFORM="offscreen")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert str(path) in ended.stderr


def test_open_window_refuses_with_a_user_error(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        open_window(tmp_path / "missing.galpi")


def test_an_open_project_is_remembered_as_recent(window: MainWindow, project_path: Path) -> None:
    assert Settings().recent() == (project_path.resolve(),)
    assert window.windowTitle() == "small.galpi – Galpi"


@pytest.mark.skipif(sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="only GNU's has several")
def test_all_threads_share_a_heap() -> None:
    assert memory.share_heap()


def test_what_a_window_is_made_of_is_not_looked_through_while_it_is_open(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 10_000, timeout=10_000)
    assert sum(len(lines) for _, _, lines, _ in linecache.cache.values()) < 20_000
    window.close()
    assert gc.get_freeze_count() == 0


def test_what_reads_and_recognises_texts_is_loaded_when_it_is_used() -> None:
    """Its tables take half a second to be made, which no start of the window waits for."""
    heavy = ("store.importing", "store.parse.html", "store.recognition.recognizing", "lxml", "multiprocessing")
    code = f"import sys, ui.app; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
