"""The tagging panel: everything that is marked and written about the current article, beside the codebook."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from store.errors import UserError
from store.records import Article, Change, Tagging
from ui import theme
from ui.reader.reader import same_but_for_status
from ui.tagging.article_taggings import TaggingsPane
from ui.tagging.codebook_model import TagUse
from ui.tagging.codebook_pane import CodebookPane
from ui.tagging.entities import EntityPane
from ui.tagging.heights import Wanted, shared
from ui.tagging.notes import ORIGIN, NotePane
from ui.tagging.relations import RelationPane
from ui.tagging.rows import row_height
from ui.tagging.suggestions import ROWS, SuggestionPane

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions
    from ui.bridge import Bridge
    from ui.current import Current

TOP = 4
"""What stays free above the first section, in pixels."""
MANY = 100
"""An article with more mentions than these is painted in the reader before the panel lists them."""
LATER_MILLISECONDS = 30
"""So long the reader has to paint first; Qt gathers what is to be painted for some milliseconds."""
NOTE_HEIGHT = 116
"""How high the section of the note is as long as others want the room: about three lines."""


class TaggingPanel(QWidget):
    """Six sections that share out the height; it holds no truth and reloads what a change touches.

    The borders go by what an article has when it is opened, and stay while it is read. Once the user moves one, she
    alone moves them. While the codebook is edited it has the panel for itself, but for the note.
    """

    def __init__(
        self, store: Store, current: Current, bridge: Bridge, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._current = store, current
        self._article: Article | None = None
        self.setObjectName("taggingPanel")
        self.setAccessibleName("Tagging panel")
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.codebook = CodebookPane(store, actions, self)
        self.suggestions = SuggestionPane(current, actions, self)
        self.taggings = TaggingsPane(store, current, actions, self)
        self.entities = EntityPane(store, current, actions, self)
        self.relations = RelationPane(store, current, actions, self)
        self.notes = NotePane(store, actions, self)
        self._splitter = self._make_splitter()
        self._moved, self._before = False, QByteArray()
        self._later = QTimer(self, singleShot=True, interval=LATER_MILLISECONDS)
        self._later.timeout.connect(self._show)
        self._splitter.splitterMoved.connect(self._on_moved)
        self.codebook.editing_changed.connect(self._on_editing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOP, 0, 0)
        layout.addWidget(self._splitter)
        self.setMinimumWidth(220)
        self.setFocusProxy(self.codebook.tree)
        current.article_changed.connect(self.show_article)
        bridge.changed.connect(self._on_change)
        theme.changed.connect(self._repaint)
        self.show_article(current.article)

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setObjectName("taggingSplitter")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(4)
        splitter.setStyleSheet("QSplitter::handle:vertical { background: transparent; height: 4px; }")
        for pane in (self.codebook, self.suggestions, self.taggings, self.entities, self.relations, self.notes):
            splitter.addWidget(pane)
        splitter.setStretchFactor(0, 1)
        return splitter

    def show_article(self, article: int | None) -> None:
        """Show what is marked and written about an article; None shows the codebook alone."""
        self.notes.show_article(article)
        if article is not None and self._store.mentions.count(article) > MANY:
            self._later.start()
        else:
            self._show()

    def _show(self) -> None:
        self._later.stop()
        self._article = self._read(self._current.article)
        self._show_taggings()
        self._show_mentions()
        self._place()

    def _read(self, article: int | None) -> Article | None:
        if article is None:
            return None
        try:
            return self._store.articles.get(article)
        except UserError:
            # It was removed, here or by another process; the list says so and chooses another one.
            return None

    def _show_taggings(self, *, book: bool = True) -> None:
        """Show what is tagged; with `book` off the codebook is known to be as it was."""
        looked = self._store.history.newest()  # before anything is read: what comes meanwhile counts as not seen
        taggings = () if self._article is None else self._store.taggings.of(self._article.id)
        self.codebook.show_codebook(tag_uses(taggings), read=book, looked=looked)
        tags = {tag.id: tag for tag in self.codebook.tree.book.tags}
        self.taggings.show_taggings(self._article.id if self._article else None, taggings, tags, looked=looked)
        self.suggestions.show_tags(self._article, tags)

    def _show_mentions(self) -> None:
        mentions = () if self._article is None else self._store.mentions.of(self._article.id)
        self.suggestions.show_suggestions(self._article.id if self._article else None, mentions)
        self.entities.show_article(self._article, mentions)
        self.relations.show_article(self._article)

    def _on_change(self, change: Change) -> None:
        if self._later.isActive():
            self._show()  # which is all of it as it is now
        else:
            self._follow(change)
        if change.touches("note") and change.origin != ORIGIN:
            self.notes.reload()

    def _follow(self, change: Change) -> None:
        before, same = self._article, not change.touches("article")
        if not same:
            self._article = self._read(self._current.article)
            # A tag changes the status alone: what is named in the article need not be told anew for that.
            same = before is not None and self._article is not None and same_but_for_status(before, self._article)
        if change.touches("codebook", "tag", "tagging", "annotator", "article"):
            self._show_taggings(book=change.touches("codebook", "tag"))
        if change.touches("mention", "entity", "entity_name") or not same:
            self._show_mentions()
        elif change.touches("relation", "predicate"):
            self.relations.show_article(self._article)

    def flush(self) -> None:
        """Save what is typed and not saved yet; to be called before the project is closed."""
        self.notes.flush()

    def save_state(self) -> QByteArray:
        """Return the heights of the sections, to be remembered; nothing where the user never moved a border."""
        if not self._moved:
            return QByteArray()
        return self._before if self.codebook.tree.editing else self._splitter.saveState()

    def restore_state(self, state: QByteArray) -> bool:
        """Set the heights of the sections as they were; False if the state is none of ours."""
        self._moved = self._splitter.restoreState(state)
        return self._moved

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed when the panel goes out of sight."""
        self.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new height."""
        super().resizeEvent(event)
        self._place()

    def _on_moved(self) -> None:
        self._moved = self._moved or not self.codebook.tree.editing

    def _on_editing(self, on: bool) -> None:
        if on:
            self._before = self._splitter.saveState()
        for pane in (self.suggestions, self.taggings, self.entities, self.relations):
            pane.setVisible(not on)
        if not on:
            self._splitter.restoreState(self._before)
        self._place()

    def _place(self) -> None:
        if self.codebook.tree.editing:
            self._splitter.setSizes([max(0, self.height() - TOP - NOTE_HEIGHT), 0, 0, 0, 0, NOTE_HEIGHT])
            return
        if self._moved:
            return
        handles = self._splitter.handleWidth() * (self._splitter.count() - 1)
        wanted = Wanted(
            codebook=self.codebook.wanted_height(),
            suggestions=self.suggestions.height(),
            taggings=self.taggings.wanted_height(),
            entities=self.entities.wanted_height(),
            relations=self.relations.wanted_height(),
            note=NOTE_HEIGHT,
            row=row_height(),
            suggested=ROWS,
        )
        found = shared(self.height() - TOP - handles, wanted)
        self._splitter.setSizes(
            [found.codebook, found.suggestions, found.taggings, found.entities, found.relations, found.note]
        )

    def _repaint(self) -> None:
        # Some colours of rows are those of the theme. The store is not asked: it may be closed before the panel goes.
        self.entities.redraw()
        self.update()


def tag_uses(taggings: tuple[Tagging, ...]) -> dict[int, TagUse]:
    """Say for each tag of an article whether it is on the whole of it, and on how many passages."""
    whole = {tagging.tag_id for tagging in taggings if tagging.start is None}
    passages = Counter(tagging.tag_id for tagging in taggings if tagging.start is not None)
    return {tag: TagUse(on_article=tag in whole, passages=passages[tag]) for tag in whole | set(passages)}
