"""The second round: code a sample again, blind, under a name of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from ui.dialogs.sheet import Sheet, dim_label


def ask(parent: QWidget | None, name: str, samples: Sequence[str]) -> str | None:
    """Ask which sample is coded again; "" for all articles, None if it is dismissed."""
    dialog = SecondRound(parent, name, samples)
    return dialog.sample.currentData() if dialog.exec() else None


class SecondRound(Sheet):
    """What a second round is, and of what."""

    def __init__(self, parent: QWidget | None, name: str, samples: Sequence[str]) -> None:
        super().__init__(parent, "Second round", verb="Begin")
        self.setObjectName("secondRoundDialog")
        self.body.addWidget(
            dim_label(
                f"You mark as “{name}” and see none of the marks put before, in the list, the filter and the counts alike."
                " Wait some weeks, code a sample again, then compare both under Team › Agreement."
            )
        )
        self.sample = QComboBox(self)
        self.sample.setObjectName("secondRoundSample")
        self.sample.setAccessibleName("Which articles")
        for each in samples:
            self.sample.addItem(f"The sample {each}", each)
        self.sample.addItem("All articles", "")
        self.add_form().addRow("Which articles", self.sample)
        if not samples:
            self.say("Draw a sample first to code some of them only (Team › Draw a sample).")
