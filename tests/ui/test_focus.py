"""One sees where the keys go, and they go everywhere."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui import theme
from ui.main_window import MainWindow


def test_one_sees_that_the_list_has_the_keys_also_without_a_current_row(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.pane.table.setFocus()
    qtbot.waitUntil(window.pane.table.hasFocus)
    accent = theme.palette().accent
    assert window.pane.grab().toImage().pixelColor(100, 0).name() == accent
    window.reader.setFocus()
    qtbot.waitUntil(lambda: not window.pane.table.hasFocus())
    assert window.pane.grab().toImage().pixelColor(100, 0).name() != accent


def test_next_pane_goes_round_through_all_of_them(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.bar.box.setFocus()
    qtbot.waitUntil(window.bar.box.hasFocus)
    panes = [window.facets, window.pane, window.reader, window.tagging, window.bar]
    for pane in panes:
        window.actions_["next_pane"].trigger()
        focus = window.focusWidget()
        assert focus is not None
        assert pane.isAncestorOf(focus), pane.objectName()
        assert focus.accessibleName(), focus.objectName()
