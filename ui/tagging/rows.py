"""One line of a list or tree: key, colour square, name, name in the other language, and what stands at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme

ROW = Qt.ItemDataRole.UserRole
"""The role under which a model hands out the `Row` of an index."""

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
"""The index above all rows."""
Role = Qt.ItemDataRole

_LEFT, _GAP, _CAP, _SQUARE = 6, 8, 18, 10
_TEXT_PIXELS, _SMALL_PIXELS, _KEY_PIXELS = 13, 12, 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one line shows; `key` "" leaves room for a key, None does not; `hollow` marks what is only suggested.

    `heading` is a quiet line that cannot be chosen, `dim` one that can be, but is out of use. `edit` is the text that is
    edited in place (None: nothing is).
    """

    id: int
    text: str
    second: str = ""
    colour: str | None = None
    key: str | None = None
    right: str = ""
    on: bool = False
    hollow: bool = False
    link: bool = False
    heading: bool = False
    dim: bool = False
    tip: str = ""
    spoken: str = ""
    edit: str | None = None

    @property
    def whole(self) -> str:
        """The name with its other language, as one text."""
        return f"{self.text} · {self.second}" if self.second else self.text


def row_data(row: Row, role: int) -> object:
    """Answer a model's `data()` for one row."""
    if role == ROW:
        return row
    if role == Role.DisplayRole:
        return row.whole
    if role == Role.EditRole:
        return row.edit
    if role == Role.ToolTipRole:
        return row.tip or None
    if role == Role.AccessibleTextRole:
        key = f"key {row.key}" if row.key else ""
        return row.spoken or ", ".join(part for part in (row.whole, row.right, key) if part)
    return None


class RowsModel(QAbstractListModel):
    """A flat list of rows; showing rows with the same ids keeps the view where it is."""

    edited = Signal(int, str)
    """The id of a row and the text that was typed for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, in order."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows instead of the present ones."""
        new = tuple(rows)
        if new == self._rows:
            return
        if [row.id for row in new] == [row.id for row in self._rows]:
            self._rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """Return the row at an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Answer for one row."""
        row = self.row(index)
        return row_data(row, role) if row is not None else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everything be chosen but headings."""
        row = self.row(index)
        if row is None or row.heading:
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return plain if row.edit is None else plain | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Ask for another text of a row that can be edited."""
        row = self.row(index)
        if row is None or row.edit is None or role != Role.EditRole or str(value).strip() == row.edit:
            return False
        self.edited.emit(row.id, str(value).strip())
        return True


def row_height() -> int:
    """Return the height of every row: 24 px, or what the font needs."""
    return max(24, QFontMetrics(theme.ui_font(_TEXT_PIXELS)).height() + 5)


def whole_rows(view: QAbstractScrollArea) -> None:
    """Let a list show whole rows only: what is left of its height stays empty. To be called when it is resized."""
    rest = view.height() % row_height() if view.height() > row_height() else 0
    if view.viewportMargins().bottom() != rest:
        view.setViewportMargins(0, 0, 0, rest)


class RowDelegate(QStyledItemDelegate):
    """Paints rows, all of one height."""

    edit_begun = Signal()
    """An editor has opened over a row."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make an editor as ever, and tell of it."""
        self.edit_begun.emit()
        return super().createEditor(parent, option, index)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(60, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the row from both ends, the name taking what is left."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, row)
        left = option.rect.left() + _LEFT
        if row.key is not None:
            _paint_key(painter, QRect(left, option.rect.top(), _CAP, option.rect.height()), row.key)
            left += _CAP + _GAP
        if row.colour is not None:
            _paint_square(painter, QPointF(left, option.rect.center().y() + 0.5), QColor(row.colour), hollow=row.hollow)
            left += _SQUARE + _GAP - 2
        right = _paint_right(painter, option.rect.adjusted(left, 0, -_LEFT, 0), row)
        _paint_name(painter, QRect(left, option.rect.top(), right - left, option.rect.height()), row)
        painter.restore()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill an editor, but never over what is being typed in it."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put an editor over the name, so that key and colour stay in sight."""
        row: Row = index.data(ROW)
        left = _LEFT + (_CAP + _GAP if row.key is not None else 0) + (_SQUARE + _GAP - 2 if row.colour else 0)
        editor.setGeometry(option.rect.adjusted(left - 4, 0, -1, 0))


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    palette = theme.palette()
    state = option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if not row.heading and (row.on or chosen or state & QStyle.StateFlag.State_MouseOver):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.selected if row.on else palette.soft))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 0.5, 0, -0.5), 3, 3)
    focused = option.widget is not None and option.widget.hasFocus() and state & QStyle.StateFlag.State_HasFocus
    if focused:
        painter.setPen(QPen(QColor(palette.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 1, -0.5, -1), 3, 3)


def _paint_key(painter: QPainter, place: QRect, key: str) -> None:
    if not key:
        return
    palette = theme.palette()
    cap = QRectF(place.left() + 0.5, place.center().y() - _CAP / 2 + 0.5, _CAP - 1, _CAP)
    painter.setPen(QPen(QColor(palette.line), 1))
    painter.setBrush(QColor(palette.pane))
    painter.drawRoundedRect(cap, 3, 3)
    painter.setPen(QColor(palette.dim))
    painter.setFont(theme.ui_font(_KEY_PIXELS))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)


def _paint_square(painter: QPainter, middle_left: QPointF, colour: QColor, *, hollow: bool) -> None:
    square = QRectF(middle_left.x(), middle_left.y() - _SQUARE / 2, _SQUARE, _SQUARE)
    if hollow:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        square.adjust(0.75, 0.75, -0.75, -0.75)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    painter.drawRoundedRect(square, 2, 2)


def _paint_right(painter: QPainter, place: QRect, row: Row) -> int:
    """Paint what stands at the right, as far as the name leaves room, and return where the name must end."""
    if not row.right:
        return place.right()
    name = QFontMetrics(theme.ui_font(_TEXT_PIXELS)).horizontalAdvance(row.text)
    painter.setFont(_tabular(theme.ui_font(_SMALL_PIXELS)))
    painter.setPen(QColor(theme.palette().dim))
    metrics = painter.fontMetrics()
    room = max(place.width() - name - _GAP, place.width() * 2 // 5)
    said = metrics.elidedText(row.right, Qt.TextElideMode.ElideRight, room)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)
    return place.right() - metrics.horizontalAdvance(said) - _GAP


def _tabular(font: QFont) -> QFont:
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _paint_name(painter: QPainter, place: QRect, row: Row) -> None:
    palette = theme.palette()
    font = theme.ui_font(_SMALL_PIXELS if row.heading else _TEXT_PIXELS)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    painter.setPen(QColor(palette.dim if row.heading or row.dim else palette.accent if row.link else palette.text))
    name = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
    rest = place.width() - metrics.horizontalAdvance(name)
    if row.second and name == row.text and rest > 30:
        place = place.adjusted(place.width() - rest, 0, 0, 0)
        second = metrics.elidedText(f" · {row.second}", Qt.TextElideMode.ElideRight, rest)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, second)
