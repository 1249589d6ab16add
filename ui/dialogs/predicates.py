"""The predicates of the codebook: what relations may say, what it means, and how many say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from store.errors import UserError
from store.records import Change, Predicate
from ui.dialogs.columned import Columned
from ui.dialogs.row_table import RowTable
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import ROOT, Index

if TYPE_CHECKING:
    from store import Store

COLUMNS = ("Predicate", "Definition", "Relations")
NAME, DEFINITION, RELATIONS = range(3)
HINT = (
    "F2 changes what is at the cursor, Ins adds one, Del removes one with all relations that say it; all can be undone."
)
NEW = "new predicate"
Role = Qt.ItemDataRole


def ask(parent: QWidget | None, store: Store) -> None:
    """Show the predicates; each change is written at once and can be undone."""
    Predicates(parent, store).exec()


class PredicatesModel(Columned):
    """A row a predicate; name and definition are edited in place."""

    headings = COLUMNS

    edited = Signal(int, int, str)
    """The id of a predicate, the column, and what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._predicates: tuple[Predicate, ...] = ()

    def show_predicates(self, predicates: Sequence[Predicate]) -> None:
        """Show these predicates."""
        self.beginResetModel()
        self._predicates = tuple(predicates)
        self.endResetModel()

    def predicate(self, row: int) -> Predicate | None:
        """Return the predicate of a row."""
        return self._predicates[row] if 0 <= row < len(self._predicates) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the predicates."""
        return 0 if parent.isValid() else len(self._predicates)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name the columns."""
        if role == Role.TextAlignmentRole and section == RELATIONS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Answer for one cell."""
        predicate = self.predicate(index.row()) if index.isValid() else None
        if predicate is None:
            return None
        if role == Role.TextAlignmentRole and index.column() == RELATIONS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Role.DisplayRole, Role.EditRole):
            return (predicate.name, predicate.definition, f"{predicate.relations:,}")[index.column()]
        return predicate.definition or None if role == Role.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let name and definition be edited."""
        flags = super().flags(index)
        return flags if not index.isValid() or index.column() == RELATIONS else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Ask for another name or definition."""
        predicate = self.predicate(index.row()) if index.isValid() else None
        if predicate is None or role != Role.EditRole or str(value).strip() == self.data(index, Role.EditRole):
            return False
        self.edited.emit(predicate.id, index.column(), str(value).strip())
        return True


class Predicates(Sheet):
    """A table that is edited in place."""

    def __init__(self, parent: QWidget | None, store: Store) -> None:
        super().__init__(parent, "Predicates of relations", verb=None, width=720)
        self._store = store
        self.model = PredicatesModel(self)
        self.table = RowTable(
            self.model, self, name="predicates", spoken="Predicates", stretched=DEFINITION,
            widths={NAME: 180, RELATIONS: 80}, row=26, single=True,
        )  # fmt: skip
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.body.addWidget(self.table)
        for text, key, verb in (("Add   Ins", "Ins", self.add), ("Remove   Del", "Del", self.remove)):
            self.add_button(text, verb)
            QShortcut(QKeySequence(key), self.table, verb, context=Qt.ShortcutContext.WidgetShortcut)
        self.model.edited.connect(self._edit)
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read the predicates again; the cursor stays where it is."""
        at = self.table.currentIndex()
        self.model.show_predicates(self._store.predicates.all())
        row = min(max(at.row(), 0), self.model.rowCount() - 1)
        self.table.setCurrentIndex(self.model.index(row, max(at.column(), NAME)))
        self.say(HINT)

    def add(self) -> None:
        """Add a predicate and let its name be typed."""
        taken = {predicate.name for predicate in self._store.predicates.all()}
        name = next(each for each in (NEW, *(f"{NEW} {n}" for n in range(2, len(taken) + 3))) if each not in taken)
        if self._do(lambda: self._store.predicates.add(name)):
            index = self.model.index(self.model.rowCount() - 1, NAME)
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def remove(self) -> None:
        """Remove the predicate under the cursor, with the relations that say it."""
        predicate = self.model.predicate(self.table.currentIndex().row())
        if predicate is not None:
            self._do(lambda: self._store.predicates.remove(predicate.id))

    def _edit(self, predicate: int, column: int, text: str) -> None:
        write = self._store.predicates.rename if column == NAME else self._store.predicates.define
        self._do(lambda: write(predicate, text))

    def _do(self, make: Callable[[], Change]) -> bool:
        try:
            make()
        except UserError as error:
            self.say(str(error), error=True)
            self.accept_button.setEnabled(True)
            return False
        self.reload()
        return True
