"""Which column of a table is which field: each column with what stands in it, and the field it goes to, to be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from store.parse.mapping import column_set
from store.parse.record import FIELDS
from store.records import ColumnMapping, Table
from ui import theme
from ui.dialogs.sheet import dim_label
from ui.tagging.rows import ROOT, Index

COLUMN, FIELD, SAMPLE = range(3)
HEADINGS = ("Column", "Goes to", "The first rows say")
SAMPLES = 3
"""How many different values of a column are shown."""
UNUSED = "—"
BY = MappingProxyType(
    {
        "guess": "Guessed from the names of the columns and what stands in them.",
        "bigkinds": "Recognised as a BigKinds export.",
        "remembered": "As remembered with the project.",
        "given": "As it was given.",
    }
)
"""Where a mapping is from, in words."""
Role = Qt.ItemDataRole


class ColumnsModel(QAbstractTableModel):
    """The columns of one table as rows; asks for another mapping, and shows it at once."""

    remapped = Signal(object)
    """The fields as they shall be, each with its column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self.fields: dict[str, str] = {}

    def show_table(self, table: Table | None, fields: Mapping[str, str]) -> None:
        """Show the columns of a table, mapped like this."""
        self.beginResetModel()
        self._table, self.fields = table, {name: column for name, column in fields.items() if column}
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the columns of the table."""
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count what is said of each."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name what is said."""
        return HEADINGS[section] if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the field be changed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return plain | Qt.ItemFlag.ItemIsEditable if index.column() == FIELD else plain

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give one cell."""
        if not index.isValid() or self._table is None:
            return None
        column = self._table.columns[index.row()]
        used = [name for name, each in self.fields.items() if each == column]
        if role in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole):
            if index.column() == COLUMN:
                return column
            if index.column() == SAMPLE:
                return (
                    "\n".join(self._said(index.row()))
                    if role == Role.ToolTipRole
                    else " · ".join(self._said(index.row()))
                )
            if role == Role.EditRole:
                return used[0] if used else ""
            return f"{', '.join(used) or UNUSED}  ▾"
        return (
            QColor(theme.palette().dim)
            if role == Role.ForegroundRole and (not used or index.column() == SAMPLE)
            else None
        )

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Let the column be another field; the one that had it before has none then. The text cannot be without one."""
        if role != Role.EditRole or index.column() != FIELD or self._table is None:
            return False
        column, wanted = self._table.columns[index.row()], str(value)
        fields = {name: each for name, each in self.fields.items() if each != column}
        if wanted:
            fields[wanted] = column
        if fields == self.fields or "text" not in fields:
            return False
        self.fields = fields
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, SAMPLE))
        self.remapped.emit(fields)
        return True

    def _said(self, row: int) -> list[str]:
        if self._table is None:
            return []
        cells = (" ".join(cells[row].split())[:120] for cells in self._table.samples if row < len(cells))
        return list(dict.fromkeys(filter(None, cells)))[:SAMPLES]


class FieldDelegate(QStyledItemDelegate):
    """Lets one of the fields be chosen."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Make the box."""
        box = QComboBox(parent)
        box.addItem("not used", "")
        for name in FIELDS:
            box.addItem(name, name)

        def chosen(_: int) -> None:
            self.commitData.emit(box)
            self.closeEditor.emit(box)

        box.activated.connect(chosen)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the field the column is."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Role.EditRole))))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Ask for the field chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())


class ColumnsPanel(QWidget):
    """The tables that were met, one for each set of columns; what is corrected holds for all files with that set."""

    changed = Signal()
    """Something is mapped otherwise now."""
    forget_asked = Signal(object)
    """The columns whose remembered mapping is to be forgotten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columnsPanel")
        self._tables: dict[frozenset[str], Table] = {}
        self._files: dict[frozenset[str], dict[str, None]] = {}
        self._mine: dict[frozenset[str], dict[str, str]] = {}
        self.model = ColumnsModel(self)
        self.which = QComboBox(self)
        self.which.setObjectName("whichTable")
        self.which.setAccessibleName("Which table")
        self.said = dim_label("")
        self.view = self._make_view()
        self.again = self._button("As guessed", "asGuessed")
        self.forget = self._button("Forget", "forgetMapping")
        self.which.activated.connect(lambda _: self._show())
        self.model.remapped.connect(self._remap)
        self.again.clicked.connect(self._as_guessed)
        self.forget.clicked.connect(lambda: self.forget_asked.emit(self._table().columns))
        below = QHBoxLayout()
        below.addWidget(QLabel("F2 or a click chooses the field", self))
        below.addStretch(1)
        below.addWidget(self.again)
        below.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.which)
        column.addWidget(self.said)
        column.addWidget(self.view, 1)
        column.addLayout(below)

    @property
    def count(self) -> int:
        """How many sets of columns were met."""
        return len(self._tables)

    def mappings(self) -> tuple[ColumnMapping, ...]:
        """List what was corrected here and is not yet remembered."""
        return tuple(
            ColumnMapping(columns=tuple(sorted(key)), fields={**dict.fromkeys(FIELDS, ""), **fields})
            for key, fields in self._mine.items()
        )

    def add(self, tables: Iterable[Table]) -> None:
        """Take in tables that were met."""
        for table in tables:
            key = column_set(table.columns)
            self._tables[key] = table
            self._files.setdefault(key, {})[table.file] = None
        at = max(0, self.which.currentIndex())
        self.which.clear()
        self.which.addItems([self._name(key) for key in self._tables])
        self.which.setCurrentIndex(min(at, self.which.count() - 1))
        self._show()

    def _name(self, key: frozenset[str]) -> str:
        names = list(self._files[key])
        more = f" and {len(names) - 1:,} more" if len(names) > 1 else ""
        return f"{names[0]}{more}: {len(key)} columns"

    def _key(self) -> frozenset[str]:
        return list(self._tables)[max(0, self.which.currentIndex())]

    def _table(self) -> Table:
        return self._tables[self._key()]

    def _show(self) -> None:
        table, mine = self._table(), self._mine.get(self._key())
        self.model.show_table(table, table.fields if mine is None else mine)
        self._tell()

    def _tell(self) -> None:
        table, mine = self._table(), self._key() in self._mine
        self.said.setText("Corrected; remembered with the project when you import." if mine else BY[table.by])
        self.again.setEnabled(mine or table.by == "remembered")
        self.forget.setEnabled(not mine and table.by == "remembered")

    def _remap(self, fields: Mapping[str, str]) -> None:
        self._mine[self._key()] = dict(fields)
        self._tell()
        self.changed.emit()

    def _as_guessed(self) -> None:
        table, key = self._table(), self._key()
        self._mine.pop(key, None)
        if table.by == "remembered" and dict(table.guess) != dict(table.fields):
            self._mine[key] = dict(table.guess)
        self._show()
        self.changed.emit()

    def _make_view(self) -> QTableView:
        view = QTableView(self)
        view.setObjectName("columnsTable")
        view.setAccessibleName("Columns and their fields")
        view.setModel(self.model)
        view.setItemDelegateForColumn(FIELD, FieldDelegate(view))
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(28)
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(SAMPLE, QHeaderView.ResizeMode.Stretch)
        view.setColumnWidth(COLUMN, 150)
        view.setColumnWidth(FIELD, 116)
        return view

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setObjectName(name)
        button.setProperty("link", True)
        return button
