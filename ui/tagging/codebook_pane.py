"""The section TAGS: the tree, the way to any tag by name, and the line in which new tags are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from ui.tagging.codebook_model import TagUse
from ui.tagging.codebook_tree import CodebookTree
from ui.tagging.codebook_verbs import CodebookVerbs
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height
from ui.tagging.section import Section

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions

ANY_TAG = 1
"""The id of the row that opens the tag picker."""


class CodebookPane(Section):
    """Shows the codebook and lets it be edited; below it a line leads to any tag, or takes a new one."""

    def __init__(self, store: Store, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Tags", name="codebookPane", parent=parent)
        self._store, self._actions = store, actions
        self.verbs = CodebookVerbs(store, actions, self)
        self.tree = CodebookTree(self)
        self._any = _any_tag_row(self)
        self._new = NewTagLine(self)
        self._foot = QStackedWidget(self)
        self._foot.setFixedHeight(row_height() + 4)
        self._foot.addWidget(self._any)
        self._foot.addWidget(self._new)
        self.content.addWidget(self.tree, 1)
        self.content.addWidget(self._foot)
        self._connect()
        self.set_editing(False)

    def _connect(self) -> None:
        tree, verbs = self.tree, self.verbs
        self.link.clicked.connect(lambda: self.set_editing(not tree.editing))
        tree.put_asked.connect(self._actions.put_tag)
        tree.step_asked.connect(self._step)
        tree.edit_asked.connect(verbs.edit)
        tree.add_asked.connect(self._begin_new)
        tree.remove_asked.connect(verbs.remove)
        tree.menu_asked.connect(self._menu)
        tree.book.rename_asked.connect(verbs.rename)
        # Queued: the view still holds on to the dropped row while it tells of the drop.
        tree.book.move_asked.connect(self._move, Qt.ConnectionType.QueuedConnection)
        tree.book.articles_dropped.connect(self._actions.marks.drop_on, Qt.ConnectionType.QueuedConnection)
        self._any.chosen.connect(lambda _: self._actions["any_tag"].trigger())
        self._new.returnPressed.connect(self._add)
        self._new.left.connect(self._end_new)

    def set_editing(self, on: bool) -> None:
        """Begin or end the editing of the codebook; ending it leaves everything as it is, for all is saved."""
        self.tree.set_editing(on)
        tip = "Back to tagging by click" if on else "Drag, rename, add and remove tags; a click then chooses a tag"
        self.set_link("done" if on else "edit codebook", tip=tip)
        self._foot.setCurrentWidget(self._new if on else self._any)

    def show_codebook(self, use: Mapping[int, TagUse], *, read: bool = True) -> None:
        """Show the codebook as it is now (or, with `read` off, as it was), and what each tag does in the current article."""
        self.tree.show_tags(self._store.codebook.tags() if read else self.tree.book.tags, use)
        tags = self.tree.book.tags
        self._new.setPlaceholderText("New tag: name, or above/name" if tags else "Name of the first tag")
        if not tags and not self.tree.editing:
            self._foot.setCurrentWidget(self._new)

    def wanted_height(self) -> int:
        """Return the height at which every unfolded tag is in sight, in pixels."""
        rows, index = 0, self.tree.book.index(0, 0)
        while index.isValid():
            rows, index = rows + 1, self.tree.indexBelow(index)
        return self.minimumSizeHint().height() - self.tree.minimumSizeHint().height() + max(rows, 2) * row_height() + 4

    def _step(self, tag: int, step: str) -> None:
        self.verbs.step(tag, step)  # type: ignore[arg-type]  # a Qt signal forgets which strings these are
        self.tree.choose(tag)

    def _move(self, tag: int, place: object) -> None:
        self.verbs.move(tag, place)  # type: ignore[arg-type]  # a Qt signal carries it as an object
        self.tree.choose(tag)

    def _menu(self, tag: int, at: object) -> None:
        known = self.tree.current_tag()
        if known is not None and known.id == tag:
            self.verbs.menu(known, at, rename=self.tree.rename_current)  # type: ignore[arg-type]

    # New tags

    def _begin_new(self, under: int | None) -> None:
        above = next((tag.path for tag in self.tree.book.tags if tag.id == under), None)
        self._foot.setCurrentWidget(self._new)
        self._new.setText(f"{above}/" if above else "")
        self._new.setFocus()
        self._new.end(False)

    def _add(self) -> None:
        path = self._new.text().strip()
        if path and self.verbs.add(path):
            self._new.clear()
            added = next((tag for tag in self.tree.book.tags if tag.path.casefold() == path.casefold()), None)
            if added is not None:
                self.tree.choose(added.id)

    def _end_new(self) -> None:
        self._new.clear()
        if not self.tree.editing and self.tree.book.tags:
            self._foot.setCurrentWidget(self._any)
        self.tree.setFocus()


class NewTagLine(QLineEdit):
    """A line for the path of a new tag; Enter adds it, Esc leaves the line."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newTag")
        self.setAccessibleName("New tag")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _any_tag_row(parent: QWidget) -> RowList:
    row = RowList(parent)
    row.setObjectName("anyTag")
    row.setAccessibleName("Any tag by name")
    row.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    row.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    row.show_rows([Row(id=ANY_TAG, text="Any tag by name…", key="t", link=True)])
    return row
