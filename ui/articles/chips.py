"""The filter's terms as removable chips in one line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from ui import theme
from ui.articles.terms import Term

GAP = 8
CROSS = "✕"
CROSS_WIDTH = 26
"""How far from its right end a press on a chip removes it, in pixels."""
EDIT_WIDTH = 240
"""How wide a term that is edited stands, where there is room."""
WIDEST = 220
"""Longer chips are cut; their tip says all."""


class Chip(QToolButton):
    """One term; its cross, Delete or Backspace removes it, a press elsewhere, Enter or F2 lets it be edited."""

    edit_asked = Signal()

    def __init__(self, term: Term, parent: QWidget) -> None:
        super().__init__(parent)
        self.term = term
        metrics = self.fontMetrics()
        self.setText(f"{metrics.elidedText(term.label, Qt.TextElideMode.ElideRight, WIDEST)}  {CROSS}")
        self.setToolTip(f"Edit “{term.text}”; ✕ or Del removes it from the filter")
        self.setAccessibleName(f"Remove {term.label}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() < self.width() - CROSS_WIDTH:
            self.edit_asked.emit()
        else:
            super().mousePressEvent(event)


class ChipEdit(QLineEdit):
    """A term being edited where its chip stands: Enter takes it, Esc or another place leaves it as it was."""

    taken = Signal(object, str)
    """The `Term` and its new text; an empty one removes it."""

    def __init__(self, chip: Chip, parent: QWidget) -> None:
        super().__init__(chip.term.text, parent)
        self._chip = chip
        self.setObjectName("chipEdit")
        self.setAccessibleName("Term of the filter")
        self.returnPressed.connect(self._take)
        self.selectAll()

    def _take(self) -> None:
        term, text = self._chip.term, self.text().strip()
        self._leave()
        if text != term.text:
            self.taken.emit(term, text)

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()
        self._chip.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.hide()
            self.deleteLater()


class ChipLine(QWidget):
    """As many chips as there is room for, and how many more there are."""

    removed = Signal(object)
    """The `Term` that is to go."""
    replaced = Signal(object, str)
    """A `Term` and the text that is to stand in its place."""

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
            chip.edit_asked.connect(lambda chip=chip: self._edit(chip))
        self._place()
        if place is not None and self._chips:
            self._chips[min(place, len(self._chips) - 1)].setFocus()

    def _edit(self, chip: Chip) -> None:
        edit = ChipEdit(chip, self)
        edit.taken.connect(self.replaced)
        place = chip.geometry()
        place.setWidth(max(80, min(max(place.width(), EDIT_WIDTH), self.width() - place.left())))
        edit.setGeometry(place)
        edit.show()
        edit.setFocus()

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
