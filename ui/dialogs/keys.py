"""Key `?`: all keys on one page, taken from the actions themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from store.records import Tag
from ui import theme
from ui.dialogs.sheet import Sheet, dim_label, section_label
from ui.key_text import key_text
from ui.verbs import SHIFTED

COLUMN_WIDTH = 264
"""How wide a column is at least, in pixels; as many stand side by side as the window has room for, up to `COLUMNS`."""
COLUMNS = 4
_AROUND = 72
"""What the sheet leaves free of the window below it, at both sides together and of its height."""
_MARGINS = QSize(48, 150)
"""What heading, message, buttons and margins of the sheet take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One verb and its keys, as they are printed on the keyboard."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyGroup:
    """The keys of one menu, or of one pane."""

    title: str
    lines: tuple[KeyLine, ...]


PANEL = KeyGroup(
    title="In the tagging panel",
    lines=(
        KeyLine(keys=("Enter",), text="Put the tag; go to the passage or entity"),
        KeyLine(keys=("F2",), text="Rename the tag; write on the passage"),
        KeyLine(keys=("Ctrl+D",), text="Note, certainty, attributes of the tagging"),
        KeyLine(keys=("Ins",), text="New tag under the one at the cursor"),
        KeyLine(keys=("Alt+↑ ↓ ← →",), text="Move the tag in its tree"),
        KeyLine(keys=("F4",), text="All of the tag: colour, key, definition"),
        KeyLine(keys=("Del",), text="Remove the tag or the passage"),
    ),
)


LIST = KeyGroup(
    title="In the list",
    lines=(
        KeyLine(keys=("Enter",), text="Read the article"),
        KeyLine(keys=("Home", "End"), text="First, last article"),
        KeyLine(keys=("Shift+↑ ↓",), text="Select more"),
        KeyLine(keys=("Ctrl+A",), text="Select all"),
        KeyLine(keys=("Del",), text="Move to the bin"),
        KeyLine(keys=("→", "←"), text="Unfold, fold the copies"),
        KeyLine(keys=("Shift+tag's key",), text="Tag the whole group"),
    ),
)


READER = KeyGroup(
    title="In the reader",
    lines=(
        KeyLine(keys=("↑ ↓ ← →",), text="Move the text cursor; with Shift select"),
        KeyLine(keys=("Ctrl+← →",), text="By words"),
        KeyLine(keys=("Alt+← →",), text="By sentences"),
        KeyLine(keys=("Ctrl+↑ ↓",), text="By paragraphs"),
        KeyLine(keys=("Alt+tag's key",), text="Tag the sentence at the cursor"),
        KeyLine(keys=("Alt+Shift+tag's key",), text="Tag the paragraph"),
        KeyLine(keys=("Del",), text="Take the tag off the passage"),
        KeyLine(keys=("Esc",), text="Let go of the selection"),
    ),
)


TAGGED = KeyGroup(
    title="In the list of passages",
    lines=(
        KeyLine(keys=("Enter",), text="Read the passage"),
        KeyLine(keys=("t",), text="Give the passages another tag"),
        KeyLine(keys=("Shift+T",), text="Put another tag too"),
        KeyLine(keys=("x",), text="Split them off into a tag of their own"),
        KeyLine(keys=("n",), text="Note, certainty, attributes"),
        KeyLine(keys=("=", "-"), text="Surer, less sure"),
        KeyLine(keys=("e",), text="Example of its tag"),
        KeyLine(keys=("g",), text="Passages of another tag"),
        KeyLine(keys=("/",), text="Narrow by words"),
        KeyLine(keys=("Ctrl+E",), text="Export as document or table"),
    ),
)


FACETS = KeyGroup(
    title="In the facets",
    lines=(
        KeyLine(keys=("Enter",), text="Narrow to the value; again: free it"),
        KeyLine(keys=("Shift+Enter",), text="Take the value too"),
        KeyLine(keys=("Alt+Enter",), text="Leave the value out"),
        KeyLine(keys=("→", "←"), text="Unfold, fold the section"),
        KeyLine(keys=("Shift+← →",), text="A range of years or months"),
        KeyLine(keys=("↓", "↑"), text="Into the months, back to years"),
        KeyLine(keys=("Esc",), text="All dates"),
    ),
)


def ask(parent: QWidget | None, groups: Sequence[KeyGroup], tags: Sequence[Tag] = ()) -> None:
    """Show the keys of the window, of `tags`, and of the tagging panel; there is nothing to choose."""
    Keys(parent, (*groups, FACETS, LIST, READER, PANEL, TAGGED), tags).exec()


def group_of(title: str, actions: Iterable[QAction]) -> KeyGroup:
    """Collect the keys of a menu's actions; those without a key are left out."""
    lines = [KeyLine(keys=_keys(action), text=_plain(action.text())) for action in actions if action.shortcuts()]
    return KeyGroup(title=title, lines=tuple(lines))


