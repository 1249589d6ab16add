"""The reader pane: the page of the current article, kept up to date with the store and the window's place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from store.errors import QueryError, UserError
from store.recognition.korean import split_particle
from store.records import Article, Change
from ui.reader.page import Span
from ui.reader.passages import PassagePage
from ui.settings import Settings

if TYPE_CHECKING:
    from store import Store
    from ui.bridge import Bridge
    from ui.current import Current
    from ui.passages_suggested import PassagesSuggested
    from ui.tag_suggestions import TagSuggestions

ZOOMS = (70, 80, 90, 100, 115, 130, 150, 175, 200, 250)
"""The steps of Ctrl and plus or minus, in per cent."""

_ZOOM_KEY = "reader/zoom"
_MARKS = ("mention", "tagging", "tag", "entity")

NO_ARTICLES = """<p><b>This project has no articles yet.</b></p>
<p>Bring some in: <b>Project › Import files…</b> &nbsp;Ctrl+I</p>"""
NO_ARTICLE = """<p><b>No article is open.</b></p>
<p>Choose one in the list: &nbsp;<b>j</b>&nbsp; the next, &nbsp;<b>k</b>&nbsp; the one before.</p>"""


class Reader(QWidget):
    """Shows `current.article`; holds no truth, and tells what is selected to `current`."""

    remove_asked = Signal()
    """The passage chosen should go."""
    edges_asked = Signal(int, int, int)
    """The passage of a tagging should be another span."""
    tag_dropped = Signal(int, object)
    """A tag was dropped on a span of the article, or on the whole of it (None)."""

    def __init__(self, store: Store, current: Current, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._current = current
        self._tag_colours: dict[int, str] = {}
        self.setObjectName("reader")
        self.setAccessibleName("Reader")
        self.setProperty("ground", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page = PassagePage(self)
        self.page.setObjectName("readerPage")
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("dim", True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.empty)
        self.setFocusProxy(self.page)
        self._connect(bridge)
        self.page.set_zoom(Settings().number(_ZOOM_KEY, 100) / 100)
        self.load()

    def load(self) -> None:
        """Read the current article and its marks from the store, and show them."""
        article = self._read()
        if article is None:
            self._show_empty()
            return
        self._tag_colours = {tag.id: tag.colour for tag in self._store.codebook.tags()}
        self.page.display(
            article,
            self._store.mentions.of(article.id),
            self._store.taggings.of(article.id),
            self._tag_colours,
            self._hits(article.text),
        )
        self._choose_under(self._current.caret)
        self._stack.setCurrentWidget(self.page)

    def _read(self) -> Article | None:
        number = self._current.article
        try:
            return self._store.articles.get(number, deleted=self._current.in_bin) if number is not None else None
        except UserError:
            return None  # removed meanwhile: the empty page says what to do

    def next_hit(self) -> None:
        """Go to the next search hit of this article, round the end."""
        self.page.step(forward=True)

    def previous_hit(self) -> None:
        """Go to the search hit before, round the start."""
        self.page.step(forward=False)

    def zoom_in(self) -> None:
        """Set the text one step larger."""
        self._zoom(1)

    def zoom_out(self) -> None:
        """Set the text one step smaller."""
        self._zoom(-1)

    def zoom_reset(self) -> None:
        """Set the text as large as at first."""
        self._zoom(0)

    def follow(self, suggested: TagSuggestions, passages: PassagesSuggested) -> None:
        """Show what is suggested: the passages, and the words that speak for what is looked at."""

        def show() -> None:
            here = passages.here if passages.article == self._current.article else ()
            spans = [(each.start, each.end, self._tag_colours.get(each.tag, "#888888")) for each in here]
            self.page.set_proposals(spans, next_one=passages.at)

        passages.changed.connect(show)
        suggested.looked_at.connect(self.page.set_words)

    def _connect(self, bridge: Bridge) -> None:
        self._current.article_changed.connect(self.load)
        self._current.query_changed.connect(self._find)
        self._current.place_asked.connect(self.page.go_to)
        self._current.select_asked.connect(self._select)
        self._current.tagging_changed.connect(self._show_chosen)
        bridge.changed.connect(self._hear)
        self.page.selected.connect(self._take_selection)
        self.page.pointed.connect(self._take_mentions)
        self.page.moved.connect(self._take_caret)
        self.page.remove_asked.connect(self.remove_asked)
        self.page.edges_asked.connect(self.edges_asked)
        self.page.tag_dropped.connect(self.tag_dropped)
        self.page.trim = _without_particle
        self.page.zoom_asked.connect(self._zoom)

    def _hear(self, change: Change) -> None:
        article = self.page.article
        if change.everything or article is None:
            self.load()
        elif change.touches("article", "part") and (not change.articles or article.id in change.articles):
            now = self._read()
            # A tag changes the status alone; the page is not written anew for that.
            if now is None or not same_but_for_status(article, now):
                self.load()
            else:
                self._show_marks(change)
        elif change.touches(*_MARKS) and (not change.articles or article.id in change.articles):
            self._show_marks(change)

    def _show_marks(self, change: Change) -> None:
        article = self.page.article
        if article is None or not change.touches(*_MARKS):
            return
        if change.touches("tag"):
            self._tag_colours = {tag.id: tag.colour for tag in self._store.codebook.tags()}
        mentions = self._store.mentions.of(article.id) if change.touches("mention", "entity") else self.page.mentions
        self.page.set_marks(mentions, self._store.taggings.of(article.id), self._tag_colours)
        self._choose_under(self._current.caret)

    def _find(self) -> None:
        if self.page.article is not None:
            self.page.set_hits(self._hits(self.page.article.text))

    def _hits(self, text: str) -> tuple[Span, ...]:
        try:
            return tuple(self._store.search.hits(self._current.query, text))
        except QueryError:
            return ()  # the filter box shows where it breaks

    def _take_selection(self, span: Span | None) -> None:
        self._current.selection = span

    def _select(self, start: int, end: int) -> None:
        self.page.go_to(start, end, frame=False)
        self.page.select(start, end)

    def _take_caret(self, point: int | None) -> None:
        self._current.caret = point
        self._choose_under(point)

    def _choose_under(self, point: int | None) -> None:
        """Choose a passage under the cursor; one that is chosen stays so while the cursor has not come into another."""
        chosen = self._current.tagging
        if chosen not in [each.id for each in self.page.taggings]:
            chosen = None
        selected = self.page.selection()
        here = [] if point is None else self.page.taggings_touching(selected[0] if selected else point)
        if here and chosen not in [each.id for each in here]:
            chosen = min(here, key=lambda each: ((each.end or 0) - (each.start or 0), -each.id)).id
        self._current.tagging = chosen

    def _show_chosen(self, tagging: int | None) -> None:
        self.page.choose(tagging)
        chosen = next((each for each in self.page.taggings if each.id == tagging), None)
        told = f"{chosen.tag}: {chosen.quote}" if chosen is not None and chosen.quote else ""
        self.page.setAccessibleDescription(f"Passage chosen: {told}" if told else "")

    def _take_mentions(self, ids: tuple[int, ...]) -> None:
        self._current.mentions = ids

    def _show_empty(self) -> None:
        self.empty.setText(NO_ARTICLE if self._store.articles.any() else NO_ARTICLES)
        self.page.clear_article()
        self._stack.setCurrentWidget(self.empty)

    def _zoom(self, step: int) -> None:
        at = min(range(len(ZOOMS)), key=lambda index: abs(ZOOMS[index] - 100 * self.page.zoom))
        percent = 100 if step == 0 else ZOOMS[min(max(at + step, 0), len(ZOOMS) - 1)]
        self.page.set_zoom(percent / 100)
        Settings().keep(_ZOOM_KEY, percent)


def same_but_for_status(one: Article, other: Article) -> bool:
    """Say whether two readings of an article differ in nothing but how far one is with it."""
    return one == other or replace(one, status=other.status) == other


def _without_particle(text: str, start: int, end: int) -> Span:
    """Leave of a word that was double-clicked what stands before its particles."""
    return start, start + len(split_particle(text[start:end]))
