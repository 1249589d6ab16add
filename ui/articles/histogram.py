"""Articles by year as bars: a click filters one year, a drag a range, the arrow keys and Enter do the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.articles.facet_view import heading_font
from ui.articles.terms import terms

HEIGHT = 108
HEADING = 34
BARS = 42
MARGIN = 18


class Histogram(QWidget):
    """One bar a year from the first year to the last; years without articles keep their place."""

    chosen = Signal(str)
    """A `date:` term: one year, or a range `A..B`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("yearHistogram")
        self.setAccessibleName("Published")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._counts: dict[int, int] = {}
        self._span: tuple[int, int] | None = None
        self._drag: tuple[int, int] | None = None
        self._at: int | None = None
        theme.changed.connect(self.update)

    def show_years(self, years: tuple[tuple[int, int], ...]) -> None:
        """Show these counts by year; without any, the widget takes no room."""
        self._counts = dict(years)
        self.setVisible(bool(years))
        self.setAccessibleDescription(", ".join(f"{year}: {count:,}" for year, count in years))
        self.update()

    def show_query(self, query: str) -> None:
        """Mark the years that the filter asks for."""
        self._span = years_of(query)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def _years(self) -> range:
        return range(min(self._counts), max(self._counts) + 1) if self._counts else range(0)

    def _step(self) -> float:
        return (self.width() - 2 * MARGIN) / max(1, len(self._years()))

    def _year_at(self, x: float) -> int | None:
        years = self._years()
        if not years:
            return None
        return years[max(0, min(len(years) - 1, int((x - MARGIN) / self._step())))]

    def _choose(self, one: int, other: int) -> None:
        first, last = sorted((one, other))
        self.chosen.emit(f"date:{first}" if first == last else f"date:{first}..{last}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        year = self._year_at(event.position().x())
        if year is not None and event.button() == Qt.MouseButton.LeftButton:
            start = self._span[0] if self._span and event.modifiers() & Qt.KeyboardModifier.ShiftModifier else year
            self._drag, self._at = (start, year), year
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        year = self._year_at(event.position().x())
        if self._drag is not None and year is not None:
            self._drag = (self._drag[0], year)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.button() == Qt.MouseButton.LeftButton:
            drag, self._drag = self._drag, None
            self._choose(*drag)

    def event(self, event: QHelpEvent) -> bool:  # type: ignore[override]
        if event.type() == QHelpEvent.Type.ToolTip:
            year = self._year_at(event.pos().x())
            if year is not None:
                QToolTip.showText(event.globalPos(), f"{year}: {self._counts.get(year, 0):,} articles", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        years = self._years()
        if not years:
            super().keyPressEvent(event)
            return
        at = years[-1] if self._at is None or self._at not in years else self._at
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if event.key() == Qt.Key.Key_Right else -1
            self._at = max(years[0], min(years[-1], at + by)) if at == self._at else at
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._choose(self._span[0] if self._span and shift else at, at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bars(painter)
        self._paint_labels(painter)

    def _paint_bars(self, painter: QPainter) -> None:
        colours = theme.palette()
        most, step = max(self._counts.values(), default=1), self._step()
        span = tuple(sorted(self._drag)) if self._drag else self._span
        base = HEADING + 4 + BARS
        full, faint = (
            theme.tag_ground(*[colours.accent] * 6, on=colours.window),
            theme.tag_ground(*[colours.accent] * 2, on=colours.window),
        )
        for place, year in enumerate(self._years()):
            count = self._counts.get(year, 0)
            height = max(2.0, BARS * count / most) if count else 0
            left = MARGIN + place * step
            width = max(1.0, min(step - 2, 32))
            inside = span is None or span[0] <= year <= span[-1]
            bar = QRectF(left + (step - width) / 2, base - height, width, height)
            painter.fillRect(bar, full if inside else faint)
            if year == self._at and self.hasFocus():
                painter.setPen(QColor(colours.accent))
                painter.drawRect(QRectF(bar.left() - 1, HEADING + 4, width + 2, BARS + 1))
        painter.fillRect(QRectF(MARGIN - 4, base, self.width() - 2 * MARGIN + 8, 1), QColor(colours.line))

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setFont(heading_font())
        painter.setPen(QColor(theme.palette().dim))
        painter.drawText(QPointF(12, HEADING - 9), "PUBLISHED")
        years = self._years()
        if not years:
            return
        painter.setFont(theme.ui_font(11))
        painter.setPen(QColor(theme.palette().dim))
        below = QRectF(MARGIN - 4, HEADING + BARS + 7, self.width() - 2 * MARGIN + 8, 18)
        if len(years) == 1:
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, str(years[0]))
            return
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, str(years[0]))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, str(years[-1]))
        span = tuple(sorted(self._drag)) if self._drag else self._span
        if span:
            text = str(span[0]) if span[0] == span[-1] else f"{span[0]}–{span[-1]}"
            painter.setPen(QColor(theme.palette().accent))
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, text)


def years_of(query: str) -> tuple[int, int] | None:
    """The first and last year of the filter's `date:` term; an open end reaches as far as years go."""
    for term in terms(query):
        if term.field == "date" and not term.negated and len(term.values) == 1:
            first, dots, last = term.values[0].partition("..")
            start = int(first[:4]) if first[:4].isdigit() else 0
            end = int(last[:4]) if last[:4].isdigit() else (9999 if dots else start)
            return (start, end) if start or dots else None
    return None
