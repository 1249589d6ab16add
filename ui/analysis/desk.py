"""The desk of analysis: opens its windows beside the main one, one of each, and carries what they ask for to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from store.errors import UserError
from store.records import ConcordanceQuery, PassageQuery, RelationQuery
from ui.analysis.window import AnalysisWindow

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions
    from ui.analysis.adjudication import AdjudicationWindow
    from ui.analysis.agreement import AgreementWindow
    from ui.analysis.concordance import ConcordanceWindow
    from ui.analysis.entities import EntitiesWindow
    from ui.analysis.entity_page import EntityPageWindow
    from ui.analysis.matrix import MatrixWindow
    from ui.analysis.occurrences import OccurrencesWindow
    from ui.analysis.relations import RelationsWindow
    from ui.analysis.statistics import StatisticsWindow
    from ui.analysis.tagged import TaggedWindow
    from ui.bridge import Bridge
    from ui.current import Current
    from ui.jobs import Jobs
    from ui.settings import Settings


W = TypeVar("W", bound=AnalysisWindow)

_OF_ALL = ("agreement", "adjudicate")
"""What cannot be shown without showing what everybody put."""


class Desk(QObject):
    """Holds what the windows work with; a window that is open already comes to the front."""

    read_asked = Signal(int, int, int)
    """Show the passage `[start, end)` (code points) of an article in the reader."""
    filter_asked = Signal(str)
    """Add a term to the filter of the list."""

    def __init__(
        self,
        store: Store,
        current: Current,
        bridge: Bridge,
        jobs: Jobs,
        actions: Actions,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.store, self.current, self.bridge, self.jobs = store, current, bridge, jobs
        self.actions, self.settings, self.window = actions, settings, window
        self._windows: dict[type[AnalysisWindow], AnalysisWindow] = {}
        actions.analysis_asked.connect(self._open)
        actions.tagged_asked.connect(self.tagged)
        actions.team.seen_anew.connect(self._close_what_is_hidden)

    def matrix(self) -> MatrixWindow:
        """Show the matrix."""
        from ui.analysis.matrix import MatrixWindow

        return self._shown(MatrixWindow)

    def statistics(self) -> StatisticsWindow:
        """Show the statistics of the filter."""
        from ui.analysis.statistics import StatisticsWindow

        return self._shown(StatisticsWindow)

    def agreement(self) -> AgreementWindow:
        """Show how far annotators agree."""
        from ui.analysis.agreement import AgreementWindow

        return self._shown(AgreementWindow)

    def adjudicate(self, query: str | None = None, names: Sequence[str] = ()) -> AdjudicationWindow:
        """Settle what these annotators differ on (all, if not said), in the articles of `query`; else of the list's filter."""
        from ui.analysis.adjudication import AdjudicationWindow

        window = self._shown(AdjudicationWindow)
        window.show_query(self.current.query if query is None else query, names)
        return window

    def entities(self) -> EntitiesWindow:
        """Show the list of all entities."""
        from ui.analysis.entities import EntitiesWindow

        return self._shown(EntitiesWindow)

    def page(self, entity: int) -> EntityPageWindow:
        """Show the page of an entity."""
        from ui.analysis.entity_page import EntityPageWindow

        window = self._shown(EntityPageWindow)
        window.show_entity(entity)
        return window

    def review(self, entities: tuple[int, ...]) -> None:
        """Look through the mentions of these entities, one a line."""
        known = self.store.entities.several(entities)
        if known:
            more = f" and {len(known) - 1:,} more" if len(known) > 1 else ""
            query = ConcordanceQuery(entities=tuple(entity.id for entity in known))
            self.concordance(query, what=f"{known[0].name}{more}")

    def concordance(self, query: ConcordanceQuery | None = None, *, what: str = "") -> ConcordanceWindow:
        """Show these mentions one a line; without a query what was shown last, at first all that is only suggested."""
        from ui.analysis.concordance import ConcordanceWindow

        window = self._shown(ConcordanceWindow)
        if query is not None:
            window.show_query(query, what=what)
        return window

    def relations(self, query: RelationQuery | None = None, *, what: str = "") -> RelationsWindow:
        """Show these relations one a line; without a query what was shown last, at first all that is only suggested."""
        from ui.analysis.relations import RelationsWindow

        window = self._shown(RelationsWindow)
        if query is not None:
            window.show_query(query, what=what)
        return window

    def tagged(self, tag: int | None = None) -> TaggedWindow:
        """Show the passages of a tag and of those under it one a line; without a tag what was shown last, at first all."""
        from ui.analysis.tagged import TaggedWindow

        window = self._shown(TaggedWindow)
        if tag is not None:
            window.show_query(PassageQuery(tags=(tag,)))
        return window

    def _tagged_here(self) -> None:
        chosen, article = self.current.tagging, self.current.article
        taggings = self.store.taggings.of(article) if article is not None and chosen is not None else ()
        self.tagged(next((each.tag_id for each in taggings if each.id == chosen), None))

    def occurrences(self, words: str = "") -> OccurrencesWindow:
        """Look for every occurrence of words, to be marked or tagged; ` | ` stands between writings."""
        from ui.analysis.occurrences import OccurrencesWindow

        window = self._shown(OccurrencesWindow)
        window.look_for(words)
        return window

    def never(self, mentions: Sequence[int], parent: QWidget) -> bool:
        """Ask how far it reaches that the names of these mentions are never marked, and write it; False if nothing is."""
        from ui.analysis.never import never_mark

        return never_mark(self, mentions, parent)

    def exclusions(self) -> None:
        """Show the names never marked."""
        from ui.dialogs import exclusions

        exclusions.ask(self.window, self.store, self.actions.writes, self.jobs)

    def _never_here(self) -> None:
        if self.current.mentions:
            self.never(self.current.mentions, self.window)
        else:
            self.actions.said.emit("Point at a mention in the text or in the panel, then press Shift+X.")

    def _mark_every(self) -> None:
        article, span = self.current.article, self.current.selection
        if article is not None and span is not None:
            self.occurrences(self.store.articles.text(article)[slice(*span)])
            return
        entity = self._entity_here()
        names = self.store.entities.get(entity).names if entity is not None else ()
        self.occurrences(" | ".join(dict.fromkeys(name.name for name in names)))

    def close(self) -> None:
        """Close all windows, before the store is closed."""
        for window in self._windows.values():
            window.close()

    def _shown(self, kind: type[W]) -> W:
        window = self._windows.get(kind)
        if not isinstance(window, kind):
            window = self._windows[kind] = kind(self)
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def _close_what_is_hidden(self) -> None:
        from ui.analysis.adjudication import AdjudicationWindow
        from ui.analysis.agreement import AgreementWindow

        for kind in (AdjudicationWindow, AgreementWindow) if self.store.blind else ():
            if kind in self._windows:
                self._windows[kind].close()

    def _open(self, what: str) -> None:
        if what in _OF_ALL and self.store.blind:
            self.actions.said.emit("This shows what other annotators put; leave blind mode first (Ctrl+Shift+B).")
        elif what == "page":
            entity = self._entity_here()
            if entity is None:
                self.actions.said.emit(
                    "Point at a mention of an entity in the text or in the panel, then press Shift+E."
                )
            else:
                self.page(entity)
        else:
            verbs: dict[str, Callable[[], object]] = {
                "matrix": self.matrix,
                "statistics": self.statistics,
                "agreement": self.agreement,
                "adjudicate": self.adjudicate,
                "entities": self.entities,
                "review": self.concordance,
                "relations": self.relations,
                "occurrences": self._mark_every,
                "passages": self._tagged_here,
                "never": self._never_here,
                "exclusions": self.exclusions,
            }
            verbs[what]()

    def _entity_here(self) -> int | None:
        """The entity under the cursor, in the reader or in the entity panel."""
        article, wanted = self.current.article, set(self.current.mentions)
        if article is None:
            return None
        try:
            mentions = self.store.mentions.of(article)
        except UserError:
            return None
        selected = self.current.selection or (0, 0)
        here = [mention for mention in mentions if mention.entity_id is not None]
        named = [mention for mention in here if mention.id in wanted]
        touched = [mention for mention in here if mention.start < selected[1] and mention.end > selected[0]]
        found = named or touched
        return found[0].entity_id if found else None
