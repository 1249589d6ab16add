"""The column of the article list: how many articles, how they are sorted, their rows, or what to do without any."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from store.query.highlight import Snippet
from store.records import Tag
from ui import theme
from ui.articles.folding import lines
from ui.articles.model import FOLD, ArticleModel
from ui.articles.place import holds
from ui.articles.sorts import SortButton
from ui.articles.table import ArticleTable

if TYPE_CHECKING:
    from store import Store
    from ui.current import Current
    from ui.jobs import Jobs

HEAD = 36
"""Height of the line with count and sort."""
FOCUS = 2
"""Height of the line above it while the list has the keys."""
NEAR = 64
"""So many rows further on are looked through at once for an untagged article."""
SNIPPETS = 64
"""So many snippets are asked for at once: some screens full."""


class CountLabel(QLabel):
    """The number of articles in bold, the word after it dim; its text is plain, such as `1,204 articles`."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        number, _, word = self.text().partition(" ")
        bold = theme.ui_font(weight=QFont.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        place = self.rect().adjusted(0, 0, 0, 0)
        painter.setFont(bold)
        painter.setPen(QColor(theme.palette().text))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, number)
        painter.setFont(theme.ui_font())
        painter.setPen(QColor(theme.palette().dim))
        place.setLeft(round(metrics.horizontalAdvance(number)) + 4)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)


