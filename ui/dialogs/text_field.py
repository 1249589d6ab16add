"""One text to write: a line, several lines, or one of some choices that may be another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.dialogs.sheet import Sheet
from ui.tagging.note_text import shown_text


def ask(
    parent: QWidget | None,
    heading: str,
    verb: str,
    text: str,
    *,
    said: str = "",
    lines: bool = False,
    choices: Sequence[str] = (),
) -> str | None:
    """Let the user write a text; None if it is dismissed or is as it was. Only several lines may be empty."""
    dialog = TextField(parent, heading, verb, text, said=said, lines=lines, choices=choices)
    written = dialog.text() if dialog.exec() else text
    return None if written == text else written


class TextField(Sheet):
    """A field and what will be done with it."""

    def __init__(
        self,
        parent: QWidget | None,
        heading: str,
        verb: str,
        text: str,
        *,
        said: str = "",
        lines: bool = False,
        choices: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, heading, verb=verb)
        self._said = f"{said} Ctrl+Enter saves.".strip() if lines else said
        self.field: QLineEdit | QPlainTextEdit | QComboBox
        if lines:
            self.field = QPlainTextEdit(text, self)
            self.field.setTabChangesFocus(True)
            self.field.setMinimumHeight(160)
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), self, self.accept)
        elif choices:
            self.field = QComboBox(self)
            self.field.setEditable(True)
            self.field.addItems(list(choices))
            self.field.setCurrentText(text)
            self.field.editTextChanged.connect(self._check)
        else:
            self.field = QLineEdit(text, self)
            self.field.selectAll()
            self.field.textChanged.connect(self._check)
        self.field.setObjectName("textField")
        self.field.setAccessibleName(heading)
        self.body.addWidget(self.field)
        self.say(self._said)
        self.field.setFocus()

    def text(self) -> str:
        """Give what is written, without blanks around it."""
        if isinstance(self.field, QPlainTextEdit):
            return shown_text(self.field.document()).strip()
        return (self.field.currentText() if isinstance(self.field, QComboBox) else self.field.text()).strip()

    def _check(self) -> None:
        self.say(self._said if self.text() else "It cannot be empty.", error=not self.text())
