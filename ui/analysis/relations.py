"""Reviewing relations: what articles say of their entities, one a line with the sentence that says so, judged in bulk."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHeaderView, QMenu

from store.records import Change, RelationLine, RelationQuery
from ui.analysis.choice import Choice
from ui.analysis.kwic import KwicTable
from ui.analysis.relations_model import (
    ARTICLE,
    EVIDENCE,
    OBJECT,
    PREDICATE,
    STATE,
    SUBJECT,
    TIMES,
    RelationsDelegate,
    RelationsModel,
)
from ui.analysis.review import KEPT, STATES, ReviewWindow

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk

SORT_WORDS = {
    "frequent": "said most often first",
    "uncertain": "least certain first",
    "subject": "by subject",
    "predicate": "by predicate",
    "object": "by object",
    "article": "by article, newest first",
}
_BY_HEADING = {
    SUBJECT: "subject",
    PREDICATE: "predicate",
    OBJECT: "object",
    EVIDENCE: "uncertain",
    TIMES: "frequent",
    ARTICLE: "article",
}
WIDTHS = {SUBJECT: 168, PREDICATE: 92, OBJECT: 208, TIMES: 44, STATE: 84, ARTICLE: 208}
ANY = "all predicates"
NOTHING = "No relation is left here.\n\nShow others by the buttons above, or close with Esc."


class RelationsWindow(ReviewWindow):
    """Shows the relations of a `RelationQuery` and judges, turns or restates those that are selected, as one step."""

    follows = ("article", "mention", "entity", "entity_name", "relation", "predicate")
    one, many = "relation", "relations"
    model: RelationsModel
    query: RelationQuery

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="relationReview", title="Review relations", size=(1280, 700), nothing=NOTHING)
        self.query = RelationQuery()
        self._what = ""
        model = RelationsModel(desk.store.relation_review.lines, self)
        table = KwicTable(model, name="relationReviewTable", widths=WIDTHS, parent=self)
        table.setAccessibleName("Relations, one a line")
        table.setItemDelegate(RelationsDelegate(table))
        header = table.horizontalHeader()
        for column in (SUBJECT, OBJECT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            table.setColumnWidth(column, WIDTHS[column])
        header.setSectionResizeMode(EVIDENCE, QHeaderView.ResizeMode.Stretch)
        self.predicates = Choice({"": ANY}, "", name="relationReviewPredicates", parent=self)
        self.make_list(model, table, SORT_WORDS)
        self.predicates.chosen.connect(lambda name: self._take(predicate=name or None))
        self._make_verbs()
        self._lay_out()
        self.table.setFocus()

    # What it shows

    def show_query(self, query: RelationQuery, *, what: str = "") -> None:
        """Show these relations; `what` says in short what they are of, such as the name of an entity."""
        self.query, self._what = query, what
        self.states.show_value(next((name for name, states in STATES.items() if states == query.states), "all"))
        self.sorts.show_value(query.sort)
        self.within.setChecked(bool(query.where))
        self._ask(anew=True)

    def ask(self, store: Store, query: RelationQuery) -> array[int]:
        """Give the relations that a query asks for."""
        return store.relation_review.ids(query)

    def asked(self) -> None:
        """Ask which predicates there are, with their counts."""
        query = self.query
        self.desk.jobs.query(
            lambda store: store.relation_review.predicates(query),
            self._show_predicates,
            asker=self,
            kind="relation predicates",
        )

    def _show_predicates(self, counts: Sequence[tuple[str, int]]) -> None:
        chosen = self.query.predicate or ""
        values = {"": ANY} | {name: f"{name} ({count:,})" for name, count in counts}
        self.predicates.offer({**values, chosen: values.get(chosen, chosen)}, chosen)

    def place(self, row: int) -> tuple[int, int, int] | None:
        """Give article, start and end of a line's evidence."""
        line = self.model.line(row)
        if not isinstance(line, RelationLine):
            return None
        said = line.relation
        if said.article is None or said.start is None or said.end is None:
            return None
        return said.article, said.start, said.end

    def narrowing(self) -> Sequence[str]:
        """Say of which entity these are."""
        return [self._what] if self._what else []

    def widen(self) -> None:
        """Show the relations of all entities again."""
        self._what = ""
        self._take(subject=None, object=None)

    def sort_by(self, column: int) -> None:
        """Sort by a column whose heading was clicked."""
        sort = _BY_HEADING.get(column)
        if sort is not None:
            self.sorts.show_value(sort)
            self._take(sort=sort)

    # How it follows

    def _on_change(self, change: Change) -> None:
        # A single verdict is answered at once; what comes thick and fast is answered together.
        few = 0 < len(change.rows.get("relation", frozenset())) <= KEPT and not change.everything
        if few and self.isVisible():
            self.reload()
        else:
            super()._on_change(change)

    # Verbs

    def judge(self, state: str) -> None:
        """Accept or reject (`accepted`, `rejected`) the lines selected, as one step, and go on to the next."""
        ids = self.go_on()
        if state == "accepted":
            self._write(ids, lambda store: store.relations.accept(ids))
        else:
            self._write(ids, lambda store: store.relations.reject(ids))

    def turn(self) -> None:
        """Let subject and object of the lines selected change places, accepted, as one step."""
        ids = self.go_on()
        self._write(ids, lambda store: store.relations.turn(ids))

    def say(self, predicate: str) -> None:
        """Let the lines selected say this predicate instead, accepted, as one step."""
        ids = self.go_on()
        self._write(ids, lambda store: store.relations.change_predicate(ids, predicate))

    def _write(self, ids: Sequence[int], make: Callable[[Store], Change]) -> None:
        if ids:
            self.desk.actions.writes.do(make, size=len(ids))

    def choose_predicate(self) -> None:
        """Ask what the lines selected say instead."""
        if not self.model.ids:
            return
        menu = QMenu(self)
        for number, predicate in enumerate(self.desk.store.predicates.all(), 1):
            key = f"&{number}  " if number < 10 else ""
            menu.addAction(f"{key}{predicate.name}").triggered.connect(lambda *_, name=predicate.name: self.say(name))
        row = self.table.visualRect(self.model.index(max(0, self.table.currentIndex().row()), PREDICATE))
        menu.exec(self.table.viewport().mapToGlobal(QPoint(row.left(), row.bottom())))
        menu.deleteLater()

    def narrow_to(self, column: int) -> None:
        """Show the relations of the subject or the object (`SUBJECT`, `OBJECT`) of the current line alone."""
        line = self.model.line(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        if not isinstance(line, RelationLine):
            return
        if column == SUBJECT:
            self._what = f"{line.subject.name} …"
            self._take(subject=line.subject.id, object=None)
        else:
            self._what = f"… {line.object.name}"
            self._take(subject=None, object=line.object.id)

    # What it is made of

    def _make_verbs(self) -> None:
        self._judging = (
            self.add_verb("Accept", ("Y",), lambda: self.judge("accepted")),
            self.add_verb("Reject", ("X",), lambda: self.judge("rejected")),
            self.add_verb("Turn round", ("W",), self.turn),
            self.add_verb("Says rather…", ("E",), self.choose_predicate),
            self.add_verb("Read", ("Return", "Enter"), self.open),
        )
        # The table itself takes Enter.
        self.removeAction(self._judging[-1])
        self._others = (
            self.add_verb("Next", ("N", "J"), lambda: self.step(1)),
            self.add_verb("Previous", ("K",), lambda: self.step(-1)),
            self.add_verb("This subject", ("G",), lambda: self.narrow_to(SUBJECT)),
            self.add_verb("This object", ("Shift+G",), lambda: self.narrow_to(OBJECT)),
        )
        self.add_verb("Sort", ("S",), self.sorts.showMenu)
        self.add_verb("States", ("A",), self.states.showMenu)
        self.add_verb("Predicates", ("P",), self.predicates.showMenu)

    def _lay_out(self) -> None:
        self.bar.addWidget(self.count)
        self.bar.addWidget(self.narrowed)
        self.bar.addStretch(1)
        self.bar.addWidget(self.within)
        for choice, key in ((self.predicates, "P"), (self.states, "A"), (self.sorts, "S")):
            choice.setToolTip(f"Key {key}")
            self.bar.addWidget(choice)
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(self.verb_line((*self._judging, *self._others, self.follow)))
