"""The codebook as a tree for the view, with what each tag does in the current article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, Qt, Signal

from store.records import CodebookRow, Tag
from ui import drags
from ui.tagging.rows import ROOT, Index, Role, Row, row_data
from ui.tagging.tree_steps import dropped

BOOK = 1 << 40
"""What is added to the id of a codebook to make the id of its row, where there are several."""

MIME = drags.TAG


@dataclass(frozen=True, slots=True, kw_only=True)
class TagUse:
    """What a tag does in the current article: whether it is on the whole of it, and on how many passages."""

    on_article: bool = False
    passages: int = 0


class CodebookModel(QAbstractItemModel):
    """Tags as a tree of one column; renaming and dropping ask, and the store's answer comes back by `show`."""

    rename_asked = Signal(int, str)
    book_rename_asked = Signal(int, str)
    """A codebook and the name it shall have."""
    move_asked = Signal(int, object)
    """A tag and the `Place` it was dropped at."""
    articles_dropped = Signal(int, object)
    """A tag, and the ids of the articles dropped on it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.movable = False
        self._tags: dict[int, Tag] = {}
        self._given: tuple[Tag, ...] = ()
        self._books: dict[int, CodebookRow] = {}
        self._counts: Mapping[str, int] = {}
        self._children: dict[int | None, list[int]] = {None: []}
        self._use: Mapping[int, TagUse] = {}

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags in tree order."""
        return self._given

    @property
    def books(self) -> tuple[CodebookRow, ...]:
        """The codebooks that have rows: all of them where there are several."""
        return tuple(self._books.values())

    def book(self, index: Index) -> CodebookRow | None:
        """Return the codebook whose row is at an index."""
        return self._books.get(index.internalId()) if index.isValid() else None

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show in how many articles each tag, by its path, or one under it is; nothing hides them."""
        self._counts = counts
        for tag in self._tags:
            index = self.index_of(tag)
            self.dataChanged.emit(index, index)

    def tag(self, index: Index) -> Tag | None:
        """Return the tag at an index."""
        return self._tags.get(index.internalId()) if index.isValid() else None

    def show(self, tags: Sequence[Tag], use: Mapping[int, TagUse], books: Sequence[CodebookRow] = ()) -> bool:
        """Show these tags, of several codebooks under the row of each; True if the tree has another shape than before."""
        old, old_use = self._tags, self._use
        shown = {BOOK + book.id: book for book in books} if len(books) > 1 else {}
        # The store gives the very same tags as long as nothing of them changes: the usual case by far.
        untouched = tags is self._given
        same = shown == self._books and (untouched or _shape(tags) == _shape(old.values()))
        if not same:
            self.beginResetModel()
        self._given = tuple(tags)
        if not untouched:
            self._tags = {tag.id: tag for tag in tags}
        self._use = use
        if not same:
            self._books = shown
            self._children = {None: list(shown), **{book: [] for book in shown}}
            for tag in tags:
                self._children.setdefault(self._above(tag), []).append(tag.id)
            self.endResetModel()
            return True
        changed = set() if untouched else {tag.id for tag in tags if tag != old[tag.id]}
        for each in changed | {tag for tag in {*use, *old_use} if use.get(tag) != old_use.get(tag)}:
            index = self.index_of(each)
            if index.isValid():
                self.dataChanged.emit(index, index)
        return False

    def _above(self, tag: Tag) -> int | None:
        return BOOK + tag.codebook if tag.parent is None and self._books else tag.parent

    def index_of(self, tag: int) -> QModelIndex:
        """Return the index of a tag by its id, or of a codebook's row; an invalid one if it is not there."""
        if tag in self._books:
            return self.createIndex(self._children[None].index(tag), 0, tag)
        known = self._tags.get(tag)
        if known is None:
            return QModelIndex()
        return self.createIndex(self._children[self._above(known)].index(tag), 0, tag)

    # Qt's side

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """Give the index of a row under a tag."""
        children = self._children.get(parent.internalId() if parent.isValid() else None, [])
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]  # Qt has two functions of this name
        """Give the index of the tag above."""
        tag = self.tag(index)
        above = None if tag is None else self._above(tag)
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the tags right under one."""
        return len(self._children.get(parent.internalId() if parent.isValid() else None, []))

    def columnCount(self, _parent: Index = ROOT) -> int:
        """There is one column."""
        return 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Answer for one tag."""
        tag, book = self.tag(index), self.book(index)
        if book is not None:
            return book.name if role == Role.EditRole else row_data(_book_row(book), role)
        if tag is None:
            return None
        return tag.name if role == Role.EditRole else row_data(self._row(tag), role)

    def _row(self, tag: Tag) -> Row:
        use = self._use.get(tag.id, TagUse())
        return Row(
            id=tag.id,
            text=tag.name,
            colour=tag.colour,
            key=tag.key or self._room_for_key(tag),
            right=self._right(tag, use),
            on=use.on_article,
            dim=tag.deprecated,
            tip=tag_tip(tag),
        )

    def _right(self, tag: Tag, use: TagUse) -> str:
        count = self._counts.get(tag.path, 0) if self.movable else 0
        words = ("deprecated" if tag.deprecated else "", f"{count:,}" if count else "")
        return use_text(use) if not self.movable and use != TagUse() else "  ".join(filter(None, words))

    def _room_for_key(self, tag: Tag) -> str | None:
        # Names of one level stand under each other, whether their tags have keys or not.
        return "" if any(self._tags[other].key for other in self._children[self._above(tag)]) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every tag can be renamed in place, dragged onto texts and articles, and takes articles that are dropped on it."""
        moving = Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsDragEnabled
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.movable else Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        return plain | moving

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Ask for another name."""
        book = self.book(index)
        if book is not None and role == Role.EditRole and str(value).strip() not in ("", book.name):
            self.book_rename_asked.emit(book.id, str(value).strip())
        tag, name = self.tag(index), str(value).strip()
        if tag is None or role != Role.EditRole or not name or name == tag.name:
            return False
        self.rename_asked.emit(tag.id, name)
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        """Tags are moved in their tree, never copied; what is dropped elsewhere or comes from there stays where it is."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        """Tags move only while the codebook is being edited."""
        return Qt.DropAction.MoveAction if self.movable else Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Our own tags can be dropped, and articles on a tag."""
        return [MIME, drags.ARTICLES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the id of the dragged tag."""
        data = QMimeData()
        if indexes[0].internalId() in self._tags:
            data.setData(MIME, str(indexes[0].internalId()).encode())
        return data

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Take articles on a tag; of tags refuse one of another kind, or a drop into the tag's own branch."""
        if data.hasFormat(drags.ARTICLES):
            return parent.isValid() and row < 0
        return self.movable and data.hasFormat(MIME) and self._place(data, row, parent) is not None

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Ask for the move; False, because the row moves only when the store has moved it."""
        if data.hasFormat(drags.ARTICLES) and parent.isValid():
            self.articles_dropped.emit(parent.internalId(), drags.articles_in(data))
            return False
        place = self._place(data, row, parent) if data.hasFormat(MIME) else None
        if place is not None:
            self.move_asked.emit(int(bytes(data.data(MIME).data())), place)
        return False

    def _place(self, data: QMimeData, row: int, parent: Index) -> object:
        tag, above = int(bytes(data.data(MIME).data())), parent.internalId() if parent.isValid() else None
        if above in self._books:
            return dropped(self.tags, tag, None, row, codebook=self._books[above].id)
        # Between the rows of codebooks no tag can stand.
        return None if above is None and self._books else dropped(self.tags, tag, above, row)


def _shape(tags: Iterable[Tag]) -> list[tuple[int, int | None, int]]:
    return [(tag.id, tag.parent, tag.codebook) for tag in tags]


def _book_row(book: CodebookRow) -> Row:
    return Row(id=BOOK + book.id, text=book.name, tip=f"Codebook {book.name}", spoken=f"codebook {book.name}", dim=True)


def tag_tip(tag: Tag) -> str:
    """Say what a tag means: its path, definition, when it is put and when not, examples, and what it is for."""
    scope = {"article": "For whole articles", "passage": "For passages"}.get(tag.scope, "")
    lines = (
        tag.path,
        tag.definition,
        f"Include: {tag.include}" if tag.include else "",
        f"Exclude: {tag.exclude}" if tag.exclude else "",
        f"For example: {tag.examples}" if tag.examples else "",
        scope,
        "The tags under it exclude one another" if tag.exclusive else "",
        "Deprecated: it is put on nothing more" if tag.deprecated else "",
    )
    return "\n".join(filter(None, lines))


def use_text(use: TagUse) -> str:
    """Say what a tag does in the current article; its state never rests on colour alone."""
    passages = f"{use.passages} passage" + ("s" if use.passages != 1 else "") if use.passages else ""
    if use.on_article:
        return f"✓ article · {use.passages}" if use.passages else "✓ article"
    return passages
