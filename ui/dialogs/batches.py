"""The imports of the project: when, what, how many articles; each can be shown in the list or taken out as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from store.records import Batch
from ui.dialogs.sheet import Sheet
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height

ROWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchChoice:
    """An import, and whether it is to be taken out, or what it brought is to be looked at (else shown in the list)."""

    batch: Batch
    remove: bool
    look: bool = False


def ask(parent: QWidget | None, batches: Sequence[Batch]) -> BatchChoice | None:
    """Let the user choose an import to show in the list, or to take out; nothing is done yet."""
    dialog = Batches(parent, batches)
    return dialog.choice if dialog.exec() else None


class Batches(Sheet):
    """The list, newest first."""

    def __init__(self, parent: QWidget | None, batches: Sequence[Batch]) -> None:
        super().__init__(parent, "Imports", verb=None, width=640)
        self._batches = {batch.id: batch for batch in batches}
        self.choice: BatchChoice | None = None
        self.list = RowList(self)
        self.list.setObjectName("batchList")
        self.list.setAccessibleName("Imports, newest first")
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.rows_model.show([_row(batch) for batch in batches])
        self.list.setFixedHeight(ROWS * row_height())
        self.body.addWidget(self.list)
        self.show_button = self.add_button("Show in the list   ⏎", lambda: self._choose(remove=False))
        self.look_button = self.add_button("What came in…   I", self._look, key="I")
        self.remove_button = self.add_button("Remove…   Del", lambda: self._choose(remove=True), key="Del")
        self.list.chosen.connect(lambda _: self._choose(remove=False))
        self.list.removed.connect(lambda _: self._choose(remove=True))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable())
        if batches:
            self.list.setCurrentIndex(self.list.rows_model.index(0))
        self.list.setFocus()
        self._enable()

    def _current(self) -> Batch | None:
        row = self.list.current_row()
        return self._batches.get(row.id) if row is not None else None

    def _choose(self, *, remove: bool) -> None:
        batch = self._current()
        if batch is not None and batch.articles:
            self.choice = BatchChoice(batch=batch, remove=remove)
            self.accept()

    def _look(self) -> None:
        batch = self._current()
        if batch is not None:
            self.choice = BatchChoice(batch=batch, remove=False, look=True)
            self.accept()

    def _enable(self) -> None:
        batch = self._current()
        for button in (self.show_button, self.remove_button):
            button.setEnabled(batch is not None and batch.articles > 0)
        self.look_button.setEnabled(batch is not None)
        if not self._batches:
            self.say("Nothing was imported yet. Files come in with Ctrl+I, a folder with Ctrl+Shift+I.")
        elif batch is not None and not batch.articles:
            self.say("None of its articles is here now: it only brought new versions, or was removed.")
        else:
            self.say(
                "An import that is removed takes its articles with it; undo brings them back with all their marks."
            )


def _row(batch: Batch) -> Row:
    count = "1 article" if batch.articles == 1 else f"{batch.articles:,} articles"
    at = when(batch.at)
    return Row(id=batch.id, text=at, second=batch.label, right=count, tip=batch.label)


def when(at: str) -> str:
    """Give a moment in UTC as the clock on the wall shows it, to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
