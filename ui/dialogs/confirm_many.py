"""Before a verb is done on more articles than can be seen: how many they are."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.sheet import Sheet


def ask(parent: QWidget | None, what: str, count: int, *, undoable: bool = True) -> bool:
    """Ask whether to do `what` ("Delete", "Set to done:") to so many articles."""
    return bool(ConfirmMany(parent, what, count, undoable=undoable).exec())


class ConfirmMany(Sheet):
    """One question with its number."""

    def __init__(self, parent: QWidget | None, what: str, count: int, *, undoable: bool = True) -> None:
        articles = "1 article" if count == 1 else f"{count:,} articles"
        super().__init__(parent, f"{what} {articles}?", verb=what.partition(" ")[0].rstrip(":"), width=420)
        self.setObjectName("confirmMany")
        self.say("It is one step: Ctrl+Z takes it back." if undoable else "This cannot be undone.")
        self.accept_button.setFocus()
