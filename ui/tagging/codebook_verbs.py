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
from ui.dialogs import confirm_remove, tag_editor, tag_merge, tag_split
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
        self._try(
            lambda: self._store.codebook.move(
                tag, parent=place.parent, position=place.position, codebook=place.codebook
            )
        )

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
            book.define(old.id, new.definition, include=new.include, exclude=new.exclude, examples=new.examples)
            if new.scope != old.scope:
                book.set_scope(old.id, new.scope)
            if new.exclusive != old.exclusive:
                book.set_exclusive(old.id, new.exclusive)

    def create(self, under: int | None, *, codebook: int | None = None) -> None:
        """Open the dialog for a new tag under another one, or at the top of a codebook."""
        tags = self._store.codebook.tags()
        wanted = tag_editor.ask(self._window, tags, under=under, reserved=RESERVED_KEYS)
        if wanted is None:
            return
        above = next((tag.path for tag in tags if tag.id == wanted.parent), None)
        path = f"{above}/{wanted.name}" if above else wanted.name
        self._try(lambda: self._add(path, wanted, codebook))

    def _add(self, path: str, wanted: TagEdit, codebook: int | None) -> None:
        book = self._store.codebook
        with self._store.journal.change(f"Add tag {path}"):
            book.add(path, colour=wanted.colour, key=wanted.key, definition=wanted.definition, codebook=codebook)
            made = book.find(path).id
            book.define(made, include=wanted.include, exclude=wanted.exclude, examples=wanted.examples)
            book.set_scope(made, wanted.scope)
            book.set_exclusive(made, wanted.exclusive)

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
        usage = self._store.retagging.usage(tag.id, branch=True)
        goes = []
        if under:
            goes.append("1 tag under it" if under == 1 else f"{under:,} tags under it")
        if usage.taggings:
            count = "1 tagging" if usage.taggings == 1 else f"{usage.taggings:,} taggings"
            goes.append(f"{count} in {usage.articles:,} article" + ("" if usage.articles == 1 else "s"))
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
        _entry(menu, "New tag beside it…", lambda: self.create(tag.parent))
        for words, step, arrow in _MOVES:
            _entry(menu, words, partial(self.step, tag.id, step), f"Alt+{arrow}")
        self._fill_books(menu, tag)
        menu.addSeparator()
        _entry(menu, "Merge into…", lambda: self.do(tag.id, "merge"), "Alt+F2")
        _entry(menu, "Split…", lambda: self.do(tag.id, "split"), "Alt+F3")
        words = "Offer again" if tag.deprecated else "Deprecate"
        _entry(menu, words, lambda: self.do(tag.id, "deprecate"), "Alt+F5")
        menu.addSeparator()
        _entry(menu, "History of it…", lambda: self._actions.past.tag_history(tag.id))
        _entry(menu, "Remove…", lambda: self.remove(tag.id), "Del")
        return menu

    def _fill_books(self, menu: QMenu, tag: Tag) -> None:
        others = [book for book in self._store.codebooks.all() if book.id != tag.codebook]
        if others:
            sub = menu.addMenu("Move to codebook")
            for book in others:
                _entry(
                    sub, book.name, partial(self.move, tag.id, Place(parent=None, position=1 << 30, codebook=book.id))
                )

    def do(self, tag: int, verb: str) -> None:
        """Merge a tag into another, split it, or deprecate it (or take that back)."""
        known = next((each for each in self._store.codebook.tags() if each.id == tag), None)
        if known is None:
            return
        if verb == "deprecate":
            self._try(lambda: self._store.codebook.set_deprecated(tag, not known.deprecated))
        elif verb == "merge":
            self._merge(known)
        else:
            self._split(known)

    def _merge(self, tag: Tag) -> None:
        others = [each for each in self._store.codebook.tags() if each.id != tag.id]
        into = tag_merge.ask(self._window, tag, others, self._store.retagging.usage)
        if into is not None:
            size = self._store.retagging.usage(tag.id).taggings
            self._actions.writes.do(lambda store: store.retagging.merge(tag.id, into), size=size)

    def _split(self, tag: Tag) -> None:
        wanted = tag_split.ask(self._window, tag, self._store)
        if wanted is not None:
            size = len(wanted.taggings)
            self._actions.writes.do(
                lambda store: store.retagging.split(tag.id, wanted.taggings, wanted.into), size=size
            )

    # Codebooks

    def rename_book(self, codebook: int, name: str) -> None:
        """Give a codebook another name."""
        self._try(lambda: self._store.codebooks.rename(codebook, name))

    def book_menu(self, codebook: int, at: QPoint, *, rename: Callable[[], None]) -> None:
        """Show the menu of a codebook."""
        menu = QMenu(self._window)
        place = [book.id for book in self._store.codebooks.all()].index(codebook)
        _entry(menu, "Rename", rename, "F2")
        _entry(menu, "New tag in it…", lambda: self.create(None, codebook=codebook))
        for words, by in (("Move up", -1), ("Move down", 1)):
            to = max(0, place + by)
            _entry(menu, words, partial(self._try, partial(self._store.codebooks.move, codebook, position=to)))
        menu.addSeparator()
        _entry(menu, "Remove…", lambda: self._remove_book(codebook))
        menu.exec(at)
        menu.deleteLater()

    def _remove_book(self, codebook: int) -> None:
        book = self._store.codebooks.get(codebook)
        tops = [tag for tag in self._store.codebook.tags() if tag.codebook == codebook and tag.parent is None]
        taggings = sum(self._store.retagging.usage(tag.id, branch=True).taggings for tag in tops)
        goes = [f"its tags, with {taggings:,} taggings"] if tops else []
        if not goes or confirm_remove.ask(self._window, f"codebook {book.name}", goes=goes):
            self._try(lambda: self._store.codebooks.remove(codebook))

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
