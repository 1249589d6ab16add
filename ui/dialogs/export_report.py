"""What an export did: where it is, what was proved, what the format could not hold, and how it is split."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from store.formats.split_report import sentences
from store.records import ExportReport
from ui.dialogs.export_choices import articles
from ui.dialogs.sheet import Sheet, dim_label, section_label


def report_lines(report: ExportReport) -> tuple[str, ...]:
    """Give all that is to be read, a line each; what was lost first."""
    lost = report.losses or ("Nothing was lost: the format holds all that was chosen.",)
    split = sentences(report.split) if report.split is not None else ()
    parts = tuple(f"{name}: {number:,} record{'' if number == 1 else 's'}" for name, number in report.splits)
    return (*lost, *(("", "Split:", *parts, *split) if split else ()))


class ExportReportSheet(Sheet):
    """The report, with a button that opens the folder it lies in."""

    def __init__(self, parent: QWidget | None, report: ExportReport) -> None:
        super().__init__(parent, f"Exported {articles(report.articles)}", verb=None, width=600)
        self.setObjectName("exportReport")
        self._path = Path(report.path)
        where = QLabel(report.path, self)
        where.setWordWrap(True)
        self.body.addWidget(where)
        records = f"{report.records:,} record{'' if report.records == 1 else 's'}"
        self.body.addWidget(
            dim_label(
                f"{records} and {report.bytes:,} bytes, written in {report.writing:.1f} s, then read back and found the same"
                f" in {report.proving:.1f} s. A manifest and a card lie with it."
            )
        )
        self.body.addWidget(section_label("What the format could not hold" if report.losses else "What was lost"))
        self.details = QPlainTextEdit("\n".join(report_lines(report)), self)
        self.details.setObjectName("exportReportDetails")
        self.details.setAccessibleName("What was lost, and how it is split")
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(200)
        self.body.addWidget(self.details, 1)
        self.folder = self.add_button("Open folder", self.open_folder)

    def open_folder(self) -> None:
        """Let the system show the folder that was written, or in which the file lies."""
        folder = self._path if self._path.is_dir() else self._path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.say(f"The system did not open {folder}; open it by hand.")
