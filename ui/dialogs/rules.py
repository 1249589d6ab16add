"""The rules of the outlets: lines that are always headline, byline, boilerplate…; to be changed, given on and taken over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from store.errors import UserError
from store.records import ROLES, Change, Rule
from ui import theme
from ui.dialogs.columned import Columned
from ui.dialogs.row_table import RowTable
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import ROOT, Index

if TYPE_CHECKING:
    from store import Store
    from ui.jobs import Job, Jobs
    from ui.writes import Steps, Writes

COLUMNS = ("Outlet", "Line", "Role", "Articles")
OUTLET, LINE, ROLE, ARTICLES = range(4)
NONE = (
    "No rules yet. Put the cursor into a line that an outlet prints on every page, press R and then A:"
    " “always”. The rule goes over its other articles, and over those to come."
)
SOME = "Numbers in a line stand for any numbers. F2 changes what is at the cursor, Space turns a rule off or on, Del removes it."
JSON = "Rules (*.json)"
Role = Qt.ItemDataRole


def ask(parent: QWidget | None, store: Store, writes: Writes, jobs: Jobs) -> None:
    """Show the rules; each change is written at once and can be undone."""
    Rules(parent, store, writes, jobs).exec()


class Rules(Sheet):
    """A table of rules that is edited in place."""

    def __init__(self, parent: QWidget | None, store: Store, writes: Writes, jobs: Jobs) -> None:
        super().__init__(parent, "Rules of outlets", verb=None, width=820)
        self._store, self._writes, self._jobs = store, writes, jobs
        self.model = RulesModel(self)
        widths = {OUTLET: 168, ROLE: 120, ARTICLES: 80}
        self.table = RowTable(self.model, self, name="rulesTable", spoken="Rules", stretched=LINE, widths=widths)
        self.table.setItemDelegateForColumn(ROLE, RoleDelegate(self.table))
        self.table.del_pressed.connect(self.remove)
        self.body.addWidget(self.table)
        for text, verb in (("Remove   Del", self.remove), ("Export…", self.export), ("Import…", self.take_over)):
            self.add_button(text, verb)
        self.stop = self.add_button("Stop", self._stop, name="stopRule")
        self._job: Job | None = None
        self._show_job()
        self.model.edited.connect(self._edit)
        jobs.changed.connect(self.reload)
        jobs.progressed.connect(self._show_job)
        jobs.ended.connect(self._show_job)
        self.reload()
        self.table.setFocus()

    def reload(self, *_: object) -> None:
        """Read the rules again, and count anew where they apply."""
        at = self.table.currentIndex()
        self.model.show_rules(self._store.rules.all())
        self.table.setCurrentIndex(
            self.model.index(min(max(at.row(), 0), self.model.rowCount() - 1), max(at.column(), LINE))
        )
        self.say(SOME if self.model.rowCount() else NONE)
        self._jobs.query(lambda store: store.rules.counts(), self.model.show_counts, asker=self, kind="rules")

    def remove(self) -> None:
        """Remove the rules selected; what they did stays."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        ids = [self.model.rule(row).id for row in sorted(rows)]
        if ids:
            self._do(lambda store: store.rules.remove(ids))

    def export(self) -> None:
        """Write the rules to a file for another project."""
        path, _ = QFileDialog.getSaveFileName(self, "Export rules", "rules.json", JSON)
        if path:
            self._try(lambda: self._store.rules.write(Path(path)), f"Written to {path}.")

    def take_over(self) -> None:
        """Take over the rules of a file."""
        path, _ = QFileDialog.getOpenFileName(self, "Import rules", "", JSON)
        if path:
            self._work("Importing rules", lambda store: store.rules.reading(Path(path)))

    def _edit(self, rule: int, change: Mapping[str, Any]) -> None:
        self._work("Changing a rule", lambda store: store.rules.editing(rule, **change))

    def _do(self, make: Callable[[Store], Change]) -> None:
        if self._writes.do(make, failed=self._refused):
            self.reload()

    def _work(self, title: str, make: Callable[[Store], Steps]) -> None:
        # A rule may go over thousands of articles: as a job then, and the table follows when it is done.
        if self._writes.work(title, make, size=self._store.articles.count(), failed=self._refused):
            self.reload()
        else:
            self._job = self._jobs.running[-1]
            self._show_job()

    def _show_job(self, *_: object) -> None:
        job = self._job
        running = job is not None and job in self._jobs.running
        self.stop.setVisible(running)
        if job is None:
            return
        if running:
            how_far = f" {job.progress.done:,} of {job.progress.total:,} articles" if job.progress.total else ""
            self.say(f"{job.title}…{how_far}")
        else:
            self._job = None
            self.reload()
            if job.cancelled:
                self.say(f"{job.title} was cancelled; nothing was changed.")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.say(f"{self._job.title}: stopping…")

    def _refused(self, error: Exception) -> None:
        self.reload()
        self.say(str(error))

    def _try(self, do: Callable[[], None], said: str) -> None:
        try:
            do()
        except UserError as error:
            said = str(error)
        self.say(said)


class RulesModel(Columned):
    """The rules as rows of `COLUMNS`; asks for a change, and shows it when it is done."""

    headings = COLUMNS

    edited = Signal(int, object)
    """The id of a rule and what shall be otherwise, by the names that the store's `edit` takes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[Rule, ...] = ()
        self._counts: Mapping[int, int] = {}

    def show_rules(self, rules: tuple[Rule, ...]) -> None:
        """Show these rules."""
        self.beginResetModel()
        self._rules = rules
        self.endResetModel()

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Show in how many articles each rule finds its line."""
        self._counts = counts
        if self._rules:
            self.dataChanged.emit(self.index(0, ARTICLES), self.index(len(self._rules) - 1, ARTICLES))

    def rule(self, row: int) -> Rule:
        """Give the rule of a row."""
        return self._rules[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the rules."""
        return 0 if parent.isValid() else len(self._rules)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name the columns."""
        if role == Role.TextAlignmentRole and section == ARTICLES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all but the count be changed, and the rule be turned off."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == OUTLET:
            plain |= Qt.ItemFlag.ItemIsUserCheckable
        return plain if index.column() == ARTICLES else plain | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give one cell; a rule that is off is dim and unticked."""
        if not index.isValid():
            return None
        rule, column = self._rules[index.row()], index.column()
        if role in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole):
            count = self._counts.get(rule.id)
            return (rule.outlet, rule.line, rule.role, "…" if count is None else f"{count:,}")[column]
        if role == Role.TextAlignmentRole and column == ARTICLES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.CheckStateRole and column == OUTLET:
            return Qt.CheckState.Checked if rule.active else Qt.CheckState.Unchecked
        return QColor(theme.palette().dim) if role == Role.ForegroundRole and not rule.active else None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Ask for a change of what is really another value."""
        rule = self._rules[index.row()]
        if role == Role.CheckStateRole:
            change: dict[str, Any] = {"active": Qt.CheckState(value) == Qt.CheckState.Checked}
        elif role == Role.EditRole:
            change = {("outlet", "line", "role")[index.column()]: str(value).strip()}
        else:
            return False
        if replace(rule, **change) == rule:
            return False
        self.edited.emit(rule.id, change)
        return True


class RoleDelegate(QStyledItemDelegate):
    """Lets a role be chosen from the eight there are."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Make the box."""
        box = QComboBox(parent)
        box.addItems(ROLES)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the role the rule has."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Role.EditRole)))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Ask for the role chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
