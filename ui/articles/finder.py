"""Carries a filter from the box or the facets to the store, and the answer to the list, the facets and `current`."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from store.errors import QueryError, UserError
from store.query.lexer import quote
from store.records import Change, View
from ui.articles.completion import Gap, counted
from ui.articles.counts import Counts, Value, found_values, read_counts
from ui.articles.facet_panel import FacetPanel
from ui.articles.filter_bar import FilterBar
from ui.articles.folding import lines
from ui.articles.pane import ArticlePane
from ui.articles.sorts import LIKELY
from ui.articles.terms import excluded, terms, toggled, widened, without_field

if TYPE_CHECKING:
    from store import Store
    from ui.bridge import Bridge
    from ui.current import Current
    from ui.jobs import Jobs

SETTLE_MILLISECONDS = 120
"""Changes that come faster than this (an import) are answered together."""
FEW = 20
"""A change of so many articles is answered without waiting for others."""
EDITS = {"narrow": toggled, "widen": widened, "exclude": excluded}
DEFAULT_SORT = "-published"


class _Answer(NamedTuple):
    """What a list needs: its ids, the groups of copies, how many articles there are at all, and whether it is the bin."""

    ids: array[int]
    groups: Mapping[int, int]
    total: int
    in_bin: bool


class Finder(QObject):
    """Keeps list and facets true to the filter; the last good answer stays while a filter cannot be parsed."""

    counted = Signal(object)
    """The `Counts` of the filter in force."""

    def __init__(
        self,
        store: Store,
        current: Current,
        bridge: Bridge,
        jobs: Jobs,
        *,
        bar: FilterBar,
        pane: ArticlePane,
        facets: FacetPanel,
    ) -> None:
        super().__init__(pane)
        self._store, self._current, self._jobs = store, current, jobs
        self._bar, self._pane, self._facets = bar, pane, facets
        self.sort = DEFAULT_SORT
        self.grouping = False
        """Whether the copies of an article stand behind its line."""
        self._liking: str | None = None
        self._following = False
        self._entering = self._to_list = False
        self._asked = 0
        self._wanted = ""
        """The filter asked for last: while its answer is awaited, another one than that in force."""
        self._waiting = self._changed = False
        self._gap: Gap | None = None
        """Where something is to be proposed; None once the filter is entered, and the processor is wanted for its answer."""
        self._last = 0.0
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._ask_again)
        bar.box.asked.connect(lambda text: self.ask(text, anew=True))
        bar.box.proposals_wanted.connect(self._propose)
        bar.box.left.connect(pane.table.setFocus)
        bar.box.entered.connect(self._enter)
        facets.chosen.connect(self._choose)
        facets.sought.connect(self._seek)
        facets.dates_cleared.connect(lambda: self.set_query(without_field(bar.box.text(), "date")))
        pane.sort_chosen.connect(self.set_sort)
        pane.listed.connect(lambda: self._count(current.query))
        bridge.changed.connect(self._on_change)
        pane.show_sort(self.sort)

    def ask(self, query: str, *, anew: bool) -> None:
        """Look for the articles of a filter; `anew` when the user asked, not the project's change."""
        # While a filter is typed the reader is left alone, until Enter.
        follow = anew and self._following
        self._choose_sort(query)
        sort, grouping, unfolded = self.sort_in_force, self.grouping, self._pane.unfolded

        def find(store: Store) -> _Answer:
            ids = store.search.ids(query, sort=sort)
            groups = store.search.copies() if grouping else {}
            # Folded here, where nobody waits for it: the pane finds it done.
            lines(ids, groups, unfolded)
            return _Answer(ids, groups, store.search.count(), store.search.in_bin(query))

        def answer(found: _Answer) -> None:
            self._waiting = self._to_list = False
            if query == self._bar.box.text():
                self._bar.show_error(
                    None
                )  # else it is the last good filter, asked anew: what is typed is as wrong as before
            self._current.in_bin = found.in_bin
            self._current.query = query
            self._pane.show_sort(sort)
            self._pane.show_ids(
                found.ids, query=query, anew=anew, groups=found.groups, total=found.total, follow=follow
            )
            self._open_first()
            self._facets.show_query(query)
            self._catch_up()

        self._settle.stop()
        self._wanted, self._waiting, self._changed = query, True, False
        self._last = monotonic()
        self._asked += 1
        self._jobs.query(find, answer, kind="list", failed=lambda error: self._fail(error, query, sort))

    def _fail(self, error: Exception, query: str, sort: str) -> None:
        """Show what is wrong with a filter at its place, and leave the list as it was."""
        to_list, self._to_list = self._to_list, False
        self._waiting = self._entering = False
        self._wanted = self._current.query
        self._count(self._current.query)
        if isinstance(error, UserError) and not isinstance(error, QueryError) and LIKELY in sort:
            # The tag it was sorted by is gone, or is called otherwise.
            self._wanted = query
            self.set_sort(DEFAULT_SORT)
            return
        if isinstance(error, UserError):
            self._bar.show_error(error)
            if to_list and self._pane.table.hasFocus():
                self._bar.box.setFocus()  # what is typed on is meant to mend the filter, not for the articles
        self._catch_up()

    def _ask_again(self) -> None:
        """Ask anew because the project has changed; never in the place of a question that is not answered yet."""
        if self._waiting:
            self._changed = True
        else:
            self.ask(self._wanted, anew=False)

    def _catch_up(self) -> None:
        if self._changed:
            self._changed = False
            self._settle.start(SETTLE_MILLISECONDS)

    def _count(self, query: str) -> None:
        """Count the facets of a list that was shown, unless another one is asked for before the counts are there."""
        asked = self._asked

        def show(counts: Counts) -> None:
            if asked == self._asked:
                self._show_counts(counts)

        self._jobs.query(lambda store: read_counts(store, query), show, kind="facets")

    def _enter(self, changed: bool) -> None:
        """Go to the list; the first result of another filter is opened as soon as it is there."""
        self._entering, self._to_list, self._gap = changed, True, None
        self._pane.table.setFocus()

    def _open_first(self) -> None:
        if not self._entering:
            return
        self._entering = False
        if self._pane.model.ids:
            self._pane.table.go(0)
        else:
            self._bar.box.setFocus()

    def set_query(self, query: str) -> None:
        """Put a filter into the box and ask for it."""
        self._following = True
        self._bar.box.set_text(query)
        self._following = False

    def show_view(self, view: View) -> None:
        """Show a saved view, in its order."""
        self._liking, self.sort = None, view.sort
        self.set_query(f"view:{quote(view.name)}")

    @property
    def sort_in_force(self) -> str:
        """The sort of the list: while the filter asks for likeness, the best match first unless another was chosen."""
        return self._liking or self.sort

    def _choose_sort(self, query: str) -> None:
        ranked = any(term.field in ("like", "similar") and not term.negated for term in terms(query))
        if not ranked:
            self._liking = None
        elif self._liking is None:
            self._liking = "relevance"

    def set_sort(self, sort: str) -> None:
        """Sort the list otherwise; the current article stays current."""
        if self._liking is None:
            self.sort = sort
        else:
            self._liking = sort
        self._pane.show_sort(sort)
        self.ask(self._wanted, anew=True)

    def set_grouping(self, on: bool) -> None:
        """Let copies stand behind one line, or each in its own."""
        if on != self.grouping:
            self.grouping = on
            self.ask(self._wanted, anew=False)

    def _choose(self, term: str, how: str) -> None:
        self.set_query(EDITS[how](self._bar.box.text(), term))

    def _seek(self, field: str, text: str) -> None:
        """Look for values of a facet by name, and show them where they are looked for."""
        query = self._current.query

        def show(found: tuple[Value, ...]) -> None:
            if self._facets.model.sought == field:
                self._facets.model.seek(field, found)

        if not text.strip():
            self._facets.model.seek(field)
            return
        self._jobs.query(lambda store: found_values(store, query, field, text), show, kind="values")

    def _propose(self, where: Gap) -> None:
        query = self._bar.box.text()
        self._gap = where
        self._jobs.query(
            lambda store: counted(store, query, where, wanted=lambda: self._gap is where),
            lambda found: self._bar.box.propose(where, found),
            kind="completion",
        )

    def _show_counts(self, counts: Counts) -> None:
        self._facets.show_counts(counts)
        self.counted.emit(counts)

    def _on_change(self, change: Change) -> None:
        if change.touches("tag"):
            self._pane.colour_tags()
        if change.touches("article") and self._current.article is not None:
            self._leave_removed(self._current.article)
        self._pane.model.refresh(self._pane.table.rows_seen())
        # What a person does to a few articles is answered at once, and so is one change; those of an import together.
        few = not change.everything and 0 < len(change.articles) <= FEW
        quiet = 1000 * (monotonic() - self._last) > SETTLE_MILLISECONDS
        self._settle.start(0 if few or quiet else SETTLE_MILLISECONDS)

    def _leave_removed(self, article: int) -> None:
        if not self._store.articles.rows([article], deleted=self._current.in_bin):
            self._current.article = None
