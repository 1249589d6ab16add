"""The facets on screen: a list that is clicked, or walked with the arrow keys, to change the filter."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.articles.facet_model import LINE, FacetModel, Line

ROW_HEIGHT, HEADING_HEIGHT = 24, 34
MARGIN = 12
STEP = 14
"""How far a level of the tree is indented."""

Index = QModelIndex | QPersistentModelIndex


class FacetView(QListView):
    """Clicking a value narrows the filter, Shift takes it too, Alt leaves it out; headings and branches fold."""

    chosen = Signal(str, str)
    """A term of the filter language, and `narrow`, `widen` or `exclude`."""
    sought = Signal(str, str)
    """Values of a field (the first) are looked for whose name begins with or holds a text (the second)."""

    def __init__(self, model: FacetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facetList")
        self.setAccessibleName("Facets")
        self._facets = model
        self.setModel(model)
        self.setItemDelegate(FacetDelegate(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        theme.changed.connect(self.viewport().update)
        self.find_box = FindBox(self.viewport())
        self.find_box.textEdited.connect(lambda text: self.sought.emit(self._facets.sought, text))
        self.find_box.left.connect(self._end_find)
        self.find_box.down.connect(self._go_to_found)
        self.verticalScrollBar().valueChanged.connect(self._place_find)
        self._kept: tuple[Line | None, Line | None, int] = (None, None, 0)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._return_to_place)

    def seek(self, field: str) -> None:
        """Open the box in which a value of this field is looked for by name."""
        self.find_box.clear()
        self._facets.seek(field)
        self.scrollTo(self._facets.index(self._find_row()))
        self._place_find()
        self.find_box.show()
        self.find_box.setFocus()

    def _end_find(self) -> None:
        self.find_box.hide()
        self._facets.seek("")
        self.setFocus()

    def _go_to_found(self) -> None:
        row = self._find_row() + 1
        if 0 < row < self._facets.rowCount():
            self.setCurrentIndex(self._facets.index(row))
            self.setFocus()

    def _find_row(self) -> int:
        lines = (self._facets.line(row) for row in range(self._facets.rowCount()))
        sought = self._facets.sought
        return next(
            (row for row, line in enumerate(lines) if line and line.kind == "find" and line.field == sought), -1
        )

    def _place_find(self) -> None:
        row = self._find_row() if self._facets.sought else -1
        if row < 0:
            self.find_box.hide()
            return
        rect = self.visualRect(self._facets.index(row))
        self.find_box.setGeometry(rect.adjusted(MARGIN, 0, -MARGIN, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_find()

    # When lines come and go, what the eye and the keys are at stays where it is.

    def _keep_place(self) -> None:
        top = self.indexAt(QPoint(4, 0))
        self._kept = (
            self._facets.line(top.row()),
            self._facets.line(self.currentIndex().row()),
            self.visualRect(top).top() if top.isValid() else 0,
        )

    def _return_to_place(self) -> None:
        top, current, offset = self._kept
        row = self._row_like(current)
        if row >= 0:
            self.selectionModel().setCurrentIndex(self._facets.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        row = self._row_like(top)
        if row >= 0:
            self.doItemsLayout()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(self._facets.index(row)).top() - offset)
        self._place_find()

    def _row_like(self, wanted: Line | None) -> int:
        if wanted is None:
            return -1
        key = _key(wanted)
        lines = (self._facets.line(row) for row in range(self._facets.rowCount()))
        return next((row for row, line in enumerate(lines) if line is not None and _key(line) == key), -1)

    def press(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        """Do what a click or Enter on this row does."""
        line = self._facets.line(row)
        if line is None:
            return
        if line.kind == "find":
            self.seek(line.field)
            return
        if line.value is None:
            self._flip(row)
            return
        if modifiers & Qt.KeyboardModifier.AltModifier:
            how = "exclude"
        else:
            how = "widen" if modifiers & Qt.KeyboardModifier.ShiftModifier else "narrow"
        term = line.value.term
        if term.startswith("-"):
            # What is negative itself: to narrow to it is to leave its opposite out.
            term, how = term[1:], "narrow" if how == "exclude" else "exclude"
        self.chosen.emit(term, how)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            line = self._facets.line(index.row())
            if line is not None and line.value is not None and line.opens and self._on_arrow(index, event.position()):
                self._flip(index.row())
            else:
                self.press(index.row(), event.modifiers())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        line = self._facets.line(row)
        if line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.press(row, event.modifiers())
        elif line is not None and line.opens and event.key() == _flip_key(line):
            self._flip(row)
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are verbs of the window
        else:
            super().keyPressEvent(event)

    def _flip(self, row: int) -> None:
        offset = self.verticalScrollBar().value()
        self._facets.flip(row)
        self.setCurrentIndex(self._facets.index(row))
        self.verticalScrollBar().setValue(offset)

    def _on_arrow(self, index: QModelIndex, at: QPointF | QPoint) -> bool:
        line: Line = index.data(LINE)
        depth = line.value.depth if line.value else 0
        return at.x() < MARGIN + 6 + depth * STEP + 12


class FindBox(QLineEdit):
    """The box in which a value is looked for by name; Esc closes it, Down goes to what was found."""

    left = Signal()
    """Esc, or the user went elsewhere without a word in it."""
    down = Signal()
    """Down or Enter: the user wants what was found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("facetFind")
        self.setAccessibleName("Find a value by name")
        self.setPlaceholderText("Beginning or part of a name")
        self.setStyleSheet("padding: 0 5px;")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        else:
            super().keyPressEvent(event)


