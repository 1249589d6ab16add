"""The groups of sources as a row of buttons, each with how many it holds, one of them pressed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from ui.inbox.fates import GROUPS

GROUP_SHEET = """
QToolButton { padding: 3px 8px; }
QToolButton:checked { font-weight: 600; background: palette(highlight); }
"""


class GroupRow(QHBoxLayout):
    """Lets one group be chosen; groups that hold nothing are hidden, but for the one of all."""

    chosen = Signal(str)
    """The name of a group that the user wants to see."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setSpacing(4)
        self._group = QButtonGroup(parent)
        for group in GROUPS:
            button = QToolButton(parent)
            button.setObjectName(f"group_{group.name}")
            button.setCheckable(True)
            button.setStyleSheet(GROUP_SHEET)
            button.setChecked(group.name == "all")
            button.clicked.connect(lambda _=False, name=group.name: self.chosen.emit(name))
            self._group.addButton(button)
            self.addWidget(button)
        self.addStretch(1)

    def buttons(self) -> list[QToolButton]:
        """Return the buttons in the order of the groups."""
        return [button for button in self._group.buttons() if isinstance(button, QToolButton)]

    def press(self, name: str) -> None:
        """Show a group as the one chosen, without saying so."""
        for group, button in zip(GROUPS, self.buttons(), strict=True):
            if group.name == name:
                button.setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many sources each group holds."""
        for group, button in zip(GROUPS, self.buttons(), strict=True):
            button.setText(f"{group.words} {counts[group.name]:,}")
            button.setVisible(bool(counts[group.name]) or group.name == "all")
