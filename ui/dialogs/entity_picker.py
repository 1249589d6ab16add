"""Key `e`: which entity the selected words name, one that is known or a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from store.records import ENTITY_TYPES, Entity
from ui import theme
from ui.dialogs.pick_sheet import PickSheet
from ui.tagging.names import both_names
from ui.tagging.rows import Row

KEYS = "1234567890"
"""With Alt: take the words as a new entity of the first, second… type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityChoice:
    """What the words name: an entity that is there (its id), or a new one called `name`.

    A value such as a date or an amount has a type, and neither entity nor name.
    """

    type: str
    entity: int | None = None
    name: str | None = None


def ask(
    parent: QWidget | None,
    *,
    quote: str,
    complete: Callable[[str], Sequence[Entity]],
    types: Sequence[str] = ENTITY_TYPES,
    language: str | None = None,
) -> EntityChoice | None:
    """Let the user say what `quote` names.

    `complete` gives the entities for what is typed, best first; `language` (ISO 639-1) is that of the article, whose
    names come first.
    """
    dialog = EntityPicker(parent, quote=quote, complete=complete, types=types, language=language)
    return dialog.choice if dialog.exec() else None


class EntityPicker(PickSheet):
    """A field that holds the selected words, the entities they may name, and below them a new one of each type."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        quote: str,
        complete: Callable[[str], Sequence[Entity]],
        types: Sequence[str] = ENTITY_TYPES,
        language: str | None = None,
    ) -> None:
        super().__init__(parent, "Mark a mention", verb="Mark", placeholder="Name of an entity, in any language")
        self.choice: EntityChoice | None = None
        self._complete, self._types, self._language = complete, tuple(types), language
        self._entities: dict[int, Entity] = {}
        words = " ".join(quote.split())
        self.say(f"Marks “{_short(words)}”. Enter takes the row, ↑ from the first row goes to the new ones.")
        self.picker.field.setText(words)
        self.picker.field.selectAll()
        self.picker.refresh()
        self.picker.setFocus()
        self._add_keys()

    def _add_keys(self) -> None:
        for number, key in zip(range(len(self._types)), KEYS, strict=False):
            shortcut = QShortcut(QKeySequence(f"Alt+{key}"), self)
            shortcut.activated.connect(lambda number=number: self._pick(self._new_row(number)))

    def take(self, row: Row) -> bool:
        """Take the entity of a row, or a new one of its type; a new one needs a name."""
        if row.id in self._entities:
            entity = self._entities[row.id]
            self.choice = EntityChoice(type=entity.type, entity=entity.id)
        else:
            kind = self._types[-row.id - 1]
            name = " ".join(self.picker.field.text().split())
            if not name:
                return False
            self.choice = EntityChoice(type=kind, name=None if kind in theme.PLAIN_TYPES else name)
        return True

    def rows(self, text: str) -> list[Row]:
        """Give the entities that the words may name, then a new one of each type."""
        found = self._complete(text) if text else ()
        self._entities = {entity.id: entity for entity in found}
        rows = [self._row(entity) for entity in found]
        if not text:
            return [Row(id=0, text="Type a name: Korean or English, a few letters are enough", heading=True)]
        # Ids below 0 stand for the types, so that each row keeps an id of its own.
        rows.append(Row(id=0, text=f"None of these: “{_short(text)}” is new, and it is…", heading=True))
        return rows + [self._new_row(number) for number in range(len(self._types))]

    def _row(self, entity: Entity) -> Row:
        first, second = both_names(entity, self._language)
        names = ", ".join(name.name for name in entity.names)
        return Row(
            id=entity.id,
            text=first,
            second=second,
            colour=theme.entity_colour(entity.type).name(),
            right=entity.type,
            tip=f"{names}\n{entity.note}".strip(),
        )

    def _new_row(self, number: int) -> Row:
        kind = self._types[number]
        article = "an" if kind[0] in "aeiou" else "a"
        value = " (a value, no entity)" if kind in theme.PLAIN_TYPES else ""
        return Row(
            id=-number - 1,
            text=f"{article} {kind}{value}",
            colour=theme.entity_colour(kind).name(),
            right=f"Alt+{KEYS[number]}" if number < len(KEYS) else "",
            hollow=True,
        )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
