"""The section PASSAGES: the tagged passages of the current article, with their notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from store.errors import UserError
from store.records import Tag, Tagging
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row
from ui.tagging.section import Section

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions
    from ui.current import Current

_NOTHING = 0
NOTE = "✎"


class PassagePane(Section):
    """Lists passages in the order of the text; a click goes there, a note is written in place."""

    def __init__(self, store: Store, current: Current, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Passages", name="passagePanel", parent=parent)
        self._store, self._current, self._actions = store, current, actions
        self._passages: dict[int, Tagging] = {}
        self.list = RowList(self)
        self.list.setObjectName("passageList")
        self.list.setAccessibleName("Passages of this article")
        self.list.setEditTriggers(RowList.EditTrigger.EditKeyPressed | RowList.EditTrigger.DoubleClicked)
        self.content.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._go)
        self.list.removed.connect(lambda row: self._remove(row.id))
        self.list.menu_asked.connect(self._menu)
        self.list.rows_model.edited.connect(self._write)

    def show_passages(self, article: int | None, taggings: tuple[Tagging, ...], tags: Mapping[int, Tag]) -> None:
        """Show the passages among an article's taggings, in the colours of their tags."""
        passages = sorted(
            (tagging for tagging in taggings if tagging.start is not None),
            key=lambda tagging: (tagging.start or 0, tagging.end or 0, tagging.id),
        )
        self._passages = {tagging.id: tagging for tagging in passages}
        empty = "" if article is None else "Select text, press the key of a tag"
        rows = [self._row(tagging, tags.get(tagging.tag_id)) for tagging in passages]
        self.list.show_rows(rows or [Row(id=_NOTHING, text=empty, heading=True)])

    def _row(self, tagging: Tagging, tag: Tag | None) -> Row:
        quote = " ".join((tagging.quote or "").split())
        other = tagging.annotator if tagging.annotator != self._store.annotator else ""
        note = f"\n{NOTE} {tagging.note}" if tagging.note else ""
        return Row(
            id=tagging.id,
            text=quote,
            colour=tag.colour if tag else None,
            right=" ".join(part for part in (other, NOTE if tagging.note else "") if part),
            tip=f"{tagging.tag}, by {tagging.annotator}{note}",
            spoken=f"{tagging.tag}: {quote}{', with a note' if tagging.note else ''}",
            edit=tagging.note,
        )

    def _go(self, row: Row) -> None:
        tagging = self._passages.get(row.id)
        if tagging is not None and tagging.start is not None and tagging.end is not None:
            self._current.place(tagging.start, tagging.end)

    def _write(self, tagging: int, note: str) -> None:
        try:
            self._store.taggings.set_note(tagging, note)
        except UserError as error:
            self._actions.tell(error)

    def _remove(self, tagging: int) -> None:
        if tagging not in self._passages:
            return
        try:
            self._store.taggings.remove([tagging])
        except UserError as error:
            self._actions.tell(error)

    def _menu(self, row: Row, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Go there\tEnter").triggered.connect(lambda *_: self._go(row))
        words = "Change the note\tF2" if row.edit else "Write a note\tF2"
        menu.addAction(words).triggered.connect(lambda *_: self.list.edit(self.list.currentIndex()))
        menu.addSeparator()
        menu.addAction("Remove\tDel").triggered.connect(lambda *_: self._remove(row.id))
        menu.exec(at)
        menu.deleteLater()
