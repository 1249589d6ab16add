"""The window of agreement: how far annotators agree, what each figure counts, and the way to what they differ on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QWidget,
)  # fmt: skip

from store.agreement.alpha import LEVELS
from store.agreements import agreement
from store.errors import UserError
from store.formats import agreement as tables
from store.records import Agreement, AgreementFigures
from ui.analysis.agreement_model import HEADINGS, AgreementModel, cells
from ui.analysis.window import TABLE_SIDE, AnalysisWindow

if TYPE_CHECKING:
    from ui.analysis.desk import Desk
    from ui.jobs import Job

MOST_IDS = 5_000
"""So many articles fit into one filter."""

NOTHING = (
    "No article is coded by two annotators yet.\n\nDraw a sample (Team › Draw a sample), let each of them code it under her own"
    " name (Team › Who marks), perhaps blind, and look here again. Alone, code a sample in a second round (Team › Second"
    " round), some weeks after the first."
)


class FiguresTable(QTableView):
    """Rows to walk through; Enter or a double click opens the disagreements of one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("agreementTable")
        self.setAccessibleName("Agreement")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setHighlightSections(False)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters and digits to the window's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row under the cursor by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class AgreementWindow(AnalysisWindow):
    """A table of figures, and below it what the one under the cursor counts."""

    follows = ("tagging", "tag", "article_status", "annotator", "article")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="agreementWindow", title="Agreement", size=(1180, 680))
        self.agreement: Agreement | None = None
        self._job: Job | None = None
        self._fill_bar()
        self._fill_body()
        desk.current.query_changed.connect(
            lambda _: self.reload() if self.filtered.isChecked() and self.isVisible() else None
        )

    def _fill_bar(self) -> None:
        self.level = QComboBox(self)
        self.level.setAccessibleName("Level of measurement of alpha")
        for each in LEVELS:
            self.level.addItem(f"{each} α", each)
        self.level.activated.connect(lambda _: self.reload())
        self.filtered = QCheckBox("Filter of the list", self)
        self.filtered.toggled.connect(lambda _: self.reload())
        self.who = QToolButton(self)
        self.who.setText("Annotators")
        self.who.setObjectName("agreementAnnotators")
        self.who.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.who.setMenu(QMenu(self.who))
        for widget in (self.level, self.who, self.filtered):
            self.bar.addWidget(widget)
        self.bar.addStretch(1)
        self.add_button(self.add_verb("Adjudicate…", ("Ctrl+J",), self.adjudicate))
        self.add_button(self.add_verb("Copy", ("Ctrl+C",), self.copy))
        self.add_button(self.add_verb("Export…", ("Ctrl+E",), self.export))

    def _fill_body(self) -> None:
        self.table = FiguresTable(self)
        self.model = AgreementModel(self)
        self.table.setModel(self.model)
        self.table.doubleClicked.connect(lambda index: self.open_disagreements(index.row()))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.counts = QLabel("", self)
        self.counts.setObjectName("agreementCounts")
        self.counts.setWordWrap(True)
        self.counts.setContentsMargins(12, 8, 12, 8)
        self.nothing = QLabel(NOTHING, self)
        self.nothing.setProperty("dim", True)
        self.nothing.setWordWrap(True)
        self.nothing.setMargin(48)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part, stretch in ((self.table, 1), (self.nothing, 1), (self.counts, 0)):
            self.body.addWidget(part, stretch)
        self.body.setContentsMargins(TABLE_SIDE, 0, TABLE_SIDE, 0)
        self.nothing.hide()
        self.table.setFocus()  # in the box of levels the arrows would measure another one

    # What it asks for

    def reload(self) -> None:
        """Measure again; the cursor stays on its row."""
        self._fill_annotators()
        query = self.desk.current.query if self.filtered.isChecked() else ""
        path, names, level = self.desk.store.path, self.chosen(), str(self.level.currentData())
        if self._job is not None:
            self._job.cancel()
        self.line.setText("Measuring…")
        self._job = self.desk.jobs.run(
            "Agreement",
            lambda: agreement(path, query, annotators=names, level=level),
            done=self._show,
            failed=self._failed,
        )

    def chosen(self) -> tuple[str, ...]:
        """The annotators that are ticked; none where all are."""
        actions = self.who.menu().actions()
        names = tuple(action.text() for action in actions if action.isChecked())
        return () if len(names) == len(actions) else names

    def _fill_annotators(self) -> None:
        menu = self.who.menu()
        known = {action.text(): action.isChecked() for action in menu.actions()}
        names = [each.name for each in self.desk.store.annotators.all() if each.kind == "person" and each.articles]
        if list(known) == names:
            return
        menu.clear()
        for name in names:
            action = QAction(name, menu, checkable=True, checked=known.get(name, True))
            action.toggled.connect(lambda _: self.reload())
            menu.addAction(action)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.line.setText(str(error))
        self.level.setCurrentIndex(0)

    def _show(self, found: Agreement) -> None:
        self._job = None
        here = self.table.currentIndex().row()
        self.agreement = found
        self.model.show_agreement(found)
        self.table.setVisible(bool(found.articles))
        self.counts.setVisible(bool(found.articles))
        self.nothing.setVisible(not found.articles)
        self.table.resizeColumnsToContents()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(64)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(min(max(here, 0), self.model.rowCount() - 1), 0))
        self._tell()

    def _tell(self) -> None:
        figures = self.current()
        if self.agreement is None or figures is None:
            self.line.setText("")
            return
        self.counts.setText(figures.counts)
        self.line.setText(
            f"{self.agreement.articles:,} articles coded by two or more of {', '.join(self.agreement.annotators)}."
            "      Enter lists what they differ on · Ctrl+J settles it"
        )

    def current(self) -> AgreementFigures | None:
        """The figure under the cursor."""
        row = self.table.currentIndex().row()
        return self.model.figures[row] if 0 <= row < len(self.model.figures) else None

    # Where it leads

    def open_disagreements(self, row: int) -> None:
        """Let the list show the articles on which annotators differ here."""
        if not 0 <= row < len(self.model.figures):
            return
        articles = self.model.figures[row].disagreements
        if not articles:
            self.line.setText("They agree on all of these.")
            return
        self.desk.filter_asked.emit(f"id:{','.join(map(str, articles[:MOST_IDS]))}")
        more = f" (the first {MOST_IDS:,})" if len(articles) > MOST_IDS else ""
        self.line.setText(f"The list shows the {len(articles):,} articles on which they differ{more}.")

    def adjudicate(self) -> None:
        """Settle what they differ on, side by side."""
        figures = self.current()
        articles = figures.disagreements if figures is not None else ()
        names = self.agreement.annotators if self.agreement is not None else ()
        self.desk.adjudicate(f"id:{','.join(map(str, articles[:MOST_IDS]))}" if articles else "", names)

    # Taking it elsewhere

    def copy(self) -> None:
        """Copy the table, tab-separated."""
        lines = [HEADINGS, *map(cells, self.model.figures)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines) + "\n")
        self.line.setText("Copied as a table, to be pasted into a sheet.")

    def export(self) -> None:
        """Write the table to a file the user names."""
        name, _ = QFileDialog.getSaveFileName(
            self, "Export the agreement", "agreement.csv", "CSV for spreadsheets (*.csv)"
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write all figures whole, with what each counts, as CSV."""
        if self.agreement is None:
            return
        try:
            path.write_text("\ufeff" + tables.csv_text(self.agreement), encoding="utf-8", newline="")
            self.line.setText(f"Written to {path}.")
        except OSError as error:
            self.desk.actions.tell(UserError(f"{path} cannot be written ({error.strerror}); choose another place."))
