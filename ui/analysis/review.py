"""What the windows of review share: places one a line, asked for on a thread, judged by keys, with the place kept."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QToolButton

from ui.analysis.choice import Choice
from ui.analysis.kwic import KwicTable
from ui.analysis.window import TABLE_SIDE, AnalysisWindow
from ui.articles.pane import CountLabel

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk
    from ui.analysis.kwic_ids import KwicIds

STATES = {
    "suggested": ("suggested",),
    "accepted": ("accepted",),
    "rejected": ("rejected",),
    "open": ("suggested", "accepted"),
    "all": ("suggested", "accepted", "rejected"),
}
STATE_WORDS = {
    "suggested": "only suggested",
    "accepted": "accepted",
    "rejected": "rejected",
    "open": "suggested and accepted",
    "all": "all, rejected too",
}
KEPT = 2_000
"""Selections up to this many lines are found again in a list that changed."""
FOLLOW_MILLISECONDS = 150


class ReviewWindow(AnalysisWindow):
    """A list of what a query gives, by id; who inherits says what is asked, what a line is, and adds the verbs."""

    one, many = "line", "lines"
    """What a line is called."""
    model: KwicIds[Any]
    table: KwicTable
    query: Any
    """What is shown: a frozen query with `states`, `sort` and `where`."""

    def __init__(self, desk: Desk, *, name: str, title: str, size: tuple[int, int], nothing: str) -> None:
        super().__init__(desk, name=name, title=title, size=size)
        self._asking = self._again = False
        self._judging: tuple[QAction, ...] = ()
        self.count = CountLabel(self)
        self.count.setObjectName(f"{name}Count")
        self.states = Choice(STATE_WORDS, "suggested", name=f"{name}States", parent=self)
        self.within = QCheckBox("Within the filter", self)
        self.narrowed = QPushButton("", self)
        self.narrowed.setObjectName(f"{name}Narrowed")
        self.narrowed.setProperty("link", True)
        self.narrowed.setToolTip(f"Show all {self.many}")
        self.empty = QLabel(nothing, self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("dim", True)
        self.stack = QStackedWidget(self)
        self.stack.setContentsMargins(TABLE_SIDE, 0, TABLE_SIDE, 0)
        self._rest = QTimer(self, singleShot=True, interval=FOLLOW_MILLISECONDS)

    def make_list(self, model: KwicIds[Any], table: KwicTable, sorts: Mapping[str, str]) -> None:
        """Take in what the list is made of, and connect what all such windows have."""
        self.model, self.table = model, table
        self.sorts = Choice(sorts, next(iter(sorts)), name=f"{self.objectName()}Sort", parent=self)
        self.stack.addWidget(table)
        self.stack.addWidget(self.empty)
        self.states.chosen.connect(lambda name: self._take(states=STATES[name]))
        self.sorts.chosen.connect(lambda sort: self._take(sort=sort))
        self.within.toggled.connect(self._narrow_to_filter)
        self.narrowed.clicked.connect(self.widen)
        self.desk.current.query_changed.connect(self._follow_filter)
        table.opened.connect(self.open)
        table.chosen_changed.connect(self._say_chosen)
        table.moved.connect(self._rest.start)
        self._rest.timeout.connect(self._read_along)
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sort_by)
        self.follow = self.add_verb("Reader follows", ("F",), lambda: None)
        self.follow.setCheckable(True)

    # What who inherits says

    def ask(self, store: Store, query: Any) -> array[int]:
        """Give the ids of what a query asks for, on a thread."""
        raise NotImplementedError

    def place(self, row: int) -> tuple[int, int, int] | None:
        """Give article, start and end (code points) of a line's passage."""
        raise NotImplementedError

    def narrowing(self) -> Sequence[str]:
        """Say what the list is narrowed to, piece by piece."""
        raise NotImplementedError

    def widen(self) -> None:
        """Show all again."""
        raise NotImplementedError

    def sort_by(self, column: int) -> None:
        """Sort by a column whose heading was clicked."""
        raise NotImplementedError

    # What it shows

    def reload(self) -> None:
        """Ask again for what is shown, keeping the place; what is asked already is waited for, or it would never come."""
        if self._asking:
            self._again = True
        else:
            self._ask(anew=False)

    def _ask(self, *, anew: bool) -> None:
        query = self.query
        pieces = self.narrowing()
        self.narrowed.setText(f"{', '.join(pieces)}   ✕" if pieces else "")
        self.narrowed.setVisible(bool(pieces))
        self._asking, self._again = True, False

        def found(ids: array[int]) -> None:
            self._asking = False
            if query == self.query:
                self._show_ids(ids, anew=anew)
            if self._again:
                self._ask(anew=False)

        self.desk.jobs.query(
            lambda store: self.ask(store, query), found, asker=self, kind=self.objectName(), failed=self._failed
        )
        self.asked()

    def asked(self) -> None:
        """Ask for what else depends on the query."""

    def _failed(self, error: Exception) -> None:
        self._asking = False
        self.line.setText(str(error))

    def _show_ids(self, ids: array[int], *, anew: bool) -> None:
        row, here, top = self.table.currentIndex().row(), self._current(), self.table.verticalScrollBar().value()
        spans = self.table.spans()
        few = not anew and sum(map(len, spans)) <= KEPT
        chosen = self.model.ids_in(spans) if few else array("q")
        if ids == self.model.ids:
            self.model.refresh()
        else:
            self.model.show_ids(ids)
            held = self.model.row_of(here)
            self.table.go(held if held >= 0 else 0 if anew else row)
            if not anew:
                self.table.verticalScrollBar().setValue(top)
                self._choose_again(chosen)
        self._show_count()

    def _choose_again(self, chosen: Sequence[int]) -> None:
        if len(chosen) > 1:
            wanted = set(chosen)
            self.table.select_rows([row for row, each in enumerate(self.model.ids) if each in wanted])

    def _show_count(self) -> None:
        count = len(self.model.ids)
        self.count.setText(f"{count:,} {self.one if count == 1 else self.many}")
        # The number is drawn bolder than a label reckons with.
        self.count.setMinimumWidth(self.count.sizeHint().width() + 16)
        self.count.update()
        self.stack.setCurrentIndex(0 if count else 1)
        self._say_chosen()

    def _say_chosen(self) -> None:
        chosen = sum(map(len, self.table.spans()))
        for action in self._judging:
            action.setEnabled(bool(self.model.ids))
        many = f"{chosen:,} lines selected: each key acts on all of them, in one step." if chosen > 1 else ""
        self.line.setText(many or "Shift+↓ or Ctrl+A selects more lines; a heading sorts by its column.")

    def _current(self) -> int | None:
        row = self.table.currentIndex().row()
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else None

    # Narrowing and sorting

    def _take(self, **changes: object) -> None:
        self.query = replace(self.query, **changes)
        self._ask(anew=True)

    def _narrow_to_filter(self, on: bool) -> None:
        where = self.desk.current.query if on else ""
        if where != self.query.where:
            self._take(where=where)

    def _follow_filter(self, query: str) -> None:
        if self.within.isChecked() and self.isVisible():
            self._take(where=query)

    # Verbs

    def open(self) -> None:
        """Show the line's passage in the reader; the keys stay here."""
        row = self.table.currentIndex().row()
        place = self.place(row) if row >= 0 else None
        if place is not None:
            self.desk.read_asked.emit(*place)

    def step(self, by: int) -> None:
        """Go so many lines down."""
        self.table.go(self.table.currentIndex().row() + by)

    def go_on(self) -> Sequence[int]:
        """Go to the line after those selected, and give these."""
        spans = self.table.spans()
        ids = self.model.ids_in(spans)
        if spans and spans[-1].stop < len(self.model.ids):
            self.table.go(spans[-1].stop)
        return ids

    def verb_line(self, actions: Sequence[QAction]) -> QHBoxLayout:
        """Lay the verbs out in a line, each with its key."""
        line = QHBoxLayout()
        line.setContentsMargins(12, 8, 12, 0)
        line.setSpacing(16)
        for action in actions:
            line.addWidget(self.button_of(action))
        line.addStretch(1)
        return line

    def button_of(self, action: QAction) -> QToolButton:
        """Make a button for a verb, with its key beside its words."""
        button = self.add_button(action)
        self.bar.removeWidget(button)
        if action.isCheckable():
            button.setCheckable(True)
            action.toggled.connect(button.setChecked)
        return button

    def _read_along(self) -> None:
        if self.follow.isChecked() and self.isVisible():
            self.open()
