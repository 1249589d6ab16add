"""Which tag another one becomes part of, and what goes along, before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from store.records import Tag, TagUsage
from ui.dialogs.fuzzy import best
from ui.dialogs.pick_list import PickList
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import Row


def ask(parent: QWidget | None, tag: Tag, others: Sequence[Tag], usage: TagUsage) -> int | None:
    """Let the user choose which of `others` `tag`, which is on so many, is merged into; gives its id, None if dismissed."""
    dialog = TagMerge(parent, tag, others, usage)
    return dialog.into if dialog.exec() else None


class TagMerge(Sheet):
    """A field and a list of tags, and what will move."""

    def __init__(self, parent: QWidget | None, tag: Tag, others: Sequence[Tag], usage: TagUsage) -> None:
        super().__init__(parent, f"Merge {tag.name} into…", verb="Merge")
        self.into: int | None = None
        self._tags = tuple(others)
        self.picker = PickList(self._rows, placeholder="Name of the tag that stays")
        self.picker.picked.connect(self._pick)
        self.body.addWidget(self.picker)
        self.picker.refresh()
        count = "1 tagging" if usage.taggings == 1 else f"{usage.taggings:,} taggings"
        self.say(
            f"{count}, its examples and the tags under it go along; “{tag.path}” goes. One step: Ctrl+Z takes it back."
        )
        self.picker.setFocus()

    def accept(self) -> None:
        """Take the row under the cursor."""
        row = self.picker.current()
        if row is not None:
            self._pick(row)

    def _pick(self, row: Row) -> None:
        self.into = row.id
        super().accept()

    def _rows(self, text: str) -> list[Row]:
        found = best(text, self._tags, lambda tag: (tag.name, tag.path)) if text else self._tags
        return [
            Row(
                id=tag.id,
                text=tag.name,
                right=tag.path.removesuffix(tag.name).rstrip("/"),
                colour=tag.colour,
                dim=tag.deprecated,
            )
            for tag in found
        ]
