"""The filter's terms as removable chips in one line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from ui import theme
from ui.articles.terms import Term

GAP = 8
CROSS = "✕"
WIDEST = 220
"""Longer chips are cut; their tip says all."""


class Chip(QToolButton):
    """One term; a press, Delete or Backspace removes it."""

    def __init__(self, term: Term, parent: QWidget) -> None:
        super().__init__(parent)
        self.term = term
        metrics = self.fontMetrics()
        self.setText(f"{metrics.elidedText(term.label, Qt.TextElideMode.ElideRight, WIDEST)}  {CROSS}")
        self.setToolTip(f"Remove “{term.text}” from the filter")
        self.setAccessibleName(f"Remove {term.label}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ChipLine(QWidget):
    """As many chips as there is room for, and how many more there are."""

    removed = Signal(object)
    """The `Term` whose chip was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._more = QLabel(self)
        self._more.setProperty("dim", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._dress)
        self._dress()

    def show_terms(self, terms: tuple[Term, ...]) -> None:
        """Show these terms; the focus stays in the line if it was on a chip that is gone."""
        if terms == tuple(chip.term for chip in self._chips):
            return
        place = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(term, self) for term in terms]
        for chip in self._chips:
            chip.clicked.connect(lambda _=False, chip=chip: self.removed.emit(chip.term))
        self._place()
        if place is not None and self._chips:
            self._chips[min(place, len(self._chips) - 1)].setFocus()

    def sizeHint(self) -> QSize:
        return QSize(sum(chip.sizeHint().width() + GAP for chip in self._chips), 28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        left, shown = 0, 0
        for chip in self._chips:
            size = chip.sizeHint()
            fits = left + size.width() + (0 if chip is self._chips[-1] else 40) <= self.width()
            if fits and shown == self._chips.index(chip):
                chip.setGeometry(left, (self.height() - 26) // 2, size.width(), 26)
                left, shown = left + size.width() + GAP, shown + 1
            chip.setVisible(shown > self._chips.index(chip))
        hidden = self._chips[shown:]
        self._more.setText(f"+{len(hidden)}")
        self._more.setToolTip("\n".join(chip.term.label for chip in hidden))
        self._more.setGeometry(left, (self.height() - 26) // 2, 40, 26)
        self._more.setVisible(bool(hidden))

    def _dress(self) -> None:
        colours = theme.palette()
        self.setStyleSheet(
            f"QToolButton {{ background: {colours.soft}; border: 1px solid {colours.line}; border-radius: 13px;"
            f" padding: 0 10px; }} QToolButton:hover {{ border-color: {colours.dim}; }}"
            f" QToolButton:focus {{ border-color: {colours.accent}; }}"
        )
