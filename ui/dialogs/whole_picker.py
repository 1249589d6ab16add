"""What an entity is part of: another entity, found by a few letters, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from store.records import Entity
from ui import theme
from ui.dialogs.pick_sheet import PickSheet
from ui.tagging.names import both_names
from ui.tagging.rows import Row

NOTHING = 0
"""The answer for what is part of nothing; entities have ids from 1 on."""


def ask(parent: QWidget | None, *, complete: Callable[[str], Sequence[Entity]]) -> int | None:
    """Let the user find an entity by name; gives its id, `NOTHING`, or None if it is dismissed."""
    dialog = WholePicker(parent, complete)
    return dialog.choice if dialog.exec() else None


class WholePicker(PickSheet):
    """A field and a list of entities."""

    def __init__(self, parent: QWidget | None, complete: Callable[[str], Sequence[Entity]]) -> None:
        super().__init__(parent, "Part of", verb="Choose", placeholder="Name of what it is part of, in any language")
        self.choice: int | None = None
        self._complete = complete
        self.say("A filter and a count by the whole take in what is part of it.")
        self.picker.refresh()
        self.picker.setFocus()

    def take(self, row: Row) -> bool:
        """Take the whole, or nothing."""
        self.choice = row.id
        return True

    def rows(self, text: str) -> list[Row]:
        """Give the entities that the words may name, then nothing."""
        found = [_row(entity) for entity in self._complete(text)] if text else []
        return [*found, Row(id=NOTHING, text="Part of nothing", link=True)]


def _row(entity: Entity) -> Row:
    first, second = both_names(entity, None)
    return Row(
        id=entity.id, text=first, second=second, colour=theme.entity_colour(entity.type).name(), right=entity.type
    )
