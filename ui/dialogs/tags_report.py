"""How far to trust suggested tags: precision, recall and calibration by tag on taggings kept back, and the bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from store.records import Tag, TagReliability, TagsReport
from ui import theme
from ui.dialogs.sheet import Sheet, dim_label, headed_grid, side

COLUMNS = ("Tag", "Tagged", "Suggested", "Precision", "Recall", "Off by")
_SIDE = 168


def ask(parent: QWidget | None, reports: Sequence[TagsReport], tags: Sequence[Tag], bar: float) -> float | None:
    """Show the reports and let the user set the bar; gives the new bar, or None where it stays."""
    dialog = TagsReportSheet(parent, reports, tags, bar)
    return dialog.bar.value() if dialog.exec() and abs(dialog.bar.value() - bar) > 1e-6 else None


class TagsReportSheet(Sheet):
    """A table of tags, a picture of how true the probabilities are, and the bar below which nothing is suggested."""

    def __init__(self, parent: QWidget | None, reports: Sequence[TagsReport], tags: Sequence[Tag], bar: float) -> None:
        super().__init__(parent, "How far to trust suggested tags", verb="Set the bar", width=800)
        self.setObjectName("tagsReport")
        self.bar = QDoubleSpinBox(self)
        self.bar.setObjectName("suggestionBar")
        self.bar.setAccessibleName("Bar: the probability from which on a tag is suggested")
        self.bar.setRange(0.0, 1.0)
        self.bar.setSingleStep(0.05)
        self.bar.setValue(bar)
        if not reports:
            self.body.addWidget(
                _sentence("Nothing was learned yet. Tag some five articles for each tag, then come back.")
            )
        for report in reports:
            self._fill(report, {tag.id: tag for tag in tags}, high=360 if len(reports) == 1 else 208)
        if reports:
            self.body.addWidget(
                dim_label(
                    f"Precision: how many of the tags suggested from {reports[0].bar:.2f} on were right. Recall: how many of your"
                    " tags they are. Off by: how far probabilities are from what was so. All on what was kept back from learning."
                )
            )
        line = QHBoxLayout()
        line.addWidget(QLabel("Suggest a tag from this probability on:"))
        line.addWidget(self.bar)
        line.addStretch(1)
        self.body.addLayout(line)
        self.say("Below the bar the window stays silent. Suggestions are no tags until you accept them.")

    def _fill(self, report: TagsReport, tags: dict[int, Tag], *, high: int) -> None:
        self.body.addWidget(_sentence(_from_what(report)))
        beside = QHBoxLayout()
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inner = QWidget(area)
        inner.setLayout(_table(report, tags))
        area.setWidget(inner)
        area.setMinimumHeight(_SIDE + 40)
        area.setMaximumHeight(high)
        beside.addWidget(area, 1)
        beside.addWidget(Calibration(_pooled(report.tags), self), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(beside)


class Calibration(QWidget):
    """A picture of probabilities: what was said to the right, what was so upwards; on the diagonal they are true."""

    def __init__(self, bins: Sequence[tuple[float, float, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bins = tuple(bins)
        self.setObjectName("calibrationPicture")
        said = "; ".join(f"said {said:.0%}, was {was:.0%} of {count:,}" for said, was, count in self._bins)
        self.setAccessibleName("Calibration")
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square with room for the words under it."""
        return QSize(_SIDE, _SIDE + 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the diagonal, and a dot for each bin, as large as many it holds."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.palette()
        box = QRectF(4.5, 4.5, _SIDE - 9, _SIDE - 9)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRect(box)
        painter.setPen(QPen(QColor(colours.dim), 1, Qt.PenStyle.DashLine))
        painter.drawLine(box.bottomLeft(), box.topRight())
        painter.setPen(QPen(QColor(colours.accent), 2))
        most = max((count for _, _, count in self._bins), default=1)
        points = [
            QPointF(box.left() + said * box.width(), box.bottom() - was * box.height()) for said, was, _ in self._bins
        ]
        if len(points) > 1:
            painter.drawPolyline(points)
        painter.setBrush(QColor(colours.accent))
        for point, (_, _, count) in zip(points, self._bins, strict=True):
            radius = 2.5 + 3 * (count / most) ** 0.5
            painter.drawEllipse(point, radius, radius)
        painter.setPen(QColor(colours.dim))
        painter.setFont(theme.ui_font(11))
        painter.drawText(QRectF(0, _SIDE, _SIDE, 18), Qt.AlignmentFlag.AlignCenter, "said → · was so ↑")


def _pooled(tags: Sequence[TagReliability]) -> list[tuple[float, float, int]]:
    """Join the bins of all tags, by fifths of what was said."""
    pooled: dict[int, list[tuple[float, float, int]]] = {}
    for each in tags:
        for one in each.bins:
            pooled.setdefault(min(4, int(one[0] * 5)), []).append(one)
    found = []
    for place in sorted(pooled):
        count = sum(each[2] for each in pooled[place])
        said = sum(each[0] * each[2] for each in pooled[place]) / count
        was = sum(each[1] * each[2] for each in pooled[place]) / count
        found.append((said, was, count))
    return found


def _from_what(report: TagsReport) -> str:
    if report.unit == "passage":
        return (
            f"Passages: learned from {report.articles:,} tagged sentences and {report.untagged:,} that nobody has read yet"
            f" in {report.seconds:.1f} s."
        )
    kind = "each article has one tag" if report.exclusive else "an article may have several tags"
    return (
        f"Articles: learned from {report.articles:,} tagged ones ({kind}) and {report.untagged:,} untagged ones"
        f" in {report.seconds:.1f} s."
    )


def _table(report: TagsReport, tags: dict[int, Tag]) -> QGridLayout:
    grid = headed_grid(COLUMNS, spacing=16)
    for row, each in enumerate(report.tags, start=1):
        name = tags[each.tag].path if each.tag in tags else "?"
        doubt = "" if each.trusted else "  (too few to trust)"
        values = (
            f"{name}{doubt}", f"{each.tagged:,}", f"{each.offered:,}", f"{each.precision:.0%}" if each.offered else "–",
            f"{each.recall:.0%}", f"{each.gap:.2f}",
        )  # fmt: skip
        for column, value in enumerate(values):
            label = QLabel(value)
            label.setProperty("dim", not each.trusted)
            grid.addWidget(label, row, column, side(column))
    grid.setRowStretch(len(report.tags) + 1, 1)
    return grid


def _sentence(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
