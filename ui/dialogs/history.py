"""The changes of the project, the newest first: narrowed by words, kind and person, each told in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from store.history import KINDS, PAGE
from store.records import AccountLine, HistoryEntry, HistoryQuery
from ui import theme
from ui.dialogs.columned import Columned
from ui.dialogs.row_table import RowTable
from ui.dialogs.sheet import Sheet
from ui.tagging.rows import ROOT, Index

if TYPE_CHECKING:
    from store import Store
    from ui.jobs import Jobs

COLUMNS = ("When", "What", "Who", "Rows", "")
ROWS = 3
Role = Qt.ItemDataRole
TYPING_MILLISECONDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryChoice:
    """What to do: `to` (undo all that came after a change), `back` (take one back), `open` or `past` (an article)."""

    verb: str
    change: int
    article: int | None = None


def ask(
    parent: QWidget | None, store: Store, jobs: Jobs, query: HistoryQuery | None = None, *, about: str = ""
) -> HistoryChoice | None:
    """Show the history, of what `query` says and `about` names; give what is to be done, nothing is done yet."""
    dialog = History(parent, store, jobs, query or HistoryQuery(), about=about)
    return dialog.choice if dialog.exec() else None


class History(Sheet):
    """A table of changes, and below it what the chosen one did."""

    def __init__(self, parent: QWidget | None, store: Store, jobs: Jobs, query: HistoryQuery, *, about: str) -> None:
        super().__init__(parent, "History", verb=None, width=940)
        self._store, self._jobs, self._base = store, jobs, query
        self.choice: HistoryChoice | None = None
        self.model = HistoryModel((), self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self._typing.timeout.connect(self.load)
        self._make_filters(about)
        self._make_table()
        self.account = QPlainTextEdit(self)
        self.account.setObjectName("historyAccount")
        self.account.setAccessibleName("What the change did")
        self.account.setReadOnly(True)
        self.account.setTabChangesFocus(True)
        self.account.setFixedHeight(132)
        self.body.addWidget(self.account)
        self._make_buttons()
        self.model.more_asked.connect(self._load_more)
        self.load()
        self.table.setFocus()

    def _make_filters(self, about: str) -> None:
        line = QHBoxLayout()
        self.words = QLineEdit(self)
        self.words.setObjectName("historyWords")
        self.words.setAccessibleName("Words in the change")
        self.words.setPlaceholderText("Words in the change   Ctrl+F")
        self.words.textChanged.connect(lambda _: self._typing.start())
        QShortcut(QKeySequence("Ctrl+F"), self, self.words.setFocus)
        self.kind = self._combo("historyKind", "Kind of change", ["All kinds", *KINDS])
        self.who = self._combo("historyWho", "Who", ["Everybody", *self._store.history.annotators()])
        self.scope = QCheckBox(f"Only of {about}", self)
        self.scope.setObjectName("historyScope")
        self.scope.setChecked(bool(about))
        self.scope.setVisible(bool(about))
        self.scope.toggled.connect(lambda _: self.load())
        line.addWidget(self.words, 1)
        for widget in (self.kind, self.who):
            line.addWidget(widget)
        self.body.addLayout(line)
        self.body.addWidget(self.scope)

    def _combo(self, name: str, spoken: str, words: Sequence[str]) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setAccessibleName(spoken)
        combo.addItems([word[:1].upper() + word[1:] for word in words[:1]] + list(words[1:]))
        combo.currentIndexChanged.connect(lambda _: self.load())
        return combo

    def _make_table(self) -> None:
        self.table = RowTable(
            self.model, self, name="historyTable", spoken="Changes, newest first", stretched=1,
            widths={0: 136, 2: 112, 3: 72, 4: 72}, height=300, row=24, single=True,
        )  # fmt: skip
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.body.addWidget(self.table, 1)

    def _make_buttons(self) -> None:
        self.verbs: dict[str, QPushButton] = {}
        for verb, text, key in (
            ("open", "Open it", "Ctrl+O"),
            ("past", "As it was…", "Ctrl+T"),
            ("back", "Take this back", "Ctrl+Backspace"),
            ("to", "Undo back to here", "Ctrl+Z"),
        ):
            self.verbs[verb] = self.add_button(
                f"{text}  {key}", partial(self._choose, verb), key=key, name=f"history_{verb}"
            )

    # What is shown

    def query(self) -> HistoryQuery:
        """Give what is asked for now."""
        base = self._base if self.scope.isChecked() else HistoryQuery()
        return replace(
            base,
            words=self.words.text(),
            kind=self.kind.currentText() if self.kind.currentIndex() > 0 else None,
            annotator=self.who.currentText() if self.who.currentIndex() > 0 else None,
        )

    def load(self) -> None:
        """Ask for the first page of what is wanted now."""
        query = self.query()
        self._jobs.query(
            lambda store: (store.history.page(query), store.history.count(query)),
            self._loaded,
            kind="history",
            asker=self,
        )

    def _loaded(self, found: tuple[Sequence[HistoryEntry], int]) -> None:
        entries, count = found
        with QSignalBlocker(self.table.selectionModel()):
            self.model.show(entries)
        self.say(_summary(count, filtered=self.query() != HistoryQuery()))
        if entries:
            self.table.selectRow(0)
        self._show()

    def _load_more(self) -> None:
        query, last = self.query(), self.model.entries[-1].id
        self._jobs.query(
            lambda store: store.history.page(query, before=last), self.model.append, kind="history", asker=self
        )

    def current(self) -> HistoryEntry | None:
        """Give the change that is chosen."""
        row = self.table.currentIndex().row()
        return self.model.entries[row] if 0 <= row < len(self.model.entries) else None

    def _show(self) -> None:
        entry = self.current()
        for button in self.verbs.values():
            button.setEnabled(False)
        if entry is None:
            self.account.setPlainText("")
            return
        number, one = entry.id, self._base.article if self.scope.isChecked() else None
        self._jobs.query(
            lambda store: (store.history.account(number, article=one), store.history.after(number)),
            lambda told: self._told(entry, *told),
            kind="account",
            asker=self,
        )

    def _told(self, entry: HistoryEntry, lines: Sequence[AccountLine], after: int) -> None:
        if self.current() != entry:
            return
        self._lines = lines
        self.account.setPlainText(
            "\n".join(line.sentence for line in lines) or "Nothing of what it did is in the history."
        )
        article = self._article()
        self.verbs["open"].setEnabled(article is not None)
        self.verbs["past"].setEnabled(article is not None)
        self.verbs["back"].setEnabled(not entry.undone and bool(lines) and not self._store.read_only)
        self.verbs["to"].setEnabled(after > 0 and not self._store.read_only)
        self.verbs["to"].setText(f"Undo what came after ({after:,})  Ctrl+Z" if after else "Undo back to here  Ctrl+Z")

    def _article(self) -> int | None:
        return next((line.article for line in self._lines if line.article is not None), None)

    def _choose(self, verb: str) -> None:
        entry = self.current()
        if entry is not None and self.verbs[verb].isEnabled():
            self.choice = HistoryChoice(verb=verb, change=entry.id, article=self._article())
            self.accept()


def _summary(changes: int, *, filtered: bool) -> str:
    if not changes and filtered:
        return "No change is like that."
    if not changes:
        return "Nothing was changed yet. Every step you take will stand here and can be undone, also after a restart."
    return f"{changes:,} change" + ("s." if changes != 1 else ".")


class HistoryModel(Columned):
    """The changes as rows of `COLUMNS`; more are asked for when the end comes into sight."""

    headings = COLUMNS

    more_asked = Signal()

    def __init__(self, entries: Sequence[HistoryEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = tuple(entries)
        self._more = False

    def show(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these changes instead; a whole page may have more behind it."""
        self.beginResetModel()
        self.entries, self._more = tuple(entries), len(entries) == PAGE
        self.endResetModel()

    def append(self, entries: Sequence[HistoryEntry]) -> None:
        """Add the next page."""
        if entries:
            self.beginInsertRows(ROOT, len(self.entries), len(self.entries) + len(entries) - 1)
            self.entries += tuple(entries)
            self.endInsertRows()
        self._more = len(entries) == PAGE

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there may be more."""
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page, once."""
        if self.canFetchMore(parent):
            self._more = False
            self.more_asked.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the changes."""
        return 0 if parent.isValid() else len(self.entries)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name the columns; that of the numbers at its right, as they stand."""
        if role == Role.TextAlignmentRole and section == ROWS and orientation == Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give one cell; what is undone is dim and struck out, and says so in words."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Role.DisplayRole:
            undone = "undone" if entry.undone else ""
            rows = f"{entry.rows:,}" if entry.rows else ""
            return (local_time(entry.at), entry.label, entry.annotator, rows, undone)[index.column()]
        if role == Role.ToolTipRole:
            return entry.label
        return _look(entry, index.column(), role)


def _look(entry: HistoryEntry, column: int, role: int) -> object:
    """Say how a cell looks: where it stands, and its colour and letters."""
    if role == Role.TextAlignmentRole and column == ROWS:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role == Role.ForegroundRole and (entry.undone or column != 1):
        return QColor(theme.palette().dim)
    if role == Role.FontRole and entry.undone and column == 1:
        font = QFont()
        font.setStrikeOut(True)
        return font
    return None


def local_time(at: str) -> str:
    """Turn ISO 8601 in UTC into the clock on the wall, to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
