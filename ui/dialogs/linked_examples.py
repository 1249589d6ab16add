"""The passages that are linked as examples of a tag, in the form of the tag: looked at, opened, and unlinked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from store.records import Example

ROWS = 3
"""How many are in sight at once."""


class LinkedExamples(QWidget):
    """The list; what is unlinked goes from it at once, and from the project when the form is saved."""

    open_asked = Signal(object)
    """An `Example` that the user wants to read where it stands."""

    def __init__(self, examples: Sequence[Example], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examples = {each.tagging: each for each in examples}
        self._unlinked: list[int] = []
        self.list = _List(self)
        for each in examples:
            self.list.addItem(_item(each))
        self.open = _button("O&pen", "linkedOpen", "Save the tag, and read the example where it stands   Enter")
        self.unlink = _button("Un&link", "linkedUnlink", "It stays tagged, and is no example any more   Del")
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.open)
        column.addWidget(self.unlink)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.list, 1)
        row.addLayout(column)
        self.setFocusProxy(self.list)
        self.open.clicked.connect(self._open)
        self.unlink.clicked.connect(self._unlink)
        self.list.itemActivated.connect(lambda _: self._open())
        self.list.itemDoubleClicked.connect(lambda _: self._open())
        self.list.unlink_asked.connect(self._unlink)
        self.list.copy_asked.connect(self.copy)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.setCurrentRow(0)
        self._enable()

    @property
    def unlinked(self) -> tuple[int, ...]:
        """The taggings that are to be no examples any more."""
        return tuple(self._unlinked)

    def copy(self) -> None:
        """Put the quotes of those selected on the clipboard, a line each."""
        chosen = [self._examples[_number(item)] for item in self._selected()]
        if chosen:
            QGuiApplication.clipboard().setText("\n".join(_words(each) for each in chosen))

    def _selected(self) -> list[QListWidgetItem]:
        return sorted(self.list.selectedItems(), key=self.list.row)

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.open_asked.emit(self._examples[_number(item)])

    def _unlink(self) -> None:
        for item in self._selected():
            self._unlinked.append(_number(item))
            self.list.takeItem(self.list.row(item))
        self.list.setCurrentRow(min(max(0, self.list.currentRow()), self.list.count() - 1))
        self._enable()

    def _enable(self) -> None:
        self.open.setEnabled(len(self._selected()) == 1)
        self.unlink.setEnabled(bool(self._selected()))


class _List(QListWidget):
    unlink_asked = Signal()
    copy_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("linkedExamples")
        self.setAccessibleName("Linked examples; Enter opens, Del unlinks, Ctrl+C copies")
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setFixedHeight(ROWS * (self.fontMetrics().lineSpacing() + 8) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, and does not save the form; Del unlinks; Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.unlink_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentItem() is not None:
                self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


def _item(example: Example) -> QListWidgetItem:
    words = " ".join(_words(example).split())
    title = example.title or "–"
    item = QListWidgetItem(f"“{words}”   {title}" if example.quote is not None else title)
    item.setData(Qt.ItemDataRole.UserRole, example.tagging)
    facts = [f"“{words}”" if example.quote is not None else "The whole article", title, example.annotator, example.note]
    item.setToolTip("\n".join(fact for fact in facts if fact))
    return item


def _words(example: Example) -> str:
    return example.quote if example.quote is not None else example.title or ""


def _number(item: QListWidgetItem) -> int:
    return int(item.data(Qt.ItemDataRole.UserRole))


def _button(text: str, name: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
