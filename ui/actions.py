"""Every verb of the user, once: its words, its keys, and what it asks of the store or of a pane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from store.errors import UserError
from store.records import Change
from store.tag_rules import INSTEAD
from ui.article_verbs import ArticleVerbs
from ui.command_box import CommandBox
from ui.long_work import LongWork
from ui.marks import Marks
from ui.passage_verbs import PassageVerbs
from ui.passages_suggested import PassagesSuggested
from ui.past_verbs import PastVerbs
from ui.tag_keys import TagKeys
from ui.tag_suggestions import TagSuggestions
from ui.team_verbs import TeamVerbs
from ui.verbs import RESERVED_KEYS, SHIFTED, VERBS, Verb
from ui.writes import Writes

if TYPE_CHECKING:
    from store import Store
    from store.images import Outdated
    from ui.bridge import Bridge
    from ui.current import Current
    from ui.jobs import Jobs
    from ui.settings import Settings

__all__ = ["RESERVED_KEYS", "Actions"]


ON_ARTICLES = (
    "remove", "add_note", "details", "any_tag", "untag", "tag_group", "repeat", "done", "discuss", "started", "untagged",
)  # fmt: skip
"""The verbs that need an article that is not deleted."""

ON_THE_TEXT = (
    "role", "copies", "accept", "reject", "accept_tag", "accept_second_tag", "reject_tag", "next_hit", "previous_hit",
    *(verb.name for verb in VERBS if verb.menu == "Passage"),
)  # fmt: skip
"""The verbs that need an article in the reader."""


class Actions(QObject):
    """The verbs as `QAction`s by name (`actions["undo"]`), and what panes call; `method` finds who does a verb."""

    step_asked = Signal(int)
    """Go that many articles down the list (negative: up)."""
    untagged_asked = Signal(int)
    """Go to the next (1) or previous (-1) untagged article of the list."""
    list_asked = Signal(str)
    """Show the list otherwise: `mode` (in columns or not), `columns` (choose them), or `views` (choose a saved one)."""
    hit_asked = Signal(int)
    """Go to the next (1) or previous (-1) hit in the reader."""
    zoom_asked = Signal(int)
    """Make the reader's text larger (1), smaller (-1) or normal (0)."""
    filter_asked = Signal(str)
    """Put the cursor into the filter box (`box`), take the filter away (`all`), or show the bin (`bin`)."""
    pane_asked = Signal()
    """Move the focus to the next pane."""
    correction_asked = Signal(str)
    """A verb that puts something right: `role`, `details`, `rules`, `batches`, `copies`."""
    analysis_asked = Signal(str)
    """A window of analysis: `matrix`, `entities`, `page` (of the entity under the cursor), `review`, `relations`, `occurrences`.

    Also `never` (mark the name under the cursor) and `exclusions`.
    """
    tagged_asked = Signal(int)
    """The list of all passages of this tag and those under it."""
    passage_asked = Signal(int, int, int)
    """Read this article at this passage: start and end in code points."""
    project_asked = Signal(str, object)
    """A verb about projects as a whole (`open`, `close`) and the path it concerns, or None."""
    said = Signal(str)
    """A short sentence for the status line: what was just done, or why nothing was."""

    def __init__(
        self, store: Store, current: Current, bridge: Bridge, jobs: Jobs, window: QWidget, settings: Settings
    ) -> None:
        super().__init__(window)
        self._store, self._current, self._window, self.jobs = store, current, window, jobs
        self.writes = Writes(store, jobs, tell=self.tell, keep=self._ask_keep)
        self.marks = Marks(store, current, self.writes, window, say=self.said.emit, tell=self.tell)
        self.articles = ArticleVerbs(store, current, self.marks, self.writes, jobs, window)
        self.passages_here = PassageVerbs(store, current, self.marks, self.writes, window)
        self.suggested = TagSuggestions(store, current, bridge, jobs, self.writes, window)
        self.suggested.say, self.suggested.went_on = self.said.emit, lambda: self.untagged_asked.emit(1)
        self.passages_suggested = PassagesSuggested(store, current, bridge, jobs, self.writes, self.suggested)
        self.long_work = LongWork(store, current, jobs, self.writes, window, settings)
        self.team = TeamVerbs(store, current, self.writes, jobs, window, settings)
        self.command_box = CommandBox(
            store, current, self.marks, self.passages_here, window, verbs=self._findable, tell=self.tell
        )
        self.past = PastVerbs(store, current, jobs, self.writes, window)
        self._actions = {verb.name: self._make(verb) for verb in VERBS}
        self._actions["go_on"].setCheckable(True)
        self.marks.went_on = self._go_on
        self._actions["blind_mode"].setCheckable(True)
        self.long_work.said.connect(self.said)
        self.team.said.connect(self.said)
        self.long_work.project_asked.connect(self.project_asked)
        self.past.said.connect(self.said)
        self.past.project_asked.connect(self.project_asked)
        self.tag_keys = TagKeys(store, self.marks, self.passages_here, window)
        bridge.changed.connect(self._on_change)
        current.article_changed.connect(self._enable)
        current.selection_changed.connect(self._enable)
        current.query_changed.connect(self._enable)
        current.selected_changed.connect(self._enable)
        self._on_change(Change(label="", everything=True))

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def method(self, name: str) -> Callable[[], None]:
        """The method that does a verb: one of this, of the articles', marks' or passages' verbs, or of the long work."""
        holders = (
            self, self.articles, self.marks, self.passages_here, self.suggested, self.passages_suggested, self.past,
            self.command_box, self.long_work, self.team,
        )  # fmt: skip
        holder = next(each for each in holders if hasattr(each, name))
        method: Callable[[], None] = getattr(holder, name)
        return method

    # What panes call

    def put_tag(self, tag: int, *, origin: str = "") -> None:
        """Put the tag on what is selected, or take it off where all of it has the tag already."""
        self.marks.put_tag(tag, origin=origin)

    def set_status(self, status: str, *, origin: str = "") -> None:
        """Give the selected articles this status."""
        self.marks.set_status(status, origin=origin)

    def accept_mentions(self, ids: Sequence[int], *, origin: str = "") -> None:
        """Accept these mentions as one undoable step."""
        self.marks.accept_mentions(ids, origin=origin)

    def reject_mentions(self, ids: Sequence[int], *, origin: str = "") -> None:
        """Reject these mentions as one undoable step."""
        self.marks.reject_mentions(ids, origin=origin)

    @property
    def tag_actions(self) -> tuple[QAction, ...]:
        """The actions that put the tags which have keys."""
        return self.tag_keys.actions

    def targets(self) -> tuple[int, ...]:
        """The articles a verb acts on: those selected in the list, else the one in the reader."""
        return self.marks.targets()

    def tell(self, error: UserError) -> None:
        """Show a failure the user can act on, without standing in the way of what runs."""
        box = QMessageBox(QMessageBox.Icon.Warning, "Galpi", str(error), parent=self._window)
        box.setObjectName("trouble")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _ask_keep(self, error: Outdated, verb: str) -> bool:
        from ui.dialogs import keep_as_it_is

        return keep_as_it_is.ask(self._window, error, verb=verb)

    # The verbs of the window itself, in the order of `VERBS`

    def memo(self) -> None:
        """Read and write the memo of the project."""
        from ui.dialogs import memo

        notes, looked = self._store.notes.of(None), self._store.history.newest()
        mine = next((note.text for note in notes if note.annotator == self._store.annotator), "")
        text = memo.ask(self._window, mine)
        if text is not None:
            self.writes.settle(lambda store: store.notes.write(None, text), looked=looked)

    def close(self) -> None:
        """Close the window."""
        self.project_asked.emit("close", None)

    def undo(self) -> None:
        """Take back the latest change."""
        self.writes.undo()

    def redo(self) -> None:
        """Bring back the change taken back last."""
        self.writes.redo()

    def filter(self) -> None:
        """Go to the filter box."""
        self.filter_asked.emit("box")

    def clear_filter(self) -> None:
        """Show all articles."""
        self.filter_asked.emit("all")

    def role(self) -> None:
        """Say what the selected lines are."""
        self.correction_asked.emit("role")

    def details(self) -> None:
        """Correct title, authors, dates and what else is known."""
        self.correction_asked.emit("details")

    def rules(self) -> None:
        """Show and change the rules of outlets."""
        self.correction_asked.emit("rules")

    def batches(self) -> None:
        """Show the imports and take one out."""
        self.correction_asked.emit("batches")

    def go_on(self) -> None:
        """Let a tag that is put on an article lead to the next untagged one, or stay."""
        on = self._actions["go_on"].isChecked()
        self.said.emit(
            "A tag on an article now leads to the next untagged one." if on else "A tag stays at its article."
        )

    def _go_on(self) -> None:
        if self._actions["go_on"].isChecked():
            self.untagged_asked.emit(1)

    def next(self) -> None:
        """Go to the next article."""
        self.step_asked.emit(1)

    def previous(self) -> None:
        """Go to the previous article."""
        self.step_asked.emit(-1)

    def next_untagged(self) -> None:
        """Go to the next untagged article."""
        self.untagged_asked.emit(1)

    def previous_untagged(self) -> None:
        """Go to the previous untagged article."""
        self.untagged_asked.emit(-1)

    def list_mode(self) -> None:
        """Show the list in columns, or in two lines a row."""
        self.list_asked.emit("mode")

    def choose_columns(self) -> None:
        """Choose the columns of the list."""
        self.list_asked.emit("columns")

    def views(self) -> None:
        """Choose a saved view, or keep the filter as one."""
        self.list_asked.emit("views")

    def bin(self) -> None:
        """Show the deleted articles."""
        self.filter_asked.emit("bin")

    def next_hit(self) -> None:
        """Go to the next hit."""
        self.hit_asked.emit(1)

    def previous_hit(self) -> None:
        """Go to the previous hit."""
        self.hit_asked.emit(-1)

    def copies(self) -> None:
        """Show why the article stands in a group with others."""
        self.correction_asked.emit("copies")

    def zoom_in(self) -> None:
        """Make the reader's text larger."""
        self.zoom_asked.emit(1)

    def zoom_out(self) -> None:
        """Make the reader's text smaller."""
        self.zoom_asked.emit(-1)

    def zoom_reset(self) -> None:
        """Give the reader's text its normal size."""
        self.zoom_asked.emit(0)

    def next_pane(self) -> None:
        """Go to the next pane."""
        self.pane_asked.emit()

    def occurrences(self) -> None:
        """Find every occurrence of the words selected, to mark or tag all of them."""
        self.analysis_asked.emit("occurrences")

    def passages(self) -> None:
        """Show all passages of a tag: that of the passage chosen, else of all tags."""
        self.analysis_asked.emit("passages")

    def never(self) -> None:
        """Say that the name under the cursor is never marked: here, in the outlet or anywhere."""
        self.analysis_asked.emit("never")

    def review(self) -> None:
        """Review mentions one a line, all articles together."""
        self.analysis_asked.emit("review")

    def relations(self) -> None:
        """Review relations one a line, all articles together."""
        self.analysis_asked.emit("relations")

    def exclusions(self) -> None:
        """Show the names never marked."""
        self.analysis_asked.emit("exclusions")

    def predicates(self) -> None:
        """Show and change what relations may say."""
        from ui.dialogs import predicates

        predicates.ask(self._window, self._store)

    def entity_page(self) -> None:
        """Show the page of the entity under the cursor."""
        self.analysis_asked.emit("page")

    def all_entities(self) -> None:
        """Show and correct all entities."""
        self.analysis_asked.emit("entities")

    def matrix(self) -> None:
        """Show what is named with what."""
        self.analysis_asked.emit("matrix")

    def statistics(self) -> None:
        """Show what the articles of the filter are in numbers."""
        self.analysis_asked.emit("statistics")

    def agreement(self) -> None:
        """Show how far annotators agree."""
        self.analysis_asked.emit("agreement")

    def adjudicate(self) -> None:
        """Settle what annotators differ on."""
        self.analysis_asked.emit("adjudicate")

    def keys(self) -> None:
        """Show all keys."""
        from ui.dialogs import keys

        menus = dict.fromkeys(verb.menu for verb in VERBS)
        groups = [
            keys.group_of(menu, [self._actions[verb.name] for verb in VERBS if verb.menu == menu]) for menu in menus
        ]
        keys.ask(self._window, [group for group in groups if group.lines], self._store.codebook.tags())

    def about(self) -> None:
        """Show what Galpi is and what the project holds."""
        from ui.dialogs import about
        from ui.version import galpi_version

        about.ask(self._window, version=galpi_version(), info=self._store.info())

    # How they are done

    def _findable(self) -> Sequence[QAction]:
        return [action for name, action in self._actions.items() if name != "any_tag"]

    def _make(self, verb: Verb) -> QAction:
        action = QAction(verb.text, self._window)
        action.setObjectName(verb.name)
        action.setShortcuts([QKeySequence(each) for key in verb.keys for each in pressed(key)])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setStatusTip(verb.tip)
        action.triggered.connect(lambda *_: self.method(verb.name)())
        self._window.addAction(action)
        return action

    def _on_change(self, change: Change) -> None:
        if change.label.startswith(("Undo: ", "Redo: ")) or INSTEAD in change.label:
            self.said.emit(change.label)
        if change.touches("tag"):
            self.tag_keys.make()
        undo, redo = self._store.journal.undo_label(), self._store.journal.redo_label()
        for name, word, label in (("undo", "Undo", undo), ("redo", "Redo", redo)):
            self._actions[name].setText(f"{word} {label}" if label else word)
            self._actions[name].setEnabled(label is not None)
        self._enable()

    def _enable(self, *_: object) -> None:
        some, deleted = bool(self.targets()), self._current.in_bin
        for name in ON_ARTICLES:
            self._actions[name].setEnabled(some and not deleted)
        self._actions["restore"].setEnabled(some and deleted)
        for name in ON_THE_TEXT:
            self._actions[name].setEnabled(self._current.article is not None)


def pressed(key: str) -> tuple[str, ...]:
    """Give the ways in which a key may be told: a sign that is written with Shift also comes with it."""
    if key[-1] not in SHIFTED or "Shift+" in key:
        return (key,)
    return key, f"{key[:-1]}Shift+{key[-1]}"
