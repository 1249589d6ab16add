"""Where a change can be neither undone nor redone: what stands in the way, and whether to leave it and go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from ui.dialogs.sheet import Sheet

if TYPE_CHECKING:
    from store.images import Outdated


def ask(parent: QWidget | None, error: Outdated, *, verb: str) -> bool:
    """Ask whether to keep what the change did, or did not do, and to go on; `verb` is undo or redo.

    Returns True to go on, False to leave everything as it is.
    """
    return bool(KeepAsItIs(parent, error, verb=verb).exec())


class KeepAsItIs(Sheet):
    """What cannot be done and why, and the two ways on."""

    def __init__(self, parent: QWidget | None, error: Outdated, *, verb: str) -> None:
        super().__init__(parent, f"This step cannot be {verb}ne", verb=f"Keep it, {verb} further", width=460)
        for name, text in (("step", f"“{error.label}”"), ("reason", f"{error.reason[:1].upper()}{error.reason[1:]}.")):
            label = QLabel(text, self)
            label.setObjectName(name)
            label.setWordWrap(True)
            self.body.addWidget(label)
        beyond = "before" if verb == "undo" else "after"
        self.say(
            f"Nothing was changed. Keep things as they are now and go on with the step {beyond} it, or leave it with Esc."
        )
        self.accept_button.setFocus()
