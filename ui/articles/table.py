"""The article list on screen: it keeps the place while filters and data change, and tells what is selected."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import drags, theme
from ui.articles.cells import ONE_LINE
from ui.articles.columns import COLUMNS
from ui.articles.delegate import THREE_LINES, TWO_LINES, ArticleDelegate
from ui.articles.folding import Fold
from ui.articles.header import ColumnHeader
from ui.articles.model import FOLD, ROW, ArticleModel, Index
from ui.articles.place import Place, neighbour

KEPT = 2_000
"""A selection of up to this many runs of rows is found again in a list that changed."""

_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class ArticleTable(QTableView):
    """A list of articles with one row height at a time, one current row and any number of selected ones."""

    current_changed = Signal(object)
    """The id of the current article; None when it fell out of the list or the list is empty."""
    selection_told = Signal(object)
    """The ids selected, in list order."""
    focused = Signal()
    """The list got or lost the keys."""
    opened = Signal()
    """Enter or a double click: the user wants to read."""
    delete_asked = Signal()
    """Del: the user wants the selected articles gone."""
    tag_dropped = Signal(int, object)
    """A tag was dropped on these articles: those selected, where it was on one of them."""
    fold_asked = Signal(int, bool)
    """Unfold (True) or fold the copies of the article in this row."""

    def __init__(self, model: ArticleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleList")
        self.setAccessibleName("Articles")
        self._articles = model
        self._quiet = False
        self._left_at = 0
        self._drop_row = -1
        self.painter_of_rows = ArticleDelegate(self)
        self.setModel(model)
        self.columns = ColumnHeader(self)
        self.setHorizontalHeader(self.columns)
        self.setItemDelegate(self.painter_of_rows)
        self._set_up()
        self.doubleClicked.connect(lambda *_: self.opened.emit())
        theme.changed.connect(self._dress)

    def _set_up(self) -> None:
        self.columns.show_columns(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(ONE_LINE)
        self.verticalHeader().setDefaultSectionSize(TWO_LINES)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(TWO_LINES // 2)

    def show_columns(self, on: bool) -> None:
        """Show rows of one line in columns, or rows of two lines (three while words are searched); the place is kept."""
        row, place = self.currentIndex().row(), self._place()
        self.columns.show_columns(on)
        needed, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(needed if on else off)
        self._set_height()
        if row >= 0:
            self.selectionModel().setCurrentIndex(self._at(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._return_to(place, anew=False)

    def rows_on_screen(self) -> int:
        """How many rows can be seen at once."""
        return max(1, self.viewport().height() // self.verticalHeader().defaultSectionSize())

    def rows_seen(self) -> range:
        """Give the rows that are on screen now, in part or whole."""
        height, top = self.verticalHeader().defaultSectionSize(), self.verticalScrollBar().value()
        return range(top // height, -(-(top + self.viewport().height()) // height))

    def show_ids(
        self,
        ids: array[int],
        *,
        query: str,
        anew: bool,
        folds: Mapping[int, Fold] | None = None,
        reading: int | None = None,
        follow: bool = False,
        tell: bool = True,
    ) -> bool:
        """Show the answer to a filter; the current article stays current, and where it was on screen, if it is there.

        Where none is current, the one that is being read becomes so, once it is in the list again.
        `anew` says that the user asked for another list: without the current article in it, it starts at its top.
        Otherwise (the project changed) the scroll position stays. With `follow` the nearest neighbour in the old order,
        or else the first article, becomes current where the current one fell out, and takes its place on screen.
        True if the list is another one than before; with `tell` off nobody hears of it until `tell()`.
        """
        current, selected = self.current_article(), self.selected_articles()
        article = reading if current is None else current
        old_row, place, old = self.currentIndex().row(), self._place(), self._articles.ids
        self._quiet = True
        try:
            changed = self._articles.set_ids(ids, query=query, folds=folds)
            resized = self._set_height()
            if changed and follow and ids and self._articles.row_of(article) < 0:
                # Another list without the current article: its nearest neighbour takes its place.
                article = neighbour(old, ids, old_row if old_row >= 0 else self._left_at)
                place = Place(article=article, below_top=place.below_top, rows_above=place.rows_above)
            if changed:
                self._restore(article, selected)
        finally:
            self._quiet = False
        if changed or resized:
            # Else Qt would do it at the next turn, and paint the whole list a second time.
            self.executeDelayedItemsLayout()
            self._return_to(place, anew=anew)
        if changed:
            self._left_at = self._next_to(old_row, anew=anew)
            if tell:
                self.tell()
        return changed

    def _next_to(self, old_row: int, *, anew: bool) -> int:
        """The row that a step down goes to where no article is current: the first one of another list."""
        row = self.currentIndex().row()
        return row if row >= 0 else 0 if anew else old_row if old_row >= 0 else self._left_at

    def current_article(self) -> int | None:
        """The id in the current row, or None."""
        row = self.currentIndex().row()
        return self._articles.ids[row] if 0 <= row < len(self._articles.ids) else None

    def selected_articles(self) -> tuple[int, ...]:
        """The ids of the selected rows in list order."""
        ranges = self.selectionModel().selection()
        spans = sorted((ranges.at(place).top(), ranges.at(place).bottom()) for place in range(ranges.count()))
        found, after = array("q"), 0
        for top, bottom in spans:
            # Where columns were moved, Qt has a range for each of them, over the same rows.
            found.extend(self._articles.ids[max(top, after) : bottom + 1])
            after = max(after, bottom + 1)
        return tuple(found)

    def go(self, row: int) -> None:
        """Make a row current and the only one selected, and show it; rows outside the list go to its ends."""
        if not self._articles.ids:
            return
        row = max(0, min(row, len(self._articles.ids) - 1))
        index = self._at(row)
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
        self._repaint(current.row())
        self._repaint(previous.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.selection_told.emit(self.selected_articles())

    # Qt would paint the whole list anew where the focus comes or goes, just when another one is looked for.
    # Without a current row it would make the first one current, and the reader would jump to it.

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self._on_focus()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        if self.currentIndex().isValid():
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # nothing is written in a row
        self._on_focus()

    def _on_focus(self) -> None:
        self._repaint(self.currentIndex().row())
        self.focused.emit()

    def _repaint(self, row: int) -> None:
        """Paint one row anew: that of the cursor is marked, those around it are not."""
        if row >= 0:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.currentIndex().isValid():
                self.step(1)
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not event.modifiers() & _CHORDS:
            self._turn_fold(open_=event.key() == Qt.Key.Key_Right)
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers() & _CHORDS:
            self.delete_asked.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif event.text().isprintable() and event.text():
            # Letters are verbs of the window; Qt would jump to a title that begins with them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        fold, row = index.data(FOLD), index.data(ROW)
        if event.button() == Qt.MouseButton.LeftButton and fold is not None and row is not None:
            box = self.painter_of_rows.copies_box(QRectF(self.visualRect(index)), row, fold, section=index.column())
            if box.contains(QPointF(event.position())):
                self.fold_asked.emit(index.row(), not fold.is_open)
                return
        # What is selected already can be dragged onto a tag; from any other row on a drag selects.
        self.setDragEnabled(index.isValid() and self.selectionModel().isSelected(index))
        super().mousePressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Carry the articles selected."""
        drag = QDrag(self)
        drag.setMimeData(drags.of_articles(self.selected_articles()))
        drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a tag of the codebook; files are the window's."""
        self._answer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it on rows alone, and show on which."""
        self._answer(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no row any more."""
        self._show_drop(-1)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say on which articles the tag was dropped."""
        self._answer(event)
        tag, articles = drags.tag_in(event.mimeData()), self._articles_at(event)
        self._show_drop(-1)
        if tag is not None and articles:
            self.tag_dropped.emit(tag, articles)

    def _answer(self, event: QDropEvent) -> None:
        articles = self._articles_at(event) if drags.tag_in(event.mimeData()) is not None else ()
        self._show_drop(self.indexAt(event.position().toPoint()).row() if articles else -1)
        if articles:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _articles_at(self, event: QDropEvent) -> tuple[int, ...]:
        row = self.indexAt(event.position().toPoint()).row()
        if row < 0:
            return ()
        article, selected = self._articles.ids[row], self.selected_articles()
        return tuple(selected) if article in selected else (article,)

    def _show_drop(self, row: int) -> None:
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the row that a tag is held over."""
        super().paintEvent(event)
        if self._drop_row >= 0:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.palette().accent), 2))
            row = self.visualRect(self._at(self._drop_row))
            painter.drawRect(QRect(1, row.top() + 1, self.viewport().width() - 3, row.height() - 3))

    def _turn_fold(self, *, open_: bool) -> None:
        fold: Fold | None = self.currentIndex().data(FOLD)
        # A copy stands open under its article: it can only be folded.
        if fold is not None and (fold.is_open or fold.is_copy) != open_:
            self.fold_asked.emit(self.currentIndex().row(), open_)

    def _set_height(self) -> bool:
        height = THREE_LINES if self._articles.searching else TWO_LINES
        height = ONE_LINE if self.columns.in_columns else height
        if self.verticalHeader().defaultSectionSize() == height:
            return False
        self.verticalHeader().setDefaultSectionSize(height)
        return True

    def _place(self) -> Place:
        """What the eye holds on to: the current article if it is on screen, else the first one that is."""
        offset, height = self.verticalScrollBar().value(), self.verticalHeader().defaultSectionSize()
        row = self.currentIndex().row()
        if row < 0 or not -height < row * height - offset < self.viewport().height():
            row = -(-offset // height)
        ids = self._articles.ids
        article = ids[row] if 0 <= row < len(ids) else None
        return Place(article=article, below_top=row * height - offset, rows_above=offset / height)

    def _restore(self, article: int | None, selected: tuple[int, ...]) -> None:
        row = self._articles.row_of(article)
        if row < 0:
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._at(row), flags.Select | flags.Rows)
        if len(selected) > 1 and (rows := self._rows_of(selected)) is not None:
            self.selectionModel().select(rows, flags.Select)

    def _rows_of(self, articles: tuple[int, ...]) -> QItemSelection | None:
        """The rows of these articles run by run; None where they are too many runs to be selected quickly."""
        rows = np.nonzero(np.isin(np.frombuffer(self._articles.ids, np.int64), np.array(articles, np.int64)))[0]
        runs = np.split(rows, np.nonzero(np.diff(rows) > 1)[0] + 1)
        if len(runs) > KEPT:
            return None
        found = QItemSelection()
        for run in runs:
            if len(run):
                top, bottom = int(run[0]), int(run[-1])
                found.select(self._articles.index(top, 0), self._articles.index(bottom, len(COLUMNS)))
        return found

    def _at(self, row: int) -> QModelIndex:
        """The index of a row in a column that is shown: Qt goes to no other."""
        return self._articles.index(row, self.columns.first_shown())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the ends of the list, not of the row."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action in ends and self._articles.ids:
            return self._at(range(len(self._articles.ids))[ends[action]])
        return super().moveCursor(action, modifiers)

    def _return_to(self, place: Place, *, anew: bool) -> None:
        self.updateGeometries()
        bar, height = self.verticalScrollBar(), self.verticalHeader().defaultSectionSize()
        current = self.currentIndex()
        held = self._articles.row_of(place.article)
        if anew and not (current.isValid() and held == current.row()):
            # Another list: the current article is shown in it, or else its top.
            bar.setValue(0)
            if current.isValid():
                self.scrollTo(current, QAbstractItemView.ScrollHint.PositionAtCenter)
        elif held >= 0:
            bar.setValue(held * height - max(0, place.below_top))
        else:
            bar.setValue(round(place.rows_above * height))

    def tell(self) -> None:
        """Tell which article is current and which are selected."""
        self.current_changed.emit(self.current_article())
        self.selection_told.emit(self.selected_articles())

    def _dress(self) -> None:
        self.painter_of_rows.dress()
        self.viewport().update()
