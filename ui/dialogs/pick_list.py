"""Type a few letters, walk with the arrows, take with Enter: what the pickers share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
VISIBLE_ROWS = 12
"""How many rows are in sight; the list keeps this height whatever is found."""


class PickList(QWidget):
    """A field above a list; the list follows what is typed, and the arrows walk it while the field has the focus."""

    picked = Signal(object)
    """The `Row` that was taken."""

    def __init__(
        self, find: Callable[[str], Sequence[Row]], *, placeholder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._find = find
        self.field = QLineEdit(self)
        self.field.setObjectName("pickField")
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.installEventFilter(self)
        self.list = RowList(self)
        self.list.setObjectName("pickRows")
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(VISIBLE_ROWS * row_height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.setFocusProxy(self.field)
        # textChanged, not textEdited: text that an input method commits must be found too.
        self.field.textChanged.connect(self.refresh)
        self.field.returnPressed.connect(self.take)
        self.list.chosen.connect(self.picked)

    def refresh(self) -> None:
        """Find again for what stands in the field, and put the cursor on the first row that can be taken."""
        self.list.rows_model.show(self._find(self.field.text().strip()))
        self._go(next(iter(self._takeable()), -1))

    def current(self) -> Row | None:
        """The row that Enter would take."""
        return self.list.current_row()

    def take(self) -> None:
        """Take the row under the cursor."""
        row = self.current()
        if row is not None:
            self.picked.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk the list while the field keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _takeable(self) -> list[int]:
        return [number for number, row in enumerate(self.list.rows_model.rows) if not row.heading]

    def _step(self, step: int) -> None:
        rows = self._takeable()
        if not rows:
            return
        at = self.list.currentIndex().row()
        place = rows.index(at) if at in rows else -1
        # Single steps go round; pages stop at the ends.
        to = (place + step) % len(rows) if abs(step) == 1 else max(0, min(place + step, len(rows) - 1))
        self._go(rows[to])

    def _go(self, row: int) -> None:
        index = self.list.rows_model.index(row)
        self.list.setCurrentIndex(index)
        if row >= 0:
            self.list.scrollTo(index)
