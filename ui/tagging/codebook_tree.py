"""The tree of tags: a click or a drag puts a tag; while the codebook is edited, tags are moved and renamed instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from store.records import CodebookRow, Tag
from ui import theme
from ui.tagging.codebook_model import BOOK, CodebookModel, TagUse
from ui.tagging.rows import Index, RowDelegate, row_height, whole_rows
from ui.tagging.tree_steps import Step

UNFOLDED = 40
"""A codebook of up to so many tags is shown unfolded at first, a larger one with its top folded."""

_STEPS: dict[int, Step] = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "out",
    Qt.Key.Key_Right: "in",
}


_VERBS: dict[int, str] = {Qt.Key.Key_F2: "merge", Qt.Key.Key_F3: "split", Qt.Key.Key_F5: "deprecate"}
"""With Alt."""


class CodebookTree(QTreeView):
    """Shows the codebook and says what the user asks of a tag; it changes nothing itself."""

    put_asked = Signal(int)
    step_asked = Signal(int, str)
    edit_asked = Signal(int)
    add_asked = Signal(object)
    """The id of the tag to add one under, or None."""
    remove_asked = Signal(int)
    menu_asked = Signal(int, QPoint)
    """A tag, or the row of a codebook, and where on the screen its menu belongs."""
    edit_begun = Signal()
    """A name begins to be edited in place."""
    verb_asked = Signal(int, str)
    """A tag, and what is asked of it: `merge`, `split`, `deprecate`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = CodebookModel(self)
        self._seen = False
        self._folded: set[int] = set()
        self.setObjectName("codebookTree")
        self.setAccessibleName("Codebook")
        self.setModel(self.book)
        delegate = RowDelegate(self)
        delegate.edit_begun.connect(self.edit_begun)
        self.setItemDelegate(delegate)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(2 * row_height())
        self.setIndentation(14)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDropIndicatorShown(True)
        self.set_editing(False)
        self.clicked.connect(self._clicked)
        self.collapsed.connect(lambda index: self._folded.add(index.internalId()))
        self.expanded.connect(lambda index: self._folded.discard(index.internalId()))

    @property
    def editing(self) -> bool:
        """Whether the codebook is being edited: a click then chooses a tag and does not put it."""
        return self.book.movable

    def set_editing(self, on: bool) -> None:
        """Begin or end the editing of the codebook."""
        self.book.movable = on
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed if on else trigger.EditKeyPressed)
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.InternalMove if on else mode.DragDrop)
        # While one reads, a click must not take the focus, and with it the selection's colour, from the text.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.TabFocus)

    def show_tags(self, tags: Sequence[Tag], use: Mapping[int, TagUse], books: Sequence[CodebookRow] = ()) -> None:
        """Show this codebook; folding, cursor and scroll position stay as they are."""
        current, place = self.current_tag(), self.verticalScrollBar().value()
        if self.book.show(tags, use, books):
            self.setRootIsDecorated(len(books) > 1 or any(tag.parent is not None for tag in tags))
            for book in self.book.books:
                self.setExpanded(self.book.index_of(BOOK + book.id), BOOK + book.id not in self._folded)
            self._fold_new(tags)
            for tag in tags:
                self.setExpanded(self.book.index_of(tag.id), tag.id not in self._folded)
            if current is not None:
                self.setCurrentIndex(self.book.index_of(current.id))
            self.verticalScrollBar().setValue(place)
        # A key that a tag got or lost moves its siblings too.
        self.viewport().update()

    def _fold_new(self, tags: Sequence[Tag]) -> None:
        if not self._seen and len(tags) > UNFOLDED:
            self._folded = {tag.id for tag in tags if tag.parent is None}
        self._seen = self._seen or bool(tags)

    def current_tag(self) -> Tag | None:
        """Return the tag under the cursor."""
        return self.book.tag(self.currentIndex())

    def choose(self, tag: int) -> None:
        """Put the cursor on a tag."""
        self.setCurrentIndex(self.book.index_of(tag))

    def rename_current(self) -> None:
        """Begin to rename the tag under the cursor, in place."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the tree: Enter puts, F2 renames, F4 edits, Ins adds, Del removes, Alt and an arrow moves."""
        tag, key = self.current_tag(), event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            # Enter comes here from the editor too.
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Insert:
            self.add_asked.emit(tag.id if tag else None)
        elif tag is None or not self._do(tag.id, key, event.modifiers()):
            super().keyPressEvent(event)

    def _do(self, tag: int, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self.step_asked.emit(tag, _STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.put_asked.emit(tag)
        elif key == Qt.Key.Key_F4:
            self.edit_asked.emit(tag)
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit(tag)
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in _VERBS:
            self.verb_asked.emit(tag, _VERBS[key])
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows only."""
        super().resizeEvent(event)
        whole_rows(self)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first tag, so that the focus can be seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.book.index(0, 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the tag under the mouse, or under the cursor when a key asked."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.menu_asked.emit(index.internalId(), below if by_key else event.globalPos())

    def _clicked(self, index: Index) -> None:
        tag = self.book.tag(index)
        if tag is not None and not self.editing:
            self.put_asked.emit(tag.id)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw a small triangle where a branch can be folded, and nothing else."""
        # Qt has drawn the ground of a selected row up to the left edge; ours begins at the name.
        painter.fillRect(rect, QColor(theme.palette().window))
        if not self.book.rowCount(index):
            return
        middle = QPointF(rect.right() - self.indentation() / 2 + 1, rect.center().y() + 0.5)
        flat = ((-3.5, -2.0), (3.5, -2.0), (0.0, 2.5))
        points = flat if self.isExpanded(index) else tuple((y + 0.5, x) for x, y in flat)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.palette().dim))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))
        painter.restore()
