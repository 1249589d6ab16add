"""What the tables of dialogs share: columns that have headings and never change."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QAbstractTableModel, Qt

from ui.tagging.rows import ROOT, Index


class Columned(QAbstractTableModel):
    """A table whose columns are named by `headings`; what is in it is its heirs' business."""

    headings: ClassVar[tuple[str, ...]] = ()

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        named = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.headings[section] if named else None
