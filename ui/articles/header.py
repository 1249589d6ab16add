"""The heading of the list's columns: a click sorts, a drag moves or resizes, a menu chooses; hidden in two-line mode."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from ui import theme
from ui.articles.columns import COLUMNS, FIRST, Place, clicked, read, written

CARD = 0
"""The section of the two-line rows; those of `COLUMNS` follow."""
HEIGHT = 26
_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class ColumnHeader(QHeaderView):
    """Shows either the one section of two-line rows or the columns chosen, and remembers how they stand."""

    sort_asked = Signal(str)
    """A sort in the store's words."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setAccessibleName("Columns")
        self._places = FIRST
        self._sort = ""
        self.in_columns = False
        """Whether the columns are shown, and not two-line rows."""
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setFixedHeight(HEIGHT)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortIndicatorShown(False)  # Qt's own arrow lies over words that stand at the right
        self.sectionClicked.connect(self._click)
        self.setToolTip("Click: sort, again: the other way · drag: move · right click: choose columns")

    def show_columns(self, on: bool) -> None:
        """Show the columns, or the one section of two-line rows."""
        if self.in_columns and not on:
            self._places = self.places()
        self.in_columns = on
        self.setStretchLastSection(False)
        self.setVisible(on)
        self.setSectionHidden(CARD, on)
        for place, each in enumerate(self._places):
            section = _section(each.name)
            self.setSectionHidden(section, not on or not each.shown)
            if on:
                self.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
                self.moveSection(self.visualIndex(section), place + 1)
                self.resizeSection(section, each.width)
        if not on:
            self.setSectionResizeMode(CARD, QHeaderView.ResizeMode.Stretch)
        self.setStretchLastSection(on)

    def places(self) -> tuple[Place, ...]:
        """How the columns stand, left to right."""
        if not self.in_columns:
            return self._places
        sections = sorted(range(1, self.count()), key=self.visualIndex)
        kept = {place.name: place.width for place in self._places}
        last = next((each for each in reversed(sections) if not self.isSectionHidden(each)), None)
        return tuple(
            Place(
                name=COLUMNS[section - 1].name,
                # The last one is stretched over what is left: its own width is the one it had.
                width=kept[COLUMNS[section - 1].name]
                if section == last or self.isSectionHidden(section)
                else self.sectionSize(section),
                shown=not self.isSectionHidden(section),
            )
            for section in sections
        )

    def kept(self) -> str:
        """How the columns stand, as text."""
        return written(self.places())

    def put_back(self, text: str) -> None:
        """Let the columns stand as `kept` said."""
        self._places = read(text)
        self.show_columns(self.in_columns)

    def first_shown(self) -> int:
        """The leftmost section that is shown."""
        shown = [section for section in range(self.count()) if not self.isSectionHidden(section)]
        return min(shown, key=self.visualIndex, default=CARD)

    def show_sort(self, sort: str) -> None:
        """Mark the column that is sorted by."""
        self._sort = sort
        name = sort.removeprefix("-")
        section = next((_section(column.name) for column in COLUMNS if column.name == name), -1)
        self.setSortIndicator(section, _DOWN if sort.startswith("-") else _UP)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Write a heading above its column, with an arrow where the list is sorted by it."""
        if section == CARD:
            return
        column, colours = COLUMNS[section - 1], theme.palette()
        sorted_by = self._sort.removeprefix("-") == column.name
        arrow = ("▾" if self._sort.startswith("-") else "▴") if sorted_by else ""
        words = f"{arrow} {column.title}" if column.right else f"{column.title} {arrow}"
        font = theme.ui_font(12, weight=QFont.Weight.DemiBold if sorted_by else QFont.Weight.Normal)
        inner = rect.adjusted(8, 0, -8, -1)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.save()
        painter.fillRect(rect, QColor(colours.window))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        painter.fillRect(QRect(rect.right(), rect.top() + 7, 1, rect.height() - 14), QColor(colours.line))
        painter.setFont(font)
        painter.setPen(QColor(colours.text if sorted_by else colours.dim))
        text = QFontMetrics(font).elidedText(words.strip(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def menu(self) -> QMenu:
        """The menu that chooses the columns; the last one that is shown stays."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = [place.name for place in self.places() if place.shown]
        for column in COLUMNS:
            action = QAction(f"&{column.title}", menu, checkable=True, checked=column.name in shown)
            action.setEnabled(shown != [column.name])
            action.triggered.connect(lambda on, name=column.name: self._choose(name, on))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("&As at first").triggered.connect(lambda *_: self._reset())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def open_menu(self) -> None:
        """Open the menu of columns by key."""
        menu = self.menu()
        menu.popup(self.mapToGlobal(QPoint(12, self.height())))
        menu.setActiveAction(menu.actions()[0])

    def _choose(self, name: str, on: bool) -> None:
        self._places = tuple(
            Place(name=each.name, width=each.width, shown=on if each.name == name else each.shown)
            for each in self.places()
        )
        self.show_columns(self.in_columns)

    def _reset(self) -> None:
        self._places = FIRST
        self.show_columns(self.in_columns)

    def _click(self, section: int) -> None:
        # Qt turns its own mark at a click; it is set right by `show_sort`.
        self.show_sort(self._sort)
        if section > CARD:
            self.sort_asked.emit(clicked(COLUMNS[section - 1], self._sort))


def _section(name: str) -> int:
    return 1 + next(place for place, column in enumerate(COLUMNS) if column.name == name)
