"""Enter in the filter box: where the keys go after it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow


@pytest.mark.parametrize("pause", [True, False])
def test_enter_on_a_filter_that_breaks_stays_in_the_box(qtbot: QtBot, window: MainWindow, pause: bool) -> None:
    """What is typed on is meant to mend the filter; in the list each letter would be a verb for all that is selected."""
    window.pane.table.selectAll()
    window.activateWindow()
    window.actions_["filter"].trigger()
    qtbot.waitUntil(window.bar.box.hasFocus)
    qtbot.keyClicks(window.bar.box, 'near:"smart')
    if pause:
        qtbot.waitUntil(window.bar.error.isVisible, timeout=5_000)
    qtbot.keyClick(window.bar.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.bar.error.isVisible() and window.bar.box.hasFocus(), timeout=5_000)
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        qtbot.keyClicks(window.bar.box, ' pole"')
        qtbot.keyClick(window.bar.box, Qt.Key.Key_Return)
    assert window.pane.table.hasFocus() or not window.pane.model.ids
    assert not window.bar.error.isVisible()
