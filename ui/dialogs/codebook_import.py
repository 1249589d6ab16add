"""A codebook file, looked at before it comes in: which tags are new, which change and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from store.records import CodebookFile, TagFate
from ui.dialogs.fates import FatesModel, fates_table
from ui.dialogs.sheet import Sheet


def ask(parent: QWidget | None, name: str, file: CodebookFile, fates: Sequence[TagFate]) -> bool:
    """Show what a codebook file would do, and ask whether to take it in."""
    return bool(CodebookImport(parent, name, file, fates).exec())


class CodebookImport(Sheet):
    """The tags of the file and their fates."""

    def __init__(self, parent: QWidget | None, name: str, file: CodebookFile, fates: Sequence[TagFate]) -> None:
        super().__init__(parent, f"Codebook from {name}", verb="Take in", width=760)
        self.model = FatesModel(self)
        self.model.show_fates(fates)
        self.body.addWidget(fates_table(self.model, "codebookPreview", height=320))
        counts = Counter(fate.fate for fate in fates)
        words = f"{counts['new']:,} new, {counts['changed']:,} changed, {counts['same']:,} the same."
        self.say(" ".join([words, "Tags that are not in the file stay. One step: Ctrl+Z takes it back.", *file.losses]))
        self.accept_button.setEnabled(bool(counts["new"] or counts["changed"]))
