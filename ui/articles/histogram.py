"""Articles by year, or by month of one year, as bars: a click filters one, a drag a range, and keys do the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.articles.facet_view import heading_font
from ui.articles.terms import terms

HEIGHT = 108
HEADING = 34
BARS = 42
MARGIN = 18
KEYS = """Click or ⏎: filter by it · drag, or Shift+← →: a range
Double click, wheel or ↓: the months of the year · ↑: back to years · Esc: all dates"""
_IN, _OUT = (Qt.Key.Key_Down, Qt.Key.Key_Plus), (Qt.Key.Key_Up, Qt.Key.Key_Minus, Qt.Key.Key_Backspace)


class Histogram(QWidget):
    """One bar a year from the first to the last, or one a month of a year; those without articles keep their place."""

    chosen = Signal(str)
    """A `date:` term: one year or month, or a range `A..B`."""
    cleared = Signal()
    """The filter shall ask for no dates any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("yearHistogram")
        self.setAccessibleName("Published")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._by_year: dict[str, int] = {}
        self._by_month: dict[str, int] = {}
        self._query = ""
        self._year: int | None = None
        self._drag: tuple[int, int] | None = None
        self._at: int | None = None
        theme.changed.connect(self.update)

    def show_years(self, years: tuple[tuple[int, int], ...], months: tuple[tuple[str, int], ...] = ()) -> None:
        """Show these counts by year, `months` (such as `2021-03`) by month; without any, the widget takes no room."""
        self._by_year = {f"{year:04}": count for year, count in years}
        self._by_month = dict(months)
        if self._year is not None and f"{self._year:04}" not in self._by_year:
            self._year = None
        self.setVisible(bool(years))
        self.setAccessibleDescription(", ".join(f"{year}: {count:,}" for year, count in years))
        self.update()

    def show_query(self, query: str) -> None:
        """Mark the years or months that the filter asks for."""
        self._query = query
        self.update()

    @property
    def year(self) -> int | None:
        """The year whose months are shown, or None."""
        return self._year

    def zoom(self, year: int | None) -> None:
        """Show the months of a year, or the years again."""
        if year is not None and f"{year:04}" not in self._by_year:
            return
        self._at = None if year is not None or self._year is None else self._slot_of(f"{self._year:04}", years=True)
        self._year, self._drag = year, None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def _slots(self, *, years: bool = False) -> list[str]:
        """What the bars stand for, left to right: `2014`, `2015`… or `2021-01`, `2021-02`…"""
        if self._year is not None and not years:
            return [f"{self._year:04}-{month:02}" for month in range(1, 13)]
        if not self._by_year:
            return []
        return [f"{year:04}" for year in range(int(min(self._by_year)), int(max(self._by_year)) + 1)]

    def _slot_of(self, name: str, *, years: bool = False) -> int | None:
        slots = self._slots(years=years)
        return slots.index(name) if name in slots else None

    def _count(self, slot: str) -> int:
        return (self._by_year if self._year is None else self._by_month).get(slot, 0)

    def _span(self) -> tuple[int, int] | None:
        """The bars that are chosen, by their places: those being dragged over, else those of the filter."""
        if self._drag is not None:
            return min(self._drag), max(self._drag)
        asked = dates_of(self._query)
        if asked is None:
            return None
        width = 4 if self._year is None else 7
        inside = [
            place
            for place, slot in enumerate(self._slots())
            if asked[0][:width] <= slot <= (asked[1][:width] if len(asked[1]) >= width else asked[1] + "~")
        ]
        return (inside[0], inside[-1]) if inside else (-1, -1)

    def _step(self) -> float:
        return (self.width() - 2 * MARGIN) / max(1, len(self._slots()))

    def _place_at(self, x: float) -> int | None:
        count = len(self._slots())
        return max(0, min(count - 1, int((x - MARGIN) / self._step()))) if count else None

    def _choose(self, one: int, other: int) -> None:
        slots = self._slots()
        first, last = slots[min(one, other)], slots[max(one, other)]
        self.chosen.emit(f"date:{first}" if first == last else f"date:{first}..{last}")

    def _start(self, place: int, modifiers: Qt.KeyboardModifier) -> int:
        span = self._span()
        return span[0] if span and span[0] >= 0 and modifiers & Qt.KeyboardModifier.ShiftModifier else place

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drag, self._at = (self._start(place, event.modifiers()), place), place
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x())
        if self._drag is not None and place is not None:
            self._drag = (self._drag[0], place)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.button() == Qt.MouseButton.LeftButton:
            drag, self._drag = self._drag, None
            self._choose(*drag)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drag = None
            self._zoom_at(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        place = self._place_at(event.position().x())
        if event.angleDelta().y() > 0 and self._year is None and place is not None:
            self._zoom_at(place)
        elif event.angleDelta().y() < 0:
            self.zoom(None)
        event.accept()

    def _zoom_at(self, place: int) -> None:
        self.zoom(int(self._slots()[place]) if self._year is None else None)

    def event(self, event: QHelpEvent) -> bool:  # type: ignore[override]
        if event.type() == QHelpEvent.Type.ToolTip:
            place = self._place_at(event.pos().x())
            if place is not None:
                slot = self._slots()[place]
                count = self._count(slot)
                noun = "article" if count == 1 else "articles"
                QToolTip.showText(event.globalPos(), f"{slot}: {count:,} {noun}\n{KEYS}", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        slots, key = self._slots(), event.key()
        if not slots:
            super().keyPressEvent(event)
            return
        at = len(slots) - 1 if self._at is None or self._at >= len(slots) else self._at
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(at, 1 if key == Qt.Key.Key_Right else -1, event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            drag, self._drag = self._drag or (self._start(at, event.modifiers()), at), None
            self._choose(*drag)
        elif key in _IN and self._year is None:
            self._zoom_at(at)
        elif key in _OUT and self._year is not None:
            self.zoom(None)
        elif key == Qt.Key.Key_Escape:
            self._clear()
        else:
            super().keyPressEvent(event)

    def _move(self, at: int, by: int, modifiers: Qt.KeyboardModifier) -> None:
        """Go to the next bar; with Shift those passed over are the range that Enter chooses."""
        to = max(0, min(len(self._slots()) - 1, at + by)) if at == self._at else at
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            to = max(0, min(len(self._slots()) - 1, at + by))
            self._drag = (self._drag[0] if self._drag else at, to)
        else:
            self._drag = None
        self._at = to
        self.update()

    def _clear(self) -> None:
        if self._drag is not None:
            self._drag = None
        elif dates_of(self._query) is not None:
            self.cleared.emit()
        else:
            self.zoom(None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bars(painter)
        self._paint_labels(painter)

    def _paint_bars(self, painter: QPainter) -> None:
        colours, slots, step, span = theme.palette(), self._slots(), self._step(), self._span()
        most = max((self._count(slot) for slot in slots), default=1) or 1
        base = HEADING + 4 + BARS
        full, faint = (
            theme.tag_ground(*[colours.accent] * 6, on=colours.window),
            theme.tag_ground(*[colours.accent] * 2, on=colours.window),
        )
        for place, slot in enumerate(slots):
            count = self._count(slot)
            height = max(2.0, BARS * count / most) if count else 0
            width = max(1.0, min(step - 2, 32))
            inside = span is None or span[0] <= place <= span[1]
            bar = QRectF(MARGIN + place * step + (step - width) / 2, base - height, width, height)
            painter.fillRect(bar, full if inside else faint)
            if place == self._at and self.hasFocus():
                painter.setPen(QColor(colours.accent))
                painter.drawRect(QRectF(bar.left() - 1, HEADING + 4, width + 2, BARS + 1))
        painter.fillRect(QRectF(MARGIN - 4, base, self.width() - 2 * MARGIN + 8, 1), QColor(colours.line))
        if span is not None and span[0] >= 0:
            # What is chosen is underlined too: nothing rests on colour alone.
            left, right = MARGIN + span[0] * step, MARGIN + (span[1] + 1) * step
            painter.fillRect(QRectF(left, base, right - left, 2), QColor(colours.accent))

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setFont(heading_font())
        painter.setPen(QColor(theme.palette().dim))
        painter.drawText(QPointF(12, HEADING - 9), "PUBLISHED" if self._year is None else f"PUBLISHED · {self._year}")
        slots = self._slots()
        if not slots:
            return
        painter.setFont(theme.ui_font(11))
        below = QRectF(MARGIN - 4, HEADING + BARS + 7, self.width() - 2 * MARGIN + 8, 18)
        labels = (slots[0], slots[-1]) if self._year is None else ("Jan", "Dec")
        span = self._span()
        text = "" if span is None or span[0] < 0 else "–".join(dict.fromkeys((slots[span[0]], slots[span[1]])))
        if len(slots) > 1:
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, labels[0])
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, labels[1])
        else:
            text = slots[0]
        painter.setPen(QColor(theme.palette().accent if span else theme.palette().dim))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, text)


def dates_of(query: str) -> tuple[str, str] | None:
    """The first and last date of the filter's `date:` term as they are written; an open end reaches as far as dates go."""
    for term in terms(query):
        if term.field == "date" and not term.negated and len(term.values) == 1:
            first, dots, last = term.values[0].partition("..")
            first, last = first.strip(), last.strip() if dots else first.strip()
            if not (first[:4].isdigit() or last[:4].isdigit()):
                return None
            return first if first[:4].isdigit() else "0000", last if last[:4].isdigit() else "9999"
    return None
