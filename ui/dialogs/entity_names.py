"""The names of an entity: one more, one preferred, some taken off, or some made an entity of their own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from store.records import Entity
from ui.dialogs.sheet import Sheet, section_label

LANGUAGES = (("no language", None), ("Korean", "ko"), ("English", "en"), ("Japanese", "ja"), ("Chinese", "zh"))
ROWS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesChoice:
    """What shall be done: `add`, `prefer`, `take off` or `split`, with which names; `language` (ISO 639-1) for a new one."""

    verb: str
    names: tuple[str, ...]
    language: str | None = None


def ask(parent: QWidget | None, entity: Entity) -> NamesChoice | None:
    """Let the user change the names of an entity; nothing is done yet. None if it is dismissed."""
    dialog = EntityNames(parent, entity)
    return dialog.choice if dialog.exec() else None


class EntityNames(Sheet):
    """The names to tick, what to do with those ticked, and a field for one more."""

    def __init__(self, parent: QWidget | None, entity: Entity) -> None:
        super().__init__(parent, f"Names of {entity.name}", verb=None, width=560)
        self.choice: NamesChoice | None = None
        self._entity = entity
        self.list = QListWidget(self)
        self.list.setObjectName("nameList")
        self.list.setAccessibleName("Names; Space ticks")
        for name in entity.names:
            told = [name.language or "", "preferred" if name.preferred else ""]
            item = QListWidgetItem(" · ".join(filter(None, (name.name, *told))), self.list)
            item.setData(Qt.ItemDataRole.UserRole, name.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.setMinimumHeight(min(ROWS, max(3, len(entity.names))) * 26)
        self.body.addWidget(self.list)
        self.body.addWidget(section_label("One more"))
        self.body.addLayout(self._new_name())
        self.split = self._button("Split off   Ctrl+S", "split", "Ctrl+S")
        self.off = self._button("Take off   Del", "take off", "Del")
        self.prefer = self._button("Prefer   Ctrl+P", "prefer", "Ctrl+P")
        self.list.itemChanged.connect(lambda _: self._enable())
        self.list.currentRowChanged.connect(lambda _: self._enable())
        self.list.setCurrentRow(0)
        self._enable()
        self.field.setFocus()

    def _new_name(self) -> QHBoxLayout:
        self.field = QLineEdit(self)
        self.field.setObjectName("newName")
        self.field.setPlaceholderText("Another name")
        self.field.setAccessibleName("Another name")
        self.language = QComboBox(self)
        self.language.setAccessibleName("Its language")
        for words, code in LANGUAGES:
            self.language.addItem(words, code)
        self.add = QPushButton("Add   ⏎", self)
        self.add.setDefault(True)
        self.add.clicked.connect(self._add)
        self.field.textChanged.connect(self._guess)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.language)
        line.addWidget(self.add)
        return line

    def _button(self, text: str, verb: str, key: str) -> QPushButton:
        button = self.add_button(text, lambda: self._choose(verb))
        QShortcut(QKeySequence(key), self.list if key == "Del" else self, button.click)
        return button

    def _guess(self, text: str) -> None:
        """Propose the language of what is typed by its letters."""
        hangul = any("가" <= letter <= "힣" for letter in text)
        latin = any(letter.isascii() and letter.isalpha() for letter in text)
        self.language.setCurrentIndex(1 if hangul else 2 if latin else 0)
        self.add.setEnabled(bool(text.strip()))

    def marked(self) -> tuple[str, ...]:
        """Give the names that are ticked, else the one under the cursor."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        current = self.list.currentItem()
        chosen = ticked or ([current] if current is not None else [])
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in chosen)

    def _enable(self) -> None:
        some, whole = len(self.marked()), len(self._entity.names)
        self.prefer.setEnabled(some == 1)
        self.off.setEnabled(0 < some < whole)
        self.split.setEnabled(0 < some < whole)
        self.add.setEnabled(bool(self.field.text().strip()))
        what = ", ".join(self.marked()[:3]) + ("…" if some > 3 else "")
        self.say(f"Split off makes an entity of its own of {what}, with the mentions that say so." if 0 < some < whole else
                 "An entity keeps one name at least.")  # fmt: skip

    def _add(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.choice = NamesChoice(verb="add", names=(name,), language=self.language.currentData())
            self.accept()

    def _choose(self, verb: str) -> None:
        self.choice = NamesChoice(verb=verb, names=self.marked())
        self.accept()
