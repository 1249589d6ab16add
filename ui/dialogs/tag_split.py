"""Which taggings of a tag get another one: by annotator, by filter, of passages or articles; and which tag."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from store.errors import UserError
from store.records import Tag
from ui.dialogs.sheet import Sheet

if TYPE_CHECKING:
    from store import Store

_KINDS = (("passages and articles", None), ("passages", True), ("whole articles", False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The taggings that were chosen, and the path of the tag they get."""

    taggings: tuple[int, ...]
    into: str


def ask(parent: QWidget | None, tag: Tag, store: Store) -> Split | None:
    """Let the user choose taggings of `tag` and the tag they get; None if it is dismissed."""
    dialog = TagSplit(parent, tag, store)
    return dialog.split() if dialog.exec() else None


class TagSplit(Sheet):
    """The form, which says at once how many taggings are meant."""

    def __init__(self, parent: QWidget | None, tag: Tag, store: Store) -> None:
        super().__init__(parent, f"Split {tag.name}", verb="Split", width=520)
        self._tag, self._store = tag, store
        self._chosen: tuple[int, ...] = ()
        self.into = QLineEdit()
        self.into.setObjectName("splitInto")
        self.into.setPlaceholderText("Name of a new tag beside it, or path of any tag")
        self.into.setCompleter(QCompleter([each.path for each in store.codebook.tags() if each.id != tag.id], self))
        self.annotator = QComboBox()
        self.annotator.setObjectName("splitAnnotator")
        self.annotator.addItem("anyone", None)
        for name in store.retagging.usage(tag.id).annotators:
            self.annotator.addItem(name, name)
        self.where = QLineEdit()
        self.where.setObjectName("splitWhere")
        self.where.setPlaceholderText("A filter, such as lang:ko date:2021; empty means all articles")
        self.kind = QComboBox()
        self.kind.setObjectName("splitKind")
        for words, value in _KINDS:
            self.kind.addItem(words, value)
        form = self.add_form()
        form.addRow("&Taggings get", self.into)
        form.addRow("Taggings &by", self.annotator)
        form.addRow("In &articles", self.where)
        form.addRow("&On", self.kind)
        self.into.textChanged.connect(self.look)
        self.annotator.currentIndexChanged.connect(self.look)
        self.where.textChanged.connect(self.look)
        self.kind.currentIndexChanged.connect(self.look)
        self.into.setFocus()
        self.look()

    def split(self) -> Split:
        """Return what is chosen."""
        return Split(taggings=self._chosen, into=self.into.text().strip())

    def look(self, *_: object) -> None:
        """Count the taggings that are meant."""
        try:
            self._chosen = self._store.retagging.chosen(
                self._tag.id,
                where=self.where.text(),
                annotator=self.annotator.currentData(),
                passages=self.kind.currentData(),
            )
        except UserError as error:
            self._chosen = ()
            self.say(str(error), error=True)
            return
        all_ = self._store.retagging.usage(self._tag.id).taggings
        self.say(f"{len(self._chosen):,} of {all_:,} taggings get it; the others keep {self._tag.name}.")
        self.accept_button.setEnabled(bool(self._chosen and self.into.text().strip()))
