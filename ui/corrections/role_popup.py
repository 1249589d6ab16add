"""Key `r`: what the selected lines are, in one letter, and whether they always are that in their outlet."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.dialogs.sheet import dim_label, section_label
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height

LETTERS = MappingProxyType(
    {
        "headline": "h",
        "subheading": "s",
        "byline": "y",
        "dateline": "d",
        "body": "b",
        "caption": "c",
        "footnote": "f",
        "boilerplate": "x",
    }
)
"""The letter of each role, in the order in which the popup shows them."""
WIDTH = 292
_GAP = 6


class RolePopup(QFrame):
    """Eight roles with their letters; it closes with the first answer, with Esc, and with a click elsewhere."""

    chosen = Signal(str, bool)
    """A role, and whether the outlet's other lines of this kind shall have it too."""
    closed = Signal()
    """It is gone, answered or not."""

    def __init__(self, parent: QWidget | None, *, lines: int, present: Collection[str], outlet: str | None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("rolePopup")
        self.setAccessibleName("What the selected lines are")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        colours = theme.palette()
        self.setStyleSheet(f"#rolePopup {{ background: {colours.pane}; border: 1px solid {colours.dim}; }}")
        self.roles = self._make_roles(present)
        self.always = QCheckBox("&Always" if outlet is None else f"&Always in {outlet}".replace("&&", "&"))
        self.always.setObjectName("always")
        self.always.setEnabled(outlet is not None)
        self.reach = dim_label("counting…" if outlet else "A rule needs an outlet: give it to the article with M.")
        self.reach.setObjectName("reach")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(section_label("This line is…" if lines == 1 else f"These {lines} lines are…"))
        column.addWidget(self.roles)
        column.addSpacing(4)
        column.addWidget(self.always)
        column.addWidget(self.reach)
        for widget in (self.roles, self.always):
            widget.installEventFilter(self)
        self.roles.setFocus()

    def show_reach(self, others: int) -> None:
        """Say in how many other articles of the outlet a rule would find such lines."""
        if not others:
            text = "No other article has such lines now; those to come will."
        else:
            text = f"Applies to {others:,} more {'article' if others == 1 else 'articles'}, and to those to come."
        self.reach.setText(f"{text} Shift + letter: always.")
        self._fit()

    def open_at(self, place: QRect) -> None:
        """Open under a place on the screen, or above it where there is more room."""
        self._fit()
        screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        top = place.bottom() + _GAP
        if top + self.height() > room.bottom():
            top = max(room.top(), place.top() - _GAP - self.height())
        self.move(QPoint(max(room.left(), min(place.left(), room.right() - self.width())), top))
        self.show()
        self.roles.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the letters of the roles, and A for always; leave arrows, Enter and Esc to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QEvent) -> None:
        """Tell that it is gone."""
        super().closeEvent(event)  # type: ignore[arg-type]
        self.closed.emit()

    def _make_roles(self, present: Collection[str]) -> RowList:
        roles = RowList(self)
        roles.setObjectName("roles")
        roles.setAccessibleName("Roles")
        roles.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        roles.rows_model.show(
            [
                Row(id=number, text=role.capitalize(), key=letter, right="✓ now" if role in present else "")
                for number, (role, letter) in enumerate(LETTERS.items())
            ]
        )
        roles.setFixedHeight(len(LETTERS) * row_height())
        at = next((number for number, role in enumerate(LETTERS) if role in present), 0)
        roles.setCurrentIndex(roles.rows_model.index(at))
        roles.chosen.connect(lambda row: self._answer(list(LETTERS)[row.id], always=self.always.isChecked()))
        return roles

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        if event.key() == Qt.Key.Key_A and self.always.isEnabled():
            self.always.toggle()
            return True
        typed = chr(event.key()).lower() if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z else ""
        role = next((role for role, letter in LETTERS.items() if letter == typed), None)
        if role is None or event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._answer(role, always=self.always.isEnabled() and (shift or self.always.isChecked()))
        return True

    def _answer(self, role: str, *, always: bool) -> None:
        self.chosen.emit(role, always)
        self.close()

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        self.resize(WIDTH, layout.heightForWidth(WIDTH))
