"""A path can be typed or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.dialogs.path_field import PathField


def test_a_chosen_path_is_shown_and_a_dismissed_choice_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    answers = [str(tmp_path / "a"), ""]
    field = PathField(lambda start: answers.pop(0), name="Where")
    qtbot.addWidget(field)
    button = field.findChild(QPushButton)
    with qtbot.waitSignal(field.changed):
        button.click()
    assert field.path() == tmp_path / "a"
    button.click()
    assert field.path() == tmp_path / "a"


def test_the_tilde_is_home_and_nothing_is_none(qtbot: QtBot) -> None:
    field = PathField(lambda start: "", name="Where")
    qtbot.addWidget(field)
    assert field.path() is None
    field.line.setText(" ~/x ")
    assert field.path() == Path.home() / "x"
