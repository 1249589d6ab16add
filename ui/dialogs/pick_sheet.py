"""A dialog in which one row is found by a few letters and taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.dialogs.pick_list import PickList
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import Row


class PickSheet(Sheet):
    """A field and a list; who inherits says which rows there are, and what taking one means."""

    def __init__(self, parent: QWidget | None, heading: str, *, verb: str, placeholder: str) -> None:
        super().__init__(parent, heading, verb=verb)
        self.picker = PickList(self.rows, placeholder=placeholder)
        self.picker.picked.connect(self._pick)
        self.body.addWidget(self.picker)

    def rows(self, text: str) -> Sequence[Row]:
        """Give the rows for what was typed."""
        raise NotImplementedError

    def take(self, row: Row) -> bool:
        """Take a row as the answer; false where it cannot be one yet."""
        raise NotImplementedError

    def accept(self) -> None:
        """Take the row under the cursor."""
        row = self.picker.current()
        if row is not None:
            self._pick(row)

    def _pick(self, row: Row) -> None:
        if self.take(row):
            super().accept()
