"""The verbs that concern whole articles, one or many: tags by name, statuses, notes, into the bin and back."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from store.records import Progress

if TYPE_CHECKING:
    from store import Store
    from ui.current import Current
    from ui.jobs import Jobs
    from ui.marks import Marks
    from ui.writes import Writes


class ArticleVerbs:
    """Acts on the articles that are selected in the list, else on the one in the reader; each time as one step."""

    def __init__(
        self, store: Store, current: Current, marks: Marks, writes: Writes, jobs: Jobs, window: QWidget
    ) -> None:
        self._store, self._current, self._marks, self._writes = store, current, marks, writes
        self._jobs, self._window = jobs, window

    def remove(self) -> None:
        """Move the selected articles to the bin; more than can be seen after asking."""
        articles = self._marks.targets()
        if articles and self._marks.sure("Delete", articles):
            done = self._marks.work("Deleting", lambda store: store.bulk.delete(articles), articles)
            if done:
                self._marks.say(f"{_articles(len(articles))} moved to the bin, which Ctrl+B shows. Ctrl+Z brings back.")

    def restore(self) -> None:
        """Bring the selected articles back from the bin."""
        articles = self._marks.targets()
        if articles and self._marks.sure("Restore", articles):
            self._marks.work("Restoring", lambda store: store.bulk.restore(articles), articles)

    def empty_bin(self) -> None:
        """Remove what is in the bin for good, after asking."""
        from ui.dialogs import confirm_many

        count = self._store.bin.count()
        if not count:
            self._marks.say("The bin is empty.")
        elif confirm_many.ask(self._window, "Remove for good:", count, undoable=False):
            self._current.selected = ()
            connect = self._store.connect

            def steps() -> Generator[Progress, None, int]:
                with connect() as store:
                    return (yield from store.bin.empty())

            self._jobs.run("Emptying the bin", steps, done=lambda gone: self._marks.say(f"{_articles(gone)} removed."))

    def add_note(self) -> None:
        """Ask for a note and add it to the selected articles."""
        from ui.dialogs import bulk_note

        articles = self._marks.targets()
        text = bulk_note.ask(self._window, len(articles)) if articles else None
        if text:
            self._marks.work("Noting", lambda store: store.bulk.add_note(articles, text), articles)

    def untag(self) -> None:
        """Find a tag and take it off the selected articles."""
        from ui.dialogs import tag_picker

        articles = self._marks.targets()
        if not articles:
            return
        what = f"Takes it off {_articles(len(articles))}; passages keep theirs."
        choice = tag_picker.ask(self._window, self._store.codebook.tags(), what=what, off=True)
        if choice is not None and (tag := choice.tag) is not None:
            self._marks.work("Taking off", lambda store: store.bulk.untag(tag, articles), articles)

    def done(self) -> None:
        """Set the selected articles to done."""
        self._marks.set_status("done")

    def discuss(self) -> None:
        """Set the selected articles to be discussed."""
        self._marks.set_status("discuss")

    def started(self) -> None:
        """Set the selected articles to started."""
        self._marks.set_status("started")

    def untagged(self) -> None:
        """Set the selected articles to untagged."""
        self._marks.set_status("untagged")


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"
