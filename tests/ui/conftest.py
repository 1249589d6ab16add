"""A real window on a real project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Let go of every window a test has made: each one left would be dressed anew whenever the theme changes."""
    yield
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    if not isinstance(QApplication.instance(), QApplication):
        return
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMainWindow) and shiboken6.isValid(widget):
            widget.close()
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def no_key_is_held() -> None:
    """Begin with no modifier down: Qt keeps those of the last key a test has pressed, and Ctrl would make a selection toggle."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    if isinstance(QApplication.instance(), QApplication) and QGuiApplication.keyboardModifiers():
        widget = QWidget()
        QTest.keyRelease(widget, Qt.Key.Key_F24)
        widget.deleteLater()
        assert not QGuiApplication.keyboardModifiers()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows wait for what they themselves write in the background, however slow the disk is at that moment.

    A write that goes to a thread instead is not done yet when a test looks; those that mean this set the time themselves.
    """
    monkeypatch.setattr("ui.main_window.BUSY_MILLISECONDS", 30_000)


@pytest.fixture
def window(qtbot: QtBot, project_path: Path) -> Iterator[MainWindow]:
    """Give a window on the small project, with its list and facets there and nothing folded."""
    from ui.app import open_window
    from ui.main_window import MainWindow

    opened = open_window(project_path)
    assert isinstance(opened, MainWindow)
    opened.resize(1440, 900)
    opened.group_copies.setChecked(False)  # one article, one line: what most tests count
    with qtbot.waitSignal(opened.finder.counted, timeout=10_000):
        pass
    # The first answer may still be of the folded list.
    qtbot.waitUntil(lambda: len(opened.pane.model.ids) == opened.store.articles.count(), timeout=10_000)
    yield opened
    opened.close()
