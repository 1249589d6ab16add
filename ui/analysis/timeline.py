"""An entity's articles by month, or by year where there are many: a click narrows to one, another lets go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme

HEIGHT, TOP, BARS, MARGIN = 96, 12, 56, 16
MOST_MONTHS = 48
"""A longer time is shown by years."""
WIDEST = 40


class Timeline(QWidget):
    """One bar a month or year, from the first to the last; those without articles keep their place."""

    chosen = Signal(str)
    """A period as the filter writes it (`2021-03`, `2021`), or nothing where it was let go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName("Articles by time")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self.periods: tuple[str, ...] = ()
        self._counts: dict[str, int] = {}
        self._at: str | None = None
        self.period = ""
        """The period that is narrowed to."""
        theme.changed.connect(self.update)

    def show_months(self, months: tuple[tuple[str, int], ...]) -> None:
        """Show these counts by `2021-03` or `2021`."""
        self.periods, self._counts = spread(months)
        self.setVisible(bool(self.periods))
        told = (f"{period}: {self._counts[period]:,}" for period in self.periods if self._counts.get(period))
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def choose(self, period: str) -> None:
        """Narrow to a period; the one that is chosen already is let go."""
        self.period = "" if period == self.period else period
        self.update()
        self.chosen.emit(self.period)

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def _step(self) -> float:
        return min(WIDEST, (self.width() - 2 * MARGIN) / max(1, len(self.periods)))

    def _period_at(self, x: float) -> str | None:
        at = int((x - MARGIN) / self._step())
        return self.periods[at] if self.periods and 0 <= at < len(self.periods) and x >= MARGIN else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        period = self._period_at(event.position().x())
        if period is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = period
            self.choose(period)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.periods.index(self._at) if self._at in self.periods else len(self.periods) - 1
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.periods:
            by = 1 if event.key() == Qt.Key.Key_Right else -1
            self._at = self.periods[max(0, min(len(self.periods) - 1, at + by))]
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.periods:
            self.choose(self.periods[at])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            period = self._period_at(event.pos().x())
            if period is not None:
                count = self._counts.get(period, 0)
                QToolTip.showText(event.globalPos(), f"{period}: {count:,} article{'' if count == 1 else 's'}", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, step, base = theme.palette(), self._step(), TOP + BARS
        most = max(self._counts.values(), default=1)
        full = theme.tag_ground(*[colours.accent] * 6, on=colours.window)
        faint = theme.tag_ground(*[colours.accent] * 2, on=colours.window)
        for place, period in enumerate(self.periods):
            count = self._counts.get(period, 0)
            height = max(2.0, BARS * count / most) if count else 0
            width = max(1.0, step - 2)
            left = MARGIN + place * step
            inside = not self.period or period == self.period
            painter.fillRect(QRectF(left + 1, base - height, width, height), full if inside else faint)
            if period == self._at and self.hasFocus():
                painter.setPen(QColor(colours.accent))
                painter.drawRect(QRectF(left, TOP, width + 2, BARS + 1))
        painter.fillRect(QRectF(MARGIN, base, self.width() - 2 * MARGIN, 1), QColor(colours.line))
        self._paint_labels(painter, base)

    def _paint_labels(self, painter: QPainter, base: float) -> None:
        if not self.periods:
            return
        colours = theme.palette()
        painter.setFont(theme.ui_font(11))
        painter.setPen(QColor(colours.dim))
        painter.drawText(QPointF(MARGIN, base + 16), self.periods[0])
        end = MARGIN + self._step() * len(self.periods)
        metrics = painter.fontMetrics()
        if len(self.periods) > 1 and end > 160:
            painter.drawText(QPointF(end - metrics.horizontalAdvance(self.periods[-1]), base + 16), self.periods[-1])
        if self.period:
            painter.setPen(QColor(colours.accent))
            words = f"{self.period} only"
            painter.drawText(
                QPointF(max(MARGIN + 64, (MARGIN + end - metrics.horizontalAdvance(words)) / 2), base + 16), words
            )


def spread(months: tuple[tuple[str, int], ...]) -> tuple[tuple[str, ...], dict[str, int]]:
    """Give all periods from the first to the last, months where they are few, and the counts by period.

    Articles of which only the year is known are counted by years alone, and then all are.
    """
    if not months:
        return (), {}
    first, last = months[0][0], months[-1][0]
    exact = all(len(month) == 7 for month, _ in months)
    number = _number(last) - _number(first) + 1 if exact else MOST_MONTHS + 1
    if number <= MOST_MONTHS:
        start = _number(first)
        return tuple(f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(start, start + number)), dict(months)
    counts: dict[str, int] = {}
    for month, count in months:
        counts[month[:4]] = counts.get(month[:4], 0) + count
    years = range(int(min(counts)), int(max(counts)) + 1)
    return tuple(f"{year:04d}" for year in years), counts


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
