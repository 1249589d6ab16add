"""All changes of the project, the newest first, and which are undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from store.records import HistoryEntry
from ui import theme
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import ROOT, Index

COLUMNS = ("When", "What", "Who", "")
Role = Qt.ItemDataRole


def ask(parent: QWidget | None, entries: Sequence[HistoryEntry]) -> None:
    """Show the history, newest first; there is nothing to choose."""
    History(parent, entries).exec()


class History(Sheet):
    """A table of changes."""

    def __init__(self, parent: QWidget | None, entries: Sequence[HistoryEntry]) -> None:
        super().__init__(parent, "History", verb=None, width=680)
        self.table = QTableView(self)
        self.table.setObjectName("historyTable")
        self.table.setAccessibleName("Changes, newest first")
        self.table.setModel(HistoryModel(entries, self))
        self.table.setMinimumHeight(320)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(24)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 136), (2, 104), (3, 80)):
            self.table.setColumnWidth(column, width)
        self.body.addWidget(self.table)
        undone = sum(entry.undone for entry in entries)
        self.say(_summary(len(entries), undone))
        self.table.setFocus()


def _summary(changes: int, undone: int) -> str:
    if not changes:
        return "Nothing was changed yet. Every step you take will stand here and can be undone, also after a restart."
    words = f"{changes:,} change" + ("s" if changes != 1 else "")
    return f"{words}, {undone:,} of them undone." if undone else f"{words}, none undone."


class HistoryModel(QAbstractTableModel):
    """The changes as rows of `COLUMNS`."""

    def __init__(self, entries: Sequence[HistoryEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the changes."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give one cell; what is undone is dim and struck out, and says so in words."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Role.DisplayRole:
            undone = "undone" if entry.undone else ""
            return (local_time(entry.at), entry.label, entry.annotator, undone)[index.column()]
        if role == Role.ToolTipRole:
            return entry.label
        if role == Role.ForegroundRole and (entry.undone or index.column() != 1):
            return QColor(theme.palette().dim)
        if role == Role.FontRole and entry.undone and index.column() == 1:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None


def local_time(at: str) -> str:
    """Turn ISO 8601 in UTC into the clock on the wall, to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