def _keys(action: QAction) -> tuple[str, ...]:
    texts = map(key_text, action.shortcuts())
    # A single letter as the panel shows it: without Shift.
    told = (text.lower() if len(text) == 1 else text for text in texts)
    return tuple(text for text in told if not ("Shift+" in text and text[-1] in SHIFTED))


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")


class Keys(Sheet):
    """The cheat sheet, in columns of about the same length; it is never wider than the window below it.

    What is typed leaves the lines that hold all of its words, in the verb, its keys or the title of its group.
    """

    def __init__(self, parent: QWidget | None, groups: Sequence[KeyGroup], tags: Sequence[Tag] = ()) -> None:
        room = _room(parent)
        super().__init__(parent, "Keys", verb=None, width=min(room.width(), 720))
        self._room = room
        keyed = sorted((tag.key, tag.name) for tag in tags if tag.key)
        tagged = KeyGroup(title="Tags", lines=tuple(KeyLine(keys=(key,), text=name) for key, name in keyed))
        self._groups = [group for group in (*groups, tagged) if group.lines]
        self._columns = max(1, min(COLUMNS, (room.width() - _MARGINS.width()) // (COLUMN_WIDTH + 24)))
        self.field = QLineEdit(self)
        self.field.setObjectName("keysSearch")
        self.field.setAccessibleName("Find a verb or a key")
        self.field.setPlaceholderText("Find a verb or a key")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._show)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        # Long names wrap: what stands at the right edge must not be looked for.
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("Keys")
        self.body.addWidget(self.field)
        self.body.addWidget(self.area, 1)
        page = self._show("")
        wide = self._columns * (COLUMN_WIDTH + 24)
        high = page.sizeHint().height() + self.field.sizeHint().height() + 8
        self._wanted = QSize(wide, high) + _MARGINS
        self.say("Single letters and digits work while no text field has the focus.")
        # Not left to Qt, which would take no more than two thirds of the screen.
        self.resize(self.sizeHint())
        self.field.setFocus()

    def _show(self, words: str) -> QWidget:
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(24)
        found = narrowed(self._groups, words)
        for column in columns(found, self._columns):
            layout.addLayout(_column(column), 1)
        if not found:
            layout.addWidget(dim_label(f"Nothing is called “{words.strip()}”, and no key either."))
        self.area.setWidget(page)
        return page

    def sizeHint(self) -> QSize:
        """Ask for all of it, as far as the window below has room."""
        return self._wanted.boundedTo(self._room)


def _room(parent: QWidget | None) -> QSize:
    whole = QSize(1240, 900) if parent is None else parent.window().size()
    return whole - QSize(_AROUND, _AROUND)


def narrowed(groups: Sequence[KeyGroup], words: str) -> list[KeyGroup]:
    """Leave the lines that hold all of these words, case aside; a title that holds them leaves its whole group."""
    wanted = words.casefold().split()
    found = []
    for group in groups:
        lines = tuple(
            line
            for line in group.lines
            if all(
                word in f"{group.title} {line.text}".casefold() or word in [key.casefold() for key in line.keys]
                for word in wanted
            )
        )
        if lines:
            found.append(KeyGroup(title=group.title, lines=lines))
    return found


def columns(groups: Sequence[KeyGroup], count: int) -> list[list[KeyGroup]]:
    """Deal groups into `count` columns in order, each about as long as the others."""
    total = sum(len(group.lines) + 2 for group in groups)
    dealt: list[list[KeyGroup]] = [[] for _ in range(count)]
    before = 0
    for group in groups:
        length = len(group.lines) + 2
        # A group stands in the column that its middle falls into.
        column = min(count - 1, int((before + length / 2) * count / max(total, 1)))
        dealt[column].append(group)
        before += length
    return dealt


def _column(groups: Sequence[KeyGroup]) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(4)
    metrics = QFontMetricsF(theme.ui_font())
    keys = max((metrics.horizontalAdvance(_key_text(line)) for group in groups for line in group.lines), default=0.0)
    for group in groups:
        layout.addWidget(section_label(group.title))
        layout.addLayout(_table(group, round(keys) + 16))
        layout.addSpacing(12)
    layout.addStretch(1)
    return layout


def _key_text(line: KeyLine) -> str:
    return ",  ".join(line.keys)


def _table(group: KeyGroup, width: int) -> QGridLayout:
    """Lay out keys and words; `width` is that of the keys, the same in all groups of a column."""
    table = QGridLayout()
    table.setHorizontalSpacing(0)
    table.setVerticalSpacing(4)
    table.setColumnMinimumWidth(0, width)
    table.setColumnStretch(1, 1)
    for row, line in enumerate(group.lines):
        keys, words = QLabel(_key_text(line)), QLabel(line.text)
        keys.setProperty("dim", True)
        keys.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setAccessibleName(f"{', '.join(line.keys)}: {line.text}")
        table.addWidget(keys, row, 0)
        table.addWidget(words, row, 1)
    return table
