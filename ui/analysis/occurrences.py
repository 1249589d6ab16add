"""Every occurrence of words: found, counted and shown in their context before all that is ticked is marked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from store.errors import UserError
from store.records import OCCURRENCE_KINDS, Occurrence, OccurrenceQuery
from ui import theme
from ui.analysis.choice import Choice
from ui.analysis.kwic import QUOTE, KwicTable
from ui.analysis.occurrences_model import ARTICLE, KIND, KIND_WORDS, OccurrencesModel
from ui.analysis.window import TABLE_SIDE, AnalysisWindow
from ui.analysis.words_line import WordsLine
from ui.panes import parted
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk

TYPING_MILLISECONDS = 250
GROUPS_SHOWN = 2_000
"""So many articles or outlets are listed; the others are counted in one line."""
SCOPE_WORDS = {"body": "in the body", "text": "all but boilerplate", "all": "everywhere"}
GROUP_WORDS = {"outlet": "outlets", "article": "articles"}
ADVICE = (
    "Type the words that are to be found.\n\nCase, width and accents never matter; Korean particles may follow;"
    " “ | ” stands between several writings."
)
NONE_FOUND = (
    "These words stand nowhere here.\n\nTake another writing, another part of the articles, or the filter away."
)

Found = tuple[tuple[Occurrence, ...], Mapping[int, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the ticked places will be: mentions of a type and perhaps an entity, or passages with a tag."""

    words: str
    colour: str
    type: str = ""
    entity: int | None = None
    name: str | None = None
    tag: int | None = None


