"""Every verb of the user, once: its words, its keys, and what it asks of the store or of a pane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from store.errors import UserError

if TYPE_CHECKING:
    from store import Store
    from ui.bridge import Bridge
    from ui.current import Current
    from ui.jobs import Jobs

MANY = 2_000
"""From this many articles on, a write runs on a thread: it could take longer than a frame or three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One verb: its name in the code, its words, the menu it stands in, its keys, and whether a rule precedes it."""

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    rule: bool = False


VERBS = (
    Verb(name="new", text="New project…", menu="Project", keys=("Ctrl+N",)),
    Verb(name="open", text="Open project…", menu="Project", keys=("Ctrl+O",)),
    Verb(name="sample", text="New sample project…", menu="Project"),
    Verb(name="import_files", text="Import files…", menu="Project", keys=("Ctrl+I",), rule=True),
    Verb(name="import_folder", text="Import a folder…", menu="Project", keys=("Ctrl+Shift+I",)),
    Verb(name="export", text="Export…", menu="Project", keys=("Ctrl+E",)),
    Verb(name="backup", text="Back up…", menu="Project"),
    Verb(name="memo", text="Memo of the project…", menu="Project", rule=True),
    Verb(name="close", text="Close", menu="Project", keys=("Ctrl+Q",), rule=True),
    Verb(name="undo", text="Undo", menu="Edit", keys=("Ctrl+Z",)),
    Verb(name="redo", text="Redo", menu="Edit", keys=("Ctrl+Shift+Z", "Ctrl+Y")),
    Verb(name="history", text="History…", menu="Edit", keys=("Ctrl+H",)),
    Verb(name="filter", text="Filter", menu="Edit", keys=("Ctrl+F", "/"), rule=True),
    Verb(name="clear_filter", text="Show all articles", menu="Edit", keys=("Ctrl+Shift+F",)),
    Verb(name="remove", text="Remove articles…", menu="Edit", keys=("Ctrl+Del",), rule=True),
    Verb(name="next", text="Next article", menu="View", keys=("N", "J")),
    Verb(name="previous", text="Previous article", menu="View", keys=("K",)),
    Verb(name="next_untagged", text="Next untagged article", menu="View", keys=("U",)),
    Verb(name="next_hit", text="Next hit", menu="View", keys=("G",), rule=True),
    Verb(name="previous_hit", text="Previous hit", menu="View", keys=("Shift+G",)),
    Verb(name="zoom_in", text="Larger text", menu="View", keys=("Ctrl++", "Ctrl+="), rule=True),
    Verb(name="zoom_out", text="Smaller text", menu="View", keys=("Ctrl+-",)),
    Verb(name="zoom_reset", text="Normal text size", menu="View", keys=("Ctrl+0",)),
    Verb(name="next_pane", text="Next pane", menu="View", keys=("F6",), rule=True),
    Verb(name="any_tag", text="Put a tag by name…", menu="Tag", keys=("T",)),
    Verb(name="untagged", text="Untagged", menu="Status", tip="Nothing was done with it yet"),
    Verb(name="started", text="Started", menu="Status", keys=("I",), tip="Some tags are there, more may come"),
    Verb(name="done", text="Done", menu="Status", keys=("D",), tip="Read and tagged to the end"),
    Verb(name="discuss", text="To discuss", menu="Status", keys=("A",), tip="Come back to it with others"),
    Verb(name="add_mention", text="Mark a mention…", menu="Entities", keys=("E",)),
    Verb(name="accept", text="Accept the suggestion", menu="Entities", keys=("Y",), rule=True),
    Verb(name="reject", text="Reject the suggestion", menu="Entities", keys=("X",)),
    Verb(name="recognize", text="Find entities again", menu="Entities", rule=True),
    Verb(name="keys", text="Keys", menu="Help", keys=("?", "F1")),
    Verb(name="about", text="About Galpi", menu="Help"),
)
"""All verbs in menu order; a name is also the name of the method of `Actions` that does it."""

STATUS_VERBS = ("untagged", "started", "done", "discuss")
RESERVED_KEYS = frozenset(key.lower() for verb in VERBS for key in verb.keys if len(key) == 1)
"""Single keys that no tag can have."""


class Actions(QObject):
    """The verbs as `QAction`s by name (`actions["undo"]`) and as methods that panes call."""

    step_asked = Signal(int)
    """Go that many articles down the list (negative: up)."""
    untagged_asked = Signal()
    """Go to the next untagged article of the list."""
    hit_asked = Signal(int)
    """Go to the next (1) or previous (-1) hit in the reader."""
    zoom_asked = Signal(int)
    """Make the reader's text larger (1), smaller (-1) or normal (0)."""
    filter_asked = Signal()
    """Put the cursor into the filter box."""
    pane_asked = Signal()
    """Move the focus to the next pane."""
    project_asked = Signal(str, object)
    """A verb about projects as a whole ("open", "close") and the path it concerns, or None."""
    said = Signal(str)
    """A short sentence for the status line: what was just done, or why nothing was."""

    def __init__(self, store: Store, current: Current, bridge: Bridge, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._current, self._bridge, self._jobs, self._window = store, current, bridge, jobs, window
        self._actions = {verb.name: self._make(verb) for verb in VERBS}
        self.tag_actions: tuple[QAction, ...] = ()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def _make(self, verb: Verb) -> QAction:
        action = QAction(verb.text, self._window)
        action.setObjectName(verb.name)
        action.setShortcuts([QKeySequence(key) for key in verb.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setStatusTip(verb.tip)
        action.triggered.connect(lambda *_: getattr(self, verb.name)())
        self._window.addAction(action)
        return action

    # What panes call

    def put_tag(self, tag: int, *, origin: str = "") -> None:
        """Put the tag on the passage selected in the reader, else on the articles selected in the list.

        Where all of them have it already, take it off instead.
        """
        raise NotImplementedError

    def set_status(self, status: str) -> None:
        """Give the selected articles this status."""
        raise NotImplementedError

    def accept_mentions(self, ids: Sequence[int], *, origin: str = "") -> None:
        """Accept these mentions as one undoable step."""
        raise NotImplementedError

    def reject_mentions(self, ids: Sequence[int], *, origin: str = "") -> None:
        """Reject these mentions as one undoable step."""
        raise NotImplementedError

    def targets(self) -> tuple[int, ...]:
        """The articles a verb acts on: those selected in the list, else the one in the reader."""
        if self._current.selected:
            return self._current.selected
        return () if self._current.article is None else (self._current.article,)

    def tell(self, error: UserError) -> None:
        """Show a failure the user can act on."""
        raise NotImplementedError
