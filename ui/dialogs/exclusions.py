"""Names never marked: as what, and where; to be turned off and on, and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from store.errors import UserError
from store.records import Change, Exclusion
from ui import theme
from ui.dialogs.columned import Columned
from ui.dialogs.row_table import RowTable
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import ROOT, Index

if TYPE_CHECKING:
    from store import Store
    from ui.jobs import Jobs
    from ui.writes import Writes

COLUMNS = ("Name", "Never as", "Where")
NAME, AS, WHERE = range(3)
NONE = (
    "No name is excluded yet. Point at a suggestion that is none, in the reader or under Entities › Review mentions, and press"
    " Shift+X."
)
SOME = (
    "Space turns off or on what is selected, Del removes it. What is turned off or removed can be suggested again by"
    " Entities › Find entities again."
)
Role = Qt.ItemDataRole
Shown = tuple[Exclusion, str, str]
"""An exclusion with the words for as what and where."""


def ask(parent: QWidget | None, store: Store, writes: Writes, jobs: Jobs) -> None:
    """Show the names never marked; each change is written at once and can be undone."""
    Exclusions(parent, store, writes, jobs).exec()


class Exclusions(Sheet):
    """A table of names."""

    def __init__(self, parent: QWidget | None, store: Store, writes: Writes, jobs: Jobs) -> None:
        super().__init__(parent, "Names never marked", verb=None, width=760)
        self._store, self._writes = store, writes
        self.model = ExclusionsModel(self)
        self.table = ExclusionsTable(self.model, self)
        self.body.addWidget(self.table)
        self.add_button("Remove   Del", self.remove)
        self.model.switched.connect(self.switch)
        self.table.space_pressed.connect(self._toggle)
        jobs.changed.connect(self.reload)
        self.table.del_pressed.connect(self.remove)
        self.reload()
        self.table.setFocus()

    def reload(self, *_: object) -> None:
        """Read the names again."""
        at = self.table.currentIndex().row()
        self.model.show_exclusions([self._said(each) for each in self._store.exclusions.all()])
        count = self.model.rowCount()
        if count:
            self.table.selectRow(min(max(at, 0), count - 1))
        self.say(SOME if count else NONE)

    def remove(self) -> None:
        """Remove the names selected."""
        ids = self._chosen()
        if ids:
            self._do(lambda store: store.exclusions.remove(ids))

    def switch(self, ids: Sequence[int], active: bool) -> None:
        """Turn names off or on."""
        self._do(lambda store: store.exclusions.set_active(ids, active))

    def _toggle(self) -> None:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        if rows:
            self.switch(self._chosen(), not self.model.exclusion(rows[0]).active)

    def _chosen(self) -> list[int]:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self.model.exclusion(row).id for row in rows]

    def _do(self, make: Callable[[Store], Change]) -> None:
        if self._writes.do(make, size=self._store.exclusions.size()):
            self.reload()

    def _said(self, each: Exclusion) -> Shown:
        like = each.type or "anything"
        if each.entity is not None:
            try:
                like = self._store.entities.get(each.entity).name
            except UserError:
                like = "an entity that is gone"
        where = each.outlet or "anywhere"
        if each.article is not None:
            where = self._store.exclusions.title_of(each.article) or "an article that is not here"
        return each, like, where


class ExclusionsTable(RowTable):
    """The table itself; Space turns the whole selection."""

    space_pressed = Signal()
    """Space: turn what is selected."""

    def __init__(self, model: ExclusionsModel, parent: QWidget | None = None) -> None:
        super().__init__(
            model,
            parent,
            name="exclusionsTable",
            spoken="Names never marked",
            stretched=WHERE,
            widths={NAME: 220, AS: 200},
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.space_pressed.emit()
        else:
            super().keyPressEvent(event)


class ExclusionsModel(Columned):
    """The names as rows of `COLUMNS`; a tick says that one is in force."""

    headings = COLUMNS

    switched = Signal(object, bool)
    """The ids of names that shall be in force or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Shown, ...] = ()

    def show_exclusions(self, shown: Sequence[Shown]) -> None:
        """Show these names, each with the words for as what and where."""
        self.beginResetModel()
        self._shown = tuple(shown)
        self.endResetModel()

    def exclusion(self, row: int) -> Exclusion:
        """Give the exclusion of a row."""
        return self._shown[row][0]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else plain

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        each, like, where = self._shown[index.row()]
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return (each.name, like, where)[index.column()]
        if role == Role.CheckStateRole and index.column() == NAME:
            return Qt.CheckState.Checked if each.active else Qt.CheckState.Unchecked
        return QColor(theme.palette().dim) if role == Role.ForegroundRole and not each.active else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        each = self.exclusion(index.row())
        active = Qt.CheckState(value) == Qt.CheckState.Checked
        if active == each.active:
            return False
        self.switched.emit([each.id], active)
        return True
