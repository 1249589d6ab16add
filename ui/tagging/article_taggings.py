"""The section TAGGINGS: what is tagged in the current article, the whole of it and its passages, with notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from store.formats.attributes import certainty_text
from store.records import SUGGESTED, Tag, Tagging
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row
from ui.tagging.section import Section

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions
    from ui.current import Current

_NOTHING = 0
NOTE = "✎"
EXAMPLE = "★"
"""Marks a tagging that is an example of its tag."""


class TaggingsPane(Section):
    """Lists taggings, passages in the order of the text; a click goes there, a note is written in place."""

    def __init__(self, store: Store, current: Current, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Taggings", name="taggingList", parent=parent)
        self._store, self._current, self._actions = store, current, actions
        self._taggings: dict[int, Tagging] = {}
        self._shown = self._begun = store.history.newest()
        self.list = RowList(self)
        self.list.setObjectName("taggingRows")
        self.list.setAccessibleName("Taggings of this article")
        self.list.setEditTriggers(RowList.EditTrigger.EditKeyPressed | RowList.EditTrigger.DoubleClicked)
        self.content.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._go)
        self.list.came.connect(self._choose)
        current.tagging_changed.connect(self._show_chosen)
        self.list.removed.connect(lambda row: self._remove(row.id))
        self.list.menu_asked.connect(self._menu)
        self.list.edit_begun.connect(self._begin)
        self.list.rows_model.edited.connect(self._write)

    def show_taggings(
        self, article: int | None, taggings: tuple[Tagging, ...], tags: Mapping[int, Tag], *, looked: int
    ) -> None:
        """Show an article's taggings in the colours of their tags: those of the whole article, then its passages.

        `looked` is the latest change when they were read.
        """
        self._shown = looked
        ordered = sorted(
            taggings,
            key=lambda tagging: (tagging.start is not None, tagging.start or 0, tagging.end or 0, tagging.id),
        )
        self._taggings = {tagging.id: tagging for tagging in ordered}
        empty = "" if article is None else "Press a tag’s key, or select text first"
        rows = [self._row(tagging, tags.get(tagging.tag_id)) for tagging in ordered]
        self.list.show_rows(rows or [Row(id=_NOTHING, text=empty, heading=True)])

    def wanted_height(self) -> int:
        """Return the height at which every row is in sight, and one more to come, in pixels."""
        return self.height_of(self.list.rows_model.rowCount() + 1)

    def _row(self, tagging: Tagging, tag: Tag | None) -> Row:
        whole = tagging.start is None
        words = tagging.tag.rsplit("/", 1)[-1] if whole else " ".join((tagging.quote or "").split())
        other = tagging.annotator if tagging.annotator != self._store.annotator else ""
        sure = certainty_text(tagging.certainty)
        said = "".join(f"\n{name}: {value}" for name, value in tagging.attributes)
        right = (
            EXAMPLE if tagging.example else "",
            NOTE if tagging.note else "",
            "…" if said else "",
            sure,
            other,
            "article" if whole else "",
        )
        note = f"\n{NOTE} {tagging.note}" if tagging.note else ""
        by = "suggested, and accepted by" if tagging.origin == SUGGESTED else "by"
        return Row(
            id=tagging.id,
            text=words,
            colour=tag.colour if tag else None,
            right=" ".join(part for part in right if part),
            tip=f"{tagging.tag}, {by} {tagging.annotator}{f', certainty {sure}' if sure else ''}{said}{note}",
            spoken=f"{tagging.tag} {'on the article' if whole else f': {words}'}{f', {sure}' if sure else ''}"
            f"{', suggested' if tagging.origin == SUGGESTED else ''}{', with a note' if note else ''}",
            edit=tagging.note,
        )

    def _choose(self, row: Row) -> None:
        if row.id in self._taggings:
            self._current.tagging = row.id

    def _show_chosen(self, tagging: int | None) -> None:
        if tagging is not None and not self.list.hasFocus():
            self.list.go_to(tagging)

    def _go(self, row: Row) -> None:
        tagging = self._taggings.get(row.id)
        self._choose(row)
        if tagging is not None and tagging.start is not None and tagging.end is not None:
            self._current.place(tagging.start, tagging.end)

    def _begin(self) -> None:
        self._begun = self._shown

    def _write(self, tagging: int, note: str) -> None:
        self._actions.writes.settle(lambda store: store.taggings.set_note(tagging, note), looked=self._begun)

    def _remove(self, tagging: int) -> None:
        if tagging not in self._taggings:
            return
        self._actions.writes.do(lambda store: store.taggings.remove([tagging]))

    def _describe(self, row: Row) -> None:
        self._choose(row)
        self._actions["describe"].trigger()

    def _example(self, tagging: Tagging) -> None:
        self._actions.writes.do(lambda store: store.examples.mark([tagging.id], not tagging.example))

    def _menu(self, row: Row, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Go there\tEnter").triggered.connect(lambda *_: self._go(row))
        words = "Change the note\tF2" if row.edit else "Write a note\tF2"
        menu.addAction(words).triggered.connect(lambda *_: self.list.edit(self.list.currentIndex()))
        menu.addAction("Note, certainty, attributes…\tCtrl+D").triggered.connect(lambda *_: self._describe(row))
        known = self._taggings.get(row.id)
        if known is not None:
            words = "No example any more" if known.example else f"{EXAMPLE} An example of its tag"
            menu.addAction(words).triggered.connect(lambda *_: self._example(known))
        menu.addSeparator()
        menu.addAction("Remove\tDel").triggered.connect(lambda *_: self._remove(row.id))
        menu.exec(at)
        menu.deleteLater()
