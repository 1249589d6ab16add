"""The verbs that concern whole articles, one or many: tags by name, statuses, out of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from store import Store
    from ui.marks import Marks
    from ui.writes import Writes


class ArticleVerbs:
    """Acts on the articles that are selected in the list, else on the one in the reader."""

    def __init__(self, store: Store, marks: Marks, writes: Writes, window: QWidget) -> None:
        self._store, self._marks, self._writes, self._window = store, marks, writes, window

    def remove(self) -> None:
        """Take the selected articles out of the project, after asking."""
        from ui.dialogs import confirm_remove

        articles = self._marks.targets()
        what = "this article" if len(articles) == 1 else f"{len(articles):,} articles"
        if articles and confirm_remove.ask(self._window, what, goes=("their tags, mentions and notes",)):
            self._writes.do(lambda store: store.articles.remove(articles), size=len(articles))

    def tag_group(self) -> None:
        """Find a tag and put it on the selected articles with all their copies."""
        self._marks.any_tag(group=True)

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
