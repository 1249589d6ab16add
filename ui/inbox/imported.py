"""What an import brought, after it and at any later time: each source with what became of it, each article to be opened."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from store import Store
from store.aftermath import aftermath
from store.records import Article, Batch, Preview, PreviewEntry
from ui.dialogs.sheet import Sheet, dim_label
from ui.inbox.draft_page import DraftPage
from ui.inbox.fates import story, summary
from ui.inbox.group_row import GroupRow
from ui.inbox.inbox import MARGIN
from ui.inbox.model import IncomingModel
from ui.inbox.table import IncomingTable
from ui.jobs import Jobs
from ui.panes import parted


class Imported(Sheet):
    """The sources of one import, in the groups of the inbox; nothing can be changed here."""

    article_asked = Signal(int)
    """An article that the user wants to read."""

    def __init__(self, parent: QWidget | None, batch: Batch, jobs: Jobs) -> None:
        super().__init__(parent, f"What came in: {batch.label}", verb=None)
        self.setObjectName("imported")
        self._jobs = jobs
        self.model = IncomingModel(self, done=True)
        self.table = IncomingTable(self.model, self)
        self.table.setAccessibleName("What came in")
        self.story = dim_label("")
        self.page = DraftPage(self)
        self.page.heading.correctable = False
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_entry())
        self.table.doubleClicked.connect(lambda _: self._open())
        self.failures = self.add_button("Copy failures", self.copy_failures)
        self.opener = self.add_button("Open article   ⏎", self._open)
        QShortcut(QKeySequence("Return"), self.table, self._open, context=Qt.ShortcutContext.WidgetShortcut)
        self.resize(self.sizeHint())
        self.say("Reading what came in…")
        jobs.query(
            lambda store: aftermath(store, batch.id), self.show_all, asker=self, kind="imported", failed=self._fail
        )
        self.table.setFocus()

    def sizeHint(self) -> QSize:
        """Ask for nearly all of the window."""
        parent = self.parentWidget()
        return parent.size() - QSize(MARGIN, MARGIN) if parent is not None else QSize(1200, 760)

    def show_all(self, found: Preview) -> None:
        """Show what became of the sources."""
        self.model.add(found.entries)
        self.groups.show_counts(self.model.counts)
        unchanged = f" {found.unchanged:,} unchanged." if found.unchanged else ""
        self.say((summary(found.entries) if found.entries else "None of its articles is here now.") + unchanged)
        self.failures.setVisible(found.failed > 0)
        if found.entries:
            self.table.selectRow(0)

    def copy_failures(self) -> None:
        """Put the failures on the clipboard, a line each."""
        failed = [entry for entry in self.model.entries if entry.fate == "failed"]
        QGuiApplication.clipboard().setText("".join(f"{entry.source}: {entry.reason}\n" for entry in failed))
        self.say("The failures are on the clipboard.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the article of a line with Enter; Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        entry = self.table.entry()
        if entry is not None and entry.article is not None:
            self.article_asked.emit(entry.article)
            self.accept()

    def _show_entry(self) -> None:
        entry = self.table.entry()
        self.opener.setEnabled(entry is not None and entry.article is not None)
        self.story.setText("" if entry is None else story(entry, done=True))
        self.page.setVisible(entry is not None and entry.article is not None)
        if entry is not None and entry.article is not None:
            number = entry.article
            self._jobs.query(
                lambda store: _read(store, number),
                lambda article: self._show(entry, article),
                asker=self,
                kind="imported-page",
            )

    def _show(self, entry: PreviewEntry, article: Article) -> None:
        if entry is self.table.entry():
            self.page.display(article)

    def _show_group(self, name: str) -> None:
        self.model.show_group(name)
        if self.model.rowCount():
            self.table.selectRow(0)
        self._show_entry()
        self.table.setFocus()

    def _fail(self, error: Exception) -> None:
        self.say(str(error), error=True)

    def _lay_out(self) -> None:
        self.groups = GroupRow(self)
        self.groups.chosen.connect(self._show_group)
        right = QWidget(self)
        right.setProperty("ground", "pane")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        self.story.setContentsMargins(16, 12, 16, 8)
        column.addWidget(self.story)
        column.addWidget(self.page, 1)
        column.addStretch(0)
        self.body.addLayout(self.groups)
        self.body.addWidget(parted(self.table, right, sizes=(840, 504)), 1)


def _read(store: Store, article: int) -> Article:
    return store.articles.get(article)
