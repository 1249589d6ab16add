"""Who marks: choose an annotator, name a new one, rename one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from store.annotators import CONSENSUS
from store.records import Annotator
from ui.dialogs import text_field
from ui.dialogs.sheet import Sheet, dim_label
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height

ROWS = 8


@dataclass(frozen=True, slots=True)
class AnnotatorChoice:
    """Who marks from here on; with `rename` that annotator gets this name."""

    name: str
    rename: str = ""


def ask(parent: QWidget | None, annotators: Sequence[Annotator], present: str) -> AnnotatorChoice | None:
    """Let the user choose who marks; None if it is dismissed."""
    dialog = AnnotatorsDialog(parent, annotators, present)
    return dialog.choice if dialog.exec() else None


class AnnotatorsDialog(Sheet):
    """The annotators with how much each has coded, and a field for a new name."""

    def __init__(self, parent: QWidget | None, annotators: Sequence[Annotator], present: str) -> None:
        super().__init__(parent, "Who marks", verb="Mark as this one")
        self.setObjectName("annotatorsDialog")
        self.choice: AnnotatorChoice | None = None
        people = [each for each in annotators if each.name != CONSENSUS]
        self._names = [each.name for each in people]
        if present not in self._names:
            people = [Annotator(name=present), *people]
            self._names = [each.name for each in people]
        self.body.addWidget(dim_label("Every tagging, note and status belongs to the annotator who made it."))
        self.list = RowList(self)
        self.list.setObjectName("annotatorList")
        self.list.setAccessibleName("Annotators")
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.setFixedHeight(ROWS * row_height())
        self.list.rows_model.show([_row(place, each, present) for place, each in enumerate(people)])
        self.list.chosen.connect(lambda row: self._take(self._names[row.id]))
        self.list.setCurrentIndex(self.list.rows_model.index(self._names.index(present)))
        self.body.addWidget(self.list)
        self.field = QLineEdit(self)
        self.field.setObjectName("newAnnotator")
        self.field.setPlaceholderText("Someone new: write a name")
        self.field.setAccessibleName("Name of a new annotator")
        self.body.addWidget(self.field)
        self.add_button("Rename…   F2", self._rename, key="F2")
        self.list.setFocus()

    def accept(self) -> None:
        """Take the new name, else the annotator under the cursor."""
        written = " ".join(self.field.text().split())
        row = self.list.current_row()
        name = written or (self._names[row.id] if row is not None else "")
        if name:
            self.choice = self.choice or AnnotatorChoice(name)
            super().accept()

    def _take(self, name: str) -> None:
        self.choice = AnnotatorChoice(name)
        super().accept()

    def _rename(self) -> None:
        row = self.list.current_row()
        if row is None:
            return
        old = self._names[row.id]
        new = text_field.ask(self, "Rename the annotator", "Rename", old, said="Her marks stay hers.")
        if new:
            self.choice = AnnotatorChoice(new, rename=old)
            super().accept()


def _row(place: int, each: Annotator, present: str) -> Row:
    coded = f"{each.articles:,} article{'' if each.articles == 1 else 's'}" if each.articles else "nothing yet"
    return Row(id=place, text=each.name, second="marks now" if each.name == present else "", right=coded)
