"""What an import would bring, shown before it is done: the sources and their fates, and each as it would be stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from store.previewing import preview_one
from store.records import ArticleDraft, PreviewEntry
from ui.dialogs.sheet import Sheet, dim_label
from ui.inbox.draft_page import DraftPage
from ui.inbox.fates import GROUPS, story, summary
from ui.inbox.looking import Looking
from ui.inbox.model import IncomingModel
from ui.inbox.table import IncomingTable
from ui.jobs import Jobs

GROUP_SHEET = """
QToolButton { padding: 3px 8px; }
QToolButton:checked { font-weight: 600; background: palette(highlight); }
"""
MARGIN = 48
"""How much smaller than the window the inbox is, in pixels."""


class Inbox(Sheet):
    """Looks through files while it is open, lets the user untick sources, and asks for the import."""

    import_asked = Signal(object)
    """The user wants the import; with the names of the sources to leave out, as a frozen set."""

    def __init__(self, parent: QWidget | None, project: Path, paths: Sequence[Path], jobs: Jobs) -> None:
        super().__init__(parent, "What would come in", verb="Import")
        self.setObjectName("inbox")
        self._project, self._jobs = project, jobs
        self.model = IncomingModel(self)
        self.table = IncomingTable(self.model, self)
        self.story = dim_label("")
        self.story.setObjectName("inboxStory")
        self.page = DraftPage(self)
        self._nothing = dim_label("")
        self._shown: PreviewEntry | None = None
        self._lay_out(paths)
        self._connect()
        self.resize(self.sizeHint())
        self.looking = Looking(project, paths, jobs, self)
        self.looking.found.connect(self.model.add)
        self.looking.moved.connect(self._on_progress)
        self.looking.ended.connect(self._on_end)
        self.stop.clicked.connect(self.looking.stop)
        self._tell()
        self.table.setFocus()

    def sizeHint(self) -> QSize:
        """Ask for nearly all of the window."""
        parent = self.parentWidget()
        return parent.size() - QSize(MARGIN, MARGIN) if parent is not None else QSize(1200, 760)

    def accept(self) -> None:
        """Ask for the import, and close."""
        if self.accept_button.isEnabled():
            self.import_asked.emit(self.model.left_out)
            super().accept()

    def done(self, result: int) -> None:
        """Stop looking, and close."""
        self.looking.stop()
        super().done(result)

    # How it is laid out

    def _lay_out(self, paths: Sequence[Path]) -> None:
        names = ", ".join(path.name or str(path) for path in paths[:4])
        where = dim_label(names + (f" and {len(paths) - 4:,} more" if len(paths) > 4 else ""))
        where.setToolTip("\n".join(map(str, paths[:40])))
        self.body.addWidget(where)
        self.body.addLayout(self._group_row())
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self._right_side())
        splitter.setSizes([840, 504])
        self.body.addWidget(splitter, 1)
        self.body.addLayout(self._progress_row())

    def _group_row(self) -> QHBoxLayout:
        self.groups = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(4)
        for group in GROUPS:
            button = QToolButton(self)
            button.setObjectName(f"group_{group.name}")
            button.setCheckable(True)
            button.setStyleSheet(GROUP_SHEET)
            button.setChecked(group.name == "all")
            button.clicked.connect(lambda _=False, name=group.name: self._show_group(name))
            self.groups.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        for text, on in (("Tick these", True), ("Untick these", False)):
            button = QToolButton(self)
            button.setText(text)
            button.setObjectName("tickAll" if on else "tickNone")
            button.setProperty("link", True)
            button.clicked.connect(lambda _=False, on=on: self.model.tick(range(self.model.rowCount()), on=on))
            line.addWidget(button)
            line.addSpacing(8)
        space = QLabel("Space ticks what is selected", self)
        space.setProperty("dim", True)
        line.addWidget(space)
        return line

    def _right_side(self) -> QWidget:
        right = QWidget(self)
        right.setProperty("ground", "pane")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.story.setContentsMargins(16, 12, 16, 8)
        self._nothing.setContentsMargins(16, 4, 16, 16)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget(right)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self._nothing)
        column.addWidget(self.story)
        column.addWidget(self._stack, 1)
        return right

    def _progress_row(self) -> QHBoxLayout:
        self.progress = QProgressBar(self, textVisible=False)
        self.progress.setAccessibleName("How much was looked through")
        self.progress.setRange(0, 0)
        self.how_far = QLabel("Looking through…", self)
        self.how_far.setProperty("dim", True)
        self.stop = QToolButton(self)
        self.stop.setObjectName("stopLooking")
        self.stop.setText("Stop looking")
        self.stop.setProperty("link", True)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.how_far)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop)
        return line

    def _connect(self) -> None:
        self.model.ticked_changed.connect(self._tell)
        self.model.rowsInserted.connect(self._begin)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_entry())

    # What happens

    def _begin(self) -> None:
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _show_group(self, name: str) -> None:
        next(button for button in self.groups.buttons() if button.objectName() == f"group_{name}").setChecked(True)
        self.model.show_group(name)
        if self.model.rowCount():
            self.table.selectRow(0)
        self._show_entry()
        self.table.setFocus()

    def _show_entry(self) -> None:
        entry = self.table.entry()
        if entry is self._shown and entry is not None:
            return
        self._shown = entry
        if entry is None:
            self._show_nothing("", "Nothing of this kind." if self.model.entries else "")
        elif entry.fate in ("failed", "unchanged"):
            self._show_nothing(story(entry), "")
        elif entry.draft is not None:
            self._show_draft(entry, entry.draft)
        else:
            self._show_nothing(story(entry), "Reading it again…")
            project = self._project
            self._jobs.query(
                lambda _: preview_one(project, entry),
                lambda draft: self._show_draft(entry, draft),
                kind="preview",
                failed=lambda error: self._show_nothing(str(error), ""),
            )

    def _show_draft(self, entry: PreviewEntry, draft: ArticleDraft) -> None:
        if entry is not self._shown:
            return
        self.story.setText(story(entry))
        self.page.show_draft(draft, number=self.table.currentIndex().row())
        self._stack.setCurrentIndex(0)

    def _show_nothing(self, said: str, below: str) -> None:
        self.story.setText(said)
        self._nothing.setText(below)
        self._stack.setCurrentIndex(1)

    def _tell(self) -> None:
        """Say what an import would do now, on the buttons and in a sentence."""
        for group, button in zip(GROUPS, self.groups.buttons(), strict=True):
            count = self.model.counts[group.name]
            button.setText(f"{group.words} {count:,}")
            button.setVisible(bool(count) or group.name == "all")
        running = hasattr(self, "looking") and self.looking.running
        wanted = self.model.wanted + self.model.more
        what = "1 article" if wanted == 1 else f"{wanted:,} articles"
        self.accept_button.setText("Import all" if running else f"Import {what}")
        self.say("" if running else summary(self.model.entries, more=self.model.more))
        self.accept_button.setEnabled(running or wanted > 0)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.how_far.setText(f"Looking through {done:,} of {total:,}" if total else f"Looking through {done:,}")

    def _on_end(self, sentence: str) -> None:
        for widget in (self.progress, self.stop, self.how_far):
            widget.hide()
        self._tell()
        if sentence:
            self.say(sentence)
            self.accept_button.setText("Import all")
            self.accept_button.setEnabled(bool(self.model.entries))
