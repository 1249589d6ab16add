"""The sources of an import as a table: what becomes of each, what is known of it, and whether it is wanted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont

from store.records import PreviewEntry
from ui import theme
from ui.inbox.fates import COMING, GROUPS, fate_text, story
from ui.tagging.rows import ROOT, Index

COLUMNS = ("", "Title", "Outlet", "Authors", "Published", "Lang.", "Source")
FATE, TITLE, OUTLET, AUTHORS, PUBLISHED, LANGUAGE, SOURCE = range(7)
_FIELDS = {TITLE: "title", OUTLET: "outlet", AUTHORS: "authors", PUBLISHED: "published", LANGUAGE: "language"}
ENTRY = Qt.ItemDataRole.UserRole
"""The `PreviewEntry` of an index."""
MOST = 20_000
"""So many sources are listed; the others are counted."""
Role = Qt.ItemDataRole


class IncomingModel(QAbstractTableModel):
    """Grows while sources are looked through, shows one group of them at a time, and holds what is ticked."""

    ticked_changed = Signal()
    """Another source is wanted, or no longer."""

    def __init__(self, parent: QObject | None = None, *, done: bool = False) -> None:
        super().__init__(parent)
        self._done = done
        self._entries: list[PreviewEntry] = []
        self._numbers: dict[str, int] = {}
        self._shown: list[int] = []
        self._left_out: set[int] = set()
        self._coming = 0
        self._group = GROUPS[0]
        self.counts = {group.name: 0 for group in GROUPS}
        """How many sources each group holds."""
        self.more = 0
        """How many sources are not listed."""

    # What comes in

    @property
    def entries(self) -> Sequence[PreviewEntry]:
        """All sources listed, in the order in which they were met."""
        return self._entries

    @property
    def wanted(self) -> int:
        """How many of the sources listed would come in as they are ticked now."""
        return self._coming - len(self._left_out)

    @property
    def left_out(self) -> frozenset[str]:
        """The sources that the user does not want, by their origin."""
        return frozenset(self._entries[number].origin or self._entries[number].source for number in self._left_out)

    def add(self, entries: Sequence[PreviewEntry]) -> None:
        """Take in sources that were met; nothing that is shown already moves."""
        room = max(0, MOST - len(self._entries))
        self.more += max(0, len(entries) - room)
        first = len(self._entries)
        self._entries += entries[:room]
        self._numbers.update({entry.origin: first + at for at, entry in enumerate(entries[:room]) if entry.origin})
        for entry in entries[:room]:
            self._coming += entry.fate in COMING
            for group in GROUPS:
                self.counts[group.name] += group.holds(entry)
        new = [number for number in range(first, len(self._entries)) if self._group.holds(self._entries[number])]
        if new:
            self.beginInsertRows(ROOT, len(self._shown), len(self._shown) + len(new) - 1)
            self._shown += new
            self.endInsertRows()
        self.ticked_changed.emit()

    def clear(self) -> None:
        """Show nothing, to begin anew; the group stays."""
        self.beginResetModel()
        self._entries, self._shown, self._left_out, self._coming, self.more = [], [], set(), 0, 0
        self._numbers.clear()
        self.counts = dict.fromkeys(self.counts, 0)
        self.endResetModel()
        self.ticked_changed.emit()

    def leave_out(self, origins: frozenset[str]) -> None:
        """Untick these sources, by their origin, wherever they are listed."""
        self._left_out |= {
            number
            for number, entry in enumerate(self._entries)
            if entry.fate in COMING and (entry.origin or entry.source) in origins
        }
        self.ticked_changed.emit()

    def put(self, entries: Sequence[PreviewEntry]) -> None:
        """Show other versions of sources, ones that were put right."""
        for entry in entries:
            self._put(entry)
        self.ticked_changed.emit()

    def _put(self, entry: PreviewEntry) -> None:
        number = self._numbers.get(entry.origin)
        if number is None:
            return
        had, self._entries[number] = self._entries[number], entry
        for group in GROUPS:
            self.counts[group.name] += group.holds(entry) - group.holds(had)
        row = bisect_left(self._shown, number)
        if row < len(self._shown) and self._shown[row] == number:
            self.dataChanged.emit(self.index(row, FATE), self.index(row, SOURCE))

    def show_group(self, name: str) -> None:
        """Show the sources of another group."""
        self.beginResetModel()
        self._group = next(group for group in GROUPS if group.name == name)
        self._shown = [number for number, entry in enumerate(self._entries) if self._group.holds(entry)]
        self.endResetModel()

    def tick(self, rows: Sequence[int], *, on: bool) -> None:
        """Want the sources in these rows, or leave them out; those that would not come in anyway stay as they are."""
        numbers = {self._shown[row] for row in rows if self._entries[self._shown[row]].fate in COMING}
        self._left_out = self._left_out - numbers if on else self._left_out | numbers
        if self._shown:
            self.dataChanged.emit(self.index(0, FATE), self.index(len(self._shown) - 1, len(COLUMNS) - 1))
        self.ticked_changed.emit()

    def toggle(self, rows: Sequence[int]) -> None:
        """Want all of these rows, or where all are wanted leave them out."""
        coming = [row for row in rows if self.entry(row).fate in COMING]
        self.tick(coming, on=any(self._shown[row] in self._left_out for row in coming))

    def entry(self, row: int) -> PreviewEntry:
        """Give the source in a row."""
        return self._entries[self._shown[row]]

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the sources shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what comes in be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        can_tick = not self._done and index.column() == FATE and self.entry(index.row()).fate in COMING
        return plain | Qt.ItemFlag.ItemIsUserCheckable if can_tick else plain

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give one cell; what is missing says so in words."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        entry, column = self.entry(index.row()), index.column()
        if role == Role.DisplayRole:
            return cell(entry, column)
        if role == Role.CheckStateRole:
            return self._tick_of(index.row(), column)
        if role in (Role.FontRole, Role.ForegroundRole):
            return self._dress(index.row(), column, role)
        if role == Role.ToolTipRole:
            return story(entry, done=self._done) if column == FATE else cell(entry, column)
        return entry if role == ENTRY else None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Tick or untick a source."""
        if role != Role.CheckStateRole or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _tick_of(self, row: int, column: int) -> Qt.CheckState | None:
        if self._done or column != FATE or self.entry(row).fate not in COMING:
            return None
        left_out = self._shown[row] in self._left_out
        return Qt.CheckState.Unchecked if left_out else Qt.CheckState.Checked

    def _dress(self, row: int, column: int, role: int) -> object:
        entry, colours = self.entry(row), theme.palette()
        if role == Role.ForegroundRole:
            if entry.fate == "failed":
                return QColor(colours.error if column in (FATE, TITLE) else colours.dim)
            quiet = entry.fate == "unchanged" or self._shown[row] in self._left_out or _is_missing(entry, column)
            return QColor(colours.dim) if quiet else None
        if not _is_missing(entry, column):
            return None
        font = QFont(theme.ui_font())
        font.setItalic(True)
        return font


def cell(entry: PreviewEntry, column: int) -> str:
    """Say what stands in a column; a failed source has its reason in place of a title."""
    if column == FATE:
        return fate_text(entry)
    if column == SOURCE:
        return entry.source
    if entry.fate == "failed":
        return entry.reason if column == TITLE else ""
    if entry.fate == "unchanged":
        return ""
    if column == TITLE and entry.title and entry.title_derived:
        return f"untitled; {entry.title}"
    value = getattr(entry, _FIELDS[column])
    text = ", ".join(value) if isinstance(value, tuple) else value or ""
    if column == PUBLISHED:
        text = text[:16].replace("T", " ")
    return text or "missing"


def _is_missing(entry: PreviewEntry, column: int) -> bool:
    return _FIELDS.get(column, "") in entry.missing
