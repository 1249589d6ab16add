"""Key word in context: what lists of places in articles share: lines read in pages, the place in the middle, its marks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from itertools import chain, groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QItemSelectionModel, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from store.records import ConcordanceLine, OccurrenceLine, PassageLine, RelationLine
from ui import theme
from ui.tagging.rows import ROOT, Index

Line = ConcordanceLine | OccurrenceLine | PassageLine | RelationLine
Role = Qt.ItemDataRole

BEFORE, QUOTE, AFTER = range(3)
"""The columns that every such list begins with."""
LINE = Qt.ItemDataRole.UserRole
"""The line of an index, or None where it is gone."""
INK = Qt.ItemDataRole.UserRole + 1
"""The colour that underlines the place, and whether it is dashed, as a pair; None: no line."""

PAGE, PAGES = 64, 64
"""So many lines are read at once, and so many pages are kept."""
ROW = 26
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class KwicModel(QAbstractTableModel):
    """Lines by their number, of which only the pages on screen are ever read; what they say is up to who inherits."""

    columns: tuple[str, ...] = ("Before", "", "After")
    """The headings of the columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: OrderedDict[int, Sequence[Line | None]] = OrderedDict()

    def read(self, start: int, end: int) -> Sequence[Line | None]:
        """Read the lines from number `start` up to `end`; None for one that is gone."""
        raise NotImplementedError

    def count(self) -> int:
        """Count the lines."""
        raise NotImplementedError

    def cell(self, line: Line, column: int) -> str:
        """Say what a column after the first three shows of a line."""
        raise NotImplementedError

    def ink(self, line: Line) -> tuple[str, bool] | None:
        """Give the colour of the line under the place, and whether it is dashed."""
        raise NotImplementedError

    def line(self, row: int) -> Line | None:
        """Give a line by its number; None where it is gone."""
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self.read(number * PAGE, min((number + 1) * PAGE, self.count()))
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[row % PAGE]

    def refresh(self) -> None:
        """Read again what is on screen."""
        self._pages.clear()
        if self.count():
            self.dataChanged.emit(self.index(0, 0), self.index(self.count() - 1, len(self.columns) - 1))

    def forget_lines(self) -> None:
        """Let go of the lines read so far, because their numbers have changed."""
        self._pages.clear()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section]
        return RIGHT.value if role == Role.TextAlignmentRole and section == BEFORE else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < self.count():
            return None
        if role == Role.TextAlignmentRole:
            return (RIGHT if index.column() == BEFORE else LEFT).value
        if role not in (LINE, INK, Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, Role.ForegroundRole):
            return None
        line = self.line(index.row())
        return line if role == LINE or line is None else self._dressed(line, index.column(), role)

    def _dressed(self, line: Line, column: int, role: int) -> Any:
        if role == INK:
            return self.ink(line)
        if role == Role.ForegroundRole:
            return None if column in (BEFORE, QUOTE, AFTER) else QColor(theme.palette().dim)
        return self._text(line, column, role)

    def _text(self, line: Line, column: int, role: int) -> str | None:
        assert not isinstance(line, (RelationLine, PassageLine)), "its model says what it shows"
        quote = line.mention.quote if isinstance(line, ConcordanceLine) else line.occurrence.quote
        if role == Role.ToolTipRole:
            return f"{line.before}{quote}{line.after}" if column in (BEFORE, AFTER) else self._text(line, column, 0)
        if column in (BEFORE, AFTER):
            # What stands at the border of the place is seen, the blank too.
            return line.before.lstrip() if column == BEFORE else line.after.rstrip()
        return " ".join(quote.split()) if column == QUOTE else self.cell(line, column)


def place_of(line: Line) -> str:
    """Say where a line stands: outlet, day and title."""
    day = (line.published or "").partition("T")[0]
    return " · ".join(piece for piece in (line.outlet, day, line.title or line.source) if piece)


class KwicDelegate(QStyledItemDelegate):
    """Cuts the context before a place at its left, and underlines the place as the reader does."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == BEFORE:
            option.textElideMode = Qt.TextElideMode.ElideLeft
        if index.column() == QUOTE:
            option.font.setWeight(QFont.Weight.DemiBold)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect = option.rect
        painter.save()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.palette().line))
        ink = index.data(INK) if index.column() == QUOTE else None
        if ink is not None:
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            width = min(painter.fontMetrics().horizontalAdvance(str(index.data() or "")), rect.width() - 8)
            painter.setPen(QPen(QColor(ink[0]), 2, Qt.PenStyle.DashLine if ink[1] else Qt.PenStyle.SolidLine))
            painter.drawLine(rect.left() + 4, rect.bottom() - 3, rect.left() + 4 + width, rect.bottom() - 3)
        view = option.widget
        if (
            index.column() == BEFORE
            and isinstance(view, QAbstractItemView)
            and view.currentIndex().row() == index.row()
        ):
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(theme.palette().accent))
        painter.restore()


class KwicHeader(QHeaderView):
    """Headings that ask nobody what is selected: Qt would go through every line for each of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one heading over its column."""
        palette = theme.palette()
        painter.save()
        painter.fillRect(rect, QColor(palette.window))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(palette.line))
        painter.setPen(QColor(palette.dim))
        place = rect.adjusted(4, 0, -4, 0)
        painter.drawText(
            place, RIGHT if section == BEFORE else LEFT, str(self.model().headerData(section, self.orientation()))
        )
        painter.restore()


class KwicTable(QTableView):
    """One line a place, with any number selected; letters are verbs of the window."""

    opened = Signal()
    """Enter or a double click."""
    moved = Signal()
    """Another line is current."""
    chosen_changed = Signal()
    """Other lines are selected."""
    tick_asked = Signal()
    """Space."""

    def __init__(self, model: KwicModel, *, name: str, widths: dict[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setModel(model)
        self.setItemDelegate(KwicDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = KwicHeader(self)
        self.setHorizontalHeader(header)
        for column in (BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.doubleClicked.connect(lambda *_: self.opened.emit())
        theme.changed.connect(self.viewport().update)

    def spans(self) -> list[range]:
        """The runs of lines selected, top down; without any the current line."""
        ranges = self.selectionModel().selection()
        spans = sorted((ranges.at(place).top(), ranges.at(place).bottom()) for place in range(ranges.count()))
        current = self.currentIndex().row()
        return [range(top, bottom + 1) for top, bottom in spans] or (
            [range(current, current + 1)] if current >= 0 else []
        )

    def rows(self) -> list[int]:
        """The numbers of the lines selected, top down; without any the current one."""
        return list(chain.from_iterable(self.spans()))

    def go(self, row: int) -> None:
        """Make a line current and the only one selected, and show it."""
        count = self.model().rowCount()
        if not count:
            return
        index = self.model().index(max(0, min(row, count - 1)), QUOTE)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def select_rows(self, rows: Sequence[int]) -> None:
        """Select these lines beside the current one."""
        wanted, flags = QItemSelection(), QItemSelectionModel.SelectionFlag
        for _, some in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            run = [row for _, row in some]
            wanted.select(self.model().index(run[0], 0), self.model().index(run[-1], 0))
        self.selectionModel().select(wanted, flags.Select | flags.Rows)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.tick_asked.emit()
        else:
            super().keyPressEvent(event)
