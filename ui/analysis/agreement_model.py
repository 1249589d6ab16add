"""The figures of agreement as a table: overall, groups, tags, pairs."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QColor

from store.formats.agreement import MEASURES, label, rows, shown
from store.records import Agreement, AgreementFigures
from ui.tagging.rows import ROOT, Index

Role = Qt.ItemDataRole
HEADINGS = ("Of", "units", *(heading for _, heading, _ in MEASURES), "95 % of α", "differ")


class AgreementModel(QAbstractTableModel):
    """One row a figure."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.figures: list[AgreementFigures] = []

    def show_agreement(self, agreement: Agreement | None) -> None:
        """Show other figures, or none."""
        self.beginResetModel()
        self.figures = [] if agreement is None or not agreement.articles else rows(agreement)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the figures."""
        return 0 if parent.isValid() else len(self.figures)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADINGS[section]
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give the text of a cell, its alignment, the colour of the tag, and what the figure counts."""
        figures = self.figures[index.row()]
        if role == Role.DisplayRole:
            return cells(figures)[index.column()]
        if role == Role.DecorationRole and index.column() == 0 and figures.colour:
            return QColor(figures.colour)
        if role == Role.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return figures.counts if role == Role.ToolTipRole else None


def cells(figures: AgreementFigures) -> tuple[str, ...]:
    """Write a row as a person reads it."""
    low, high = figures.interval or (None, None)
    between = "–" if low is None else f"{shown(low, 2)} to {shown(high, 2)}"
    measured = (shown(getattr(figures, name), decimals) for name, _, decimals in MEASURES)
    return (label(figures), f"{figures.units:,}", *measured, between, f"{len(figures.disagreements):,}")
