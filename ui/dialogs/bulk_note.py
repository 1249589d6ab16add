"""A note on many articles at once, below what each of them has already."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.sheet import Sheet


def ask(parent: QWidget | None, count: int) -> str | None:
    """Ask for the words of a note on so many articles; None leaves everything as it is."""
    dialog = BulkNote(parent, count)
    return dialog.text.toPlainText().strip() if dialog.exec() else None


class BulkNote(Sheet):
    """A field for the words; without any there is nothing to add."""

    def __init__(self, parent: QWidget | None, count: int) -> None:
        articles = "1 article" if count == 1 else f"{count:,} articles"
        super().__init__(parent, f"Note on {articles}", verb="Add   Ctrl+⏎")
        self.setObjectName("bulkNote")
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName("Note")
        self.text.setMinimumHeight(96)
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text)
        self.say("It is added below your note on each of them. It is one step: Ctrl+Z takes it back.")
        self.text.textChanged.connect(self._check)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self._check()
        self.text.setFocus()

    def accept(self) -> None:
        """Take the words, if there are any."""
        if self.accept_button.isEnabled():
            super().accept()

    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.text.toPlainText().strip()))
