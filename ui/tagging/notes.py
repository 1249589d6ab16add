"""The section NOTE: what the researcher writes about the current article, saved as she types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from store.errors import Busy, UserError
from store.overtaking import Overtaken, since
from ui.tagging.note_text import shown_text
from ui.tagging.section import Section

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions

SAVE_MILLISECONDS = 600
"""How long after the last keystroke a note is saved."""
ORIGIN = "noteEdit"


class NotePane(Section):
    """The annotator's note on the article, and below it what others wrote."""

    def __init__(self, store: Store, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Note", name="notePanel", parent=parent)
        self._store, self._actions = store, actions
        self._article: int | None = None
        self._saved = ""
        self._told = ""
        self._looked = store.history.newest()
        self._asking = False
        self.editor = NoteEdit(self)
        self.others = QLabel(self)
        self.others.setProperty("dim", True)
        self.others.setWordWrap(True)
        self.others.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hint = QLabel(self)
        self.hint.setProperty("dim", True)
        self.hint.setObjectName("noteHint")
        self.add_hint(self.hint)
        self.content.setContentsMargins(12, 0, 12, 12)
        self.content.setSpacing(4)
        self.content.addWidget(self.editor, 1)
        self.content.addWidget(self.others)
        self.setFocusProxy(self.editor)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MILLISECONDS)
        self._timer.timeout.connect(self.flush)
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self.flush)

    def show_article(self, article: int | None) -> None:
        """Save what is typed, then show the note on another article; None empties the section."""
        self.flush()
        self._article = article
        self._set_hint("")
        self.editor.setEnabled(article is not None)
        self.reload()

    def reload(self) -> None:
        """Show the note as it is stored, unless something is typed that is not saved yet."""
        if self.dirty:
            return
        self._looked = self._store.history.newest()
        notes = () if self._article is None else self._store.notes.of(self._article)
        me = self._store.annotator
        self._saved = next((note.text for note in notes if note.annotator == me), "")
        if self.editor.text() != self._saved:
            self.editor.show_text(self._saved)
        others = [f"{note.annotator}: {note.text}" for note in notes if note.annotator != me]
        self.others.setText("\n".join(others))
        self.others.setVisible(bool(others))

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not on disk yet."""
        return self._article is not None and self.editor.text() != self._saved

    def flush(self) -> None:
        """Save now what is typed; a failure keeps the text and is told once."""
        self._timer.stop()
        if not self.dirty or self._article is None or self._asking:
            return
        text = self.editor.text()
        try:
            with since(self._store.journal, self._looked):
                self._store.notes.write(self._article, text, origin=ORIGIN)
        except Overtaken as error:
            self._settle(error)
            return
        except Busy:
            self._set_hint("waiting…")
            self._timer.start()
            return
        except UserError as error:
            self._set_hint("not saved")
            if str(error) != self._told:
                self._told = str(error)
                self._actions.tell(error)
            return
        self._saved, self._told = text, ""
        self._looked = self._store.history.newest()
        self._set_hint("saved")

    def _settle(self, error: Overtaken) -> None:
        """Ask which of two texts stays where another window wrote the note meanwhile, or both."""
        from ui.dialogs import overtaken

        self._asking = True
        choice = overtaken.ask(self, error)
        self._asking = False
        text = {"mine": error.mine, "theirs": error.theirs, "both": f"{error.theirs}\n\n{error.mine}"}[choice]
        self._looked, self._saved = self._store.history.newest(), error.theirs
        self.editor.show_text(text)
        self.flush()
        self._set_hint("saved")

    def _typed(self) -> None:
        if self.dirty:
            self._set_hint("…")
            self._timer.start()

    def _set_hint(self, text: str) -> None:
        self.hint.setText(text)


class NoteEdit(QPlainTextEdit):
    """A plain text; Tab leaves it, Esc too."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteEdit")
        self.setAccessibleName("Note on this article")
        self.setPlaceholderText("What to remember about this article")
        self.setTabChangesFocus(True)
        self.setMinimumHeight(52)

    def text(self) -> str:
        """Return what is written, every character as it was typed."""
        return shown_text(self.document())

    def show_text(self, text: str) -> None:
        """Show another text; the cursor stays as near as it can."""
        at = self.textCursor().position()
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the writer left."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc for the text, so that single keys tag again."""
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            reader = self.window().findChild(QWidget, "reader")
            if isinstance(reader, QWidget):
                reader.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
