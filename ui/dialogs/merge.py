"""Several entities become one: which of them it is, and what will move to it, before it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from store.records import Entity, MergePreview
from ui import theme
from ui.dialogs.sheet import Sheet, section_label
from ui.tagging.names import both_names
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height

ROWS = 8
SHOWN = 12
"""So many of the names that come along are listed."""
LINES = 8


def ask(
    parent: QWidget | None, entities: Sequence[Entity], preview: Callable[[Collection[int], int], MergePreview]
) -> int | None:
    """Let the user choose which of these entities the others become; gives its id, or None if it is dismissed.

    `preview` says what merging them into one of them would do.
    """
    dialog = Merge(parent, entities, preview)
    return dialog.into if dialog.exec() else None


class Merge(Sheet):
    """The entities, the one that stays under the cursor, and what happens below."""

    def __init__(
        self,
        parent: QWidget | None,
        entities: Sequence[Entity],
        preview: Callable[[Collection[int], int], MergePreview],
    ) -> None:
        super().__init__(parent, f"Make one of {len(entities)} entities", verb="Merge", width=560)
        self._entities, self._preview = tuple(entities), preview
        self.into = entities[0].id
        self.body.addWidget(section_label("The one that stays"))
        self.list = RowList(self)
        self.list.setObjectName("mergeList")
        self.list.setAccessibleName("The one that stays")
        self.list.show_rows([_row(entity) for entity in entities])
        self.list.setFixedHeight(min(ROWS, len(entities)) * row_height())
        self.body.addWidget(self.list)
        self.told = QLabel("", self)
        self.told.setObjectName("mergePreview")
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Room for all that may be said, so that nothing moves while one chooses.
        self.told.setMinimumHeight(LINES * self.told.fontMetrics().lineSpacing())
        self.body.addWidget(self.told)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show())
        self.list.chosen.connect(lambda _: self._show())
        self.list.setCurrentIndex(self.list.rows_model.index(0))
        self.say("One step: Ctrl+Z takes all of it back.")
        self.list.setFocus()

    def _show(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self.into = row.id
            self.told.setText(_told(self._preview([entity.id for entity in self._entities], row.id)))


def _told(preview: MergePreview) -> str:
    names = ", ".join(preview.names[:SHOWN])
    more = f" and {len(preview.names) - SHOWN:,} more" if len(preview.names) > SHOWN else ""
    lines = [f"{_number(len(preview.gone), 'entity', 'entities')} will be {preview.kept.name} ({preview.kept.type})."]
    lines.append(f"Names that come along: {names}{more}." if names else "It has all their names already.")
    moved = [_number(preview.mentions, "mention"), f"of {_number(preview.articles, 'article')}"]
    lines.append(f"{' '.join(moved)} and {_number(preview.relations, 'relation')} move to it.")
    if preview.parts:
        lines.append(f"{_number(preview.parts, 'entity', 'entities')} will be part of it.")
    if preview.retyped:
        lines.append(f"{_number(preview.retyped, 'mention')} will be of the type {preview.kept.type}.")
    return "\n".join(lines)


def _number(count: int, noun: str, several: str = "") -> str:
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def _row(entity: Entity) -> Row:
    first, second = both_names(entity, None)
    return Row(
        id=entity.id, text=first, second=second, colour=theme.entity_colour(entity.type).name(), right=entity.type
    )
