"""What all dialogs share."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.sheet import Sheet


def test_a_dialog_that_was_run_is_not_left_to_the_collector(qtbot: QtBot) -> None:
    """The collector may run on any thread, and a widget that goes on another one takes the program along."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = Sheet(parent, "Heading", verb="Do")
    QTimer.singleShot(0, dialog.accept)
    assert dialog.exec()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
