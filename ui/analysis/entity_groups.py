"""Those an entity is joined with, by type: name, what relations say, how many sentences, and the best of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from store.formats.entity_page import said_text
from store.records import PageGroup, PageItem
from ui import theme
from ui.reader.offsets import showable
from ui.tagging.names import both_names
from ui.tagging.rows import ROOT, Index

LINE = Qt.ItemDataRole.UserRole
"""The role of the `GroupLine` of an index."""
Role = Qt.ItemDataRole
HEADINGS = {
    "person": "people", "place": "places", "organisation": "organisations", "system": "systems",
    "programme": "programmes", "event": "events", "award": "awards and certificates", "technology": "technologies",
    "agreement": "agreements with",
}  # fmt: skip
"""What the groups are called; of a type of the project's own its name."""
_SIDE, _HEAD, _ITEM, _SQUARE = 16, 34, 44, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A heading, an entity, or (neither item nor heading words) how many of a type are left out."""

    group: str
    item: PageItem | None = None
    words: str = ""


class GroupsModel(QAbstractListModel):
    """The groups of a page, one under the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[GroupLine, ...] = ()

    def show_groups(self, groups: Sequence[PageGroup]) -> None:
        """Show these groups."""
        self.beginResetModel()
        lines = []
        for group in groups:
            total = len(group.items) + group.more
            lines.append(GroupLine(group=group.type, words=f"{HEADINGS.get(group.type, group.type)}   {total:,}"))
            lines += [GroupLine(group=group.type, item=item) for item in group.items]
            if group.more:
                lines.append(GroupLine(group=group.type, words=f"+ {group.more:,} more"))
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let entities be chosen, and what is left out be asked for."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if is_heading(self.lines[index.row()]):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give a line as text, or itself."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Role.DisplayRole:
            return line.item.entity.name if line.item else line.words
        if line.item is not None and role in (Role.ToolTipRole, Role.AccessibleTextRole):
            best = f"\n“{line.item.best.text}”" if line.item.best else ""
            return f"{' · '.join(filter(None, both_names(line.item.entity, None)))}: {told(line.item)}{best}"
        return None


def is_heading(line: GroupLine) -> bool:
    """Say whether a line is a heading."""
    return line.item is None and not line.words.startswith("+")


def told(item: PageItem) -> str:
    """Say in a few words how an entity is joined with that of the page."""
    together = f"{item.articles:,} article{'' if item.articles == 1 else 's'}" if item.articles else ""
    return " · ".join(each for each in (*(said_text(said) for said in item.said), together) if each)


class GroupsDelegate(QStyledItemDelegate):
    """Paints a heading, or an entity over the beginning of its best sentence."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give headings and entities their heights."""
        line: GroupLine = index.data(LINE)
        return QSize(option.rect.width(), _ITEM if line.item and line.item.best else 26 if line.item else _HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line: GroupLine = index.data(LINE)
        painter.save()
        if line.item is None:
            self._paint_words(painter, option.rect, line)
        else:
            self._paint_item(painter, option, line.item)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.palette().accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, line: GroupLine) -> None:
        palette = theme.palette()
        if is_heading(line):
            font = theme.ui_font(11, weight=QFont.Weight.DemiBold)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
            painter.setFont(font)
            painter.setPen(QColor(palette.dim))
            painter.drawText(QPointF(_SIDE, rect.bottom() - 8), line.words.upper())
        else:
            painter.setFont(theme.ui_font(12))
            painter.setPen(QColor(palette.accent))
            painter.drawText(rect.adjusted(_SIDE + 18, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, line.words)

    def _paint_item(self, painter: QPainter, option: QStyleOptionViewItem, item: PageItem) -> None:
        palette, rect = theme.palette(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.selected))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.entity_colour(item.entity.type))
        painter.drawRoundedRect(QRectF(_SIDE, rect.top() + 9, _SQUARE, _SQUARE), 2, 2)
        top = QRectF(_SIDE + 18, rect.top() + 3, rect.width() - 2 * _SIDE - 18, 20)
        painter.setFont(theme.ui_font(12))
        right = painter.fontMetrics().elidedText(told(item), Qt.TextElideMode.ElideRight, int(top.width() * 0.6))
        painter.setPen(QColor(palette.dim))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        left = top.width() - painter.fontMetrics().horizontalAdvance(right) - 12
        painter.setFont(theme.ui_font())
        painter.setPen(QColor(palette.accent))
        name = " · ".join(filter(None, both_names(item.entity, None)))
        words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(left))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, words)
        if item.best is not None:
            painter.setFont(theme.ui_font(12))
            painter.setPen(QColor(palette.dim))
            below = top.translated(0, 19)
            text = showable(" ".join(item.best.text.split()))
            words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(below.width()))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)


class GroupsList(QListView):
    """The list; the cursor points at an entity, Enter or a click on its name opens its page."""

    opened = Signal(int)
    """The id of an entity whose page is wanted."""
    pointed = Signal(object)
    """The `PageItem` that the cursor came to, or None."""
    more_wanted = Signal()
    """Those left out are wanted too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = GroupsModel(self)
        self.setModel(self.groups)
        self.setItemDelegate(GroupsDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What it is joined with")
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_groups(self, groups: Sequence[PageGroup], *, keep: bool) -> None:
        """Show these groups, from the top or (`keep`) with the cursor where it is."""
        line, place = self.line(), self.verticalScrollBar().value()
        self.groups.show_groups(groups)
        if keep:
            if line is not None and line.item is not None:
                self.go_to(line.item.entity.id)
            self.verticalScrollBar().setValue(place)

    def go_to(self, entity: int) -> None:
        """Put the cursor on an entity, if it is there."""
        for row, line in enumerate(self.groups.lines):
            if line.item is not None and line.item.entity.id == entity:
                self.setCurrentIndex(self.groups.index(row))
                return

    def line(self) -> GroupLine | None:
        """Give the line under the cursor."""
        line = self.currentIndex().data(LINE)
        return line if isinstance(line, GroupLine) else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the cursor came to."""
        super().currentChanged(current, previous)
        line = self.line()
        self.pointed.emit(line.item if line is not None else None)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open by a click on the name."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and self._is_name(index, at):
            self._open(index)

    def _is_name(self, index: Index, at: QPoint) -> bool:
        line: GroupLine = index.data(LINE)
        if line.item is None:
            return not is_heading(line)
        name = " · ".join(filter(None, both_names(line.item.entity, None)))
        return at.y() - self.visualRect(
            index
        ).top() < 23 and at.x() < _SIDE + 18 + self.fontMetrics().horizontalAdvance(name)

    def _open(self, index: Index) -> None:
        line = index.data(LINE)
        if not isinstance(line, GroupLine):
            return
        if line.item is not None:
            self.opened.emit(line.item.entity.id)
        elif not is_heading(line):
            self.more_wanted.emit()
