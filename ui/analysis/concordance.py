"""The concordance: all mentions of an entity, of a name or of a kind, one a line, to be judged in bulk."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
)

from store.records import Change, ConcordanceLine, ConcordanceQuery, NameCount
from ui.analysis.choice import Choice
from ui.analysis.concordance_model import ARTICLE, AS, SCORE, STATE, ConcordanceModel
from ui.analysis.kwic import AFTER, BEFORE, QUOTE, KwicTable
from ui.analysis.name_list import NameList
from ui.analysis.window import AnalysisWindow
from ui.articles.pane import CountLabel

if TYPE_CHECKING:
    from ui.analysis.desk import Desk

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
SORT_WORDS = {
    "uncertain": "least certain first",
    "name": "most frequent name first",
    "left": "by what stands before",
    "right": "by what follows",
    "article": "by article, newest first",
    "score": "lowest score first",
    "-score": "highest score first",
}
_BY_HEADING = {BEFORE: "left", QUOTE: "name", AFTER: "right", SCORE: "score", STATE: "uncertain", ARTICLE: "article"}
WIDTHS = {QUOTE: 132, AS: 168, SCORE: 52, STATE: 84, ARTICLE: 232}
KEPT = 2_000
"""Selections up to this many lines are found again in a list that changed."""
FOLLOW_MILLISECONDS = 150
NOTHING = "No mention is left here.\n\nShow others by the buttons above, or close with Esc."


class ConcordanceWindow(AnalysisWindow):
    """Shows the mentions of a `ConcordanceQuery` and judges those that are selected, as one step."""

    follows = ("article", "mention", "entity", "exclusion")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="concordance", title="Review mentions", size=(1240, 700))
        self.query = ConcordanceQuery(states=STATES["suggested"])
        self._what = ""
        self._touched: set[int] = set()
        self._asking = self._again = False
        self.model = ConcordanceModel(desk.store.concordance.lines, self)
        self.table = KwicTable(self.model, name="concordanceTable", widths=WIDTHS, parent=self)
        self.table.setAccessibleName("Mentions, one a line")
        self.names = NameList(self)
        self.count = CountLabel(self)
        self.count.setObjectName("concordanceCount")
        self.states = Choice(STATE_WORDS, "suggested", name="concordanceStates", parent=self)
        self.sorts = Choice(SORT_WORDS, "uncertain", name="concordanceSort", parent=self)
        self.within = QCheckBox("Within the filter", self)
        self.narrowed = QPushButton("", self)
        self.empty = QLabel(NOTHING, self)
        self._stack = QStackedWidget(self)
        self._rest = QTimer(self, singleShot=True, interval=FOLLOW_MILLISECONDS)
        self._make_verbs()
        self._lay_out()
        self._connect()

    # What it shows

    def show_query(self, query: ConcordanceQuery, *, what: str = "") -> None:
        """Show these mentions; `what` says in short what they are of, such as the name of an entity."""
        self.query, self._what = query, what
        self.states.show_value(next((name for name, states in STATES.items() if states == query.states), "all"))
        self.sorts.show_value(query.sort)
        self.within.setChecked(bool(query.where))
        self.names.choose(query.name)
        self._ask(anew=True)

    def reload(self) -> None:
        """Ask again for what is shown, keeping the place; what is asked already is waited for, or it would never come."""
        if self._asking:
            self._again = True
        else:
            self._ask(anew=False)

    def _ask(self, *, anew: bool) -> None:
        query = self.query
        self._show_narrowing()
        self._asking, self._again = True, False

        def found(ids: array[int]) -> None:
            self._asking = False
            if query == self.query:
                self._show_ids(ids, anew=anew)
            if self._again:
                self._ask(anew=False)

        self.desk.jobs.query(
            lambda store: store.concordance.ids(query), found, asker=self, kind="concordance", failed=self._failed
        )
        if self.names.isVisible():
            self._ask_names()

    def _ask_names(self) -> None:
        query = replace(self.query, name=None)
        self.desk.jobs.query(
            lambda store: store.concordance.names(query), self._show_names, asker=self, kind="concordance names"
        )

    def _show_names(self, names: Sequence[NameCount]) -> None:
        self.names.show_names(names)
        self.names.choose(self.query.name)

    def _failed(self, error: Exception) -> None:
        self._asking = False
        self.line.setText(str(error))

    def _show_ids(self, ids: array[int], *, anew: bool) -> None:
        row, here, top = self.table.currentIndex().row(), self._current(), self.table.verticalScrollBar().value()
        chosen = [self.model.ids[each] for each in self.table.rows()] if not anew else []
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
        if 1 < len(chosen) <= KEPT:
            wanted = set(chosen)
            self.table.select_rows([row for row, each in enumerate(self.model.ids) if each in wanted])

    def _show_count(self) -> None:
        count = len(self.model.ids)
        self.count.setText(f"{count:,} {'mention' if count == 1 else 'mentions'}")
        # The number is drawn bolder than a label reckons with.
        self.count.setMinimumWidth(self.count.sizeHint().width() + 16)
        self.count.update()
        self._stack.setCurrentIndex(0 if count else 1)
        self._say_chosen()

    def _say_chosen(self) -> None:
        ranges = self.table.selectionModel().selection()
        chosen = sum(ranges.at(place).height() for place in range(ranges.count()))
        for action in self._judging:
            action.setEnabled(bool(self.model.ids))
        many = f"{chosen:,} lines selected: each key acts on all of them, in one step." if chosen > 1 else ""
        self.line.setText(many or "Shift+↓ or Ctrl+A selects more lines; a heading sorts by its column.")

    def _show_narrowing(self) -> None:
        pieces = [piece for piece in (self._what, f"“{self.query.name}”" if self.query.name else "") if piece]
        self.narrowed.setText(f"{', '.join(pieces)}   ✕" if pieces else "")
        self.narrowed.setVisible(bool(pieces))

    def _current(self) -> int | None:
        row = self.table.currentIndex().row()
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else None

    # Narrowing and sorting

    def _take(self, **changes: object) -> None:
        self.query = replace(self.query, **changes)  # type: ignore[arg-type]
        self._ask(anew=True)

    def _narrow_to_filter(self, on: bool) -> None:
        where = self.desk.current.query if on else ""
        if where != self.query.where:
            self._take(where=where)

    def _follow_filter(self, query: str) -> None:
        if self.within.isChecked() and self.isVisible():
            self._take(where=query)

    def _widen(self) -> None:
        self._what = ""
        self.names.choose(None)
        self._take(entities=(), types=(), mentions=(), name=None)

    def _show_name_list(self) -> None:
        self.names.setVisible(not self.names.isVisible())
        if self.names.isVisible():
            self._ask_names()
            self.names.setFocus()
        else:
            self.table.setFocus()

    # How it follows

    def _on_change(self, change: Change) -> None:
        touched = change.rows.get("mention", frozenset())
        if change.everything or not touched or len(touched) > KEPT or change.touches("exclusion"):
            super()._on_change(change)
            return
        if not self.isVisible():
            self._stale = True
            return
        # A single verdict is answered at once, without the whole list being made anew.
        self._touched |= touched
        query, asked = self.query, frozenset(self._touched)
        self.desk.jobs.query(
            lambda store: store.concordance.among(query, tuple(asked)),
            partial(self._patch, query, asked),
            asker=self,
            kind="concordance patch",
        )

    def _patch(self, query: ConcordanceQuery, asked: frozenset[int], still: frozenset[int]) -> None:
        self._touched -= asked
        here = asked.intersection(self.model.ids)
        if query != self.query or still - here or not self.model.take_out(here - still):
            self.reload()
            return
        self.model.refresh()
        self._show_count()
        if self.table.currentIndex().row() >= 0 and not self.table.selectionModel().hasSelection():
            self.table.go(self.table.currentIndex().row())

    # Verbs

    def judge(self, state: str) -> None:
        """Accept or reject (`accepted`, `rejected`) the lines selected, as one step, and go on to the next."""
        ids = self._go_on()
        if ids:
            judge = self.desk.actions.accept_mentions if state == "accepted" else self.desk.actions.reject_mentions
            judge(ids)

    def relink(self) -> None:
        """Say which entity the lines selected name after all, as one step."""
        from ui.dialogs import entity_picker

        line = self.table.currentIndex().row()
        shown = self.model.line(line) if line >= 0 else None
        if not isinstance(shown, ConcordanceLine):
            return
        choice = entity_picker.ask(
            self,
            quote=shown.mention.quote,
            complete=self.desk.store.entities.complete,
            types=self.desk.store.entities.types(),
        )
        if choice is not None:
            ids = self._go_on()
            self.desk.actions.writes.do(
                lambda store: store.mentions.relink(ids, type=choice.type, entity=choice.entity, name=choice.name),
                size=len(ids),
            )

    def never(self) -> None:
        """Say that the names of the lines selected are never marked: here, in the outlet or anywhere; one step."""
        ids = [self.model.ids[row] for row in self.table.rows()]
        if self.desk.never(ids, self):
            self._go_on()

    def open(self) -> None:
        """Show the line's passage in the reader; the keys stay here."""
        row = self.table.currentIndex().row()
        line = self.model.line(row) if row >= 0 else None
        if isinstance(line, ConcordanceLine):
            self.desk.read_asked.emit(line.mention.article, line.mention.start, line.mention.end)

    def step(self, by: int) -> None:
        """Go so many lines down."""
        self.table.go(self.table.currentIndex().row() + by)

    def _go_on(self) -> list[int]:
        """Go to the line after those selected, and give these."""
        rows = self.table.rows()
        ids = [self.model.ids[row] for row in rows]
        if rows and rows[-1] + 1 < len(self.model.ids):
            self.table.go(rows[-1] + 1)
        return ids

    # What it is made of

    def _make_verbs(self) -> None:
        self._judging: tuple[QAction, ...] = (
            self.add_verb("Accept", ("Y",), lambda: self.judge("accepted")),
            self.add_verb("Reject", ("X",), lambda: self.judge("rejected")),
            self.add_verb("Never here…", ("Shift+X",), self.never),
            self.add_verb("Another entity…", ("E",), self.relink),
            self.add_verb("Read", ("Return", "Enter"), self.open),
        )
        # The table itself takes Enter: in the list of names it goes to the table.
        self.removeAction(self._judging[-1])
        self._others = (
            self.add_verb("Next", ("N", "J"), lambda: self.step(1)),
            self.add_verb("Previous", ("K",), lambda: self.step(-1)),
            self.add_verb("Names", ("G",), self._show_name_list),
        )
        self.follow = self.add_verb("Reader follows", ("F",), lambda: None)
        self.follow.setCheckable(True)
        self.add_verb("Sort", ("S",), self.sorts.showMenu)
        self.add_verb("States", ("A",), self.states.showMenu)

    def _lay_out(self) -> None:
        self.narrowed.setObjectName("concordanceNarrowed")
        self.narrowed.setProperty("link", True)
        self.narrowed.setToolTip("Show all mentions")
        self.bar.addWidget(self.count)
        self.bar.addWidget(self.narrowed)
        self.bar.addStretch(1)
        self.bar.addWidget(self.within)
        for choice, key in ((self.states, "A"), (self.sorts, "S")):
            choice.setToolTip(f"Key {key}")
            self.bar.addWidget(choice)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("dim", True)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        pane = QSplitter(Qt.Orientation.Horizontal, self)
        pane.setHandleWidth(1)
        pane.setChildrenCollapsible(False)
        pane.addWidget(self.names)
        pane.addWidget(self._stack)
        pane.setStretchFactor(1, 1)
        pane.setSizes([220, 1020])
        self.names.hide()
        self.body.addWidget(pane, 1)
        self.body.addLayout(self._verb_line())

    def _verb_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(12, 8, 12, 0)
        line.setSpacing(16)
        for action in (*self._judging, *self._others, self.follow):
            button = self.button_of(action)
            line.addWidget(button)
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

    def _connect(self) -> None:
        self.states.chosen.connect(lambda name: self._take(states=STATES[name]))
        self.sorts.chosen.connect(lambda sort: self._take(sort=sort))
        self.within.toggled.connect(self._narrow_to_filter)
        self.narrowed.clicked.connect(self._widen)
        self.names.picked.connect(lambda name: self._take(name=name))
        self.names.left.connect(self.table.setFocus)
        self.desk.current.query_changed.connect(self._follow_filter)
        self.table.opened.connect(self.open)
        self.table.chosen_changed.connect(self._say_chosen)
        self.table.moved.connect(self._rest.start)
        self._rest.timeout.connect(self._read_along)
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.table.setFocus()

    def _read_along(self) -> None:
        if self.follow.isChecked() and self.isVisible():
            self.open()

    def _sort_by(self, column: int) -> None:
        sort = _BY_HEADING.get(column)
        if sort == "score" and self.query.sort == "score":
            sort = "-score"
        if sort is not None:
            self.sorts.show_value(sort)
            self._take(sort=sort)
