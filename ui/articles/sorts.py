"""The button that says how the list is sorted, and its menu; its last two orders are by what was learned of tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from store.records import Tag

SORTS = {
    "-published": "newest first",
    "published": "oldest first",
    "relevance": "best match first",
    "-relevance": "weakest match first",
    "title": "by title",
    "-title": "by title, backwards",
    "outlet": "by outlet",
    "-outlet": "by outlet, backwards",
    "language": "by language",
    "-language": "by language, backwards",
    "-length": "longest first",
    "length": "shortest first",
    "-tags": "most tags first",
    "tags": "fewest tags first",
    "-notes": "most notes first",
    "notes": "fewest notes first",
    "status": "untagged first",
    "-status": "to discuss and done first",
    "useful": "most useful to tag next",
}
"""The sorts that the menu offers, in the store's words and in the reader's; those by a tag come beside them."""

LIKELY = "likely:"
"""Begins the store's word for the sort by how likely articles have a tag, whose path follows."""

_LEARNED = "useful"
_SQUARE = 10


def words_of(sort: str) -> str:
    """Say a sort in the reader's words."""
    if sort in SORTS:
        return SORTS[sort]
    name = sort.removeprefix("-")
    if name.startswith(LIKELY):
        tag = name.removeprefix(LIKELY).rsplit("/", 1)[-1]
        return f"least likely {tag}" if sort.startswith("-") else f"most likely {tag}"
    return f"{SORTS[name]}, backwards" if name in SORTS else name


class SortButton(QToolButton):
    """Says the sort in force and offers the others; the tags that were learned are asked for when its menu opens."""

    chosen = Signal(str)
    """A sort in the store's words, such as `-published`."""

    def __init__(self, tags: Callable[[], Sequence[Tag]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = tags
        self._sort = ""
        self.setObjectName("sortButton")
        self.setAccessibleName("Sort")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._group = QActionGroup(menu)
        for sort, words in SORTS.items():
            if sort == _LEARNED:
                menu.addSeparator()
            menu.addAction(self._action(sort, words, menu))
        self.likely = QMenu("most likely", menu)
        self.likely.setObjectName("likelyMenu")
        menu.addMenu(self.likely)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def show_sort(self, sort: str) -> None:
        """Name the sort in force."""
        self._sort = sort
        words = words_of(sort)
        self.setText(f"{words if len(words) <= 32 else words[:31] + '…'} ▾")
        self.setToolTip(words)
        for action in self._group.actions():
            action.setChecked(action.data() == sort)

    def fill(self) -> None:
        """Offer the tags that were learned."""
        for action in self.likely.actions():
            self._group.removeAction(action)
        self.likely.clear()
        for tag in self._tags():
            action = self._action(f"{LIKELY}{tag.path}", tag.path.replace("&", "&&"), self.likely)
            square = QPixmap(_SQUARE, _SQUARE)
            square.fill(tag.colour)
            action.setIcon(QIcon(square))
            self.likely.addAction(action)
        if self.likely.isEmpty():
            none = self.likely.addAction("Tag some five articles for each tag first")
            none.setEnabled(False)
        self.show_sort(self._sort)

    def _action(self, sort: str, words: str, menu: QMenu) -> QAction:
        action = QAction(words, menu, checkable=True)
        action.setData(sort)
        action.triggered.connect(lambda _=False: self.chosen.emit(sort))
        self._group.addAction(action)
        return action
