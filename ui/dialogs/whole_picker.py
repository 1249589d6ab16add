"""What an entity is part of: another entity, found by a few letters, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from store.records import Entity
from ui import theme
from ui.dialogs.pick_list import PickList
from ui.dialogs.sheet import Sheet
from ui.tagging.names import both_names
from ui.tagging.rows import Row

NOTHING = 0
"""The answer for what is part of nothing; entities have ids from 1 on."""


def ask(parent: QWidget | None, *, complete: Callable[[str], Sequence[Entity]]) -> int | None:
    """Let the user find an entity by name; gives its id, `NOTHING`, or None if it is dismissed."""
    dialog = WholePicker(parent, complete)
    return dialog.choice if dialog.exec() else None


class WholePicker(Sheet):
    """A field and a list of entities."""

    def __init__(self, parent: QWidget | None, complete: Callable[[str], Sequence[Entity]]) -> None:
        super().__init__(parent, "Part of", verb="Choose")
        self.choice: int | None = None
        self._complete = complete
        self.picker = PickList(self._rows, placeholder="Name of what it is part of, in any language")
        self.picker.picked.connect(self._pick)
        self.body.addWidget(self.picker)
        self.say("A filter and a count by the whole take in what is part of it.")
        self.picker.refresh()
        self.picker.setFocus()

    def accept(self) -> None:
        """Take the row under the cursor."""
        row = self.picker.current()
        if row is not None:
            self._pick(row)

    def _pick(self, row: Row) -> None:
        self.choice = row.id
        super().accept()

    def _rows(self, text: str) -> list[Row]:
        found = [_row(entity) for entity in self._complete(text)] if text else []
        return [*found, Row(id=NOTHING, text="Part of nothing", link=True)]


def _row(entity: Entity) -> Row:
    first, second = both_names(entity, None)
    return Row(
        id=entity.id, text=first, second=second, colour=theme.entity_colour(entity.type).name(), right=entity.type
    )
