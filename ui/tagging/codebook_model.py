"""The codebook as a tree for the view, with what each tag does in the current article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, Qt, Signal

from store.records import Tag
from ui import drags
from ui.tagging.rows import ROOT, Index, Role, Row, row_data
from ui.tagging.tree_steps import dropped

MIME = drags.TAG


@dataclass(frozen=True, slots=True, kw_only=True)
class TagUse:
    """What a tag does in the current article: whether it is on the whole of it, and on how many passages."""

    on_article: bool = False
    passages: int = 0


class CodebookModel(QAbstractItemModel):
    """Tags as a tree of one column; renaming and dropping ask, and the store's answer comes back by `show`."""

    rename_asked = Signal(int, str)
    move_asked = Signal(int, object)
    """A tag and the `Place` it was dropped at."""
    articles_dropped = Signal(int, object)
    """A tag, and the ids of the articles dropped on it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.movable = False
        self._tags: dict[int, Tag] = {}
        self._children: dict[int | None, list[int]] = {None: []}
        self._use: Mapping[int, TagUse] = {}

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags in tree order."""
        return tuple(self._tags.values())

    def tag(self, index: Index) -> Tag | None:
        """Return the tag at an index."""
        return self._tags.get(index.internalId()) if index.isValid() else None

    def show(self, tags: Sequence[Tag], use: Mapping[int, TagUse]) -> bool:
        """Show this codebook; True if the tree had to be reset because its shape is another one."""
        old, old_use = self._tags, self._use
        same = [(tag.id, tag.parent) for tag in tags] == [(tag.id, tag.parent) for tag in old.values()]
        if not same:
            self.beginResetModel()
        self._tags = {tag.id: tag for tag in tags}
        self._use = use
        if not same:
            self._children = {None: []}
            for tag in tags:
                self._children.setdefault(tag.parent, []).append(tag.id)
            self.endResetModel()
            return True
        for tag in tags:
            if tag != old[tag.id] or use.get(tag.id) != old_use.get(tag.id):
                index = self.index_of(tag.id)
                self.dataChanged.emit(index, index)
        return False

    def index_of(self, tag: int) -> QModelIndex:
        """Return the index of a tag by its id; an invalid one if it is not there."""
        known = self._tags.get(tag)
        if known is None:
            return QModelIndex()
        return self.createIndex(self._children[known.parent].index(tag), 0, tag)

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
        return QModelIndex() if tag is None or tag.parent is None else self.index_of(tag.parent)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the tags right under one."""
        return len(self._children.get(parent.internalId() if parent.isValid() else None, []))

    def columnCount(self, _parent: Index = ROOT) -> int:
        """There is one column."""
        return 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Answer for one tag."""
        tag = self.tag(index)
        if tag is None:
            return None
        return tag.name if role == Role.EditRole else row_data(self._row(tag), role)

    def _row(self, tag: Tag) -> Row:
        use = self._use.get(tag.id, TagUse())
        definition = f"\n{tag.definition}" if tag.definition else ""
        return Row(
            id=tag.id,
            text=tag.name,
            colour=tag.colour,
            key=tag.key or self._room_for_key(tag),
            right=use_text(use),
            on=use.on_article,
            tip=f"{tag.path}{definition}",
        )

    def _room_for_key(self, tag: Tag) -> str | None:
        # Names of one level stand under each other, whether their tags have keys or not.
        return "" if any(self._tags[other].key for other in self._children[tag.parent]) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every tag can be renamed in place, dragged onto texts and articles, and takes articles that are dropped on it."""
        moving = Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsDragEnabled
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.movable else Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        return plain | moving

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Ask for another name."""
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
        above = parent.internalId() if parent.isValid() else None
        return dropped(self.tags, int(bytes(data.data(MIME).data())), above, row)


def use_text(use: TagUse) -> str:
    """Say what a tag does in the current article; its state never rests on colour alone."""
    passages = f"{use.passages} passage" + ("s" if use.passages != 1 else "") if use.passages else ""
    if use.on_article:
        return f"✓ article · {use.passages}" if use.passages else "✓ article"
    return passages
