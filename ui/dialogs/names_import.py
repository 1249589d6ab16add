"""Names from a file, looked at before they come in: what is new, what joins an entity, what is refused and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from store.records import Failure, NameFate
from ui.dialogs.columned import Columned
from ui.dialogs.row_table import RowTable
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import ROOT, Index

if TYPE_CHECKING:
    from store import Store
    from ui.jobs import Jobs

COLUMNS = ("", "Type", "Name", "Other names")
FATE, TYPE, NAME, OTHERS = range(4)
WORDS = {"new": "+ new", "merged": "↦ joins", "unchanged": "= known", "refused": "✕ refused"}
SHOWN = 2_000
"""How many rows are listed; the others are counted."""
AS_FOUND = "as found"
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesChoice:
    """How the file is to be read: the type of rows that say none, and what is mapped by hand."""

    type: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesPreview:
    """What taking in the file would do, in the order of its rows."""

    fates: tuple[NameFate, ...]
    refused: tuple[Failure, ...]


def ask(parent: QWidget | None, path: Path, types: Sequence[str], jobs: Jobs) -> NamesChoice | None:
    """Show what would come in from a file, and let the user say how it is read; None where she does not want it."""
    dialog = NamesImport(parent, path, types, jobs)
    return dialog.choice() if dialog.exec() else None


class PreviewModel(Columned):
    """A row an entity, refused ones first."""

    headings = COLUMNS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, str, str, str]] = []

    def show_preview(self, preview: NamesPreview) -> None:
        """Show what would happen."""
        self.beginResetModel()
        refused = [(WORDS["refused"], "", each.source, each.reason) for each in preview.refused]
        fates = [(WORDS[each.fate], each.draft.type, each.draft.name, _others(each)) for each in preview.fates]
        self._rows = (refused + fates)[:SHOWN]
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Answer for one cell."""
        if index.isValid() and index.row() < len(self._rows) and role in (Role.DisplayRole, Role.ToolTipRole):
            return self._rows[index.row()][index.column()] or None
        return None


class NamesImport(Sheet):
    """The preview, which follows what is chosen above it."""

    def __init__(self, parent: QWidget | None, path: Path, types: Sequence[str], jobs: Jobs) -> None:
        super().__init__(parent, f"Names from {path.name}", verb="Take in", width=760)
        self._path, self._jobs = path, jobs
        self.type = QComboBox()
        self.type.setObjectName("namesType")
        self.type.addItem(AS_FOUND, None)
        for each in types:
            self.type.addItem(each, each)
        self.column = QComboBox()
        self.column.setObjectName("namesColumn")
        self.column.addItem(AS_FOUND, None)
        self._headings_known = False
        self.model = PreviewModel(self)
        self.table = RowTable(
            self.model, self, name="namesPreview", spoken="What would come in", stretched=OTHERS,
            widths={FATE: 86, TYPE: 110, NAME: 220}, row=26, single=True,
        )  # fmt: skip
        form = self.add_form()
        form.addRow("Rows that say no &type are", self.type)
        form.addRow("The column of &names", self.column)
        self.body.addWidget(self.table)
        self.type.currentIndexChanged.connect(self.look)
        self.column.currentIndexChanged.connect(self.look)
        self.look()

    def choice(self) -> NamesChoice:
        """Return how the file is to be read."""
        column = self.column.currentData()
        return NamesChoice(type=self.type.currentData(), mapping={"name": column} if column else {})

    def look(self, *_: object) -> None:
        """Read the file as it is to be read now, off the window's thread."""
        self.say("Looking through…")
        self.accept_button.setEnabled(False)
        path, choice = self._path, self.choice()

        def preview(store: Store) -> NamesPreview:
            drafts, refused = store.gazetteers.read(path, type=choice.type, mapping=choice.mapping)
            return NamesPreview(fates=tuple(store.gazetteers.fates(drafts)), refused=refused)

        if not self._headings_known:
            self._headings_known = True
            self._jobs.query(
                lambda store: store.gazetteers.headings(path),
                self._offer,
                asker=self,
                kind="headings",
                failed=self._fail,
            )
        self._jobs.query(preview, self._show, asker=self, kind="names", failed=self._fail)

    def _offer(self, headings: tuple[str, ...]) -> None:
        self.column.blockSignals(True)
        for heading in headings:
            self.column.addItem(heading, heading)
        self.column.setEnabled(bool(headings))
        self.column.blockSignals(False)

    def _show(self, preview: NamesPreview) -> None:
        self.model.show_preview(preview)
        counts = Counter(each.fate for each in preview.fates)
        words = [f"{counts['new']:,} new", f"{counts['merged']:,} join an entity with names it lacks"]
        words += [f"{counts['unchanged']:,} known already"] if counts["unchanged"] else []
        words += [f"{len(preview.refused):,} refused"] if preview.refused else []
        self.say("; ".join(words) + ". All of it is one step that can be undone.")
        self.accept_button.setEnabled(bool(preview.fates))
        self.accept_button.setDefault(True)

    def _fail(self, error: Exception) -> None:
        self.model.show_preview(NamesPreview(fates=(), refused=()))
        self.say(str(error), error=True)


def _others(fate: NameFate) -> str:
    names = fate.names if fate.fate == "merged" else fate.draft.names
    return " · ".join(each.name for each in names if each.name != fate.draft.name)
