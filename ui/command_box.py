"""The command box: any tag by a few letters, put on what is chosen, and every verb beside the tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from store.errors import UserError
from ui.key_text import key_text

if TYPE_CHECKING:
    from store import Store
    from ui.current import Current
    from ui.dialogs.tag_picker import Target, Verb
    from ui.marks import Marks
    from ui.passage_verbs import PassageVerbs


class CommandBox:
    """Asks for a tag and what it is put on, each with its number, or for a verb, and does it."""

    def __init__(
        self,
        store: Store,
        current: Current,
        marks: Marks,
        passages: PassageVerbs,
        window: QWidget,
        *,
        verbs: Callable[[], Sequence[QAction]],
        tell: Callable[[UserError], None],
    ) -> None:
        """`verbs` gives the verbs of the window; `tell` shows what went wrong."""
        self._store, self._current, self._marks, self._passages = store, current, marks, passages
        self._window, self._verbs, self._tell = window, verbs, tell

    def any_tag(self) -> None:
        """Find a tag by its name, or make one, and put it; or find a verb."""
        self._ask(first="")

    def tag_group(self) -> None:
        """Find a tag and put it on the selected articles with all their copies."""
        self._ask(first="group")

    def _ask(self, *, first: str) -> None:
        from ui.dialogs import tag_picker

        targets = sorted(self.targets(), key=lambda target: target.name != first) if first else self.targets()
        if not targets:
            self._marks.say("Select an article first.")
            return
        choice = tag_picker.ask(
            self._window,
            self._store.codebook.offered(),
            targets=targets,
            recent=self._marks.recent,
            verbs=[_verb(action) for action in self._verbs() if action.isEnabled()],
        )
        if choice is None:
            return
        if choice.verb:
            next(action for action in self._verbs() if action.objectName() == choice.verb).trigger()
            return
        try:
            if choice.tag is None:
                self._store.codebook.add(choice.path)
            self._put(choice.tag or self._store.codebook.find(choice.path).id, choice.target)
        except UserError as error:
            self._tell(error)

    def targets(self) -> list[Target]:
        """Say what a tag could be put on now, the likeliest first."""
        from ui.dialogs.tag_picker import Target

        found: list[Target] = []
        if self._current.selection is not None:
            found.append(Target(name="passage", words="Tags the selected passage."))
        articles = self._marks.targets()
        if articles:
            told = "this article" if len(articles) == 1 else f"the {len(articles):,} articles selected"
            found.append(Target(name="articles", words=f"Tags {told}."))
        if self._current.article is not None and self._current.selection is None:
            found += [
                Target(name=unit, words=f"Tags the {unit} under the text cursor.") for unit in ("sentence", "paragraph")
            ]
        copies = len(self._marks.group()) if articles else 0
        if copies:
            found.append(Target(name="group", words=f"Tags {copies:,} articles: those selected, and their copies."))
        every = self._store.search.count(self._current.query)
        if every > 1:
            told = f"all {every:,} articles of the filter" if self._current.query else f"all {every:,} articles"
            found.append(Target(name="filter", words=f"Tags {told}."))
        return found

    def _put(self, tag: int, target: str) -> None:
        if target == "filter":
            query = self._current.query
            articles = self._store.search.ids(query)
            self._marks.work("Tagging", lambda store: store.bulk.tag(tag, articles), articles)
        elif target == "group":
            self._marks.put_on_group(tag, sure=True)
        elif target == "articles":
            self._marks.put_on(tag, self._marks.targets(), sure=True)
        elif target == "passage":
            self._marks.put_tag(tag, sure=True)
        else:
            span = self._passages.unit_here("sentence" if target == "sentence" else "paragraph")
            if span is not None:
                self._marks.put_on_passage(tag, span)


def _verb(action: QAction) -> Verb:
    from ui.dialogs.tag_picker import Verb

    key = key_text(action.shortcut())
    words = action.text().replace("&", "").rstrip("…")
    return Verb(name=action.objectName(), words=words, key=key.lower() if len(key) == 1 else key)
