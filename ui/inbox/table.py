"""The list of the inbox: ticked by mouse, Space and key, walked by arrows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from store.records import PreviewEntry
from ui.inbox.model import AUTHORS, ENTRY, FATE, LANGUAGE, OUTLET, PUBLISHED, SOURCE, TITLE, IncomingModel

WIDTHS = {FATE: 142, TITLE: 250, OUTLET: 96, AUTHORS: 84, PUBLISHED: 118, LANGUAGE: 48}
"""How wide the columns are at first; the source takes what is left."""
ROW = 26


class SourceDelegate(QStyledItemDelegate):
    """Leaves out the middle of a name that is too long: rows of one file differ at its end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Cut the text in the middle."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class IncomingTable(QTableView):
    """One line a source; letters are nobody's here."""

    def __init__(self, model: IncomingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incoming = model
        self.setObjectName("inboxTable")
        self.setAccessibleName("What would come in")
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setItemDelegateForColumn(SOURCE, SourceDelegate(self))
        header.setSectionResizeMode(SOURCE, QHeaderView.ResizeMode.Stretch)

    def rows(self) -> list[int]:
        """The rows selected, top down."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def entry(self) -> PreviewEntry | None:
        """The source under the cursor."""
        index = self.currentIndex()
        found = index.data(ENTRY) if index.isValid() else None
        return found if isinstance(found, PreviewEntry) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick what is selected with Space; leave letters alone."""
        if event.key() == Qt.Key.Key_Space:
            self._incoming.toggle(self.rows())
        elif (
            event.text().isprintable() and event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)
