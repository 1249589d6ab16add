"""The section TAGS: the tree, the way to any tag by name, and the line in which new tags are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from ui.dialogs.fuzzy import best
from ui.tagging.codebook_model import BOOK, TagUse
from ui.tagging.codebook_tree import CodebookTree
from ui.tagging.codebook_verbs import CodebookVerbs
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height
from ui.tagging.section import Section

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions

KEYS_SAID = "F2 renames a tag, F4 shows all of it, Ins adds one under it, Del removes it, Alt and an arrow move it."
"""What is said when the editing begins."""
ANY_TAG = 1
"""The id of the row that opens the tag picker."""


class CodebookPane(Section):
    """Shows the codebook and lets it be edited; below it a line leads to any tag, or takes a new one."""

    editing_changed = Signal(bool)
    """The editing of the codebook begins or ends."""

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
        self.find_line = FindLine(self)
        self.find_line.typed.connect(self._find)
        self.find_line.left.connect(self.tree.setFocus)
        self.content.addWidget(self.find_line)
        self.content.addWidget(self.tree, 1)
        self.content.addWidget(self._foot)
        self._connect()
        self.set_editing(False)

    def _connect(self) -> None:
        tree, verbs = self.tree, self.verbs
        self.link.clicked.connect(self._toggle_editing)
        tree.put_asked.connect(self._actions.put_tag)
        tree.step_asked.connect(self._step)
        tree.edit_asked.connect(verbs.edit)
        tree.add_asked.connect(self._begin_new)
        tree.remove_asked.connect(verbs.remove)
        tree.menu_asked.connect(self._menu)
        tree.verb_asked.connect(verbs.do)
        tree.edit_begun.connect(verbs.begin)
        tree.book.book_rename_asked.connect(lambda book, name: verbs.rename_book(book, name, looked=verbs.begun))
        tree.book.rename_asked.connect(lambda tag, name: verbs.rename(tag, name, looked=verbs.begun))
        # Queued: the view still holds on to the dropped row while it tells of the drop.
        tree.book.move_asked.connect(self._move, Qt.ConnectionType.QueuedConnection)
        tree.book.articles_dropped.connect(self._actions.marks.drop_on, Qt.ConnectionType.QueuedConnection)
        self._any.chosen.connect(lambda _: self._actions["any_tag"].trigger())
        self._new.returnPressed.connect(self._add)
        self._new.left.connect(self._end_new)

    def _toggle_editing(self) -> None:
        """Begin or end by the link; the keys go to the tree with it, for elsewhere Del would delete the article."""
        self.set_editing(not self.tree.editing)
        if self.tree.editing:
            (self.tree if self.tree.book.tags else self._new).setFocus(Qt.FocusReason.OtherFocusReason)
            if self.tree.book.tags:
                self._actions.said.emit(KEYS_SAID)

    def set_editing(self, on: bool) -> None:
        """Begin or end the editing of the codebook; ending it leaves everything as it is, for all is saved."""
        before = self.tree.editing
        self.tree.set_editing(on)
        self.find_line.setVisible(on)
        self._count()
        tip = "Back to tagging by click" if on else "Drag, rename, add and remove tags; a click then chooses a tag"
        self.set_link("done" if on else "edit codebook", tip=tip)
        self._foot.setCurrentWidget(self._new if on else self._any)
        if on != before:
            self.editing_changed.emit(on)

    def show_codebook(self, use: Mapping[int, TagUse], *, looked: int, read: bool = True) -> None:
        """Show the codebook as it is now (or, with `read` off, as it was), and what each tag does in the current article.

        `looked` is the latest change before it is read.
        """
        book = self.tree.book
        if read:
            self.verbs.look(looked)
        if read:
            self.tree.show_tags(self._store.codebook.tags(), use, self._store.codebooks.all())
        else:
            self.tree.show_tags(book.tags, use, book.books)
        self._count()
        tags = self.tree.book.tags
        self._new.setPlaceholderText("New tag: name, or above/name" if tags else "Name of the first tag")
        if not tags and not self.tree.editing:
            self._foot.setCurrentWidget(self._new)

    def _count(self) -> None:
        """While the codebook is edited, say in how many articles each tag is; in a large project that takes a while."""
        if self.tree.editing:
            self._actions.jobs.query(_counted, self.tree.book.show_counts, kind="tag counts", asker=self)

    def _find(self, text: str, step: int) -> None:
        """Put the cursor on the tag that fits best what is typed, or on one of the next."""
        found = best(text, self.tree.book.tags, lambda tag: (tag.name, tag.path)) if text else []
        if found:
            tag = found[step % len(found)]
            self.tree.choose(tag.id)
            self.tree.scrollTo(self.tree.currentIndex())

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
        if self.tree.book.book(self.tree.currentIndex()) is not None:
            self.verbs.book_menu(tag - BOOK, at, rename=self.tree.rename_current)  # type: ignore[arg-type]
            return
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


def _counted(store: Store) -> dict[str, int]:
    (facet,) = store.facets(fields=["tag"])
    return {value.value: value.count for value in facet.values}


class FindLine(QLineEdit):
    """A line that finds tags as one types; ↓ and ↑ go on and back, Enter and Esc leave it for the tree."""

    typed = Signal(str, int)
    """What is typed, and which of the tags that fit is meant."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = 0
        self.setObjectName("codebookFind")
        self.setAccessibleName("Find a tag in the codebook")
        self.setPlaceholderText("Find a tag  ↓ next")
        self.textChanged.connect(lambda text: self._go(text, 0))

    def _go(self, text: str, step: int) -> None:
        self._step = step
        self.typed.emit(text.strip(), step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrows, leave by Enter or Esc."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(self.text(), self._step + (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)


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
