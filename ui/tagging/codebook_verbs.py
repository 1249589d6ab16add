"""What a person does to the codebook from the panel: each verb one undoable step, failures told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from store.errors import UserError
from store.formats.attributes import read_written, written
from store.records import Change, Example, Tag, TagUsage
from ui.dialogs import confirm_remove, tag_editor, tag_merge, tag_split
from ui.dialogs.tag_editor import SWATCHES, TagEdit, swatch_icon
from ui.tagging.tree_steps import Place, Step, branch, stepped
from ui.verbs import RESERVED_KEYS

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions

R = TypeVar("R")

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
        self._looked = self.begun = store.history.newest()

    def look(self, change: int) -> None:
        """Hear that the codebook was shown anew when `change` was the latest one."""
        self._looked = change

    def begin(self) -> None:
        """Hear that a name begins to be edited: what others write from now on is not seen."""
        self.begun = self._looked

    def _settle(self, make: Callable[[Store], Change], looked: int | None) -> None:
        self._actions.writes.settle(make, looked=self._looked if looked is None else looked)

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

    def rename(self, tag: int, name: str, *, looked: int | None = None) -> None:
        """Give a tag another name."""
        self._settle(lambda store: store.codebook.rename(tag, name), looked)

    def move(self, tag: int, place: Place, *, looked: int | None = None) -> None:
        """Put a tag at another place of the tree."""
        self._settle(
            lambda store: store.codebook.move(
                tag, parent=place.parent, position=place.position, codebook=place.codebook
            ),
            looked,
        )

    def step(self, tag: int, step: Step) -> None:
        """Move a tag one step up, down, in or out; nothing happens at the ends."""
        place = stepped(self._store.codebook.tags(), tag, step)
        if place is not None:
            self.move(tag, place)

    def recolour(self, tag: int, colour: str, *, looked: int | None = None) -> None:
        """Give a tag another colour."""
        self._settle(lambda store: store.codebook.recolour(tag, colour), looked)

    def set_key(self, tag: int, key: str | None, *, looked: int | None = None) -> None:
        """Give a tag a key, or take its key away."""
        self._settle(lambda store: store.codebook.set_key(tag, key), looked)

    def edit(self, tag: int) -> None:
        """Open the dialog with all of a tag, and save what it says as one step."""
        tags = self._store.codebook.tags()
        old = next((other for other in tags if other.id == tag), None)
        if old is None:
            return
        looked = self._store.history.newest()
        linked = self._store.examples.of(tag)
        wanted = tag_editor.ask(self._window, tags, tag=old, reserved=RESERVED_KEYS, linked=linked)
        if wanted is None:
            return
        self._actions.writes.settle(*_edits(old, wanted), looked=looked, label=f"Edit tag {old.name}")
        if wanted.to_open is not None:
            self._read(wanted.to_open)

    def _read(self, example: Example) -> None:
        if example.start is None or example.end is None:
            self._actions.past.article_asked.emit(example.article)
        else:
            self._actions.passage_asked.emit(example.article, example.start, example.end)

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
        under = len(branch(tags, tag))

        def counted(usage: TagUsage) -> None:
            goes = _goes_with(under, usage)
            if not goes or confirm_remove.ask(self._window, f"tag {gone.name}", goes=goes):
                self._actions.writes.do(lambda store: store.codebook.remove(tag), size=usage.taggings)

        self._count(lambda store: store.retagging.usage(tag, branch=True), counted)

    def _count(self, make: Callable[[Store], R], go_on: Callable[[R], None]) -> None:
        """Count on a thread what tags are on, in a large project it takes a while, and go on with that."""
        self._actions.jobs.query(make, go_on, kind="tag usage", asker=self._window)

    def attributes(self, tag: Tag) -> None:
        """Let the user say what a tagging with this tag may say beside it, a line each."""
        from ui.dialogs import text_field

        told = "One a line: “tone: good, bad” offers choices, “sum (number)” takes a number, “who” any text."
        looked = self._store.history.newest()
        text = text_field.ask(
            self._window, f"Attributes of {tag.name}", "Save", written(tag.attributes), said=told, lines=True
        )
        if text is not None:
            self._settle(lambda store: store.codebook.set_attributes(tag.id, read_written(text)), looked)

    def menu(self, tag: Tag, at: QPoint, *, rename: Callable[[], None]) -> None:
        """Show the menu of a tag; `rename` begins the renaming in place."""
        menu = self.build_menu(tag, rename=rename)
        menu.exec(at)
        menu.deleteLater()

    def build_menu(self, tag: Tag, *, rename: Callable[[], None]) -> QMenu:
        """Make the menu of a tag; every entry shows its key."""
        menu, looked = QMenu(self._window), self._looked
        _entry(menu, f"Put {tag.name}", lambda: self._actions.put_tag(tag.id), tag.key or "Enter")
        _entry(menu, "All its passages…", lambda: self._actions.tagged_asked.emit(tag.id))
        menu.addSeparator()
        _entry(menu, "Rename", rename, "F2")
        _entry(menu, "Colour, key, definition…", lambda: self.edit(tag.id), "F4")
        _entry(menu, "Attributes…", lambda: self.attributes(tag))
        colours = menu.addMenu("Colour")
        for name, value in SWATCHES:
            _entry(colours, name, partial(self.recolour, tag.id, value, looked=looked)).setIcon(swatch_icon(value))
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
        else:
            ask = self._merge if verb == "merge" else self._split
            self._count(lambda store: store.retagging.usage(tag), lambda usage: ask(known, usage))

    def _merge(self, tag: Tag, usage: TagUsage) -> None:
        others = [each for each in self._store.codebook.tags() if each.id != tag.id]
        into = tag_merge.ask(self._window, tag, others, usage)
        if into is not None:
            self._actions.writes.do(lambda store: store.retagging.merge(tag.id, into), size=usage.taggings)

    def _split(self, tag: Tag, usage: TagUsage) -> None:
        wanted = tag_split.ask(self._window, tag, self._store.codebook.tags(), usage, self._actions.jobs)
        if wanted is not None:
            size = len(wanted.taggings)
            self._actions.writes.do(
                lambda store: store.retagging.split(tag.id, wanted.taggings, wanted.into), size=size
            )

    # Codebooks

    def rename_book(self, codebook: int, name: str, *, looked: int | None = None) -> None:
        """Give a codebook another name."""
        self._settle(lambda store: store.codebooks.rename(codebook, name), looked)

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

        def counted(taggings: int) -> None:
            goes = [f"its tags, with {taggings:,} taggings"] if tops else []
            if not goes or confirm_remove.ask(self._window, f"codebook {book.name}", goes=goes):
                self._actions.writes.do(lambda store: store.codebooks.remove(codebook), size=taggings)

        self._count(
            lambda store: sum(store.retagging.usage(tag.id, branch=True).taggings for tag in tops),
            counted,
        )

    def _fill_keys(self, menu: QMenu, tag: Tag) -> None:
        looked = self._looked
        _entry(menu, "none", lambda: self.set_key(tag.id, None, looked=looked))
        holders = {other.key: other.name for other in self._store.codebook.tags() if other.key}
        for key in TAG_KEYS:
            words = f"{key}   {holders[key]}" if key in holders else key
            _entry(menu, words, partial(self.set_key, tag.id, key, looked=looked))


def _goes_with(under: int, usage: TagUsage) -> list[str]:
    goes = []
    if under:
        goes.append("1 tag under it" if under == 1 else f"{under:,} tags under it")
    if usage.taggings:
        count = "1 tagging" if usage.taggings == 1 else f"{usage.taggings:,} taggings"
        goes.append(f"{count} in {usage.articles:,} article" + ("" if usage.articles == 1 else "s"))
    return goes


def _edits(old: Tag, new: TagEdit) -> list[Callable[[Store], Change]]:
    """Give a write for each thing of a tag that shall be otherwise."""
    tag = old.id
    edits: list[Callable[[Store], Change]] = []
    if new.parent != old.parent:
        edits.append(lambda store: store.codebook.move(tag, parent=new.parent, position=1 << 30))
    if new.name != old.name:
        edits.append(lambda store: store.codebook.rename(tag, new.name))
    if new.colour != old.colour.lower():
        edits.append(lambda store: store.codebook.recolour(tag, new.colour))
    if new.key != old.key:
        edits.append(lambda store: store.codebook.set_key(tag, new.key))
    if new.definition != old.definition:
        edits.append(lambda store: store.codebook.define(tag, new.definition))
    if new.include != old.include:
        edits.append(lambda store: store.codebook.define(tag, include=new.include))
    if new.exclude != old.exclude:
        edits.append(lambda store: store.codebook.define(tag, exclude=new.exclude))
    if new.examples != old.examples:
        edits.append(lambda store: store.codebook.define(tag, examples=new.examples))
    if new.scope != old.scope:
        edits.append(lambda store: store.codebook.set_scope(tag, new.scope))
    if new.exclusive != old.exclusive:
        edits.append(lambda store: store.codebook.set_exclusive(tag, new.exclusive))
    if new.unlinked:
        edits.append(lambda store: store.examples.mark(new.unlinked, False))
    return edits


def _entry(menu: QMenu, text: str, do: Callable[[], object], key: str = "") -> QAction:
    entry = menu.addAction(text)
    entry.triggered.connect(lambda *_: do())
    if key:
        # Only shown: the tree itself listens to the key.
        entry.setShortcut(QKeySequence(key))
        entry.setShortcutVisibleInContextMenu(True)
    return entry
