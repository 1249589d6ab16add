"""The window of the matrix: what is joined with what, by what, and the sentences of the cell under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QToolButton

from store.errors import UserError
from store.formats import matrix as tables
from store.matrix import ANY_RELATION, CO_OCCURRENCE, COLUMNS, ROWS, UNITS
from store.records import ENTITY_TYPES, Evidence, EvidencePage, Matrix, MatrixSpec
from ui import theme
from ui.analysis import matrix_picture
from ui.analysis.matrix_model import MatrixModel, shown_name
from ui.analysis.matrix_table import MatrixTable
from ui.analysis.passages import PassageList
from ui.analysis.window import AnalysisWindow
from ui.panes import parted, stacked

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk

KINDS = "CSV for spreadsheets (*.csv);;PNG picture (*.png);;SVG picture (*.svg)"
POINT_MILLISECONDS = 120
"""How long the cursor rests on a cell before its sentences are asked for."""


class MatrixWindow(AnalysisWindow):
    """Two types, what joins them, the table, and beside it the passages of one cell."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="matrixWindow", title="Matrix", size=(1240, 780))
        self.model = MatrixModel(self)
        self.table = MatrixTable(self.model, self)
        self.passages = PassageList(self)
        self._rows, self._columns = ROWS, COLUMNS
        self._asked: MatrixSpec | None = None
        self._make_bar()
        self._lay_out()
        self._rest = QTimer(self, singleShot=True, interval=POINT_MILLISECONDS)
        self._rest.timeout.connect(self._show_cell)
        self.table.pointed.connect(lambda _: self._rest.start())
        self.table.opened.connect(lambda _: self._go_to_passages())
        self.passages.chosen.connect(self._read)
        self.passages.passages.more_wanted.connect(self._more_passages)
        desk.current.query_changed.connect(lambda _: self._requery() if self.filtered.isChecked() else None)

    # What it is made of

    def _make_bar(self) -> None:
        self.row_type, self.column_type, self.by = (QComboBox(self) for _ in range(3))
        for box, name in ((self.row_type, "Rows"), (self.column_type, "Columns"), (self.by, "Joined by")):
            box.setAccessibleName(name)
            label = QLabel({"Rows": "Rows", "Columns": "×", "Joined by": "joined by"}[name], self)
            label.setProperty("dim", True)
            self.bar.addWidget(label)
            self.bar.addWidget(box)
        self.roll_up = QCheckBox("Count parts too", self)
        self.roll_up.setToolTip("What names a part, such as a district, counts for its whole")
        self.facts = QCheckBox("Background facts", self)
        self.filtered = QCheckBox("Filter of the list", self)
        self.filtered.setChecked(True)
        for check in (self.roll_up, self.facts, self.filtered):
            self.bar.addWidget(check)
        self.bar.addStretch(1)
        self.add_button(self.add_verb("Copy", ("Ctrl+C",), self.copy))
        self.add_button(self.add_verb("Export…", ("Ctrl+E",), self.export))
        self._fill_boxes(ENTITY_TYPES, ())
        for box in (self.row_type, self.column_type, self.by):
            box.activated.connect(lambda _: self._requery())
        for check in (self.roll_up, self.facts, self.filtered):
            check.toggled.connect(lambda _: self._requery())
        for text, keys, act in (
            (
                "Sort rows by this column",
                ("S",),
                lambda: self.table.sort_rows(max(0, self.table.currentIndex().column())),
            ),
            ("Sort columns by this row", ("Shift+S",), lambda: self.table.sort_columns(self._row())),
            ("Sort by name", ("A",), lambda: self.table.sort_all(by_name=True)),
            ("Sort by total", ("T",), lambda: self.table.sort_all(by_name=False)),
            ("Show more", ("+",), self.show_more),
            ("Page of the row", ("P",), lambda: self._open_page(0)),
            ("Page of the column", ("Shift+P",), lambda: self._open_page(1)),
        ):
            self.add_verb(text, keys, act)

    def _lay_out(self) -> None:
        self.cell = QLabel("", self)
        self.cell.setWordWrap(True)
        self.cell.setContentsMargins(16, 10, 16, 8)
        self.nothing = QLabel("", self)
        self.nothing.setProperty("dim", True)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMargin(32)
        self.more = QToolButton(self)
        self.more.setObjectName("matrixMore")
        self.more.setProperty("link", True)
        self.more.clicked.connect(self.show_more)
        self.more.setStyleSheet("QToolButton { margin: 4px 8px; }")
        left = stacked(self.table, self.nothing, self.more, stretched=(self.table, self.nothing))
        self.body.addWidget(parted(left, stacked(self.cell, self.passages), sizes=(760, 420)))

    def _fill_boxes(self, types: Sequence[str], predicates: Sequence[str]) -> None:
        names = [kind for kind in types if kind not in theme.PLAIN_TYPES]
        for box, first in ((self.row_type, "place"), (self.column_type, "system")):
            _fill(box, [(kind, kind) for kind in names], str(box.currentData() or first))
        joins: list[tuple[str, str]] = [(f"the same {unit}", unit) for unit in UNITS]
        joins += [("any relation", ANY_RELATION), *((name, f"={name}") for name in predicates)]
        _fill(self.by, joins, str(self.by.currentData() or UNITS[0]))

    # What it asks for

    def spec(self) -> MatrixSpec:
        """Give what is asked for now."""
        by = str(self.by.currentData())
        joined = CO_OCCURRENCE if by in UNITS else by.removeprefix("=")
        return MatrixSpec(
            rows=str(self.row_type.currentData()),
            columns=str(self.column_type.currentData()),
            by=joined,
            within=by if by in UNITS else UNITS[0],
            query=self.desk.current.query if self.filtered.isChecked() else "",
            facts=self.facts.isChecked() and joined != CO_OCCURRENCE,
            roll_up=self.roll_up.isChecked(),
        )

    def reload(self) -> None:
        """Read the matrix again; the cursor stays on its cell."""

        def read(store: Store) -> tuple[tuple[str, ...], tuple[str, ...]]:
            return store.entities.types(), store.matrices.predicates()

        self.desk.jobs.query(read, lambda found: self._fill_boxes(*found), asker=self, kind="matrix types")
        self._ask()

    def _requery(self) -> None:
        self._rows, self._columns = ROWS, COLUMNS
        self._ask()

    def show_more(self) -> None:
        """Show twice as many rows and columns."""
        if self.model.matrix.more_rows or self.model.matrix.more_columns:
            self._rows, self._columns = 2 * self._rows, 2 * self._columns
            self._ask()

    def _ask(self) -> None:
        spec, rows, columns = self.spec(), self._rows, self._columns
        self._asked = spec
        self.facts.setEnabled(spec.by != CO_OCCURRENCE)
        self.line.setText("Counting…")

        def read(store: Store) -> Matrix:
            return store.matrices.read(spec, rows=rows, columns=columns)

        self.desk.jobs.query(read, self._show, asker=self, kind="matrix", failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self.line.setText(str(error))

    def _show(self, matrix: Matrix) -> None:
        pair = self.model.pair(self.table.currentIndex())
        across, down = self.table.horizontalScrollBar().value(), self.table.verticalScrollBar().value()
        self.model.show_matrix(matrix)
        self.table.horizontalHeader().updateGeometry()
        self.table.updateGeometries()
        self.table.setVisible(bool(matrix.rows))
        self.nothing.setVisible(not matrix.rows)
        self.nothing.setText(_nothing(matrix.spec))
        more = [
            f"+ {n:,} more {what}" for n, what in ((matrix.more_rows, "rows"), (matrix.more_columns, "columns")) if n
        ]
        self.more.setVisible(bool(more))
        self.more.setText(f"{' · '.join(more)}   + shows them")
        self.line.setText(_summary(matrix))
        if pair is not None:
            self.table.go_to(pair[0].id, pair[1].id)
        if matrix.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 1))
        self.table.horizontalScrollBar().setValue(across)
        self.table.verticalScrollBar().setValue(down)
        self._rest.start()

    # The passages of a cell

    def _show_cell(self) -> None:
        pair = self.model.pair(self.table.currentIndex())
        if pair is None:
            self.cell.setText("Choose a cell to read its sentences." if self.model.matrix.rows else "")
            self.passages.show_page(EvidencePage())
            return
        self._ask_passages(0)

    def _ask_passages(self, offset: int) -> None:
        pair, spec = self.model.pair(self.table.currentIndex()), self.model.matrix.spec
        if pair is None:
            return
        row, column = pair

        def read(store: Store) -> EvidencePage:
            return store.evidence.of_cell(spec, row.id, column.id, offset=offset)

        def show(page: EvidencePage) -> None:
            articles = f"{page.articles:,} article" + ("" if page.articles == 1 else "s")
            self.cell.setText(f"<b>{_safe(shown_name(row))}</b> × <b>{_safe(shown_name(column))}</b> · {articles}")
            if offset:
                self.passages.passages.add_page(page)
            else:
                self.passages.show_page(page)

        self.desk.jobs.query(read, show, asker=self, kind="matrix passages")

    def _more_passages(self, after: int) -> None:
        self._ask_passages(after)

    def _go_to_passages(self) -> None:
        if self.model.pair(self.table.currentIndex()) is not None:
            self._show_cell()
            self.passages.setFocus()

    def _read(self, item: Evidence) -> None:
        self.desk.read_asked.emit(item.article, item.start, item.end)

    def _open_page(self, side: int) -> None:
        pair = self.model.pair(self.table.currentIndex())
        if pair is not None:
            self.desk.page(pair[side].id)

    def _row(self) -> int:
        return max(0, self.table.currentIndex().row())

    # Taking it elsewhere

    def copy(self) -> None:
        """Copy the table as it is sorted, tab-separated."""
        QGuiApplication.clipboard().setText(tables.tsv(self.model.matrix))
        self.line.setText("Copied as a table, to be pasted into a sheet.")

    def export(self) -> None:
        """Write the table as it is sorted to a file the user names."""
        name, kind = QFileDialog.getSaveFileName(self, "Export the matrix", "matrix.csv", KINDS)
        if name:
            path = Path(name)
            ending = kind.rpartition("*")[2].rstrip(")") if kind else ".csv"
            self.export_to(path if path.suffix else path.with_suffix(ending))

    def export_to(self, path: Path) -> None:
        """Write the table: CSV, PNG or SVG by the ending of the name."""
        try:
            if path.suffix.lower() in (".png", ".svg"):
                matrix_picture.write(self.model.matrix, path, caption=_summary(self.model.matrix, keys=False))
            else:
                path.write_text("\ufeff" + tables.csv_text(self.model.matrix), encoding="utf-8", newline="")
            self.line.setText(f"Written to {path}.")
        except OSError as error:
            self.desk.actions.tell(UserError(f"{path} cannot be written ({error.strerror}); choose another place."))


