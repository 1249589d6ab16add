"""What stands beside the form of an export: its first records, its size, how it is split, and what is odd in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from store.formats.split_report import sentences
from store.records import Recipe, SplitReport
from ui.dialogs.export_choices import articles
from ui.dialogs.export_findings import FindingsPanel
from ui.dialogs.sheet import dim_label, section_label

if TYPE_CHECKING:
    from store.export_preview import ExportPreview
    from ui.jobs import Jobs


class ExportSide(QWidget):
    """Asks for all of it off this thread; what comes too late is not shown."""

    def __init__(self, jobs: Jobs, project: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.preview = QPlainTextEdit(self)
        self.preview.setObjectName("exportPreview")
        self.preview.setAccessibleName("The first records as they will be written")
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.estimate = dim_label("")
        self.split = dim_label("")
        self.split.setObjectName("exportSplitReport")
        self.findings = FindingsPanel(jobs, project, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(section_label("As it will be written"))
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.estimate)
        layout.addWidget(self.split)
        layout.addSpacing(6)
        layout.addWidget(self.findings)
        self.split.hide()

    def look(self, recipe: Recipe, ids: tuple[int, ...]) -> None:
        """Look at what a recipe gives now; `ids` are articles chosen one by one."""
        from store.export_preview import preview

        self.findings.stop()
        self._jobs.query(
            lambda store: preview(store, recipe, ids or None),
            lambda found: self._show(found, recipe, ids),
            kind="export preview",
            failed=self._fail,
            asker=self,
        )

    def _show(self, found: ExportPreview, recipe: Recipe, ids: tuple[int, ...]) -> None:
        self.preview.setPlainText(found.text)
        size = f"About {max(1, found.bytes // 1_000_000):,} MB" if found.bytes > 1_000_000 else "Less than 1 MB"
        lost = f" Of the first articles: {' '.join(found.losses)}" if found.losses else ""
        self.estimate.setText(f"{size} for {articles(found.articles)}.{lost}")
        self.split.setVisible(found.split is not None)
        if found.split is not None:
            self.split.setText(_in_short(found.split))
            self.split.setToolTip("\n".join(sentences(found.split)))
        self.findings.expect(recipe, ids, found.articles)

    def _fail(self, error: Exception) -> None:
        self.preview.setPlainText("")
        self.split.hide()
        self.estimate.setText(str(error))


def _in_short(report: SplitReport) -> str:
    """Say what a split comes to in two lines; the rest is in the tip, the manifest and the card."""
    said = ", ".join(f"{part.name} {part.articles:,} ({part.wanted:,.0f} wanted)" for part in report.parts) + "."
    if report.pairs:
        pairs = f"{report.pairs:,} pair{'' if report.pairs == 1 else 's'} of copies together"
        said += f" {pairs}, of which chance would part {report.parted_at_random:,}."
    if (worst := report.worst) is not None and worst.deviation:
        said += f" Furthest off: {worst.label}, {worst.deviation:.0f} points."
    return said
