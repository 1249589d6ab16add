"""The section SUGGESTED: tags that the article may ask for, passages of it, and how many names wait for review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from store.records import Article, Mention, PassageSuggestion, Tag, TagSuggestion
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row
from ui.tagging.section import Section

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.current import Current

_NOTHING, REVIEW, PASSAGE, _NO_TAG = 0, 1, 2, -1
FIRST_TAG = -2
"""The id of the row of the first suggested tag; the next ones count down from it."""

ROWS = 4
"""How many lines the section has."""

_KEYS = (";", ":")


class SuggestionPane(Section):
    """Four lines of a fixed height: two suggested tags and the next suggested passage with their keys, and how many names
    wait for review.

    Pressing a tag accepts it, Del rejects it; pressing the passage or the names goes there, and then to the next.
    `accept all` is about the names.
    """

    def __init__(self, current: Current, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Suggested", name="suggestionPanel", parent=parent)
        self._current, self._actions = current, actions
        self._waiting: tuple[Mention, ...] = ()
        self._next = 0
        self._article: int | None = None
        self._tags: Mapping[int, Tag] = {}
        self._text = ""
        self.list = RowList(self)
        self.list.setObjectName("suggestionList")
        self.list.setAccessibleName("Suggestions")
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.setFixedHeight(self.height_of(ROWS))
        self.list.chosen.connect(self._choose)
        self.list.came.connect(self._point_at)
        self.list.removed.connect(self._reject)
        self.list.looked_at.connect(self._look)
        self.link.clicked.connect(self.accept_all)
        actions.suggested.changed.connect(self._show)
        actions.passages_suggested.changed.connect(self._show)

    def show_tags(self, article: Article | None, tags: Mapping[int, Tag]) -> None:
        """Show the suggested tags of this article; `tags` are those of the codebook by their ids."""
        self._text, self._tags = "" if article is None else article.text, tags
        self._show()

    def show_suggestions(self, article: int | None, mentions: tuple[Mention, ...]) -> None:
        """Show what waits for review among an article's mentions."""
        waiting = tuple(mention for mention in mentions if mention.state == "suggested")
        if [mention.article for mention in waiting[:1]] != [mention.article for mention in self._waiting[:1]]:
            self._next = 0
        self._waiting, self._article = waiting, article
        self._show()
        self.set_link("accept all" if waiting else "", tip="Accept every suggested name of this article as one step")

    def _show(self) -> None:
        suggested = self._actions.suggested
        here = suggested.here if suggested.article == self._article else ()
        rows = [
            _tag_row(place, each, self._tags[each.tag], self._text)
            for place, each in enumerate(here)
            if each.tag in self._tags
        ]
        if self._article is not None and not rows:
            word = "Learning from your tags…" if suggested.learning else "No tag is suggested"
            rows = [Row(id=_NO_TAG, text=word, heading=True)]
        passages = self._actions.passages_suggested
        passage = passages.next if passages.article == self._article else None
        if passage is not None and passage.tag in self._tags:
            count = f"{passages.at + 1} of {len(passages.here)}"
            rows.append(_passage_row(passage, count, self._tags[passage.tag], self._text))
        self.list.show_rows([*rows, _row(self._article, len(self._waiting))])

    def _choose(self, row: Row) -> None:
        if row.id <= FIRST_TAG:
            self._actions.suggested.accept(FIRST_TAG - row.id)
        elif row.id == PASSAGE:
            self._actions.passages_suggested.next_suggested_passage()
        else:
            self._go()

    def _reject(self, row: Row) -> None:
        if row.id <= FIRST_TAG:
            self._actions.suggested.reject(FIRST_TAG - row.id)
        elif row.id == PASSAGE:
            self._actions.passages_suggested.reject_passage()

    def _look(self, row: Row | None) -> None:
        suggested, passage = self._actions.suggested, self._actions.passages_suggested.next
        if row is not None and row.id == PASSAGE and passage is not None:
            suggested.look_at(passage.why)
        elif row is not None and row.id <= FIRST_TAG and FIRST_TAG - row.id < len(suggested.here):
            suggested.look_at(suggested.here[FIRST_TAG - row.id].why)
        else:
            suggested.look_at(())

    def _point_at(self, row: Row) -> None:
        here = self._actions.suggested.here
        if row.id <= FIRST_TAG and FIRST_TAG - row.id < len(here) and here[FIRST_TAG - row.id].why:
            self._current.place(*here[FIRST_TAG - row.id].why[0])

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


def _tag_row(place: int, suggested: TagSuggestion, tag: Tag, text: str) -> Row:
    words = [text[start:end] for start, end in suggested.why[:3]]
    why = f" · {', '.join(words)}" if words else ""
    return Row(
        id=FIRST_TAG - place,
        text=tag.name,
        colour=tag.colour,
        key=_KEYS[place],
        right=f"{suggested.score:.2f}{why}",
        hollow=True,
        tip=f"{tag.path}: {suggested.score:.0%} likely{why}. {_KEYS[place]} accepts, ` rejects the first.",
        spoken=f"suggested tag {tag.path}, {suggested.score:.0%}, because of {', '.join(words) or 'the whole text'}",
    )


def _passage_row(suggested: PassageSuggestion, count: str, tag: Tag, text: str) -> Row:
    words = ", ".join(text[start:end] for start, end in suggested.why[:3])
    why = f" · {words}" if words else ""
    return Row(
        id=PASSAGE,
        text=tag.name,
        second=suggested.quote,
        colour=tag.colour,
        key="\\",
        right=f"{suggested.score:.2f} · {count}",
        hollow=True,
        tip=f"{tag.path}: {suggested.score:.0%} likely{why}. \\ accepts, | rejects, _ goes to the next.\n“{suggested.quote}”",
        spoken=f"suggested passage for {tag.path}, {suggested.score:.0%}, {count}: {suggested.quote}",
    )


def _row(article: int | None, waiting: int) -> Row:
    if article is None:
        return Row(id=_NOTHING, text="Choose an article in the list", heading=True)
    if not waiting:
        return Row(id=_NOTHING, text="Nothing waits for review", heading=True)
    words = "1 name to review" if waiting == 1 else f"{waiting:,} names to review"
    return Row(id=REVIEW, text=words, key="y", right="x rejects", tip="Enter or a click goes to the next one")
