"""The section SUGGESTED: how many names in the current article wait for review, and the way through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from store.records import Mention
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row
from ui.tagging.section import Section

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.current import Current

_NOTHING, REVIEW = 0, 1


class SuggestionPane(Section):
    """One line of a fixed height: pressing it goes to the next suggestion, `accept all` accepts them in one step."""

    def __init__(self, current: Current, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Suggested", name="suggestionPanel", parent=parent)
        self._current, self._actions = current, actions
        self._waiting: tuple[Mention, ...] = ()
        self._next = 0
        self.list = RowList(self)
        self.list.setObjectName("suggestionList")
        self.list.setAccessibleName("Suggestions")
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.setFixedHeight(self.height_of(1))
        self.list.chosen.connect(lambda _: self._go())
        self.link.clicked.connect(self.accept_all)

    def show_suggestions(self, article: int | None, mentions: tuple[Mention, ...]) -> None:
        """Show what waits for review among an article's mentions."""
        waiting = tuple(mention for mention in mentions if mention.state == "suggested")
        if [mention.article for mention in waiting[:1]] != [mention.article for mention in self._waiting[:1]]:
            self._next = 0
        self._waiting = waiting
        self.list.show_rows([_row(article, len(waiting))])
        self.set_link("accept all" if waiting else "", tip="Accept every suggested name of this article as one step")

    def accept_all(self) -> None:
        """Accept all that waits, as one step that can be undone."""
        if self._waiting:
            self._actions.accept_mentions([mention.id for mention in self._waiting])

    def _go(self) -> None:
        if not self._waiting:
            return
        mention = self._waiting[self._next % len(self._waiting)]
        self._next = (self._next + 1) % len(self._waiting)
        self._current.mentions = (mention.id,)
        self._current.place(mention.start, mention.end)


def _row(article: int | None, waiting: int) -> Row:
    if article is None:
        return Row(id=_NOTHING, text="Choose an article in the list", heading=True)
    if not waiting:
        return Row(id=_NOTHING, text="Nothing waits for review", heading=True)
    words = "1 name to review" if waiting == 1 else f"{waiting:,} names to review"
    return Row(id=REVIEW, text=words, key="y", right="x rejects", tip="Enter or a click goes to the next one")
