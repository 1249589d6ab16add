"""The verbs that mark: tags and statuses on articles and passages, mentions and what is decided about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from store.errors import UserError
from store.records import Change
from ui.review import Review

if TYPE_CHECKING:
    from store import Store
    from ui.current import Current
    from ui.writes import Steps, Writes

RECENT = 12
"""How many of the tags put last are remembered."""


class Marks:
    """Puts marks on what is selected: a passage in the reader, articles in the list, or the article being read."""

    def __init__(
        self,
        store: Store,
        current: Current,
        writes: Writes,
        window: QWidget,
        *,
        say: Callable[[str], None],
        tell: Callable[[UserError], None],
    ) -> None:
        self._store, self._current, self._writes, self._window = store, current, writes, window
        self.say, self._tell = say, tell
        self.on_screen: Callable[[], int] = lambda: 20
        """How many rows of the list can be seen at once; some, where no list says so."""
        self.went_on: Callable[[], None] = lambda: None
        """What follows a tag that was put on one article as a whole."""
        self.recent: tuple[int, ...] = ()
        """The tags put in this window, the last first."""
        self._review = Review(store, current, say)

    def targets(self) -> tuple[int, ...]:
        """The articles a verb acts on: those selected in the list, else the one in the reader."""
        if self._current.selected:
            return self._current.selected
        return () if self._current.article is None else (self._current.article,)

    def work(self, title: str, make: Callable[[Store], Steps], articles: Sequence[int]) -> bool:
        """Do one verb on these articles: at once where they are few, else as a job that shows how far it is.

        True if it is done already when this returns.
        """
        return self._writes.work(title, make, size=len(articles))

    def sure(self, what: str, articles: Sequence[int]) -> bool:
        """Ask before a verb on more articles than can be seen at once; `what` begins the question, such as `Delete`."""
        from ui.dialogs import confirm_many

        return len(articles) <= self.on_screen() or confirm_many.ask(self._window, what, len(articles))

    def put_tag(self, tag: int, *, origin: str = "", sure: bool = False) -> None:
        """Put the tag on the passage selected in the reader, else on the articles selected in the list.

        Where all of them have it already, take it off instead. `sure` says that the number was shown already.
        """
        span = self._current.selection
        if span is not None and self._current.article is not None:
            self.put_on_passage(tag, span, origin=origin)
            return
        articles = self.targets()
        if not articles:
            self.say("Select an article in the list, or words in the reader, then put a tag.")
            return
        self.put_on(tag, articles, origin=origin, sure=sure)

    def put_on(self, tag: int, articles: Sequence[int], *, origin: str = "", sure: bool = False) -> None:
        """Put the tag on these articles, or take it off where all of them have it; many after asking, unless `sure`."""
        if not sure and not self.sure("Put this tag on", articles):
            return
        self._remember(tag)
        puts = len(articles) == 1 and not self._store.taggings.on_all(tag, articles)
        done = self.work("Tagging", lambda store: store.bulk.toggle(tag, articles, origin=origin), articles)
        if done and puts:
            self.went_on()

    def put_on_passage(self, tag: int, span: tuple[int, int], *, origin: str = "") -> None:
        """Put the tag on a passage of the article being read, or take it off where it is there; it is then chosen."""
        article = self._current.article
        if article is None:
            return
        span = self._visible(article, span)
        self._remember(tag)
        if self._writes.do(lambda store: _toggle(store, tag, article, span, origin)):
            there = [
                each.id
                for each in self._store.taggings.of(article)
                if (each.tag_id, each.start, each.end) == (tag, *span)
            ]
            self._current.tagging = max(there, default=None)

    def _visible(self, article: int, span: tuple[int, int]) -> tuple[int, int]:
        """Give the span without the blanks at its ends, which a selection by words has."""
        words = self._store.articles.text(article)[slice(*span)]
        inner = words.strip()
        start = span[0] + len(words) - len(words.lstrip())
        return (start, start + len(inner)) if inner else span

    def drop_on(self, tag: int, articles: Sequence[int]) -> None:
        """Put the tag on articles that were dragged onto it, or onto which it was dragged; it is never taken off so."""
        if self.sure("Put this tag on", articles):
            self._remember(tag)
            self.work("Tagging", lambda store: store.bulk.tag(tag, articles), articles)

    def drop_on_text(self, tag: int, span: tuple[int, int] | None) -> None:
        """Put the tag where it was dropped in the reader: on a passage, or on the whole article; never taken off so."""
        article = self._current.article
        if article is None:
            return
        if span is None:
            self.drop_on(tag, [article])
        elif not self._store.taggings.on_all(tag, [article], span=span):
            self.put_on_passage(tag, span)

    def repeat(self) -> None:
        """Put the tag that was put last on what is selected now, else on the article."""
        known = {each.id for each in self._store.codebook.tags()}
        last = next((tag for tag in self.recent if tag in known), None)
        if last is None:
            self.say("No tag was put yet in this window; T finds one by its name.")
            return
        self.put_tag(last)

    def _remember(self, tag: int) -> None:
        self.recent = tuple(dict.fromkeys((tag, *self.recent)))[:RECENT]

    def put_on_group(self, tag: int, *, origin: str = "", sure: bool = False) -> None:
        """Put the tag on the selected articles and all their copies, or take it off where all of them have it."""
        articles = self.group()
        if articles:
            self.put_on(tag, articles, origin=origin, sure=sure)

    def group(self) -> tuple[int, ...]:
        """The articles that a verb acts on, with all their copies."""
        groups = (self._store.duplicates.group(article) for article in self.targets())
        return tuple(dict.fromkeys(member for group in groups for member in group))

    def set_status(self, status: str, *, origin: str = "") -> None:
        """Give the selected articles this status."""
        articles = self.targets()
        if articles and self.sure(f"Set to {status}:", articles):
            self.work("Setting", lambda store: store.bulk.set_status(articles, status, origin=origin), articles)

    def add_mention(self) -> None:
        """Say what the selected words name."""
        from ui.dialogs import entity_picker

        span, article = self._current.selection, self._current.article
        if span is None or article is None:
            self.say("Select the words in the reader first, then press E.")
            return
        read = self._store.articles.get(article)
        choice = entity_picker.ask(
            self._window,
            quote=read.text[span[0] : span[1]],
            complete=self._store.entities.complete,
            types=self._store.entities.types(),
            language=read.language,
        )
        if choice is not None:
            self._writes.do(
                lambda store: store.mentions.add(
                    article, *span, type=choice.type, entity=choice.entity, name=choice.name
                )
            )

    def relate(self) -> None:
        """Say what the selected passage says of two entities of the article, those named in the passage first."""
        from ui.dialogs import relation_editor

        span, article = self._current.selection, self._current.article
        if span is None or article is None:
            self.say("Select the passage in the reader that says it, then press F.")
            return
        read = self._store.articles.get(article)
        mentions = [each for each in self._store.mentions.of(article) if each.entity_id is not None]
        inside = sorted(mentions, key=lambda each: (not (span[0] <= each.start and each.end <= span[1]), each.start))
        entities = self._store.entities.several(list(dict.fromkeys(each.entity_id or 0 for each in inside)))
        if len(entities) < 2:
            self.say("A relation joins two entities: mark them first with E.")
            return
        choice = relation_editor.ask(
            self._window,
            entities,
            [each.name for each in self._store.predicates.all()],
            passage=read.text[span[0] : span[1]],
            language=read.language,
        )
        if choice is not None:
            self._writes.do(
                lambda store: store.relations.add(
                    choice.subject, choice.predicate, choice.object, article=article, span=span
                )
            )

    def accept_mentions(self, ids: Sequence[int], *, origin: str = "") -> None:
        """Accept these mentions as one undoable step."""
        self._writes.do(lambda store: store.mentions.accept(ids, origin=origin), size=len(ids))

    def reject_mentions(self, ids: Sequence[int], *, origin: str = "") -> None:
        """Reject these mentions as one undoable step."""
        self._writes.do(lambda store: store.mentions.reject(ids, origin=origin), size=len(ids))

    def accept(self) -> None:
        """Accept the suggestions under the cursor and go on to the next; without any, go to the first."""
        self._review.judge(self.accept_mentions)

    def reject(self) -> None:
        """Reject the suggestions under the cursor and go on to the next; without any, go to the first."""
        self._review.judge(self.reject_mentions)


def _toggle(store: Store, tag: int, article: int, span: tuple[int, int], origin: str) -> Change:
    has = store.taggings.on_all(tag, [article], span=span)
    return (store.taggings.take_off if has else store.taggings.put)(tag, [article], span=span, origin=origin)
