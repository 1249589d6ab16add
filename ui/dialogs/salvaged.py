"""What was salvaged of a damaged project: how much, what could not be read, and whether to open it now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from store.records import SalvageReport
from ui.dialogs.sheet import Sheet, dim_label
from ui.long_work import ASK_NOT, PROJECTS


def ask_place(parent: QWidget | None, project: Path) -> Path | None:
    """Ask for the new project that what is left of a damaged one goes to; beside it, if nothing else is said."""
    offered = project.with_name(f"{project.stem} salvaged.galpi")
    chosen, _ = QFileDialog.getSaveFileName(parent, "Read what is left into", str(offered), PROJECTS, options=ASK_NOT)
    if not chosen:
        return None
    return Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(".galpi")


def ask(parent: QWidget | None, report: SalvageReport, out: Path) -> bool:
    """Show what was salvaged into `out`; say whether it is to be opened."""
    return bool(Salvaged(parent, report, out).exec())


class Salvaged(Sheet):
    """The counts, and below them what could not be read, in a text that can be selected and copied."""

    def __init__(self, parent: QWidget | None, report: SalvageReport, out: Path) -> None:
        super().__init__(parent, f"Read into “{out.name}”", verb="Open it", width=560)
        articles = f"{report.articles:,} article{'s' if report.articles != 1 else ''}"
        lost = f"up to {report.lost:,} rows are lost" if report.lost else "no row is known to be lost"
        self.body.addWidget(dim_label(f"{articles} and {report.rows:,} rows were read; {lost}."))
        self.body.addWidget(dim_label("It begins without a way back: what was done before cannot be undone in it."))
        self.details = QPlainTextEdit()
        self.details.setObjectName("salvageReport")
        self.details.setAccessibleName("What could not be read")
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setPlainText("\n".join(report.problems))
        self.details.setMinimumHeight(120)
        self.details.setVisible(bool(report.problems))
        self.body.addWidget(self.details)
        self.accept_button.setFocus()
