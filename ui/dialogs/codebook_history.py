"""The codebook through time: its versions, what is another since, and each change with what it did to taggings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from store.errors import UserError
from store.records import CodebookChange, TagFate
from ui.dialogs import text_field
from ui.dialogs.fates import FatesModel, fates_table
from ui.dialogs.history import local_time
from ui.dialogs.sheet import Sheet, section_label
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height

if TYPE_CHECKING:
    from store import Store
    from ui.jobs import Jobs

ROWS = 9
LIMIT = 300
"""So many changes are listed."""


def ask(parent: QWidget | None, store: Store, jobs: Jobs) -> None:
    """Show the versions and changes of the codebook; a version can be frozen there."""
    CodebookHistoryDialog(parent, store, jobs).exec()


class CodebookHistoryDialog(Sheet):
    """Changes above, what became of the tags below: in the change under the cursor, or since a version."""

    def __init__(self, parent: QWidget | None, store: Store, jobs: Jobs) -> None:
        super().__init__(parent, "History of the codebook", verb=None, width=820)
        self._store, self._jobs = store, jobs
        self._changes: dict[int, CodebookChange] = {}
        self.since = QComboBox()
        self.since.setObjectName("codebookSince")
        self.until = QComboBox()
        self.until.setObjectName("codebookUntil")
        self.freeze = QPushButton("&Freeze as a version…")
        self.freeze.setObjectName("codebookFreeze")
        self.freeze.setAutoDefault(False)
        line = QHBoxLayout()
        for widget in (QLabel("Compare"), self.since, QLabel("with"), self.until):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.freeze)
        self.body.addLayout(line)
        self.body.addWidget(section_label("Changes"))
        self.list = RowList(self)
        self.list.setObjectName("codebookChanges")
        self.list.setAccessibleName("Changes of the codebook, newest first")
        self.list.setFixedHeight(ROWS * row_height())
        self.body.addWidget(self.list)
        self.heading = section_label("What became of the tags")
        self.body.addWidget(self.heading)
        self.model = FatesModel(self)
        self.body.addWidget(fates_table(self.model, "codebookFates", height=190))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_change())
        self.since.activated.connect(self.compare)
        self.until.activated.connect(self.compare)
        self.freeze.clicked.connect(self._freeze)
        self._fill_versions()
        self.look()
        self.list.setFocus()

    def look(self) -> None:
        """Read the changes, off the window's thread."""
        self.say("Looking through the history…")
        self._jobs.query(
            lambda store: store.codebook_history.entries(limit=LIMIT), self._show, asker=self, kind="codebook history"
        )

    def _show(self, changes: tuple[CodebookChange, ...]) -> None:
        self._changes = {change.id: change for change in changes}
        self.list.show_rows([_row(change) for change in changes])
        self.list.setCurrentIndex(self.list.rows_model.index(0))
        words = f"{len(changes):,} changes." if changes else "Nothing was changed in the codebook yet."
        self.say(words + " Freeze a version before a large change, and compare with it later.")

    def _show_change(self) -> None:
        row = self.list.current_row()
        if row is not None and row.id in self._changes:
            self.heading.setText("WHAT BECAME OF THE TAGS IN THIS CHANGE")
            self.model.show_fates(self._changes[row.id].fates)

    def _fill_versions(self) -> None:
        versions = self._store.codebook_versions.all()
        for box, more in ((self.since, ()), (self.until, ("now",))):
            box.clear()
            box.addItem("no version yet" if not versions and not more else "now" if more else "choose…", None)
            for version in reversed(versions):
                box.addItem(f"{version.name}, {local_time(version.at)}", version.id)
            box.setEnabled(bool(versions))

    def compare(self, *_: object) -> None:
        """Show what is another between the versions chosen."""
        since, until = self.since.currentData(), self.until.currentData()
        if since is None:
            return
        self._jobs.query(
            lambda store: store.codebook_versions.compare(since, until), self._show_fates, asker=self, kind="compare"
        )

    def _show_fates(self, fates: tuple[TagFate, ...]) -> None:
        since, until = self.since.currentText(), self.until.currentText()
        self.heading.setText(f"FROM {since} TO {until}: {len(fates):,} TAGS ARE ANOTHER".upper())
        self.model.show_fates(fates)

    def _freeze(self) -> None:
        offered = f"v{len(self._store.codebook_versions.all()) + 1}"
        said = "All codebooks are kept as they are now, to be compared with later."
        name = text_field.TextField(self, "Freeze the codebook", "Freeze", offered, said=said)
        if not name.exec():
            return
        try:
            self._store.codebook_versions.freeze(name.text())
        except UserError as error:
            self.say(str(error))
            return
        self._fill_versions()
        self.look()


def _row(change: CodebookChange) -> Row:
    counts = ((change.added, "added"), (change.moved, "moved"), (change.removed, "removed"))
    did = ", ".join(f"{count:,} {word}" for count, word in counts if count)
    right = "  ".join(filter(None, (f"taggings: {did}" if did else "", change.annotator, local_time(change.at))))
    return Row(
        id=change.id, text=f"{change.label}{' (undone)' if change.undone else ''}", right=right, dim=change.undone
    )
