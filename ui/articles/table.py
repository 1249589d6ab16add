"""The article list on screen: it keeps the place while filters and data change, and tells what is selected."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import theme
from ui.articles.delegate import THREE_LINES, TWO_LINES, ArticleDelegate
from ui.articles.model import ArticleModel, Index

KEPT = 2_000
"""Selections up to this many articles are found again in a list that changed."""


class ArticleTable(QTableView):
    """A list of articles with one row height at a time, one current row and any number of selected ones."""

    current_changed = Signal(object)
    """The id of the current article; None when it fell out of the list or the list is empty."""
    selection_told = Signal(object)
    """The ids selected, in list order."""
    opened = Signal()
    """Enter or a double click: the user wants to read."""

    def __init__(self, model: ArticleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleList")
        self.setAccessibleName("Articles")
        self._articles = model
        self._quiet = False
        self._left_at = 0
        self.painter_of_rows = ArticleDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self.painter_of_rows)
        self._set_up()
        self.doubleClicked.connect(lambda *_: self.opened.emit())
        theme.changed.connect(self._dress)

    def _set_up(self) -> None:
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(TWO_LINES)
        self.verticalHeader().setDefaultSectionSize(TWO_LINES)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(TWO_LINES // 2)

    def show_ids(self, ids: array[int], *, query: str, anew: bool) -> None:
        """Show the answer to a filter; the current article stays current, and where it was on screen, if it is there.

        `anew` says that the user asked for another list: without the current article in it, it starts at its top.
        Otherwise (the project changed) the scroll position stays.
        """
        article, selected = self.current_article(), self.selected_articles()
        offset, old_row = self.verticalScrollBar().value(), self.currentIndex().row()
        old_height = self.verticalHeader().defaultSectionSize()
        self._quiet = True
        try:
            changed = self._articles.set_ids(ids, query=query)
            self._set_height()
            if changed:
                self._restore(article, selected)
        finally:
            self._quiet = False
        if changed or self.verticalHeader().defaultSectionSize() != old_height:
            self._keep_place(old_row, offset, old_height, anew=anew)
        if changed:
            self._left_at = max(0, old_row) if self.currentIndex().row() < 0 else self.currentIndex().row()
            self._tell()

    def current_article(self) -> int | None:
        """The id in the current row, or None."""
        row = self.currentIndex().row()
        return self._articles.ids[row] if 0 <= row < len(self._articles.ids) else None

    def selected_articles(self) -> tuple[int, ...]:
        """The ids of the selected rows in list order."""
        ranges = self.selectionModel().selection()
        spans = sorted((ranges.at(place).top(), ranges.at(place).bottom()) for place in range(ranges.count()))
        return tuple(article for top, bottom in spans for article in self._articles.ids[top : bottom + 1])

    def go(self, row: int) -> None:
        """Make a row current and the only one selected, and show it; rows outside the list go to its ends."""
        if not self._articles.ids:
            return
        row = max(0, min(row, len(self._articles.ids) - 1))
        index = self._articles.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go so many rows down; where the current article fell out of the list, its neighbours are the next ones."""
        row = self.currentIndex().row()
        if row >= 0:
            self.go(row + by)
        else:
            self.go(self._left_at + by - 1 if by > 0 else self._left_at + by)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet:
            self._left_at = max(0, current.row())
            self.current_changed.emit(self.current_article())
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.selection_told.emit(self.selected_articles())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text().isprintable() and event.text():
            # Letters are verbs of the window; Qt would jump to a title that begins with them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _set_height(self) -> None:
        height = THREE_LINES if self._articles.searching else TWO_LINES
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def _restore(self, article: int | None, selected: tuple[int, ...]) -> None:
        row = self._articles.row_of(article)
        if row < 0:
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._articles.index(row, 0), flags.Select | flags.Rows)
        if 1 < len(selected) <= KEPT:
            wanted = set(selected)
            rows = QItemSelection()
            for number, found in enumerate(self._articles.ids):
                if found in wanted:
                    rows.select(self._articles.index(number, 0), self._articles.index(number, 0))
            self.selectionModel().select(rows, flags.Select | flags.Rows)

    def _keep_place(self, old_row: int, offset: int, old_height: int, *, anew: bool) -> None:
        self.updateGeometries()
        row, bar = self.currentIndex().row(), self.verticalScrollBar()
        height = self.verticalHeader().defaultSectionSize()
        if row >= 0 and old_row >= 0:
            seen = old_row * old_height - offset
            if -old_height < seen < self.viewport().height():
                bar.setValue(row * height - max(0, seen))
            elif anew:
                self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        else:
            bar.setValue(0 if anew else round(offset * height / old_height))

    def _tell(self) -> None:
        self.current_changed.emit(self.current_article())
        self.selection_told.emit(self.selected_articles())

    def _dress(self) -> None:
        self.painter_of_rows.dress()
        self.viewport().update()
