"""Key `f`: what a passage says of two entities: who, what, and of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from store.records import Entity
from ui.dialogs.sheet import Sheet, dim_label
from ui.tagging.names import both_names


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationChoice:
    """Subject and object, entities by id, and the predicate, one that is known or a new one."""

    subject: int
    predicate: str
    object: int


def ask(
    parent: QWidget | None,
    entities: Sequence[Entity],
    predicates: Sequence[str],
    *,
    passage: str,
    language: str | None = None,
) -> RelationChoice | None:
    """Let the user say what `passage` says of two of these entities, those named in it first."""
    dialog = RelationEditor(parent, entities, predicates, passage=passage, language=language)
    return dialog.choice() if dialog.exec() else None


class RelationEditor(Sheet):
    """Three boxes in the order of a sentence; letters choose in each of them."""

    def __init__(
        self,
        parent: QWidget | None,
        entities: Sequence[Entity],
        predicates: Sequence[str],
        *,
        passage: str,
        language: str | None = None,
    ) -> None:
        super().__init__(parent, "Relate", verb="Relate")
        quote = dim_label(f"“{_short(' '.join(passage.split()))}”")
        self.body.addWidget(quote)
        self.subject, self.object = (_entity_box(name, entities, language) for name in ("subject", "object"))
        self.predicate = QComboBox()
        self.predicate.setObjectName("predicate")
        self.predicate.setEditable(True)
        self.predicate.addItems(list(predicates))
        form = self.add_form()
        form.addRow("&Who", self.subject)
        form.addRow("&Says", self.predicate)
        form.addRow("Of w&hom", self.object)
        self.object.setCurrentIndex(min(1, self.object.count() - 1))
        for box in (self.subject, self.object):
            box.currentIndexChanged.connect(self.check)
        self.predicate.currentTextChanged.connect(self.check)
        self.subject.setFocus()
        self.check()

    def choice(self) -> RelationChoice:
        """Return what the boxes say."""
        return RelationChoice(
            subject=int(self.subject.currentData()),
            predicate=" ".join(self.predicate.currentText().split()),
            object=int(self.object.currentData()),
        )

    def check(self) -> None:
        """Say what is wrong, or the whole relation."""
        if self.subject.currentData() == self.object.currentData():
            self.say("A relation joins two different entities.", error=True)
        elif not self.predicate.currentText().strip():
            self.say("Choose what is said, or type something new.", error=True)
        else:
            self.say(f"{self.subject.currentText()} — {self.predicate.currentText()} → {self.object.currentText()}")


def _entity_box(name: str, entities: Sequence[Entity], language: str | None) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for entity in entities:
        first, second = both_names(entity, language)
        box.addItem(f"{first} · {second}" if second else first, entity.id)
        box.setItemData(box.count() - 1, entity.type, Qt.ItemDataRole.ToolTipRole)
    return box


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:159]}…"
