"""Key `?`: all keys on one page, taken from the actions themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from store.records import Tag
from ui import theme
from ui.dialogs.sheet import Sheet, section_label

COLUMNS = 3


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
        KeyLine(keys=("Ins",), text="New tag under the one at the cursor"),
        KeyLine(keys=("Alt+↑ ↓ ← →",), text="Move the tag in its tree"),
        KeyLine(keys=("F4",), text="All of the tag: colour, key, definition"),
        KeyLine(keys=("Del",), text="Remove the tag or the passage"),
    ),
)


def ask(parent: QWidget | None, groups: Sequence[KeyGroup], tags: Sequence[Tag] = ()) -> None:
    """Show the keys of the window, of `tags`, and of the tagging panel; there is nothing to choose."""
    Keys(parent, (*groups, PANEL), tags).exec()


def group_of(title: str, actions: Iterable[QAction]) -> KeyGroup:
    """Collect the keys of a menu's actions; those without a key are left out."""
    lines = [KeyLine(keys=_keys(action), text=_plain(action.text())) for action in actions if action.shortcuts()]
    return KeyGroup(title=title, lines=tuple(lines))


def _keys(action: QAction) -> tuple[str, ...]:
    texts = (shortcut.toString(QKeySequence.SequenceFormat.NativeText) for shortcut in action.shortcuts())
    # A single letter as the panel shows it: without Shift.
    return tuple(text.lower() if len(text) == 1 else text for text in texts)


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")


class Keys(Sheet):
    """The cheat sheet, in columns of about the same length."""

    def __init__(self, parent: QWidget | None, groups: Sequence[KeyGroup], tags: Sequence[Tag] = ()) -> None:
        super().__init__(parent, "Keys", verb=None, width=980)
        keyed = [KeyLine(keys=(tag.key,), text=tag.name) for tag in tags if tag.key]
        shown = [*groups, KeyGroup(title="Tags", lines=tuple(keyed))]
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        for column in columns([group for group in shown if group.lines]):
            layout.addLayout(_column(column), 1)
        area = QScrollArea(self)
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setMinimumHeight(min(560, page.sizeHint().height()))
        area.setAccessibleName("Keys")
        self.body.addWidget(area)
        self.say("Single letters and digits work while no text field has the focus.")


def columns(groups: Sequence[KeyGroup]) -> list[list[KeyGroup]]:
    """Deal groups into `COLUMNS` columns in order, each about as long as the others."""
    total = sum(len(group.lines) + 2 for group in groups)
    dealt: list[list[KeyGroup]] = [[] for _ in range(COLUMNS)]
    before = 0
    for group in groups:
        length = len(group.lines) + 2
        # A group stands in the column that its middle falls into.
        column = min(COLUMNS - 1, int((before + length / 2) * COLUMNS / max(total, 1)))
        dealt[column].append(group)
        before += length
    return dealt


def _column(groups: Sequence[KeyGroup]) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(4)
    for group in groups:
        layout.addWidget(section_label(group.title))
        table = QLabel(_table(group))
        table.setAccessibleName("; ".join(f"{', '.join(line.keys)}: {line.text}" for line in group.lines))
        layout.addWidget(table)
        layout.addSpacing(12)
    layout.addStretch(1)
    return layout


def _table(group: KeyGroup) -> str:
    dim = theme.palette().dim
    rows = (
        f'<tr><td width="140" style="color:{dim}; padding:2px 0">{escape(",  ".join(line.keys))}</td>'
        f'<td style="padding:2px 0">{escape(line.text)}</td></tr>'
        for line in group.lines
    )
    return f'<table cellspacing="0">{"".join(rows)}</table>'
