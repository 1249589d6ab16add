"""The saved views of the project: choose one, keep the present filter as one, rename, overwrite, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from store.errors import UserError
from store.records import Change, View
from ui.articles.sorts import words_of
from ui.dialogs.columned import Columned
from ui.dialogs.row_table import RowTable
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import ROOT, Index

if TYPE_CHECKING:
    from store import Store

COLUMNS = ("View", "Filter", "Order")
NAME, QUERY, ORDER = range(3)
HINT = "In any filter view:NAME stands for what a view says. F2 changes its name or filter. All can be undone."
EMPTY = "No view is saved yet. Set a filter, then press Ins here to keep it under a name."
NEW = "new view"
Role = Qt.ItemDataRole


def ask(parent: QWidget | None, store: Store, present: View) -> View | None:
    """Show the views and give the one that was chosen; `present` is the list as it stands, whatever its name."""
    sheet = Views(parent, store, present)
    return sheet.view() if sheet.exec() else None


class ViewsModel(Columned):
    """A row a view; its name and filter are edited in place."""

    headings = COLUMNS

    edited = Signal(str, int, str)
    """The name of a view, the column, and what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[View, ...] = ()

    def show_views(self, views: Sequence[View]) -> None:
        """Show these views."""
        self.beginResetModel()
        self._views = tuple(views)
        self.endResetModel()

    def view(self, row: int) -> View | None:
        """Return the view of a row."""
        return self._views[row] if 0 <= row < len(self._views) else None

    def row_of(self, view: int) -> int:
        """Return the row of the view with this id, or -1."""
        return next((row for row, each in enumerate(self._views) if each.id == view), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the views."""
        return 0 if parent.isValid() else len(self._views)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Answer for one cell."""
        view = self.view(index.row()) if index.isValid() else None
        if view is None:
            return None
        if role == Role.EditRole or (role == Role.ToolTipRole and index.column() == QUERY):
            return (view.name, view.query, "")[index.column()]
        if role == Role.DisplayRole:
            return (view.name, view.query or "all articles", _order(view))[index.column()]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let name and filter be edited."""
        flags = super().flags(index)
        return flags if not index.isValid() or index.column() == ORDER else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Ask for another name or filter."""
        view = self.view(index.row()) if index.isValid() else None
        if view is None or role != Role.EditRole or str(value).strip() == self.data(index, Role.EditRole):
            return False
        self.edited.emit(view.name, index.column(), str(value).strip())
        return True


class Views(Sheet):
    """A table of the views; Enter takes the one under the cursor."""

    def __init__(self, parent: QWidget | None, store: Store, present: View) -> None:
        super().__init__(parent, "Saved views", verb="Show", width=760)
        self.setObjectName("savedViews")
        self._store, self._present = store, present
        self.model = ViewsModel(self)
        self.table = RowTable(
            self.model, self, name="views", spoken="Saved views", stretched=QUERY, widths={NAME: 200, ORDER: 170},
            height=280, row=26, single=True,
        )  # fmt: skip
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.body.addWidget(self.table)
        self.accept_button.setText("Show   Enter")
        verbs = (
            ("Save the filter   Ins", "Ins", self.add),
            ("Overwrite   Ctrl+S", "Ctrl+S", self.overwrite),
            ("Remove   Del", "Del", self.remove),
        )
        for text, key, verb in verbs:
            self.add_button(text, verb)
            QShortcut(QKeySequence(key), self.table, verb, context=Qt.ShortcutContext.WidgetShortcut)
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self.table, self.accept, context=Qt.ShortcutContext.WidgetShortcut)
        self.table.doubleClicked.connect(lambda _: self.accept())
        self.model.edited.connect(self._edit)
        self.reload()
        self.table.setFocus()

    def view(self) -> View | None:
        """Give the view under the cursor."""
        return self.model.view(self.table.currentIndex().row())

    def reload(self) -> None:
        """Read the views again; the cursor stays on its view."""
        at, before = self.table.currentIndex(), self.view()
        self.model.show_views(self._store.views.all())
        row = self.model.row_of(before.id) if before else -1
        row = row if row >= 0 else min(max(at.row(), 0), self.model.rowCount() - 1)
        self.table.setCurrentIndex(self.model.index(row, max(at.column(), NAME)))
        there = self.model.rowCount() > 0
        self.say(HINT if there else EMPTY)
        self.accept_button.setEnabled(there)

    def add(self) -> None:
        """Keep the present filter as a new view and let its name be typed."""
        name = next(each for n in range(1, 10_000) if not self._store.views.named(each := f"{NEW} {n}"))
        if self._do(lambda: self._save(name)):
            made = self._store.views.get(name)
            index = self.model.index(self.model.row_of(made.id), NAME)
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def overwrite(self) -> None:
        """Let the view under the cursor be the present filter from now on."""
        if view := self.view():
            self._do(lambda: self._save(view.name))

    def remove(self) -> None:
        """Remove the view under the cursor."""
        if view := self.view():
            self._do(lambda: self._store.views.remove(view.name))

    def _save(self, name: str) -> Change:
        present = self._present
        return self._store.views.save(name, present.query, sort=present.sort, mode=present.mode)

    def _edit(self, name: str, column: int, text: str) -> None:
        if column == NAME:
            self._do(lambda: self._store.views.rename(name, text))
            return
        view = self._store.views.get(name)
        self._do(lambda: self._store.views.save(name, text, sort=view.sort, mode=view.mode))

    def _do(self, make: Callable[[], Change]) -> bool:
        try:
            make()
        except UserError as error:
            self.say(str(error), error=True)
            self.accept_button.setEnabled(self.model.rowCount() > 0)
            return False
        self.reload()
        return True


def _order(view: View) -> str:
    words = words_of(view.sort)
    return f"{words}, in columns" if view.mode == "columns" else words
