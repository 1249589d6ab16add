"""What an import did: counts, what could not be read and why, what to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from store.records import Failure, ImportReport
from ui.dialogs.sheet import Sheet, dim_label

_COUNTS = (
    ("imported", "new article", "new articles"),
    ("updated", "new version of an article", "new versions of articles"),
    ("unchanged", "unchanged", "unchanged"),
    ("duplicates", "with a text that was there already", "with a text that was there already"),
)


def ask(parent: QWidget | None, report: ImportReport) -> None:
    """Show the report; it can be copied; there is nothing to choose."""
    Report(parent, report).exec()


def report_text(report: ImportReport) -> str:
    """Return the whole report as plain text, to be read, copied or kept."""
    lines = [counts_text(report), *_block("Could not be read", report.failed), *_block("To look at", report.warnings)]
    return "\n".join(lines) + "\n"


def counts_text(report: ImportReport) -> str:
    """Return the counts in one sentence."""
    counts = [(getattr(report, name), one, many) for name, one, many in _COUNTS]
    said = [f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count]
    if report.failed:
        said.append(f"{len(report.failed):,} not read")
    return f"{', '.join(said) or 'Nothing was found to import'} ({report.seconds:.1f} s)."


def _block(heading: str, lines: Sequence[Failure]) -> list[str]:
    if not lines:
        return []
    return ["", f"{heading} ({len(lines):,}):", *(f"  {line.source}: {line.reason}" for line in lines)]


class Report(Sheet):
    """The counts, and below them every failure and warning in a text that can be selected and copied."""

    def __init__(self, parent: QWidget | None, report: ImportReport) -> None:
        super().__init__(parent, _heading(report), verb=None, width=640)
        self._text = report_text(report)
        self.body.addWidget(dim_label(counts_text(report)))
        self.details = QPlainTextEdit()
        self.details.setObjectName("importDetails")
        self.details.setAccessibleName("What could not be read and what to look at")
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setPlainText("\n".join(self._text.split("\n")[2:]).strip())
        self.details.setMinimumHeight(240)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.body.addWidget(self.details)
        self.details.setVisible(bool(report.failed or report.warnings))
        if report.failed:
            self.say("What could be read is in the project. Mend or convert the files above and import them again.")
        elif any("kept in a note" in each.reason for each in report.warnings):
            self.say("What was not found again is kept in a note on its article; the filter has:note lists these.")
        self.add_button("Copy report", self.copy)

    def copy(self) -> None:
        """Put the whole report on the clipboard."""
        QGuiApplication.clipboard().setText(self._text)
        self.say("The report is on the clipboard.")


def _heading(report: ImportReport) -> str:
    read = report.imported + report.updated
    if report.failed and not read and not report.unchanged:
        return "Nothing could be imported"
    if report.failed:
        return f"Imported, but for {len(report.failed):,}"
    return "Imported" if read else "Nothing new to import"
