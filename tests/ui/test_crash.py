"""Bugs crash loudly: into the log, onto the screen, and the window stays."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.crash import Crash


@pytest.fixture
def crash(qtbot: QtBot, tmp_path: Path) -> Crash:
    """Give a crash that logs into the test's folder."""
    return Crash(tmp_path / "logs" / "crash.log")


def broken() -> None:
    """Raise as a bug would."""
    raise ZeroDivisionError("대구")


def take(crash: Crash) -> None:
    """Let a bug come to the hook."""
    try:
        broken()
    except ZeroDivisionError as error:
        crash.take(type(error), error, error.__traceback__)


def test_a_bug_is_written_down_and_shown_with_its_place(qtbot: QtBot, crash: Crash) -> None:
    take(crash)
    assert crash.box is not None
    assert crash.box.isVisible()
    assert "ZeroDivisionError: 대구" in crash.box.text()
    assert "saved" in crash.box.text()
    assert "in broken" in crash.box.detailedText()
    assert "in broken" in crash.log.read_text(encoding="utf-8")
    crash.box.close()


def test_many_bugs_open_one_box_and_are_all_written_down(qtbot: QtBot, crash: Crash) -> None:
    take(crash)
    first = crash.box
    take(crash)
    assert crash.box is first
    assert crash.log.read_text(encoding="utf-8").count("ZeroDivisionError: 대구") == 2
    assert first is not None
    first.close()


def test_a_bug_on_a_thread_comes_too(qtbot: QtBot, crash: Crash, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", lambda told: crash.take(told.exc_type, told.exc_value, None))
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: crash.box is not None and crash.box.isVisible())
    assert crash.box is not None
    crash.box.close()


def test_a_log_that_cannot_be_written_does_not_hide_the_bug(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    crash = Crash(tmp_path / "file" / "crash.log")
    take(crash)
    assert crash.box is not None
    assert crash.box.isVisible()
    assert "ZeroDivisionError" in capsys.readouterr().err
    crash.box.close()
