"""What all dialogs share: margins, a heading, a line for what is wrong, and buttons that say what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import theme

WIDTH = 480
"""How wide a dialog is at least, in pixels."""


class Sheet(QDialog):
    """A dialog: heading, `body` to be filled, a message line, buttons; Enter accepts, Esc dismisses."""

    def __init__(self, parent: QWidget | None, heading: str, *, verb: str | None, width: int = WIDTH) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(width)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.message = dim_label("")
        self.buttons = QDialogButtonBox(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(_heading(heading))
        outer.addLayout(self.body)
        outer.addWidget(self.message)
        outer.addWidget(self.buttons)
        self.accept_button = self._add_buttons(verb)

    def _add_buttons(self, verb: str | None) -> QPushButton:
        if verb is None:
            close = self.buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        else:
            self.buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
            close = self.buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
            self.buttons.accepted.connect(self.accept)
        close.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        return close

    def add_button(self, text: str, act: Callable[[], object], *, key: str = "", name: str = "") -> QPushButton:
        """Add a button that does something before the dialog is left; its `key` does the same anywhere in the dialog."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        if key:
            QShortcut(QKeySequence(key), self, act)
        return button

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a sentence above the buttons; an error also keeps the dialog from being accepted."""
        self.message.setText(text)
        self.message.setProperty("error", error)
        self.message.setProperty("dim", not error)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.accept_button.setEnabled(not error)

    def add_form(self) -> QFormLayout:
        """Add a form of labels and fields to the body."""
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(form)
        return form

    def exec(self) -> int:
        """Show it until it is closed, and let it go soon after; what it was told can still be read at once."""
        result = super().exec()
        # From here on Python owns it, and its collector may run on any thread: a widget must go on this one.
        self.deleteLater()
        return result

    def done(self, result: int) -> None:
        """Close, and give the keys back to the window below, also where no window manager does."""
        super().done(result)
        parent = self.parentWidget()
        if parent is not None:
            parent.window().activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line around, so that the dialog stands out where no window manager frames it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(theme.palette().line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def sizeHint(self) -> QSize:
        """Ask for the width the body wants, but never more than a small screen has."""
        return super().sizeHint().boundedTo(QSize(960, 640))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.ui_font(16, weight=QFont.Weight.DemiBold))
    # The style sheet's font would win over setFont() otherwise.
    label.setStyleSheet("font-size: 16px; font-weight: 600;")
    return label


def dim_label(text: str) -> QLabel:
    """Make a quiet label that wraps and can be selected."""
    label = QLabel(text)
    label.setProperty("dim", True)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return label


def section_label(text: str) -> QLabel:
    """Make the heading of a section."""
    label = QLabel(text.upper())
    label.setProperty("heading", True)
    return label


def headed_grid(columns: Sequence[str], *, spacing: int) -> QGridLayout:
    """Make a grid whose first row names its columns: the first at the left, which takes what is left, the others at the right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(spacing)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for column, title in enumerate(columns):
        label = QLabel(title)
        label.setProperty("dim", True)
        grid.addWidget(label, 0, column, side(column))
    return grid


def side(column: int) -> Qt.AlignmentFlag:
    """Say where what is in a column of such a grid stands."""
    return Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
