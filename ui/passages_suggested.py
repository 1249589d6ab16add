"""Suggested passages in the window: asked for the article in the reader, gone through one after the other, judged by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from store.records import Change, PassageSuggestion
from ui.tag_suggestions import TagSuggestions

if TYPE_CHECKING:
    from store import Store
    from ui.bridge import Bridge
    from ui.current import Current
    from ui.jobs import Jobs
    from ui.writes import Writes


class PassagesSuggested(QObject):
    """Holds which passages are suggested in the article in the reader, and which of them is looked at."""

    changed = Signal()
    """What is suggested, or which of it comes next, is another."""

    def __init__(
        self, store: Store, current: Current, bridge: Bridge, jobs: Jobs, writes: Writes, suggested: TagSuggestions
    ) -> None:
        super().__init__(suggested)
        self._store, self._current, self._jobs, self._writes = store, current, jobs, writes
        self._suggested = suggested
        self.article: int | None = None
        self.here: tuple[PassageSuggestion, ...] = ()
        self.at = 0
        """Which of them is shown and judged next."""
        self._seen = False
        current.article_changed.connect(self._come)
        bridge.changed.connect(self._hear)
        suggested.learned.connect(self._ask)

    @property
    def next(self) -> PassageSuggestion | None:
        """The suggested passage that is judged next."""
        return self.here[self.at] if self.at < len(self.here) else None

    # The verbs

    def next_suggested_passage(self) -> None:
        """Go to the first suggested passage, then to the next, round the end."""
        if self._missing():
            return
        if self._seen:
            self.at = (self.at + 1) % len(self.here)
        self._show_place()
        self.changed.emit()

    def accept_passage(self) -> None:
        """Accept the suggested passage looked at, and go to the next; where none is yet, go to the first."""
        self._judge(lambda store, each, article: store.passage_suggestions.accept(each.tag, article, _span(each)))

    def reject_passage(self) -> None:
        """Say that the passage looked at does not have the tag, and go to the next; where none is yet, go to the first."""
        self._judge(lambda store, each, article: store.passage_suggestions.reject(each.tag, article, _span(each)))

    def _judge(self, make: Callable[[Store, PassageSuggestion, int], Change]) -> None:
        each, article = self.next, self.article
        if self._missing() or each is None or article is None:
            return
        if not self._seen:
            # Nobody accepts what she has not seen.
            self._show_place()
            self._suggested.say("Look at it: the same key again judges it.")
            self.changed.emit()
            return
        if not self._writes.do(lambda store: make(store, each, article)):
            return
        rest = tuple(other for other in self.here if other is not each)
        self._show(rest)
        if rest:
            self._show_place()
        else:
            self._seen = False
            self._suggested.look_at(())
            self._suggested.say("No other passage is suggested here.")

    def _missing(self) -> bool:
        if self.here and self.article == self._current.article:
            return False
        self._suggested.say("No passage is suggested here.")
        return True

    def _show_place(self) -> None:
        each = self.next
        if each is not None:
            self._seen = True
            self._current.place(each.start, each.end)
            self._suggested.look_at(each.why)

    # Asking

    def _come(self, article: int | None) -> None:
        self.article, self.at, self._seen = article, 0, False
        self._show(())
        self._ask()

    def _ask(self) -> None:
        article = self._current.article
        if article is not None:
            self._jobs.query(
                lambda store: store.passage_suggestions.of(article), lambda found: self._answer(article, found),
                kind="suggested passages",
            )  # fmt: skip

    def _answer(self, article: int, found: tuple[PassageSuggestion, ...]) -> None:
        if article == self._current.article:
            self._show(found)

    def _show(self, found: tuple[PassageSuggestion, ...]) -> None:
        if found == self.here:
            return
        before = self.next
        self.here = found
        # The one looked at stays so; where it is gone, the next one after it comes.
        after = (before.start, before.end) if before is not None else (0, 0)
        same = [place for place, each in enumerate(found) if before is not None and _key(each) == _key(before)]
        later = [place for place, each in enumerate(found) if (each.start, each.end) >= after]
        self.at = (same or later or [0])[0]
        self.changed.emit()

    def _hear(self, change: Change) -> None:
        if change.touches("tagging", "tag_rejection", "setting", "article", "tag"):
            self._ask()


def _span(each: PassageSuggestion) -> tuple[int, int]:
    return each.start, each.end


def _key(each: PassageSuggestion) -> tuple[int, int, int]:
    return each.tag, each.start, each.end
