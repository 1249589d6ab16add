"""What becomes of tags, as a table: when a file comes in, between two versions, in one change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from store.records import TagFate
from ui.dialogs.columned import Columned
from ui.dialogs.row_table import RowTable
from ui.tagging.rows import ROOT, Index

COLUMNS = ("", "Tag", "What changes")
WORDS = {
    "new": "+ new", "added": "+ added", "changed": "± changed", "same": "= same", "removed": "− removed",
    "merged": "↦ merged", "renamed": "± renamed", "moved": "→ moved", "redefined": "± redefined",
}  # fmt: skip
Role = Qt.ItemDataRole


class FatesModel(Columned):
    """A row a tag."""

    headings = COLUMNS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fates: tuple[TagFate, ...] = ()

    def show_fates(self, fates: Sequence[TagFate]) -> None:
        """Show these, those that stay the same last."""
        self.beginResetModel()
        self._fates = tuple(sorted(fates, key=lambda fate: fate.fate == "same"))
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._fates)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Answer for one cell; the tip has all of it, a line a difference."""
        if not index.isValid() or role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        fate = self._fates[index.row()]
        said = [f"{each.field}: {each.before or '–'} → {each.after or '–'}" for each in fate.differences]
        if role == Role.ToolTipRole:
            return "\n".join([fate.path, *said])
        return (WORDS.get(fate.fate, fate.fate), fate.path, "; ".join(" ".join(each.split()) for each in said))[
            index.column()
        ]


def fates_table(model: FatesModel, name: str, *, height: int = 260) -> RowTable:
    """Make the table that shows them."""
    return RowTable(
        model, None, name=name, spoken="What becomes of the tags", stretched=2, widths={0: 104, 1: 220}, height=height,
        row=26, single=True,
    )  # fmt: skip
