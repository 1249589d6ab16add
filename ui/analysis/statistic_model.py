"""The numbers of a statistic as a table beside its picture."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from store.formats.statistic import headings
from store.records import Statistic
from ui.analysis.chart import NOTHING
from ui.tagging.rows import ROOT, Index

Role = Qt.ItemDataRole


class StatisticModel(QAbstractTableModel):
    """The label and the values of each row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.statistic = NOTHING

    def show_statistic(self, statistic: Statistic) -> None:
        """Show another statistic."""
        self.beginResetModel()
        self.statistic = statistic
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.statistic.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns, that of the labels too."""
        return 0 if parent.isValid() or not self.statistic.columns else 1 + len(self.statistic.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal or section >= self.columnCount():
            return None
        if role == Role.TextAlignmentRole:
            return (
                Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        names = [self.statistic.heading, *headings(self.statistic.columns)]
        return names[section] if role in (Role.DisplayRole, Role.ToolTipRole) else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give one cell."""
        if not index.isValid() or index.row() >= len(self.statistic.rows):
            return None
        row, column = self.statistic.rows[index.row()], index.column() - 1
        if role == Role.TextAlignmentRole:
            return (
                Qt.AlignmentFlag.AlignRight if column >= 0 else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        if role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        return row.label if column < 0 else f"{row.values[column]:,.{self.statistic.columns[column].decimals}f}"
