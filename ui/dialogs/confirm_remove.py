"""Before something is removed: what goes with it, and that it can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.dialogs.sheet import Sheet, dim_label


def ask(parent: QWidget | None, what: str, *, goes: Sequence[str] = (), undoable: bool = True) -> bool | None:
    """Ask whether to remove `what` ("tag Mobility", "3 articles"); `goes` lists what goes with it.

    Returns True to remove, None to leave everything as it is.
    """
    return True if ConfirmRemove(parent, what, goes=goes, undoable=undoable).exec() else None


class ConfirmRemove(Sheet):
    """One question, with its consequences."""

    def __init__(self, parent: QWidget | None, what: str, *, goes: Sequence[str] = (), undoable: bool = True) -> None:
        super().__init__(parent, f"Remove {what}?", verb="Remove", width=400)
        for line in goes:
            self.body.addWidget(dim_label(f"– {line}"))
        self.say("Undo brings it all back." if undoable else "This cannot be undone.")
        self.accept_button.setFocus()