class OccurrencesWindow(AnalysisWindow):
    """Words, what they become, and a line for each place with a tick."""

    follows = ("article", "part", "mention", "tagging", "tag")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="occurrences", title="Mark every occurrence", size=(1180, 720))
        self.target: Target | None = None
        self._outlets: Mapping[int, str | None] = {}
        self._group_articles: list[frozenset[int] | None] = []
        self.words = WordsLine(self)
        self.scope = Choice(SCOPE_WORDS, "text", name="occurrencesScope", parent=self)
        self.within = QCheckBox("Within the filter", self)
        self.model = OccurrencesModel(desk.store.occurrences.lines, self)
        widths = {QUOTE: 132, KIND: 148, ARTICLE: 260}
        self.table = KwicTable(self.model, name="occurrencesTable", widths=widths, parent=self)
        self.table.setAccessibleName("Places where the words stand, one a line")
        self.kinds = {kind: QCheckBox("", self) for kind in OCCURRENCE_KINDS}
        self.grouping = Choice(GROUP_WORDS, "outlet", name="occurrencesGrouping", parent=self)
        self.groups = RowList(self)
        self.becomes = QLabel("", self)
        self.mark_button = QPushButton("", self)
        self.empty = QLabel(ADVICE, self)
        self._stack = QStackedWidget(self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self._make_verbs()
        self._lay_out()
        self._connect()
        self._show_target()

    # What is looked for

    def look_for(self, words: str) -> None:
        """Look for these words; ` | ` stands between writings of which any counts."""
        self.words.setText(" ".join(words.split()))
        self.within.setChecked(bool(self.desk.current.query))
        self._typing.stop()
        self._find(anew=True)
        (self.table if words else self.words).setFocus()

    def reload(self) -> None:
        """Look again, keeping place and ticks."""
        self._find(anew=False)

    def _find(self, *, anew: bool) -> None:
        writings = tuple(word.strip() for word in self.words.text().split("|") if word.strip())
        if not writings:
            self._show_found(((), {}), anew=True)
            self.empty.setText(ADVICE)
            return
        query = OccurrenceQuery(
            words=writings,
            where=self.desk.current.query if self.within.isChecked() else "",
            scope=self.scope.value,
            tag=self.target.tag if self.target is not None else None,
        )
        self.line.setText("Looking…")

        def find(store: Store) -> Found:
            found = store.occurrences.find(query)
            return found, store.occurrences.outlets(each.article for each in found)

        self.desk.jobs.query(
            find, lambda found: self._show_found(found, anew=anew), asker=self, kind="occurrences", failed=self._failed
        )

    def _failed(self, error: Exception) -> None:
        self._show_found(((), {}), anew=True)
        self.empty.setText(str(error))

    def _show_found(self, answer: Found, *, anew: bool) -> None:
        found, self._outlets = answer
        row = self.table.currentIndex().row()
        self.model.show_found(found, anew=anew)
        self.table.go(0 if anew else max(0, row))
        self.empty.setText(NONE_FOUND)
        self._stack.setCurrentIndex(0 if found else 1)
        counts = self.model.counts()
        for kind, box in self.kinds.items():
            box.setText(f"{counts[kind]:,} {KIND_WORDS[kind]}")
            box.setEnabled(bool(counts[kind]))
            box.setChecked(kind in self.model.kinds)
        self._show_groups()
        self._show_target()

    # By outlet, by article

    def _show_groups(self) -> None:
        by: Counter[str | int] = Counter()
        articles: dict[str | int, set[int]] = {}
        for each in self.model.found:
            key = each.article if self.grouping.value == "article" else self._outlets.get(each.article) or ""
            by[key] += 1
            articles.setdefault(key, set()).add(each.article)
        shown = by.most_common(GROUPS_SHOWN)
        titles = self._titles([key for key, _ in shown if isinstance(key, int)])
        all_of_them = len({each.article for each in self.model.found})
        rows = [
            Row(id=0, text="All", right=f"{len(self.model.found):,} in {all_of_them:,}", tip="Places, and articles")
        ]
        self._group_articles = [None]
        for number, (key, count) in enumerate(shown, 1):
            text = titles.get(key, "") if isinstance(key, int) else key or "without an outlet"
            right = f"{count:,}" if isinstance(key, int) else f"{count:,} in {len(articles[key]):,}"
            rows.append(Row(id=number, text=text, right=right, tip=text))
            self._group_articles.append(frozenset(articles[key]))
        if len(by) > len(shown):
            rows.append(Row(id=-1, text=f"and {len(by) - len(shown):,} more", heading=True))
        self.groups.show_rows(rows)

    def _titles(self, articles: list[int]) -> dict[str | int, str]:
        return {row.id: row.title or row.source for row in self.desk.store.articles.rows(articles)} if articles else {}

    def _narrow(self, row: Row) -> None:
        if 0 <= row.id < len(self._group_articles):
            self.model.show_articles(self._group_articles[row.id])
            self.table.go(0)

    # What they become

    def choose_entity(self) -> None:
        """Choose what the words name."""
        from ui.dialogs import entity_picker

        entities = self.desk.store.entities
        first = self.words.text().split("|")[0].strip()
        choice = entity_picker.ask(self, quote=first, complete=entities.complete, types=entities.types())
        if choice is None:
            return
        name = choice.name if choice.entity is None else entities.get(choice.entity).name
        self.set_target(
            Target(
                words=f"mentions of {name} · {choice.type}" if name else f"mentions, {choice.type}",
                colour=theme.entity_colour(choice.type).name(),
                type=choice.type,
                entity=choice.entity,
                name=choice.name,
            )
        )

    def choose_tag(self) -> None:
        """Choose the tag that the places get."""
        from ui.dialogs import tag_picker

        codebook = self.desk.store.codebook
        choice = tag_picker.ask(self, codebook.offered(), what="Tags every place that is ticked.")
        if choice is None:
            return
        try:
            if choice.tag is None:
                codebook.add(choice.path)
            tag = codebook.find(choice.path) if choice.tag is None else codebook.get(choice.tag)
        except UserError as error:
            self.desk.actions.tell(error)
            return
        self.set_target(Target(words=f"passages tagged {tag.path}", colour=tag.colour, tag=tag.id))

    def set_target(self, target: Target) -> None:
        """Say what the ticked places will be; what is marked so already is told anew."""
        self.target = target
        self.model.colour = target.colour
        self._find(anew=False)
        self._show_target()

    def _show_target(self) -> None:
        target, ticked = self.target, self.model.count_ticked()
        places = "1 place" if ticked == 1 else f"{ticked:,} places"
        self.becomes.setText(f"become {target.words}" if target else "Choose what they become: E a mention, T a tag")
        self.mark_button.setText(f"Mark {places}   Ctrl+⏎")
        self.mark_button.setEnabled(target is not None and ticked > 0)
        self.line.setText("Space ticks the lines selected, ⏎ reads one; what is ticked becomes one undoable step.")

    def mark(self) -> None:
        """Mark all that is ticked, as one step."""
        target, ticked = self.target, self.model.ticked()
        if target is None or not ticked:
            return
        if target.tag is not None:
            tag = target.tag
            self.desk.actions.writes.do(lambda store: store.occurrences.tag(ticked, tag), size=len(ticked))
        else:
            self.desk.actions.writes.do(
                lambda store: store.occurrences.mark(ticked, type=target.type, entity=target.entity, name=target.name),
                size=len(ticked),
            )
        self.desk.actions.said.emit(f"{len(ticked):,} places {self.becomes.text()}. Ctrl+Z takes it back.")

    def open(self) -> None:
        """Show the line's passage in the reader; the keys stay here."""
        each = self.model.occurrence(self.table.currentIndex().row())
        if each is not None:
            self.desk.read_asked.emit(each.article, each.start, each.end)

    # What it is made of

    def _make_verbs(self) -> None:
        self._verbs: tuple[QAction, ...] = (
            self.add_verb("A mention of…", ("E",), self.choose_entity),
            self.add_verb("A tag…", ("T",), self.choose_tag),
            self.add_verb("Tick", ("Space",), lambda: self.model.toggle(self.table.rows())),
            self.add_verb("Read", ("Return", "Enter"), self.open),
        )
        # The table itself takes these two keys: a field, a box and a list have another use for them.
        for action in self._verbs[2:]:
            self.removeAction(action)
        self.add_verb("Mark", ("Ctrl+Return", "Ctrl+Enter"), self.mark)
        self.add_verb("Words", ("/", "Ctrl+F"), self.words.setFocus)
        for number, kind in enumerate(OCCURRENCE_KINDS, 1):
            self.add_verb(kind, (f"Alt+{number}",), self.kinds[kind].click)
            self.kinds[kind].setToolTip(f"Alt+{number} ticks or unticks all of them")

    def _lay_out(self) -> None:
        self.words.setObjectName("occurrencesWords")
        self.words.setAccessibleName("Words that are looked for")
        self.words.setPlaceholderText("Words, or several writings: 대구시 | Daegu")
        self.bar.addWidget(self.words, 1)
        self.bar.addWidget(self.scope)
        self.bar.addWidget(self.within)
        kinds = QHBoxLayout()
        kinds.setContentsMargins(12, 0, 12, 8)
        kinds.setSpacing(16)
        for kind, box in self.kinds.items():
            box.setObjectName(f"kind_{kind}")
            kinds.addWidget(box)
        kinds.addStretch(1)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("dim", True)
        self._stack.setContentsMargins(0, 0, TABLE_SIDE, 0)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        pane = parted(self._side(), self._stack, sizes=(232, 948))
        pane.setStretchFactor(1, 1)
        self.body.addLayout(kinds)
        self.body.addWidget(pane, 1)
        self.body.addLayout(self._foot())

    def _side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        self.groups.setObjectName("occurrencesGroups")
        self.groups.setAccessibleName("Places by outlet or article")
        column.addWidget(self.grouping)
        column.addWidget(self.groups, 1)
        return side

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 0)
        foot.setSpacing(16)
        for action in self._verbs:
            button = self.add_button(action)
            self.bar.removeWidget(button)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.becomes)
        foot.addWidget(self.mark_button)
        self.mark_button.setObjectName("markOccurrences")
        return foot

    def _connect(self) -> None:
        self.words.textEdited.connect(lambda *_: self._typing.start())
        self.words.left.connect(self._typed)
        self._typing.timeout.connect(lambda: self._find(anew=True))
        self.scope.chosen.connect(lambda *_: self._find(anew=True))
        self.within.toggled.connect(lambda *_: self._find(anew=True))
        self.desk.current.query_changed.connect(self._follow_filter)
        self.grouping.chosen.connect(lambda *_: self._show_groups())
        self.groups.came.connect(self._narrow)
        self.groups.chosen.connect(self._narrow)
        for kind, box in self.kinds.items():
            box.toggled.connect(lambda on, kind=kind: self._tick_kind(kind, on))
        self.model.ticks_changed.connect(self._show_target)
        self.table.opened.connect(self.open)
        self.table.tick_asked.connect(self._verbs[2].trigger)
        self.mark_button.clicked.connect(self.mark)

    def _typed(self) -> None:
        self._typing.stop()
        self._find(anew=True)
        self.table.setFocus()

    def _tick_kind(self, kind: str, on: bool) -> None:
        if (kind in self.model.kinds) != on:
            self.model.tick_kind(kind, on)

    def _follow_filter(self, _query: str) -> None:
        if self.within.isChecked() and self.isVisible():
            self._find(anew=False)
