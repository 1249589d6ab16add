"""The backups of the project: when and why each was made and how large it is; one can be put back or opened beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

from store.records import Backup
from ui.dialogs.history import local_time
from ui.dialogs.sheet import Sheet

WORDS = {
    "open": "when it was opened",
    "hourly": "hourly, while it changed",
    "before update": "before Galpi brought it up to date",
    "before restore": "before a backup was put back",
    "by hand": "by hand",
    "damaged": "damaged, put aside",
}

ALWAYS = ("now", "salvage")
"""What can be done without a backup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupChoice:
    """What to do: `now` (make one), `restore` (put this one back), `look` (open it as it is) or `salvage` (read what is left)."""

    verb: str
    backup: Backup | None = None


def ask(parent: QWidget | None, backups: Sequence[Backup], changes: Sequence[int]) -> BackupChoice | None:
    """Show the backups and how many changes came after each; give what is to be done, nothing is done yet."""
    dialog = Backups(parent, backups, changes)
    return dialog.choice if dialog.exec() else None


class Backups(Sheet):
    """The list, newest first."""

    def __init__(self, parent: QWidget | None, backups: Sequence[Backup], changes: Sequence[int]) -> None:
        super().__init__(parent, "Backups", verb=None, width=720)
        self._backups = tuple(backups)
        self.choice: BackupChoice | None = None
        self.list = QListWidget(self)
        self.list.setObjectName("backupList")
        self.list.setAccessibleName("Backups, newest first")
        self.list.setMinimumHeight(260)
        for each, after in zip(backups, changes, strict=True):
            since = "no change since" if not after else f"{after:,} change{'s' if after != 1 else ''} since"
            size = f"{each.size / 1_048_576:,.1f} MB"
            self.list.addItem(f"{local_time(each.at)}   {WORDS.get(each.reason, each.reason)}   {size}   {since}")
        self.body.addWidget(self.list)
        self.buttons_by_verb: dict[str, QPushButton] = {}
        for verb, text, key in (
            ("now", "Back up now", "Ctrl+B"),
            ("look", "Open a copy of it…", "Ctrl+O"),
            ("restore", "Put it back", "Ctrl+R"),
            ("salvage", "Salvage…", "Ctrl+L"),
        ):
            button = self.add_button(f"{text}   {key}", partial(self._choose, verb), key=key, name=f"backup_{verb}")
            button.setEnabled(verb in ALWAYS or bool(backups))
            self.buttons_by_verb[verb] = button
        self.buttons_by_verb["salvage"].setToolTip(
            "Read what can be read of a damaged project into a new one beside it"
        )
        if backups:
            self.list.setCurrentRow(0)
            self.say("What the project is now is kept as one more backup when another one is put back.")
        else:
            self.say("There is no backup yet. One is made each hour in which something changes, and when it is opened.")
        self.list.setFocus()

    def _choose(self, verb: str) -> None:
        if not self.buttons_by_verb[verb].isEnabled():
            return
        row = self.list.currentRow()
        self.choice = BackupChoice(verb=verb, backup=None if verb in ALWAYS else self._backups[row])
        self.accept()
