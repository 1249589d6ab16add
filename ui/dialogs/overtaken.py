"""Where two windows wrote the same: both texts side by side, and which of them stays."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from store.overtaking import Overtaken
from ui.dialogs.sheet import Sheet, section_label


def ask(parent: QWidget | None, error: Overtaken) -> str:
    """Show what another window wrote meanwhile and what is written here; give `mine`, `theirs` or `both`.

    To dismiss it keeps both: nothing of either is lost.
    """
    dialog = TwoTexts(parent, error)
    dialog.exec()
    return dialog.choice


class TwoTexts(Sheet):
    """Two texts that cannot be changed here, and three ways on."""

    def __init__(self, parent: QWidget | None, error: Overtaken) -> None:
        super().__init__(parent, "Changed in another window meanwhile", verb=None, width=720)
        self.choice = "both"
        texts = QHBoxLayout()
        for name, heading, text in (("theirs", error.annotator, error.theirs), ("mine", "Here", error.mine)):
            column = QVBoxLayout()
            column.addWidget(section_label(heading))
            edit = QPlainTextEdit(text, self)
            edit.setObjectName(f"text_{name}")
            edit.setAccessibleName(f"{heading}: {name}")
            edit.setReadOnly(True)
            edit.setTabChangesFocus(True)
            edit.setMinimumHeight(160)
            column.addWidget(edit)
            texts.addLayout(column)
        self.body.addLayout(texts)
        self.accept_button.hide()
        for choice, words in (("theirs", "Keep &theirs"), ("mine", "Keep &mine"), ("both", "Keep &both")):
            button = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
            button.setObjectName(f"keep_{choice}")
            button.clicked.connect(lambda _=False, choice=choice: self._choose(choice))
            button.setDefault(choice == "both")
        self.say("Nothing was written over. Esc keeps both, one below the other.")

    def _choose(self, choice: str) -> None:
        self.choice = choice
        self.accept()
