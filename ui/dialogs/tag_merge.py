"""Which tag another one becomes part of, and what goes along, before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from store.records import Tag, TagUsage
from ui.dialogs.fuzzy import best
from ui.dialogs.pick_sheet import PickSheet
from ui.tagging.rows import Row


def ask(parent: QWidget | None, tag: Tag, others: Sequence[Tag], usage: TagUsage) -> int | None:
    """Let the user choose which of `others` `tag`, which is on so many, is merged into; gives its id, None if dismissed."""
    dialog = TagMerge(parent, tag, others, usage)
    return dialog.into if dialog.exec() else None


class TagMerge(PickSheet):
    """A field and a list of tags, and what will move."""

    def __init__(self, parent: QWidget | None, tag: Tag, others: Sequence[Tag], usage: TagUsage) -> None:
        super().__init__(parent, f"Merge {tag.name} into…", verb="Merge", placeholder="Name of the tag that stays")
        self.into: int | None = None
        self._tags = tuple(others)
        self.picker.refresh()
        count = "1 tagging" if usage.taggings == 1 else f"{usage.taggings:,} taggings"
        self.say(
            f"{count}, its examples and the tags under it go along; “{tag.path}” goes. One step: Ctrl+Z takes it back."
        )
        self.picker.setFocus()

    def take(self, row: Row) -> bool:
        """Take the tag that stays."""
        self.into = row.id
        return True

    def rows(self, text: str) -> list[Row]:
        """Give the tags that are like what was typed, the nearest first."""
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
