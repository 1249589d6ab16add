"""The concordance: all mentions of an entity, of a name or of a kind, one a line, to be judged in bulk."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from store.records import Change, ConcordanceLine, ConcordanceQuery, NameCount
from ui.analysis.concordance_model import ARTICLE, AS, SCORE, STATE, ConcordanceModel
from ui.analysis.kwic import AFTER, BEFORE, QUOTE, KwicTable
from ui.analysis.name_list import NameList
from ui.analysis.review import KEPT, STATES, ReviewWindow
from ui.panes import parted

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk

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
NOTHING = "No mention is left here.\n\nShow others by the buttons above, or close with Esc."


class ConcordanceWindow(ReviewWindow):
    """Shows the mentions of a `ConcordanceQuery` and judges those that are selected, as one step."""

    follows = ("article", "mention", "entity", "exclusion")
    one, many = "mention", "mentions"
    model: ConcordanceModel
    query: ConcordanceQuery

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="concordance", title="Review mentions", size=(1240, 700), nothing=NOTHING)
        self.query = ConcordanceQuery(states=STATES["suggested"])
        self._what = ""
        self._touched: set[int] = set()
        model = ConcordanceModel(desk.store.concordance.lines, self)
        table = KwicTable(model, name="concordanceTable", widths=WIDTHS, parent=self)
        table.setAccessibleName("Mentions, one a line")
        self.names = NameList(self)
        self.make_list(model, table, SORT_WORDS)
        self._make_verbs()
        self._lay_out()
        self.names.picked.connect(lambda name: self._take(name=name))
        self.names.left.connect(self.table.setFocus)
        self.table.setFocus()

    # What it shows

    def show_query(self, query: ConcordanceQuery, *, what: str = "") -> None:
        """Show these mentions; `what` says in short what they are of, such as the name of an entity."""
        self.query, self._what = query, what
        self.states.show_value(next((name for name, states in STATES.items() if states == query.states), "all"))
        self.sorts.show_value(query.sort)
        self.within.setChecked(bool(query.where))
        self.names.choose(query.name)
        self._ask(anew=True)

    def ask(self, store: Store, query: ConcordanceQuery) -> array[int]:
        """Give the mentions that a query asks for."""
        return store.concordance.ids(query)

    def asked(self) -> None:
        """Ask for the names too, where they are in sight."""
        if self.names.isVisible():
            self._ask_names()

    def place(self, row: int) -> tuple[int, int, int] | None:
        """Give article, start and end of a line's mention."""
        line = self.model.line(row)
        if not isinstance(line, ConcordanceLine):
            return None
        return line.mention.article, line.mention.start, line.mention.end

    def narrowing(self) -> Sequence[str]:
        """Say whose mentions these are, and of which name."""
        return [piece for piece in (self._what, f"“{self.query.name}”" if self.query.name else "") if piece]

    def widen(self) -> None:
        """Show all mentions again."""
        self._what = ""
        self.names.choose(None)
        self._take(entities=(), types=(), mentions=(), name=None)

    def sort_by(self, column: int) -> None:
        """Sort by a column whose heading was clicked."""
        sort = _BY_HEADING.get(column)
        if sort == "score" and self.query.sort == "score":
            sort = "-score"
        if sort is not None:
            self.sorts.show_value(sort)
            self._take(sort=sort)

    def _ask_names(self) -> None:
        query = replace(self.query, name=None)
        self.desk.jobs.query(
            lambda store: store.concordance.names(query), self._show_names, asker=self, kind="concordance names"
        )

    def _show_names(self, names: Sequence[NameCount]) -> None:
        self.names.show_names(names)
        self.names.choose(self.query.name)

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
        ids = self.go_on()
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
            ids = self.go_on()
            self.desk.actions.writes.do(
                lambda store: store.mentions.relink(ids, type=choice.type, entity=choice.entity, name=choice.name),
                size=len(ids),
            )

    def never(self) -> None:
        """Say that the names of the lines selected are never marked: here, in the outlet or anywhere; one step."""
        ids = self.model.ids_in(self.table.spans())
        if self.desk.never(ids, self):
            self.go_on()

    # What it is made of

    def _make_verbs(self) -> None:
        self._judging = (
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
        self.add_verb("Sort", ("S",), self.sorts.showMenu)
        self.add_verb("States", ("A",), self.states.showMenu)

    def _lay_out(self) -> None:
        self.bar.addWidget(self.count)
        self.bar.addWidget(self.narrowed)
        self.bar.addStretch(1)
        self.bar.addWidget(self.within)
        for choice, key in ((self.states, "A"), (self.sorts, "S")):
            choice.setToolTip(f"Key {key}")
            self.bar.addWidget(choice)
        pane = parted(self.names, self.stack, sizes=(220, 1020))
        pane.setStretchFactor(1, 1)
        self.names.hide()
        self.body.addWidget(pane, 1)
        self.body.addLayout(self.verb_line((*self._judging, *self._others, self.follow)))
