"""Suggested tags in the window: learned in the background as taggings change, asked for each article, judged by a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from store.records import Change, TagsReport, TagSuggestion
from ui.jobs import Job

if TYPE_CHECKING:
    from store import Store
    from ui.bridge import Bridge
    from ui.current import Current
    from ui.jobs import Jobs
    from ui.writes import Writes

SHOWN = 2
"""How many tags are suggested for an article at most."""

WAIT_MILLISECONDS = 1_500
"""How long nothing must have changed before it is learned again; where that takes longer, as long as it takes."""


class TagSuggestions(QObject):
    """Holds what is suggested for the article in the reader; `went_on` is called where nothing is left to judge."""

    changed = Signal()
    """What is suggested for the article in the reader is another."""
    learned = Signal()
    """It was learned anew."""
    looked_at = Signal(object)
    """The spans of the words that speak for the suggestion looked at; none where none is."""

    def __init__(
        self, store: Store, current: Current, bridge: Bridge, jobs: Jobs, writes: Writes, window: QWidget
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store, self._current, self._jobs, self._writes = store, current, jobs, writes
        self.say: Callable[[str], None] = lambda _: None
        self.went_on: Callable[[], None] = lambda: None
        self.article: int | None = None
        self.here: tuple[TagSuggestion, ...] = ()
        self._job: Job | None = None
        self._dirty = False
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MILLISECONDS)
        self._timer.timeout.connect(self.renew)
        current.article_changed.connect(self._ask)
        bridge.changed.connect(self._hear)

    @property
    def learning(self) -> bool:
        """Whether it is being learned now."""
        return self._job is not None

    def accept(self, place: int = 0) -> None:
        """Accept the suggested tag at this place, and go on where nothing else is suggested for the article."""
        found = self._at(place)
        if found is None:
            return
        article = self.article
        rest = tuple(each for each in self.here if each is not found)
        if self._do(lambda store: store.suggestions.accept(found.tag, article or 0)):
            exclusive = self._store.suggestions.is_exclusive()
            self._show(() if exclusive else rest)
            if exclusive or not rest:
                self.went_on()

    def reject(self, place: int = 0) -> None:
        """Say that the article does not have the suggested tag at this place."""
        found = self._at(place)
        article = self.article
        if found is not None:
            self._do(lambda store: store.suggestions.reject(found.tag, article or 0))

    # The verbs

    def accept_tag(self) -> None:
        """Accept the first suggested tag, and go on."""
        self.accept()

    def accept_second_tag(self) -> None:
        """Accept the second suggested tag."""
        self.accept(1)

    def reject_tag(self) -> None:
        """Reject the first suggested tag."""
        self.reject()

    def tags_report(self) -> None:
        """Show how far suggested tags can be trusted, and set the bar below which none is made."""
        from ui.dialogs import tags_report

        suggestions = self._store.suggestions
        if suggestions.is_large() and not self.learning:
            # Of so many it is not learned by itself.
            self.renew()
        reports = [
            each for each in (suggestions.report(), self._store.passage_suggestions.report()) if each is not None
        ]
        bar = tags_report.ask(self._window, reports, self._store.codebook.tags(), suggestions.bar())
        if bar is not None:
            self._do(lambda store: store.suggestions.set_bar(bar))

    def _at(self, place: int) -> TagSuggestion | None:
        if self.article is None or self.article != self._current.article or place >= len(self.here):
            self.say("No tag is suggested here.")
            return None
        return self.here[place]

    def _do(self, make: Callable[[Store], Change]) -> bool:
        return self._writes.do(make)

    def look_at(self, why: tuple[tuple[int, int], ...]) -> None:
        """Let the reader show the words that speak for a suggestion, or none."""
        self.looked_at.emit(why)

    # Asking and learning

    def _ask(self, article: int | None) -> None:
        self._show(())
        self.article = article
        if article is not None:
            self._jobs.query(
                lambda store: store.suggestions.of(article, limit=SHOWN), lambda found: self._answer(article, found),
                kind="suggest",
            )  # fmt: skip

    def _answer(self, article: int, found: tuple[TagSuggestion, ...]) -> None:
        if article == self._current.article:
            self._show(found)

    def _show(self, found: tuple[TagSuggestion, ...]) -> None:
        if found != self.here:
            self.here = found
            self.look_at(())
            self.changed.emit()

    def _hear(self, change: Change) -> None:
        if change.touches("tagging", "tag_rejection", "setting", "article"):
            self._ask(self._current.article)
        if change.touches("tagging", "tag_rejection", "tag"):
            self.look()

    def look(self) -> None:
        """Learn soon where anything has changed since it was learned; to be called once the first screen is there.

        In a very large project it is learned only where one looks how far suggestions can be trusted.
        """
        if not self._store.suggestions.is_large():
            self._timer.start()

    def renew(self) -> None:
        """Learn from what is tagged now, in the background; where it is being learned already, once more after that."""
        from store.suggesting import learn_tags

        if self._job is not None:
            self._dirty = True
            return
        project, seen_by = self._store.path, self._store.annotator if self._store.blind else None
        self._dirty = False
        self._job = self._jobs.run(
            "Learning tags",
            lambda: learn_tags(project, seen_by=seen_by),
            done=self._learned,
            failed=self._failed,
            quiet=True,
        )
        self.changed.emit()

    def _learned(self, report: TagsReport | None) -> None:
        self._job = None
        self._timer.setInterval(max(WAIT_MILLISECONDS, round(1000 * report.seconds) if report is not None else 0))
        self._ask(self._current.article)
        self.changed.emit()
        self.learned.emit()
        if self._dirty:
            self._timer.start()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.changed.emit()
        self.say(str(error))
