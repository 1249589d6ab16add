"""What an import would bring, shown before it is done: the sources and their fates, and each as it would be stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from store.parse.source_kind import KINDS, LABELS
from store.previewing import corrected, preview_one, with_draft
from store.records import ArticleDraft, Part, PreviewEntry, SourceCorrection, Table
from store.text.lines import lines_within, whole_lines
from store.text.roles import without
from ui.corrections.role_popup import RolePopup
from ui.dialogs import article_fields
from ui.dialogs.sheet import Sheet, dim_label
from ui.inbox.columns import ColumnsPanel
from ui.inbox.draft_page import DraftPage, article_of, stub_of
from ui.inbox.fates import COMING, story, summary
from ui.inbox.group_row import GROUP_SHEET, GroupRow
from ui.inbox.looking import Looking, Reading
from ui.inbox.model import IncomingModel
from ui.inbox.table import IncomingTable
from ui.jobs import Jobs
from ui.panes import parted, stacked

MOST_TOGETHER = 500
"""So many sources can be corrected together."""
MARGIN = 48
"""How much smaller than the window the inbox is, in pixels."""


class Inbox(Sheet):
    """Looks through files while it is open, lets the user untick sources, and asks for the import."""

    import_asked = Signal(object, object)
    """The user wants the import; with the sources to leave out by their origin, as a frozen set, and the `Reading`."""
    forget_asked = Signal(object)
    """The columns of a table whose remembered mapping is to be forgotten."""

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
        self._paths = tuple(paths)
        self._corrections: dict[str, SourceCorrection] = {}
        self._columns_shown = self._is_closed = False
        self._wanted_out: frozenset[str] = frozenset()
        self.popup: RolePopup | None = None
        self._lay_out(paths)
        self._connect()
        self.resize(self.sizeHint())
        self._look()
        self.table.setFocus()

    @property
    def reading(self) -> Reading:
        """How the files are to be read, as the user has it now."""
        return Reading(
            kind=self.kind.currentData() or None, columns=self.columns.mappings(), corrections=dict(self._corrections)
        )

    def again(self) -> None:
        """Look through the files anew, as they are to be read now; what is unticked stays so."""
        if self._is_closed:
            return
        self._wanted_out |= self.model.left_out
        self.looking.drop()
        self._shown = None
        self.model.clear()
        self._look()

    def _look(self) -> None:
        for widget in (self.progress, self.stop, self.how_far):
            widget.show()
        self.progress.setRange(0, 0)
        self.looking = Looking(self._project, self._paths, self._jobs, self, reading=self.reading)
        self.looking.tables.connect(self._on_tables)
        self.looking.found.connect(self.model.add)
        self.looking.moved.connect(self._on_progress)
        self.looking.ended.connect(self._on_end)
        self._tell()

    def sizeHint(self) -> QSize:
        """Ask for nearly all of the window."""
        parent = self.parentWidget()
        return parent.size() - QSize(MARGIN, MARGIN) if parent is not None else QSize(1200, 760)

    def accept(self) -> None:
        """Ask for the import, and close."""
        if self.accept_button.isEnabled():
            self.import_asked.emit(self.model.left_out | self._wanted_out, self.reading)
            super().accept()

    def done(self, result: int) -> None:
        """Stop looking, and close; answers that come later find nothing to fill."""
        self.looking.stop()
        self._shown, self._is_closed = None, True
        super().done(result)

    # How it is laid out

    def _lay_out(self, paths: Sequence[Path]) -> None:
        names = ", ".join(path.name or str(path) for path in paths[:4])
        where = dim_label(names + (f" and {len(paths) - 4:,} more" if len(paths) > 4 else ""))
        where.setToolTip("\n".join(map(str, paths[:40])))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(where, 1)
        self.show_columns = QToolButton(self)
        self.show_columns.setObjectName("showColumns")
        self.show_columns.setText("Columns   Alt+C")
        self.show_columns.setCheckable(True)
        self.show_columns.setStyleSheet(GROUP_SHEET)
        self.show_columns.hide()
        top.addWidget(self.show_columns)
        label = QLabel("Read &as", self)
        self.kind = QComboBox(self)
        self.kind.setObjectName("readAs")
        self.kind.setAccessibleName("What all files are read as")
        self.kind.addItem("what each is found to be", "")
        for kind in KINDS:
            self.kind.addItem(LABELS[kind], kind)
        label.setBuddy(self.kind)
        top.addWidget(label)
        top.addWidget(self.kind)
        self.body.addLayout(top)
        self.body.addLayout(self._group_row())
        self.body.addWidget(parted(self.table, self._right_side(), sizes=(840, 504)), 1)
        self.body.addLayout(self._progress_row())

    def _group_row(self) -> GroupRow:
        line = self.groups = GroupRow(self)
        line.chosen.connect(self._show_group)
        for text, on in (("Tick these", True), ("Untick these", False)):
            button = QToolButton(self)
            button.setText(text)
            button.setObjectName("tickAll" if on else "tickNone")
            button.setProperty("link", True)
            button.clicked.connect(lambda _=False, on=on: self.model.tick(range(self.model.rowCount()), on=on))
            line.addWidget(button)
            line.addSpacing(8)
        space = QLabel("Space ticks · M corrects · R roles", self)
        space.setProperty("dim", True)
        line.addWidget(space)
        return line

    def _right_side(self) -> QWidget:
        self.story.setContentsMargins(16, 12, 16, 8)
        self._nothing.setContentsMargins(16, 4, 16, 16)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.columns = ColumnsPanel(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.columns)
        return stacked(self.story, self._stack)

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
        self.stop.clicked.connect(lambda _: self.looking.stop())
        self.kind.activated.connect(lambda _: self.again())
        self.columns.changed.connect(self.again)
        self.columns.forget_asked.connect(self.forget_asked)
        self.show_columns.toggled.connect(self._toggle_columns)
        self.page.field_asked.connect(self.details)
        QShortcut(QKeySequence("Alt+C"), self, self.show_columns.click)

    # What is put right before it comes in

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the letters that neither list nor page want."""
        verb = {Qt.Key.Key_M: self.details, Qt.Key.Key_R: self.role}.get(Qt.Key(event.key()))
        if verb is not None and not event.modifiers():
            verb()
        else:
            super().keyPressEvent(event)

    def details(self, field: str = "title") -> None:
        """Ask what is right of the sources selected; of several, what they can share."""
        entries = [self.model.entry(row) for row in self.table.rows()]
        entries = [entry for entry in entries if entry.fate in COMING and entry.origin][:MOST_TOGETHER]
        if not entries:
            return
        one = len(entries) == 1 and entries[0] is self._shown and self.page.article is not None
        articles = (
            [self.page.article] if one and self.page.article else [article_of(stub_of(entry), 0) for entry in entries]
        )
        had = (
            tuple(self._corrections[entries[0].origin].fields) if one and entries[0].origin in self._corrections else ()
        )
        for edits in filter(None, [article_fields.ask(self, articles, field=field, corrected=had)]):
            fields = {edit.field: edit.value for edit in edits}
            for entry in entries:
                before = self._corrections.get(entry.origin, SourceCorrection())
                self._corrections[entry.origin] = replace(before, fields={**before.fields, **fields})
            self._put_right(entries)

    def role(self) -> None:
        """Ask what the selected lines are, or the line the cursor is in."""
        entry, article, span = self._shown, self.page.article, self.page.lines_asked()
        lines = whole_lines(article.text, *span) if article is not None and span is not None else ()
        if entry is None or article is None or not lines or not entry.origin:
            return
        start, end = lines[0][0], lines[-1][1]
        present = {part.role for part in article.parts if part.start < end and start < part.end}
        popup = self.popup = RolePopup(self, lines=len(lines), present=present, outlet=None)
        popup.reach.setText("Kept as a correction of this article.")
        popup.chosen.connect(lambda role, _: self._set_role(entry, article.text, Part(role=role, start=start, end=end)))
        popup.closed.connect(lambda: self.page.hold(None))
        self.page.hold(start, end)
        popup.open_at(self.page.place_of(start, end))

    def _set_role(self, entry: PreviewEntry, text: str, given: Part) -> None:
        before = self._corrections.get(entry.origin, SourceCorrection())
        lines = [Part(role=given.role, start=a, end=b) for a, b in lines_within(text, given.start, given.end)]
        kept: tuple[Part, ...] = before.roles if before.text == text else ()
        for line in lines:
            kept = without(text, kept, line)
        roles = tuple(sorted((*kept, *lines), key=lambda part: part.start))
        self._corrections[entry.origin] = replace(before, roles=roles, text=text)
        self._put_right([entry])

    def _put_right(self, entries: Sequence[PreviewEntry]) -> None:
        self.model.put([corrected(entry, self._corrections[entry.origin]) for entry in entries])
        self._show_entry()

    # Columns

    def _on_tables(self, tables: Sequence[Table]) -> None:
        self.columns.add(tables)
        self.show_columns.show()

    def _toggle_columns(self, on: bool) -> None:
        self._columns_shown = on
        if on:
            self._stack.setCurrentWidget(self.columns)
            self.columns.view.setFocus()
        else:
            self._shown = None
            self._show_entry()
            self.table.setFocus()

    # What happens

    def _begin(self) -> None:
        if self._wanted_out:
            self.model.leave_out(self._wanted_out)
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _show_group(self, name: str) -> None:
        self.groups.press(name)
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
            project, reading = self._project, self.reading
            self._jobs.query(
                lambda _: preview_one(
                    project,
                    entry,
                    kind=reading.kind,
                    columns=reading.columns,
                    correction=reading.corrections.get(entry.origin),
                ),
                lambda draft: self._read_again(entry, draft),
                asker=self,
                kind="preview",
                failed=lambda error: self._show_nothing(str(error), ""),
            )

    def _read_again(self, entry: PreviewEntry, draft: ArticleDraft) -> None:
        correction = self._corrections.get(entry.origin)
        if correction is not None and entry is self._shown:
            # Its lines may be others now, and its outlet may have rules.
            entry = with_draft(entry, draft, correction)
            self._shown = entry
            self.model.put([entry])
        self._show_draft(entry, draft)

    def _show_draft(self, entry: PreviewEntry, draft: ArticleDraft) -> None:
        if entry is not self._shown:
            return
        self.story.setText(story(entry))
        self.page.show_draft(draft, number=self.table.currentIndex().row())
        if not self._columns_shown:
            self._stack.setCurrentIndex(0)

    def _show_nothing(self, said: str, below: str) -> None:
        self.story.setText(said)
        self._nothing.setText(below)
        if not self._columns_shown:
            self._stack.setCurrentIndex(1)

    def _tell(self) -> None:
        """Say what an import would do now, on the buttons and in a sentence."""
        self.groups.show_counts(self.model.counts)
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
