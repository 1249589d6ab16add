"""The memo of the project: what the study is after, what was decided and why."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.sheet import Sheet
from ui.tagging.note_text import shown_text


def ask(parent: QWidget | None, text: str) -> str | None:
    """Let the user write the memo; returns the new text, or None if it is dismissed or was not changed."""
    dialog = Memo(parent, text)
    written = dialog.text() if dialog.exec() else text
    return None if written == text else written


class Memo(Sheet):
    """A plain text as large as the dialog."""

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent, "Memo of the project", verb="Save", width=600)
        self._edit = QPlainTextEdit(text)
        self._edit.setObjectName("memoEdit")
        self._edit.setAccessibleName("Memo of the project")
        self._edit.setPlaceholderText("What the study asks, what is in and out of scope, what was decided and why")
        self._edit.setMinimumHeight(320)
        self._edit.setTabChangesFocus(True)
        self.body.addWidget(self._edit)
        self._before = text
        self.say("Ctrl+Enter saves. The memo belongs to the project and goes along with its exports.")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        self._edit.setFocus()

    def text(self) -> str:
        """Return what is written, every character as it was typed."""
        return shown_text(self._edit.document())

    def reject(self) -> None:
        """Save rather than lose: Esc closes at once only when nothing was changed."""
        if self.text() == self._before or self._dismissed():
            super().reject()

    def _dismissed(self) -> bool:
        """Say once that text would be lost; the second Esc means it."""
        if self.property("warned"):
            return True
        self.setProperty("warned", True)
        self.say("What you wrote is not saved yet: Ctrl+Enter saves it, Esc again leaves the memo as it was.")
        return False