def _fill(box: QComboBox, entries: list[tuple[str, str]], wanted: str) -> None:
    if [box.itemData(at) for at in range(box.count())] != [data for _, data in entries]:
        box.clear()
        for words, data in entries:
            box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findData(wanted)))


def _summary(matrix: Matrix, *, keys: bool = True) -> str:
    spec = matrix.spec
    joined = f"named in one {spec.within}" if spec.by == CO_OCCURRENCE else (
        "joined by any relation" if spec.by == ANY_RELATION else f"joined by “{spec.by}”"
    )  # fmt: skip
    where = f" · {spec.query}" if spec.query.strip() else ""
    said = f"{spec.rows} × {spec.columns}, {joined}: {matrix.articles:,} article{'' if matrix.articles == 1 else 's'}{where}"
    hints = "Enter sentences · sort: S rows, Shift+S columns by this, A by name, T by total · P, Shift+P page of row, column"
    return f"{said}      {hints}" if keys and matrix.rows else said


def _nothing(spec: MatrixSpec) -> str:
    filtered = " in the articles of the filter" if spec.query.strip() else ""
    joined = f"named in one {spec.within}" if spec.by == CO_OCCURRENCE else "joined by such a relation"
    tip = (
        "Take a wider unit, other types, or another filter." if spec.by == CO_OCCURRENCE else "Tick “Background facts”."
    )
    return f"No {spec.rows} and {spec.columns} are {joined}{filtered}.\n{tip}"


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
