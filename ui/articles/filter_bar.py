"""The line above the columns: the filter box, its chips, and where a filter breaks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from store.errors import QueryError, UserError
from ui import theme
from ui.articles.chips import ChipLine
from ui.articles.filter_box import FilterBox
from ui.articles.terms import Term, chips, removed, replaced

BOX_WIDTH = 520


class FilterBar(QWidget):
    """The filter box with a removable chip for each term that names a field."""

    drawer_asked = Signal()
    """The button for the folded facets was pressed."""
    views_asked = Signal()
    """The link to the saved views was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.box = FilterBox(self)
        self.box.setFixedHeight(32)
        self.box.setMinimumWidth(200)
        self.box.setMaximumWidth(BOX_WIDTH)
        self.drawer = QToolButton(self)
        self.drawer.setText("☰ Facets")
        self.drawer.setToolTip("Show what to filter by")
        self.drawer.setCheckable(True)
        self.drawer.clicked.connect(self.drawer_asked)
        self.drawer.hide()
        self.chips = ChipLine(self)
        self.chips.removed.connect(self._remove)
        self.chips.replaced.connect(self._replace)
        self.views = QToolButton(self)
        self.views.setObjectName("viewsLink")
        self.views.setProperty("link", True)
        self.views.clicked.connect(self.views_asked)
        self.error = QLabel(self)
        self.error.setProperty("error", True)
        self.error.setObjectName("filterError")
        self.error.hide()
        self._lay_out()
        self.box.textChanged.connect(self._follow)
        self._follow("")
        self.setFixedHeight(48)

    def show_error(self, error: UserError | None) -> None:
        """Say in one line why the filter is not in force, and mark the place; None takes both away."""
        self.box.show_error(error if isinstance(error, QueryError) else None)
        self.error.setText(str(error) if error else "")
        self.error.setToolTip(str(error) if error else "")
        self.error.setVisible(error is not None)
        self.chips.setVisible(error is None)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.palette().line))

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self.drawer)
        line.addWidget(self.box, 3)
        line.addWidget(self.chips, 4)
        line.addWidget(self.error, 4)
        line.addWidget(self.views)

    def _follow(self, text: str) -> None:
        self.chips.show_terms(chips(text))
        # A filter that is there can be kept; without one there is only something to choose.
        self.views.setText("Save view…" if text.strip() else "Saved views…")

    def _remove(self, term: Term) -> None:
        self.box.set_text(removed(self.box.text(), term))

    def _replace(self, term: Term, text: str) -> None:
        self.box.set_text(replaced(self.box.text(), term, text))
