"""The column of the facets: a histogram of years above, the values of every other field below."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from ui import theme
from ui.articles.counts import Counts
from ui.articles.facet_model import FacetModel
from ui.articles.facet_view import FacetView
from ui.articles.histogram import Histogram

NO_ARTICLES = "What articles can be filtered by appears here once there are some."
NOTHING_FOUND = "No article is left to filter further."

MARKED_AFTER = 100
"""Milliseconds after which what was chosen is marked, though it is not counted yet."""


class FacetPanel(QWidget):
    """Shows `Counts` and tells which term was chosen, and how."""

    chosen = Signal(str, str)
    """A term of the filter language, and `narrow`, `widen` or `exclude`."""
    sought = Signal(str, str)
    """Values of a section's field are looked for whose name begins with or holds a text."""
    dates_cleared = Signal()
    """The filter shall ask for no dates any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facetPanel")
        self.setAccessibleName("Filters and facets")
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = FacetModel(self)
        self.view = FacetView(self.model, self)
        self.histogram = Histogram(self)
        self._empty = QLabel(self)
        self._empty.setProperty("dim", True)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(12, 12, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        for widget in (self.histogram, self._empty):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        self.view.chosen.connect(self.chosen)
        self.view.sought.connect(self.sought)
        self.histogram.cleared.connect(self.dates_cleared)
        self.histogram.chosen.connect(lambda term: self.chosen.emit(term, "narrow"))
        self.setFocusProxy(self.view)
        self._query = ""
        self._marking = QTimer(self, singleShot=True, interval=MARKED_AFTER)
        self._marking.timeout.connect(self._mark)
        self.show_counts(Counts())

    def show_counts(self, counts: Counts) -> None:
        """Show what was counted for a filter, and mark what the filter names."""
        self._marking.stop()
        self.histogram.show_query(counts.query)
        self.histogram.show_years(counts.years, counts.months)
        self.model.show_counts(counts, query=counts.query)
        self._empty.setText(NOTHING_FOUND if counts.query.strip() else NO_ARTICLES)
        self._empty.setVisible(not counts.sections)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not isinstance(self.parentWidget(), QSplitter):
            # As a drawer it lies on the list, with an edge of its own.
            QPainter(self).fillRect(self.width() - 1, 0, 1, self.height(), QColor(theme.palette().dim))

    def show_query(self, query: str) -> None:
        """Mark what the filter names; for a moment it is waited for the counts, to paint both at once."""
        self._query = query
        self._marking.start()

    def _mark(self) -> None:
        self.histogram.show_query(self._query)
        self.model.show_query(self._query)
