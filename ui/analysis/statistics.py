"""The window of statistics: the articles of the filter over time, what they name, their tags, words that stand out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from store.errors import UserError
from store.formats import statistic as tables
from store.keywords import key_words
from store.records import ENTITY_TYPES, Statistic
from ui.analysis import picture
from ui.analysis.chart import Chart
from ui.analysis.chart_painting import AXIS, height_of, paint
from ui.analysis.statistic_table import StatisticTable
from ui.analysis.window import TABLE_SIDE, AnalysisWindow

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk
    from ui.jobs import Job

KINDS = (
    ("Articles over time", "time"),
    ("Entities named most", "entities"),
    ("Tags put most", "tags"),
    ("Tags that go together", "together"),
    ("Words that stand out", "words"),
)
SERIES = (("all together", ""), ("by outlet", "outlet"), ("by tag", "tag"), ("by language", "language"))
STEPS = (("months or years", ""), ("by month", "month"), ("by year", "year"))
FILES = "PNG picture (*.png);;SVG picture (*.svg);;CSV for spreadsheets (*.csv)"
PICTURE = QSize(880, 420)
"""How large a picture of times is; others are as high as they have bars."""


class StatisticsWindow(AnalysisWindow):
    """What is counted, its picture, and beside it its numbers; a click on either filters the list."""

    follows = ("article", "mention", "entity", "entity_name", "tagging", "tag")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="statisticsWindow", title="Statistics", size=(1180, 720))
        self.chart = Chart(self)
        self.table = StatisticTable(self)
        self._job: Job | None = None
        self._make_bar()
        self._lay_out()
        self.chart.pointed.connect(self.table.go_to)
        self.table.pointed.connect(self.chart.go_to)
        self.chart.chosen.connect(self._choose)
        self.table.opened.connect(lambda row: self._choose(self.statistic.rows[row].term))
        desk.current.query_changed.connect(
            lambda _: self._ask() if self.filtered.isChecked() and self.isVisible() else None
        )

    @property
    def statistic(self) -> Statistic:
        """What is shown."""
        return self.chart.statistic

    # What it is made of

    def _make_bar(self) -> None:
        self.kind, self.by, self.step, self.type = (QComboBox(self) for _ in range(4))
        for box, name, entries in (
            (self.kind, "What is counted", KINDS),
            (self.by, "Told apart", SERIES),
            (self.step, "By month or by year", STEPS),
            (self.type, "Type of entity", [("of any type", ""), *((kind, kind) for kind in ENTITY_TYPES)]),
        ):
            box.setAccessibleName(name)
            for words, data in entries:
                box.addItem(words, data)
            box.activated.connect(lambda _: self._ask())
            self.bar.addWidget(box)
        self.filtered = QCheckBox("Filter of the list", self)
        self.filtered.setChecked(True)
        self.filtered.toggled.connect(lambda _: self._ask())
        self.bar.addWidget(self.filtered)
        self.bar.addStretch(1)
        self.add_button(self.add_verb("Copy", ("Ctrl+C",), self.copy))
        self.add_button(self.add_verb("Export…", ("Ctrl+E",), self.export))
        for number, (words, kind) in enumerate(KINDS, 1):
            self.add_verb(words, (str(number),), partial(self.choose, kind))

    def _lay_out(self) -> None:
        self.nothing = QLabel("", self)
        self.nothing.setProperty("dim", True)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMargin(32)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.chart)
        self._picture = scroll
        left = QWidget(self)
        left.setProperty("ground", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addWidget(self.nothing, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(_beside(self.table))
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([680, 500])
        self.splitter.setChildrenCollapsible(False)
        self.body.addWidget(self.splitter, 1)

    # What it asks for

    def choose(self, kind: str) -> None:
        """Count something else."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._ask()

    def reload(self) -> None:
        """Count again; the cursor stays on its row."""
        self._ask()

    def _ask(self) -> None:
        kind, by, step, type_ = (str(box.currentData()) for box in (self.kind, self.by, self.step, self.type))
        for box, of in ((self.by, "time"), (self.step, "time"), (self.type, "entities")):
            box.setVisible(kind == of)
        query = self.desk.current.query if self.filtered.isChecked() else ""
        self.line.setText("Counting…")
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if kind == "words":
            # What is still counted for another choice must not come in over it.
            self.desk.jobs.query(lambda _: None, lambda _: None, asker=self, kind="statistics")
            path = self.desk.store.path
            self._job = self.desk.jobs.run(
                "Words that stand out", lambda: key_words(path, query), done=self._show_words, failed=self._failed
            )
            return

        def read(store: Store) -> Statistic:
            told = store.statistics
            if kind == "time":
                return told.time(query, by=by, step=step)
            if kind == "entities":
                return told.entities(query, type=type_)
            return told.tags(query) if kind == "tags" else told.together(query)

        self.desk.jobs.query(read, self._show, asker=self, kind="statistics", failed=self._failed)

    def _show_words(self, statistic: Statistic) -> None:
        self._job = None
        if self.kind.currentData() == "words":
            self._show(statistic)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._put(None, str(error))
        self.line.setText("")

    def _show(self, statistic: Statistic) -> None:
        if statistic.rows:
            self._put(statistic, "")
        else:
            self._put(None, _NOTHING[statistic.kind])
        self.line.setText(_summary(statistic, keys=bool(statistic.rows)))

    def _put(self, statistic: Statistic | None, nothing: str) -> None:
        self.nothing.setText(nothing)
        self.nothing.setVisible(statistic is None)
        self._picture.setVisible(statistic is not None)
        self.table.setVisible(statistic is not None)
        if statistic is not None:
            if statistic.kind != self.statistic.kind:
                self._picture.verticalScrollBar().setValue(0)
                self.table.scrollToTop()
            self.chart.show_statistic(statistic)
            self.table.show_statistic(statistic)

    def _choose(self, term: str) -> None:
        if term:
            self.desk.filter_asked.emit(term)

    # Taking it elsewhere

    def copy(self) -> None:
        """Copy the numbers, tab-separated."""
        QGuiApplication.clipboard().setText(tables.tsv(self.statistic))
        self.line.setText("Copied as a table, to be pasted into a sheet.")

    def export(self) -> None:
        """Write picture or numbers to a file the user names."""
        name, kind = QFileDialog.getSaveFileName(self, "Export the statistic", f"{self.statistic.kind}.png", FILES)
        if name:
            path = Path(name)
            ending = kind.rpartition("*")[2].rstrip(")") if kind else ".png"
            self.export_to(path if path.suffix else path.with_suffix(ending))

    def export_to(self, path: Path) -> None:
        """Write PNG or SVG by the ending of the name, else the numbers as CSV."""
        statistic = self.statistic
        try:
            if path.suffix.lower() in (".png", ".svg"):
                high = PICTURE.height() if statistic.kind == "time" else height_of(statistic)
                size = QSizeF(PICTURE.width(), high + AXIS)
                caption = _summary(statistic, keys=False)
                picture.write(
                    path, size.toSize(), lambda painter: paint(painter, statistic, size, caption=caption), title=caption
                )
            else:
                path.write_text("\ufeff" + tables.csv_text(statistic), encoding="utf-8", newline="")
            self.line.setText(f"Written to {path}.")
        except OSError as error:
            self.desk.actions.tell(UserError(f"{path} cannot be written ({error.strerror}); choose another place."))


_NOTHING = {
    "time": "None of these articles has a date, or none has a value to be told apart by.",
    "entities": "No entity is named in these articles.\nRecognise them, or take another type.",
    "tags": "None of these articles has a tag yet.",
    "together": "No two tags are put on the same article here.",
    "words": "No word is used surely more or less in these articles than in the others of their language.\n"
    "That takes more articles, or articles that differ more.",
}


def _beside(table: QWidget) -> QWidget:
    """Give the table the sides that tables have in other windows."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(TABLE_SIDE, 0, TABLE_SIDE, 0)
    column.addWidget(table)
    return side


def _summary(statistic: Statistic, *, keys: bool) -> str:
    where = f" · {statistic.query}" if statistic.query.strip() else ""
    articles = f"{statistic.articles:,} article{'' if statistic.articles == 1 else 's'}"
    said = " ".join(filter(None, (f"{statistic.title}: {articles}{where}.", statistic.note)))
    return f"{said}      Enter filters the list · 1–5 other statistics" if keys else said