class ArticlePane(QWidget):
    """Shows the answer to a filter and tells `current` what is read and what is selected."""

    sort_chosen = Signal(str)
    """A sort in the store's words, such as `-published`."""
    listed = Signal()
    """The answer to a filter is on screen; whether another article is current is not told yet."""
    none_left = Signal(str)
    """There is no next article of the kind asked for, in a sentence."""

    def __init__(self, store: Store, current: Current, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._current, self._jobs = store, current, jobs
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ArticleModel(lambda ids: store.articles.rows(ids, deleted=True), self)
        self.table = ArticleTable(self.model, self)
        self.count = CountLabel(self)
        self.count.setObjectName("articleCount")
        self._sort = SortButton(self._learned_tags, self)
        self._sort.chosen.connect(self.sort_chosen)
        self._folded = QLabel(self)
        self._folded.setObjectName("foldedCount")
        self._folded.setProperty("dim", True)
        self._folded.setToolTip("Copies stand behind one line: → unfolds, ← folds. View › Group copies shows them all.")
        self._empty = QLabel(self)
        self._stack = QStackedWidget(self)
        self._wanted: set[int] = set()
        self._ids = array("q")
        self._hidden = 0
        self._incomplete = False
        self._groups: Mapping[int, int] = {}
        self._unfolded: set[int] = set()
        self.first = 0
        """The article to begin with, if the list has it; else the list begins at its top."""
        self._snippets = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self.colour_tags()

    def _connect(self) -> None:
        self.table.current_changed.connect(self._on_current)
        self.table.selection_told.connect(self._on_selected)
        self.table.fold_asked.connect(self._turn_fold)
        self.table.columns.sort_asked.connect(self.sort_chosen)
        # Only the line at the top: all that lies on what is painted anew is painted too.
        self.table.focused.connect(lambda: self.update(0, 0, self.width(), FOCUS))
        self.model.snippet_wanted.connect(self._want)
        self._snippets.timeout.connect(self._ask_snippets)
        theme.changed.connect(self._dress)
        self._dress()

    def show_ids(
        self,
        ids: array[int],
        *,
        query: str,
        anew: bool,
        groups: Mapping[int, int] | None = None,
        total: int | None = None,
        follow: bool = False,
    ) -> None:
        """Show the answer to a filter; `anew` as in `ArticleTable.show_ids`, `groups` of copies to be folded.

        `total` is how many articles there are without the filter; `follow` as there too.
        """
        self._wanted.clear()
        self._ids, self._groups = ids, groups or {}
        changed = self._show_lines(query, anew=anew, follow=follow)
        self._count(len(ids), total, query)
        self._empty.setText(self._advice(query))
        self._stack.setCurrentIndex(0 if ids else 1)
        if changed:
            # The list is seen first: to open another article may take as long again.
            self.table.viewport().repaint()
        self.listed.emit()
        if changed:
            self.table.tell()
        if self._current.article is None and not self.show_article(self.first):
            self.table.step(0 if self.table.currentIndex().row() >= 0 else 1)

    @property
    def unfolded(self) -> frozenset[int]:
        """The groups of copies that are unfolded."""
        return frozenset(self._unfolded)

    def show_incomplete(self, incomplete: bool) -> None:
        """Say, or say no more, that filters may miss articles that are not in the index yet."""
        self._incomplete = incomplete
        self._tell_folded()

    def show_sort(self, sort: str) -> None:
        """Name the sort in force."""
        self._sort.show_sort(sort)
        self.table.columns.show_sort(sort)

    def show_article(self, article: int) -> bool:
        """Make an article current, if the list has it, unfolding what it is folded in."""
        row = self.model.row_of(article)
        if row < 0 and article in self._groups and holds(self._ids, article):
            self._unfolded.add(self._groups[article])
            self._fold_anew()
            row = self.model.row_of(article)
        if row >= 0:
            self.table.go(row)
        return row >= 0

    def _count(self, shown: int, total: int | None, query: str) -> None:
        of = (
            f"{shown:,} of {total:,}"
            if total is not None and query.strip() and not self._current.in_bin
            else f"{shown:,}"
        )
        noun = "article" if of == "1" else "articles"
        self.count.setText(f"{of} {noun} in the bin" if self._current.in_bin else f"{of} {noun}")
        self.count.setToolTip(f"Filtered by {query.strip()}" if query.strip() else "No filter: all articles")
        self.count.update()
        self._tell_folded()

    def next_untagged(self, by: int = 1) -> None:
        """Go to the next untagged article after the current row (-1: the one before it), then round the end."""
        ids, row = self.model.ids, self.table.currentIndex().row()
        near = self._untagged_near(row, by)
        if near is not None:
            self.table.go(near)
            return

        def find(store: Store) -> int | None:
            wanted = np.isin(np.frombuffer(ids, np.int64), np.frombuffer(store.search.ids("status:untagged"), np.int64))
            rows = np.nonzero(wanted)[0] if by > 0 else np.nonzero(wanted)[0][::-1]
            # Those behind the current row in this direction come first; it is itself the last one looked at.
            found = [*rows[(rows - row) * by > 0][:1], *rows[(rows - row) * by < 0][:1]]
            return int(found[0]) if found else None

        def go(found: int | None) -> None:
            if found is not None and ids is self.model.ids:
                self.table.go(found)
            elif found is None:
                self._go_to_folded()

        self._jobs.query(find, go, kind="untagged")

    def _untagged_near(self, row: int, by: int) -> int | None:
        """Look at the rows that come next, at once: whoever types fast must not tag the article that was left already."""
        ids = self.model.ids
        rows = range(row + 1, min(row + 1 + NEAR, len(ids))) if by > 0 else range(row - 1, max(-1, row - 1 - NEAR), -1)
        some = [ids[each] for each in rows]
        status = {each.id: each.status for each in self._store.articles.rows(some)} if some else {}
        return next((each for each, article in zip(rows, some, strict=True) if status.get(article) == "untagged"), None)

    def _on_selected(self, ids: tuple[int, ...]) -> None:
        self._current.selected = ids
        self._tell_folded()

    def _tell_folded(self) -> None:
        """Say how many articles are selected, where there are several, and how many copies are folded."""
        selected = len(self._current.selected)
        said = ["not all can be found yet"] if self._incomplete else []
        said += [f"{selected:,} selected"] if selected > 1 else []
        if self._hidden:
            said.append(f"{self._hidden:,} {'copy' if self._hidden == 1 else 'copies'} folded")
        elif self._current.in_bin and self._ids:
            said.append("Ctrl+Shift+Del restores")
        self._folded.setText(" · ".join(said))

    def _go_to_folded(self) -> None:
        """Unfold the first untagged article that is folded away, if there is one."""
        whole, shown = self._ids, self.model.ids

        def find(store: Store) -> int | None:
            untagged = np.frombuffer(store.search.ids("status:untagged"), np.int64)
            listed = np.frombuffer(whole, np.int64)
            hidden = listed[np.isin(listed, untagged) & ~np.isin(listed, np.frombuffer(shown, np.int64))]
            return int(hidden[0]) if len(hidden) else None

        def go(found: int | None) -> None:
            if found is None or not self.show_article(found):
                self.none_left.emit("No untagged article is left in this list.")

        self._jobs.query(find, go, kind="untagged")

    def _show_lines(self, query: str, *, anew: bool, follow: bool = False) -> bool:
        """Show the lines of the list; True if they are others than before, which nobody was told yet."""
        shown = lines(self._ids, self._groups, self._unfolded)
        current = self._current.article
        group = None if current is None else self._groups.get(current)
        if current is not None and group is not None and not holds(shown.ids, current) and holds(self._ids, current):
            # What is being read must not vanish behind its copy.
            self._unfolded.add(group)
            shown = lines(self._ids, self._groups, self._unfolded)
        changed = self.table.show_ids(
            shown.ids, query=query, anew=anew, folds=shown.folds, reading=current, follow=follow, tell=False
        )
        self._hidden = shown.hidden
        self._tell_folded()
        return changed

    def _turn_fold(self, row: int, open_: bool) -> None:
        while row > 0 and (fold := self.model.index(row, 0).data(FOLD)) is not None and fold.is_copy:
            row -= 1
        group = self._groups.get(self.model.ids[row])
        if group is None:
            return
        if open_:
            self._unfolded.add(group)
        else:
            current = self._current.article
            if current is not None and self._groups.get(current) == group:
                self.table.go(row)
            self._unfolded.discard(group)
        self._fold_anew()

    def _fold_anew(self) -> None:
        if self._show_lines(self._current.query, anew=False):
            self.table.tell()

    def _learned_tags(self) -> list[Tag]:
        report = self._store.suggestions.report()
        learned = {each.tag for each in report.tags} if report is not None else set()
        return [tag for tag in self._store.codebook.tags() if tag.id in learned]

    def colour_tags(self) -> None:
        """Take the colours of the codebook as it is now."""
        self.table.painter_of_rows.colours = {tag.path: tag.colour for tag in self._store.codebook.tags()}
        self.table.viewport().update()

    def _lay_out(self) -> None:
        self._empty.setWordWrap(True)
        self._empty.setProperty("dim", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        advice = QWidget(self)
        room = QVBoxLayout(advice)
        room.setContentsMargins(24, 56, 24, 24)
        room.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self._stack.addWidget(advice)
        head = QWidget(self)
        head.setFixedHeight(HEAD)
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 0, 8, 0)
        line.addWidget(self.count, 1)
        line.addWidget(self._folded)
        line.addSpacing(8)
        line.addWidget(self._sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addSpacing(1)  # the rule is painted there
        column.addWidget(self._stack, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, HEAD, self.width(), 1, QColor(theme.palette().line))
        if self.table.hasFocus():
            # Also where no row is current, one must see where the keys go.
            painter.fillRect(0, 0, self.width(), FOCUS, QColor(theme.palette().accent))

    def _dress(self) -> None:
        self._sort.setStyleSheet(f"QToolButton {{ color: {theme.palette().dim}; }}")

    def _advice(self, query: str) -> str:
        if self._current.in_bin:
            return (
                "Nothing deleted here.\n\nWhat you delete (Del in the list) can be looked at and restored here."
                " Ctrl+Shift+F shows all articles."
            )
        if query.strip():
            return "No article matches this filter.\n\nTake a chip away, or press Esc in the filter box to see all."
        return (
            "No articles yet.\n\nImport files with Ctrl+I, or a whole folder with Ctrl+Shift+I,"
            " or drop them into this window."
        )

    def _on_current(self, article: int | None) -> None:
        # An article that fell out of the list stays in the reader: nothing jumps while one reads.
        if article is not None:
            self._current.article = article

    def _want(self, article: int) -> None:
        self._wanted.add(article)
        self._snippets.start()

    def _ask_snippets(self) -> None:
        query, ids = self._current.query, tuple(self._wanted)[-SNIPPETS:]

        def read(store: Store) -> dict[int, Snippet]:
            return {article: store.search.snippet_of(article, query) for article in ids}

        def show(snippets: dict[int, Snippet]) -> None:
            if query == self._current.query:
                self._wanted -= snippets.keys()
                self.model.put_snippets(snippets)

        self._jobs.query(read, show, kind="snippets")
