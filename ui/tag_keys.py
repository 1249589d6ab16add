"""The keys of the tags: one action for each tag that has one, and what the key does with Shift and Alt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from store.records import Tag
from store.text.edges import Unit
from ui.marks import Marks
from ui.passage_verbs import PassageVerbs
from ui.verbs import RESERVED_KEYS

if TYPE_CHECKING:
    from store import Store

UNIT_KEYS: dict[str, Unit] = {"Alt": "sentence", "Alt+Shift": "paragraph"}
"""What a tag's key puts the tag on while these keys are held."""


class TagKeys:
    """Makes the actions anew when the codebook changes; keys of verbs win."""

    def __init__(self, store: Store, marks: Marks, passages: PassageVerbs, window: QWidget) -> None:
        self._store, self._marks, self._passages, self._window = store, marks, passages, window
        self.actions: tuple[QAction, ...] = ()
        """Those that put a tag on what is selected, for the menu."""
        self._others: tuple[QAction, ...] = ()
        self._made: tuple[tuple[int, str, str], ...] = ()

    def make(self) -> None:
        """Give each tag that has a key its actions; nothing is done where they are there already."""
        tags = [tag for tag in self._store.codebook.offered() if tag.key and tag.key.lower() not in RESERVED_KEYS]
        made = tuple((tag.id, tag.path, tag.key or "") for tag in tags)
        if made == self._made:
            return
        self._made = made
        for action in (*self.actions, *self._others):
            self._window.removeAction(action)
            action.deleteLater()
        self.actions = tuple(self._action(tag, "", "", partial(self._marks.put_tag, tag.id)) for tag in tags)
        for action, tag in zip(self.actions, tags, strict=True):
            action.setData(tag.id)
        self._others = tuple(
            self._action(tag, f"{keys}+", f", on the {what}", act)
            for tag in tags
            for keys, what, act in self._more(tag)
        )

    def letters(self) -> frozenset[str]:
        """Give the keys that tags have now."""
        return frozenset(key.lower() for _, _, key in self._made)

    def _more(self, tag: Tag) -> list[tuple[str, str, Callable[[], None]]]:
        on_units = [(keys, str(unit), partial(self._put_on, tag.id, unit)) for keys, unit in UNIT_KEYS.items()]
        return [("Shift", "whole group", partial(self._marks.put_on_group, tag.id)), *on_units]

    def _action(self, tag: Tag, keys: str, what: str, act: Callable[[], None]) -> QAction:
        action = QAction(f"{tag.path.replace('/', ' / ').replace('&', '&&')}{what}", self._window)
        action.setShortcut(QKeySequence(f"{keys}{tag.key}"))
        action.triggered.connect(lambda *_: act())
        self._window.addAction(action)
        return action

    def _put_on(self, tag: int, unit: Unit) -> None:
        span = self._passages.unit_here(unit)
        if span is not None:
            self._marks.put_on_passage(tag, span)
