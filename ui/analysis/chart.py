"""A statistic as a picture that can be clicked and walked through by key: what is drawn is what is filtered by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from store.formats.statistic import headings
from store.records import Statistic
from ui import theme
from ui.analysis.chart_painting import Place, height_of, paint, place_at

NOTHING = Statistic(kind="time", title="", query="", articles=0, heading="", columns=(), rows=())


class Chart(QWidget):
    """Draws one statistic; the arrows move over its rows, Enter or a click asks for the articles of one."""

    pointed = Signal(int)
    """The row under the cursor."""
    chosen = Signal(str)
    """The filter's words for what was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart")
        self.setAccessibleName("Chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.statistic = NOTHING
        self._at: Place | None = None
        theme.changed.connect(self.update)

    def show_statistic(self, statistic: Statistic) -> None:
        """Draw another statistic; the cursor stays on the row of the same label."""
        label = self.statistic.rows[self._at.row].label if self._at is not None else None
        self.statistic = statistic
        labels = [row.label for row in statistic.rows]
        self._at = Place(row=labels.index(label)) if label in labels else None
        self.setMinimumHeight(round(height_of(statistic)))
        self.setAccessibleName(statistic.title)
        self.setAccessibleDescription("; ".join(self.story(Place(row=row)) for row in range(min(len(labels), 50))))
        self.updateGeometry()
        self.update()

    def go_to(self, row: int) -> None:
        """Put the cursor on a row."""
        if 0 <= row < len(self.statistic.rows):
            self._at = Place(row=row)
            self.update()

    def term(self, place: Place) -> str:
        """Give the filter's words for what is drawn there: the row's, and the part's where one is pointed at."""
        row = self.statistic.rows[place.row]
        part = self.statistic.columns[place.column].term if place.column >= 0 else ""
        return " ".join(filter(None, (row.term, part)))

    def story(self, place: Place) -> str:
        """Say in words what is drawn there."""
        row, names = self.statistic.rows[place.row], headings(self.statistic.columns)
        columns = [place.column] if place.column >= 0 else range(len(names))
        told = [f"{names[at]} {row.values[at]:,.{self.statistic.columns[at].decimals}f}" for at in columns]
        return f"{row.label}: {', '.join(told)}"

    def sizeHint(self) -> QSize:
        return QSize(560, round(height_of(self.statistic)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = place_at(self.statistic, QSizeF(self.size()), event.position())
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._move(place)
        if self.term(place):
            self.chosen.emit(self.term(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = place_at(self.statistic, QSizeF(self.size()), event.position())
        known = place is not None and bool(self.term(place))
        self.setCursor(Qt.CursorShape.PointingHandCursor if known else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = len(self.statistic.rows)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if not rows:
            super().keyPressEvent(event)
        elif key in steps:
            here = self._at.row if self._at is not None else -1 if steps[key] > 0 else rows
            self._move(Place(row=max(0, min(rows - 1, here + steps[key]))))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(Place(row=0 if key == Qt.Key.Key_Home else rows - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at is not None:
            self.chosen.emit(self.term(self._at))
        else:
            super().keyPressEvent(event)

    def _move(self, place: Place) -> None:
        self._at = Place(row=place.row)
        self.update()
        self.pointed.emit(place.row)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = place_at(self.statistic, QSizeF(self.size()), event.pos().toPointF())
            QToolTip.showText(event.globalPos(), self.story(place) if place is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, self.statistic, QSizeF(self.size()), at=self._at)
