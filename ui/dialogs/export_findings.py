"""What is odd in a dataset before it is written: a list of findings, each of which opens its articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from store.records import Finding, LintReport, Recipe
from ui.dialogs.export_choices import articles
from ui.dialogs.sheet import dim_label, section_label
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

ROWS = 6
UNASKED = 2_000
"""Up to so many articles are looked through without being asked for: it takes less than a second."""
_LOOK_MILLISECONDS = 100

HEADINGS = {"error": "Errors", "warning": "Warnings", "note": "Good to know"}
TITLES = {
    "empty": "No text",
    "contradictory_copies": "Same text, other marks",
    "exclusive": "Tags that exclude each other",
    "two_types": "Two types in one place",
    "two_entities": "Two entities in one place",
    "disagreement": "Annotators who differ",
    "exact_copies": "Copies to the letter",
    "near_copies": "Near copies",
    "unmarked_copies": "Copies of which one is unmarked",
    "overlapping": "Overlapping marks",
    "crossing": "Marks across borders",
    "outside": "Marks outside of the text",
    "cut_by_tokens": "Marks cut by tokens",
    "same_tokens": "Marks on the same tokens",
    "without_token": "Marks without a token",
    "edge_space": "White space at the ends of marks",
    "long_cell": "Texts too long for a cell",
    "deprecated": "Deprecated",
    "suggested": "Suggestions",
    "untagged": "Untagged articles",
    "rare": "Rare",
    "utf16": "Characters beyond the BMP",
}
"""What a list calls each kind of finding."""


class FindingsPanel(QWidget):
    """The findings of what the form asks for now; the sentence of the one under the cursor stands below."""

    opened = Signal(object)
    """The articles, as a tuple of ids, that the user wants to see."""

    def __init__(self, jobs: Jobs, project: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportFindings")
        self._jobs, self._project = jobs, project
        self._asked: tuple[Recipe, tuple[int, ...]] | None = None
        self._job: Job | None = None
        self._shown: Finding | None = None
        self.report: LintReport | None = None
        self.line = dim_label("")
        self.look = _link("Look", "lookForFindings")
        self.look.clicked.connect(self._on_look)
        self.open = _link("", "openFinding")
        self.open.clicked.connect(self._open)
        self.list = _FindingList(self)
        self.list.setObjectName("findingRows")
        self.list.setAccessibleName("What is odd")
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.setFixedHeight(ROWS * row_height())
        self.list.opened.connect(self._open)
        self.list.doubleClicked.connect(lambda _: self._open())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self._clock = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._clock.timeout.connect(self._show_progress)
        self._lay_out()
        self._tell()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(section_label("What is odd"))
        head.addStretch(1)
        head.addWidget(self.look)
        foot = QHBoxLayout()
        foot.addWidget(self.line, 1)
        foot.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addWidget(self.list)
        whole.addLayout(foot)

    # Looking

    def expect(self, recipe: Recipe, ids: tuple[int, ...], count: int) -> None:
        """Forget what was found: the form asks for something else now, of so many articles; few are looked through at once."""
        self.stop()
        self._asked = (recipe, ids)
        self._show(None)
        if count <= UNASKED:
            self.start()
        else:
            self.line.setText(f"{articles(count)} can be looked through before they are written.")

    def start(self) -> None:
        """Look, off this thread."""
        if self._asked is None or self._job is not None:
            return
        from store.linting import lint

        project, (recipe, ids) = self._project, self._asked
        # A quiet job gives way to all else; it is told of here and nowhere else.
        self._job = job = self._jobs.run(
            "Linting",
            lambda: lint(project, recipe, ids=ids or None),
            done=lambda report: self._end(job, report, ""),
            failed=lambda error: self._end(job, None, str(error)),
            quiet=True,
        )
        self._clock.start()
        self._show_progress()

    def stop(self) -> None:
        """Stop looking."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._clock.stop()
        self._set_look("Look")

    def _on_look(self) -> None:
        if self._job is None:
            self.start()
        else:
            self.stop()
            self.line.setText("Stopped; nothing was found out.")

    def _end(self, job: Job, report: LintReport | None, failure: str) -> None:
        # The dialog may be gone by now, or ask for something else.
        if not isValid(self) or job is not self._job:
            return
        self.stop()
        self._show(report)
        if failure:
            self.line.setText(failure)

    def _show_progress(self) -> None:
        if self._job is not None:
            progress = self._job.progress
            of = f" {progress.done:,} of {progress.total:,}" if progress.total else ""
            self.line.setText(f"Looking…{of}")
            self._set_look("Stop")

    def _set_look(self, text: str) -> None:
        self.look.setText(text)
        self.look.setVisible(self.report is None or text == "Stop")

    # What was found

    def _show(self, report: LintReport | None) -> None:
        self.report = report
        self.list.show_rows(list(_rows(report.findings)) if report is not None else [])
        self._set_look("Look")
        self._tell()
        if report is not None and report.findings:
            self.list.setCurrentIndex(self.list.rows_model.index(1))

    def _tell(self) -> None:
        row = self.list.current_row()
        self._shown = None
        if self.report is not None and row is not None and not row.heading:
            self._shown = self.report.findings[row.id]
        self.open.setVisible(self._shown is not None and bool(self._shown.articles))
        if self._shown is not None:
            self.line.setText(self._shown.sentence)
            self.open.setText(f"Open {articles(len(self._shown.articles))}")
        elif self.report is not None:
            self.line.setText(f"Nothing odd in {articles(self.report.articles)}.")

    def _open(self) -> None:
        if self._shown is not None and self._shown.articles:
            self.opened.emit(self._shown.articles)


class _FindingList(RowList):
    """A list in which a click shows, and Enter opens."""

    opened = Signal()
    """Enter was pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter; the dialog's own button is not meant here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def _rows(findings: Sequence[Finding]) -> list[Row]:
    rows: list[Row] = []
    severity = ""
    for number, each in enumerate(findings):
        if each.severity != severity:
            severity = each.severity
            rows.append(Row(id=-1 - len(rows), text=HEADINGS[severity], heading=True))
        title = TITLES[each.kind]
        rows.append(
            Row(
                id=number,
                text=f"{title}: {each.label}" if each.label else title,
                right=f"{each.count:,}",
                tip=each.sentence,
                spoken=f"{severity}: {each.sentence}",
            )
        )
    return rows


def _link(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("link", True)
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