def _key(line: Line) -> tuple[str, str, str]:
    return line.kind, line.field, line.value.term if line.value else ""


def _flip_key(line: Line) -> Qt.Key:
    return Qt.Key.Key_Left if line.is_open else Qt.Key.Key_Right


class FacetDelegate(QStyledItemDelegate):
    """Paints a heading, a value with its count at the right, or "more"."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LINE)
        if line.kind != "heading":
            return QSize(100, ROW_HEIGHT)
        return QSize(100, HEADING_HEIGHT if line.is_open else HEADING_HEIGHT - 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.kind == "heading":
            self._heading(painter, rect, line)
        else:
            self._ground(painter, option, rect, line)
            self._more(painter, rect, line) if line.value is None else self._value(painter, rect, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.palette().accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_inner(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        font = heading_font()
        painter.setFont(font)
        painter.setPen(QColor(theme.palette().dim))
        text = line.text.upper()
        baseline = rect.bottom() - 9
        painter.drawText(QPointF(rect.left() + MARGIN, baseline), text)
        if not line.is_open:
            width = QFontMetricsF(font).horizontalAdvance(text)
            _arrow(painter, QPointF(rect.left() + MARGIN + width + 10, baseline - 4), is_open=False)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, line: Line) -> None:
        colours = theme.palette()
        ground = colours.selected if line.state == "in" else None
        if ground is None and option.state & QStyle.StateFlag.State_MouseOver:
            ground = colours.soft
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(_inner(rect), 4, 4)

    def _more(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        painter.setFont(theme.ui_font())
        painter.setPen(QColor(theme.palette().accent))
        painter.drawText(rect.adjusted(MARGIN + 6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, line.text)

    def _value(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        assert line.value is not None
        colours = theme.palette()
        font = theme.ui_font()
        if line.state:
            painter.setFont(theme.ui_font(11, weight=QFont.Weight.DemiBold))
            painter.setPen(QColor(colours.accent if line.state == "in" else colours.dim))
            mark = QRectF(rect.left() + 1, rect.top(), MARGIN, rect.height())
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, "✓" if line.state == "in" else "✕")
        font.setStrikeOut(line.state == "out")
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        count = f"{line.value.count:,}"
        left = rect.left() + MARGIN + 6 + line.value.depth * STEP
        right = rect.right() - MARGIN - 6
        count_width = metrics.horizontalAdvance(count)
        if line.opens:
            _arrow(painter, QPointF(left + 3, rect.center().y()), is_open=line.is_open)
            left += 12
        text = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, right - left - count_width - 8)
        painter.setPen(QColor(colours.dim if line.state == "out" else colours.text))
        painter.drawText(QRectF(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        font.setStrikeOut(False)
        font.setFeature(QFont.Tag("tnum"), 1)
        painter.setFont(font)
        painter.setPen(QColor(colours.dim))
        ends = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(left, rect.top(), right - left, rect.height()), ends, count)


def heading_font() -> QFont:
    """The font of section headings that are painted, the same as that of heading labels."""
    font = theme.ui_font(11, weight=QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    return font


def _inner(rect: QRectF) -> QRectF:
    return rect.adjusted(MARGIN, 1, -MARGIN, -1)


def _arrow(painter: QPainter, centre: QPointF, *, is_open: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.palette().dim))
    points = [(-3.5, -2), (3.5, -2), (0, 3)] if is_open else [(-2, -3.5), (-2, 3.5), (3, 0)]
    painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in points]))
