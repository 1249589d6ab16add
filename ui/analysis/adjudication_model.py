"""The taggings of one article, one a row, with who put each and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QColor, QFont

from store.records import Dispute
from ui.tagging.rows import ROOT, Index

Role = Qt.ItemDataRole
PUT = {True: "✓", False: "–", None: "not coded"}
KEPT = {True: "✓ keep", False: "✗ leave out", None: "?"}


class DisputesModel(QAbstractTableModel):
    """A column for each annotator, and one for the consensus."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.disputes: tuple[Dispute, ...] = ()
        self.names: tuple[str, ...] = ()
        self.kept: list[bool | None] = []

    def show_disputes(self, disputes: Sequence[Dispute], names: Sequence[str]) -> None:
        """Show another article; what all agree on is kept, what was settled before is as it was settled."""
        self.beginResetModel()
        self.disputes, self.names = tuple(disputes), tuple(names)
        self.kept = [each.settled if each.settled is not None else (True if each.agreed else None) for each in disputes]
        self.endResetModel()

    def decide(self, row: int, kept: bool | None) -> None:
        """Keep a tagging, leave it out, or leave it open."""
        self.kept[row] = kept
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the taggings."""
        return 0 if parent.isValid() else len(self.disputes)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns: what, the annotators, the consensus."""
        return 0 if parent.isValid() else len(self.names) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name the annotators with the key that takes their side."""
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole and section == 0:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        if section == 0:
            return "Tag"
        return "Consensus" if section > len(self.names) else f"{section}  {self.names[section - 1]}"

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give the text of a cell; what they differ on is bold."""
        each, column = self.disputes[index.row()], index.column()
        if role == Role.DisplayRole:
            if column == 0:
                return f"{each.path}   {_where(each)}"
            return KEPT[self.kept[index.row()]] if column > len(self.names) else PUT[each.put[column - 1]]
        if role == Role.DecorationRole and column == 0:
            return QColor(each.colour)
        if role == Role.FontRole and not each.agreed:
            font = QFont()
            font.setBold(True)
            return font
        if role == Role.TextAlignmentRole and column:
            return int(Qt.AlignmentFlag.AlignCenter)
        return each.quote if role == Role.ToolTipRole and column == 0 else None


def _where(each: Dispute) -> str:
    if each.start is None:
        return "on the article"
    quote = " ".join(each.quote.split())
    return f"“{quote if len(quote) <= 60 else quote[:59] + '…'}”"
