"""All that a tagging says beside its tag: its note, how sure it is, and the attributes that the tag defines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from store.errors import UserError
from store.formats.attributes import CERTAINTIES, certainty_of, certainty_text, checked
from store.records import Attribute, Change, Tagging
from ui.dialogs.sheet import Sheet
from ui.tagging.note_text import shown_text

if TYPE_CHECKING:
    from store import Store

_ADVICE = "Ctrl+Enter saves."


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is written: a note, a certainty in per cent, and values of attributes as they were typed."""

    note: str
    certainty: int | None
    attributes: Mapping[str, str]

    def writes(self, tagging: Tagging) -> list[Callable[[Store], Change]]:
        """Give a write for each thing that is said otherwise than the tagging said it; none where all is as it was."""
        ids = [tagging.id]
        writes: list[Callable[[Store], Change]] = []
        if self.note != tagging.note:
            writes.append(lambda store: store.taggings.describe(ids, note=self.note))
        if self.certainty != tagging.certainty:
            writes.append(lambda store: store.taggings.describe(ids, certainty=self.certainty))
        had = {name: str(value) for name, value in tagging.attributes}
        if {name: value for name, value in self.attributes.items() if value} != had:
            writes.append(lambda store: store.taggings.describe(ids, attributes=self.attributes))
        return writes


def ask(parent: QWidget | None, tagging: Tagging, attributes: Sequence[Attribute]) -> Said | None:
    """Let the user write what a tagging says; None where it is dismissed."""
    dialog = TaggingSheet(parent, tagging, attributes)
    return dialog.said if dialog.exec() else None


class TaggingSheet(Sheet):
    """A field for the note, one for the certainty, and one for each attribute."""

    def __init__(self, parent: QWidget | None, tagging: Tagging, attributes: Sequence[Attribute]) -> None:
        super().__init__(parent, tagging.tag.replace("/", " / "), verb="Save")
        self.setObjectName("taggingSheet")
        self.said: Said | None = None
        self._attributes = tuple(attributes)
        self._quote = " ".join((tagging.quote or "").split())
        self.note = QPlainTextEdit(tagging.note, self)
        self.note.setObjectName("taggingNote")
        self.note.setAccessibleName("Note")
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(88)
        self.certainty = _choices(["", *CERTAINTIES], certainty_text(tagging.certainty), "Certainty")
        self.certainty.lineEdit().setPlaceholderText("low, medium, high, or 0 to 100 %")  # type: ignore[union-attr]
        form = self.add_form()
        form.addRow("Note", self.note)
        form.addRow("Certainty", self.certainty)
        values = dict(tagging.attributes)
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        for each in self._attributes:
            field = self.fields[each.name] = _field(each, str(values.get(each.name, "")))
            form.addRow(each.name, field)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        self._follow()
        self._advise()
        self.note.setFocus()

    def accept(self) -> None:
        """Take what is written, if all of it can be."""
        values = {name: _text(field) for name, field in self.fields.items()}
        try:
            certainty = certainty_of(self.certainty.currentText())
            checked(values, self._attributes)
        except UserError as error:
            self.say(str(error), error=True)
            return
        self.said = Said(note=shown_text(self.note.document()).strip(), certainty=certainty, attributes=values)
        super().accept()

    def _follow(self) -> None:
        for field in (self.certainty, *self.fields.values()):
            changed = field.currentTextChanged if isinstance(field, QComboBox) else field.textChanged
            changed.connect(self._advise)

    def _advise(self) -> None:
        quote = self._quote if len(self._quote) <= 90 else f"{self._quote[:89].rstrip()}…"
        self.say(f"“{quote}”\n{_ADVICE}" if quote else f"On the whole article. {_ADVICE}")


def _field(attribute: Attribute, value: str) -> QLineEdit | QComboBox:
    if attribute.kind == "choice":
        return _choices(["", *attribute.choices], value, attribute.name)
    field = QLineEdit(value)
    field.setObjectName(f"attribute_{attribute.name}")
    field.setAccessibleName(attribute.name)
    field.setPlaceholderText("a number" if attribute.kind == "number" else "")
    return field


def _choices(choices: Sequence[str], value: str, name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"attribute_{name}")
    box.setAccessibleName(name)
    box.setEditable(True)
    box.addItems(list(choices))
    box.setCurrentText(value)
    return box


def _text(field: QLineEdit | QComboBox) -> str:
    return field.currentText() if isinstance(field, QComboBox) else field.text()
