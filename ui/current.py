"""What the window is at: the article, the selection, the filter. Panes follow it; none of them owns it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

Span = tuple[int, int]
"""A stretch `[start, end)` of the current article's stored text, in code points."""


class Current(QObject):
    """The shared place in the project; setting a property to another value tells every pane once."""

    article_changed = Signal(object)
    """The id of the article shown, or None."""
    selection_changed = Signal(object)
    """The span selected in the reader, or None."""
    selected_changed = Signal(object)
    """The ids selected in the list, in list order."""
    query_changed = Signal(str)
    """The last filter that could be parsed, in the filter language."""
    mentions_changed = Signal(object)
    """The ids of the mentions under the cursor, in the reader or in the entity panel."""
    tagging_changed = Signal(object)
    """The id of the tagging chosen, in the reader or in the panel, or None."""
    select_asked = Signal(int, int)
    """A request to the reader: select this span and show it."""
    place_asked = Signal(int, int)
    """A request to the reader: scroll to this span and show it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article: int | None = None
        self._selection: Span | None = None
        self._selected: tuple[int, ...] = ()
        self._query = ""
        self.in_bin = False
        """Whether the filter asks for deleted articles; set before `query` is."""
        self._mentions: tuple[int, ...] = ()
        self._tagging: int | None = None
        self.caret: int | None = None
        """The code point at which the reader's text cursor stands; None without an article."""

    @property
    def article(self) -> int | None:
        """The article in the reader; changing it drops the selection and the mentions under the cursor."""
        return self._article

    @article.setter
    def article(self, value: int | None) -> None:
        if value == self._article:
            return
        self._article = value
        self.selection = None
        self.mentions = ()
        self.tagging = None
        self.caret = None
        self.article_changed.emit(value)

    @property
    def selection(self) -> Span | None:
        """The span selected in the reader, in code points of the stored text; an empty span counts as none."""
        return self._selection

    @selection.setter
    def selection(self, value: Span | None) -> None:
        value = None if value is None or value[0] >= value[1] else value
        if value != self._selection:
            self._selection = value
            self.selection_changed.emit(value)

    @property
    def selected(self) -> tuple[int, ...]:
        """The articles selected in the list, in list order."""
        return self._selected

    @selected.setter
    def selected(self, value: Iterable[int]) -> None:
        ids = tuple(value)
        if ids != self._selected:
            self._selected = ids
            self.selected_changed.emit(ids)

    @property
    def query(self) -> str:
        """The filter in force; text that cannot be parsed never gets here."""
        return self._query

    @query.setter
    def query(self, value: str) -> None:
        if value != self._query:
            self._query = value
            self.query_changed.emit(value)

    @property
    def mentions(self) -> tuple[int, ...]:
        """The mentions that accept and reject would act on."""
        return self._mentions

    @mentions.setter
    def mentions(self, value: Iterable[int]) -> None:
        ids = tuple(value)
        if ids != self._mentions:
            self._mentions = ids
            self.mentions_changed.emit(ids)

    @property
    def tagging(self) -> int | None:
        """The tagging that edges, notes and certainties are about."""
        return self._tagging

    @tagging.setter
    def tagging(self, value: int | None) -> None:
        if value != self._tagging:
            self._tagging = value
            self.tagging_changed.emit(value)

    def select(self, start: int, end: int) -> None:
        """Ask the reader to select the span `[start, end)` of the current article."""
        self.select_asked.emit(start, end)

    def place(self, start: int, end: int) -> None:
        """Ask the reader to show the span `[start, end)` of the current article."""
        self.place_asked.emit(start, end)
