"""What a person does to the codebook from the panel: each verb one undoable step, failures told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from store.errors import UserError
from store.formats.attributes import read_written, written
from store.overtaking import since
from store.records import Tag
from ui.dialogs import confirm_remove, tag_editor
from ui.dialogs.tag_editor import SWATCHES, TagEdit, swatch_icon
from ui.tagging.tree_steps import Place, Step, branch, stepped
from ui.verbs import RESERVED_KEYS

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions

TAG_KEYS = tuple(key for key in "123456789bcdefghijklmnopqrstuvwxyza" if key not in RESERVED_KEYS)
"""The keys that a tag can have."""

_MOVES: tuple[tuple[str, Step, str], ...] = (
    ("Move up", "up", "Up"),
    ("Move down", "down", "Down"),
    ("Move under the one above", "in", "Right"),
    ("Move out", "out", "Left"),
)


class CodebookVerbs:
    """Changes the codebook; the views hear of it by the bridge."""

    def __init__(self, store: Store, actions: Actions, window: QWidget) -> None:
        self._store, self._actions, self._window = store, actions, window

    def _try(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except UserError as error:
            self._actions.tell(error)
            return False
        return True

    def add(self, path: str) -> bool:
        """Add the tag at `path`; False if the store refused."""
        return self._try(lambda: self._store.codebook.add(path))

    def rename(self, tag: int, name: str) -> None:
        """Give a tag another name."""
        self._try(lambda: self._store.codebook.rename(tag, name))

    def move(self, tag: int, place: Place) -> None:
        """Put a tag at another place of the tree."""
        self._try(lambda: self._store.codebook.move(tag, parent=place.parent, position=place.position))

    def step(self, tag: int, step: Step) -> None:
        """Move a tag one step up, down, in or out; nothing happens at the ends."""
        place = stepped(self._store.codebook.tags(), tag, step)
        if place is not None:
            self.move(tag, place)

    def recolour(self, tag: int, colour: str) -> None:
        """Give a tag another colour."""
        self._try(lambda: self._store.codebook.recolour(tag, colour))

    def set_key(self, tag: int, key: str | None) -> None:
        """Give a tag a key, or take its key away."""
        self._try(lambda: self._store.codebook.set_key(tag, key))

    def edit(self, tag: int) -> None:
        """Open the dialog with all of a tag, and save what it says as one step."""
        tags = self._store.codebook.tags()
        old = next((other for other in tags if other.id == tag), None)
        if old is None:
            return
        looked = self._store.history.newest()
        wanted = tag_editor.ask(self._window, tags, tag=old, reserved=RESERVED_KEYS)
        if wanted is not None:
            with since(self._store.journal, looked):
                self._try(lambda: self._save(old, wanted))

    def _save(self, old: Tag, new: TagEdit) -> None:
        book = self._store.codebook
        with self._store.journal.change(f"Edit tag {old.name}"):
            if new.parent != old.parent:
                book.move(old.id, parent=new.parent, position=len(book.tags()))
            if new.name != old.name:
                book.rename(old.id, new.name)
            if new.colour != old.colour.lower():
                book.recolour(old.id, new.colour)
            if new.key != old.key:
                book.set_key(old.id, new.key)
            if new.definition != old.definition:
                book.define(old.id, new.definition)

    def create(self, under: int | None) -> None:
        """Open the dialog for a new tag under another one, or at the top."""
        tags = self._store.codebook.tags()
        wanted = tag_editor.ask(self._window, tags, under=under, reserved=RESERVED_KEYS)
        if wanted is None:
            return
        above = next((tag.path for tag in tags if tag.id == wanted.parent), None)
        path = f"{above}/{wanted.name}" if above else wanted.name
        self._try(
            lambda: self._store.codebook.add(path, colour=wanted.colour, key=wanted.key, definition=wanted.definition)
        )

    def remove(self, tag: int) -> None:
        """Remove a tag with what is under it, after a question where anything goes with it."""
        tags = self._store.codebook.tags()
        gone = next((other for other in tags if other.id == tag), None)
        if gone is None:
            return
        goes = self._goes_with(tags, gone)
        if not goes or confirm_remove.ask(self._window, f"tag {gone.name}", goes=goes):
            self._try(lambda: self._store.codebook.remove(tag))

    def _goes_with(self, tags: tuple[Tag, ...], tag: Tag) -> list[str]:
        under = len(branch(tags, tag.id))
        articles = self._store.search.count(self._store.facet_term("tag", tag.path))
        goes = []
        if under:
            goes.append("1 tag under it" if under == 1 else f"{under:,} tags under it")
        if articles:
            goes.append(f"its taggings in {articles:,} article" + ("" if articles == 1 else "s"))
        return goes

    def attributes(self, tag: Tag) -> None:
        """Let the user say what a tagging with this tag may say beside it, a line each."""
        from ui.dialogs import text_field

        told = "One a line: “tone: good, bad” offers choices, “sum (number)” takes a number, “who” any text."
        text = text_field.ask(
            self._window, f"Attributes of {tag.name}", "Save", written(tag.attributes), said=told, lines=True
        )
        if text is not None:
            self._try(lambda: self._store.codebook.set_attributes(tag.id, read_written(text)))

    def menu(self, tag: Tag, at: QPoint, *, rename: Callable[[], None]) -> None:
        """Show the menu of a tag; `rename` begins the renaming in place."""
        menu = self.build_menu(tag, rename=rename)
        menu.exec(at)
        menu.deleteLater()

    def build_menu(self, tag: Tag, *, rename: Callable[[], None]) -> QMenu:
        """Make the menu of a tag; every entry shows its key."""
        menu = QMenu(self._window)
        _entry(menu, f"Put {tag.name}", lambda: self._actions.put_tag(tag.id), tag.key or "Enter")
        _entry(menu, "All its passages…", lambda: self._actions.tagged_asked.emit(tag.id))
        menu.addSeparator()
        _entry(menu, "Rename", rename, "F2")
        _entry(menu, "Colour, key, definition…", lambda: self.edit(tag.id), "F4")
        _entry(menu, "Attributes…", lambda: self.attributes(tag))
        colours = menu.addMenu("Colour")
        for name, value in SWATCHES:
            _entry(colours, name, partial(self.recolour, tag.id, value)).setIcon(swatch_icon(value))
        self._fill_keys(menu.addMenu("Key"), tag)
        menu.addSeparator()
        _entry(menu, "New tag under it…", lambda: self.create(tag.id), "Ins")
        for words, step, arrow in _MOVES:
            _entry(menu, words, partial(self.step, tag.id, step), f"Alt+{arrow}")
        menu.addSeparator()
        _entry(menu, "History of it…", lambda: self._actions.past.tag_history(tag.id))
        _entry(menu, "Remove…", lambda: self.remove(tag.id), "Del")
        return menu

    def _fill_keys(self, menu: QMenu, tag: Tag) -> None:
        _entry(menu, "none", lambda: self.set_key(tag.id, None))
        holders = {other.key: other.name for other in self._store.codebook.tags() if other.key}
        for key in TAG_KEYS:
            words = f"{key}   {holders[key]}" if key in holders else key
            _entry(menu, words, partial(self.set_key, tag.id, key))


def _entry(menu: QMenu, text: str, do: Callable[[], object], key: str = "") -> QAction:
    entry = menu.addAction(text)
    entry.triggered.connect(lambda *_: do())
    if key:
        # Only shown: the tree itself listens to the key.
        entry.setShortcut(QKeySequence(key))
        entry.setShortcutVisibleInContextMenu(True)
    return entry
