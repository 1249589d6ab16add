"""Key `t`: any tag by name, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from store.records import Tag
from ui.dialogs.fuzzy import best, fold
from ui.dialogs.pick_list import PickList
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import Row

NEW_TIP = "Name of a tag; systems/mobility makes mobility under systems"
NEW = 0
"""The id of the row that makes a new tag; tags have ids from 1 on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChoice:
    """A tag that is there (`tag` is its id), or one to be made at `path`."""

    tag: int | None
    path: str


def ask(parent: QWidget | None, tags: Sequence[Tag], *, what: str = "", off: bool = False) -> TagChoice | None:
    """Let the user find one of `tags`, or name a new one; `what` says what will be tagged.

    With `off` a tag is chosen to be taken off, and none is made.
    """
    dialog = TagPicker(parent, tags, what=what, off=off)
    return dialog.choice if dialog.exec() else None


class TagPicker(Sheet):
    """A field and a list of tags, the nearest first."""

    def __init__(self, parent: QWidget | None, tags: Sequence[Tag], *, what: str = "", off: bool = False) -> None:
        super().__init__(parent, "Take a tag off" if off else "Put a tag", verb="Take off" if off else "Tag")
        self._off = off
        self.choice: TagChoice | None = None
        self._tags = tuple(tags)
        if what:
            self.say(what)
        self.picker = PickList(self._rows, placeholder="Name of a tag" if off else NEW_TIP)
        self.picker.picked.connect(self._pick)
        self.body.addWidget(self.picker)
        self.picker.refresh()
        self.picker.setFocus()

    def accept(self) -> None:
        """Take the row under the cursor."""
        row = self.picker.current()
        if row is not None:
            self._pick(row)

    def _pick(self, row: Row) -> None:
        path = row.text if row.id != NEW else self._path()
        self.choice = TagChoice(tag=row.id or None, path=path)
        super().accept()

    def _path(self) -> str:
        return "/".join(name.strip() for name in self.picker.field.text().split("/") if name.strip())

    def _rows(self, text: str) -> list[Row]:
        found = best(text, self._tags, lambda tag: (tag.name, tag.path, tag.key or ""))
        rows = [_row(tag) for tag in found]
        known = {fold(tag.path) for tag in self._tags}
        if not self._off and self._path() and fold(self._path()) not in known:
            rows.append(Row(id=NEW, text=f"New tag “{self._path()}”", key="", link=True))
        return rows


def _row(tag: Tag) -> Row:
    above = tag.path.removesuffix(tag.name).rstrip("/")
    return Row(id=tag.id, text=tag.name, right=above, colour=tag.colour, key=tag.key or "", tip=tag.definition)
