"""What can be done with entities: each verb asks what it must, says what will happen, and is one undoable step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from store.errors import UserError
from store.records import Change, Entity
from ui.key_text import key_text

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk
    from ui.analysis.window import AnalysisWindow

VERBS = (
    ("page", "Open its page", ("Ctrl+P",), "one"),
    ("review", "Review its mentions", ("Ctrl+R",), "some"),
    ("rename", "Rename…", ("F2",), "one"),
    ("names", "Names: add, prefer, take off, split…", ("Ctrl+N",), "one"),
    ("merge", "Merge…", ("Ctrl+M",), "several"),
    ("set_type", "Type…", ("Ctrl+T",), "some"),
    ("set_part_of", "Part of…", ("Ctrl+B",), "some"),
    ("set_note", "Note…", ("Ctrl+D",), "one"),
    ("set_external", "Identifiers…", ("Ctrl+I",), "one"),
    ("remove", "Remove those that nothing names", ("Del",), "some"),
)
"""Name, words, keys, and how many entities a verb takes."""


class EntityVerbs(QObject):
    """The verbs, for a list of entities and for the page of one."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.actions: dict[str, QAction] = {}
        self._chosen: Callable[[], Sequence[int]] = lambda: ()

    def add_to(self, window: AnalysisWindow, chosen: Callable[[], Sequence[int]], *, but: Collection[str] = ()) -> None:
        """Give a window the verbs with their keys; they act on what `chosen` gives."""
        self._chosen = chosen
        for name, words, keys, takes in VERBS:
            if name not in but:
                self.actions[name] = window.add_verb(words, keys, partial(self._do, getattr(self, name), takes))

    def menu(self, parent: QWidget) -> QMenu:
        """Make a menu of the verbs, their keys beside them."""
        menu = QMenu(parent)
        for action in self.actions.values():
            menu.addAction(action)
        return menu

    def enable(self, count: int) -> None:
        """Let the verbs be used that fit so many entities."""
        for name, _, _, takes in VERBS:
            if name in self.actions:
                self.actions[name].setEnabled(_fits(takes, count))

    def keys_of(self, name: str) -> str:
        """Say the key of a verb."""
        return key_text(self.actions[name].shortcut())

    def _do(self, act: Callable[[Sequence[int]], None], takes: str) -> None:
        chosen = list(self._chosen())
        if _fits(takes, len(chosen)):
            try:
                act(chosen)
            except UserError as error:
                self._desk.actions.tell(error)

    def _write(self, make: Callable[[Store], Change], *, size: int = 1) -> None:
        self._desk.actions.writes.do(make, size=size)

    def _settle(self, make: Callable[[Store], Change], looked: int) -> None:
        self._desk.actions.writes.settle(make, looked=looked)

    def _looked(self) -> int:
        return self._desk.store.history.newest()

    def _get(self, entity: int) -> Entity:
        return self._desk.store.entities.get(entity)

    def _size(self, entities: Sequence[int]) -> int:
        """Count the mentions that a change of these entities would touch."""
        return sum(self._desk.store.entities.mentions_of(entity) for entity in entities)

    # The verbs, in the order of `VERBS`

    def page(self, entities: Sequence[int]) -> None:
        """Open the page of one."""
        self._desk.page(entities[0])

    def review(self, entities: Sequence[int]) -> None:
        """Look through their mentions."""
        self._desk.review(tuple(entities))

    def rename(self, entities: Sequence[int]) -> None:
        """Call one otherwise."""
        from ui.dialogs import text_field

        entity, looked = self._get(entities[0]), self._looked()
        name = text_field.ask(
            self._window, "Rename", "Rename", entity.name, said="Its other names stay, and so do its mentions."
        )
        if name is not None:
            self._settle(lambda store: store.naming.rename(entity.id, name), looked)

    def names(self, entities: Sequence[int]) -> None:
        """Add, prefer and take off names, or make another entity of some."""
        from ui.dialogs import entity_names

        entity = self._get(entities[0])
        choice = entity_names.ask(self._window, entity)
        if choice is None:
            return
        names = choice.names
        make: dict[str, Callable[[Store], Change]] = {
            "add": lambda store: store.naming.add_name(entity.id, names[0], language=choice.language),
            "prefer": lambda store: store.naming.prefer(entity.id, names[0]),
            "take off": lambda store: _all_off(store, entity, names),
            "split": lambda store: store.reshaping.split(entity.id, names),
        }
        self._write(make[choice.verb], size=self._size([entity.id]))

    def merge(self, entities: Sequence[int]) -> None:
        """Make one entity of several, after showing what it will be."""
        from ui.dialogs import merge

        known = self._desk.store.entities.several(entities)
        into = merge.ask(self._window, known, self._desk.store.merge_previews.read)
        if into is not None:
            self._write(lambda store: store.reshaping.merge(entities, into), size=self._size(entities))

    def set_type(self, entities: Sequence[int]) -> None:
        """Give them another type, one that is there or a new one."""
        from ui.dialogs import text_field

        types = self._desk.store.entities.types()
        kind = text_field.ask(
            self._window,
            "Type",
            "Change",
            self._get(entities[0]).type,
            choices=types,
            said="Choose a type, or write a new one. The mentions take it too.",
        )
        if kind is not None:
            self._write(lambda store: _each(store, entities, f"type to {kind}", lambda e: store.naming.set_type(e, kind)),
                        size=self._size(entities))  # fmt: skip

    def set_part_of(self, entities: Sequence[int]) -> None:
        """Say what they are part of."""
        from ui.dialogs import whole_picker

        choice = whole_picker.ask(self._window, complete=self._desk.store.entities.complete)
        if choice is not None:
            whole = choice or None
            self._write(
                lambda store: _each(
                    store, entities, "what they are part of", lambda e: store.naming.set_part_of(e, whole)
                )
            )

    def set_note(self, entities: Sequence[int]) -> None:
        """Write the note of one."""
        from ui.dialogs import text_field

        entity, looked = self._get(entities[0]), self._looked()
        note = text_field.ask(self._window, f"Note on {entity.name}", "Save", entity.note, lines=True)
        if note is not None:
            self._settle(lambda store: store.naming.set_note(entity.id, note), looked)

    def set_external(self, entities: Sequence[int]) -> None:
        """Say what one is called elsewhere."""
        from ui.dialogs import text_field

        entity, looked = self._get(entities[0]), self._looked()
        text = text_field.ask(
            self._window,
            f"Identifiers of {entity.name}",
            "Save",
            "\n".join(f"{scheme} = {value}" for scheme, value in entity.external),
            lines=True,
            said="One a line, such as: wikidata = Q20934",
        )
        if text is not None:
            pairs = [(scheme, value) for scheme, _, value in (line.partition("=") for line in text.splitlines())]
            self._settle(lambda store: store.naming.set_external(entity.id, pairs), looked)

    def remove(self, entities: Sequence[int]) -> None:
        """Remove those of them that nothing names."""
        self._write(lambda store: store.reshaping.remove(entities), size=len(entities))


def _fits(takes: str, count: int) -> bool:
    return count >= {"one": 1, "some": 1, "several": 2}[takes] and (takes != "one" or count == 1)


def _each(store: Store, entities: Sequence[int], what: str, change: Callable[[int], Change]) -> Change:
    """Do the same with several entities as one step."""
    if len(entities) == 1:
        return change(entities[0])
    with store.journal.change(f"Set {what} of {len(entities):,} entities") as step:
        for entity in entities:
            change(entity)
    return step.change


def _all_off(store: Store, entity: Entity, names: Sequence[str]) -> Change:
    with store.journal.change(f"Take {', '.join(names)} off {entity.name}") as step:
        for name in names:
            store.naming.remove_name(entity.id, name)
    return step.change
