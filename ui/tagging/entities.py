"""The section ENTITIES: what the current article names, each with its places, to be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from store.records import Article, Entity, Mention
from ui import theme
from ui.tagging.entity_groups import EntityGroup, count_text, entity_groups
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row
from ui.tagging.section import Section

if TYPE_CHECKING:
    from store import Store
    from ui.actions import Actions
    from ui.current import Current

_NOTHING = 0


class EntityPane(Section):
    """Lists the entities of the current article; a click walks through the places of one."""

    def __init__(self, store: Store, current: Current, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Entities", name="entityPanel", parent=parent)
        self._store, self._current, self._actions = store, current, actions
        self._groups: dict[int, EntityGroup] = {}
        self._values_shown = False
        self._last: tuple[int, int] = (_NOTHING, -1)
        self.list = RowList(self)
        self.list.setAccessibleName("Entities of this article")
        self.content.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._go)
        self.list.came.connect(self._at)
        self.list.menu_asked.connect(self._menu)
        self.link.clicked.connect(self._turn_values)
        current.mentions_changed.connect(self._follow)

    def show_article(self, article: Article | None, mentions: tuple[Mention, ...]) -> None:
        """Show the entities that an article's mentions name; None empties the section."""
        if article is None or article.id != self._shown_article():
            self._last = (_NOTHING, -1)
        ids = {mention.entity_id for mention in mentions if mention.entity_id is not None}
        entities: dict[int, Entity] = {entity.id: entity for entity in self._store.entities.several(sorted(ids))}
        language = None if article is None else article.language
        self._groups = {group.id: group for group in entity_groups(mentions, entities, language)}
        self._fill(open_article=article is not None)

    def wanted_height(self) -> int:
        """Return the height at which every row is in sight, in pixels."""
        return self.height_of(self.list.rows_model.rowCount())

    def redraw(self) -> None:
        """Show the same rows in the colours now in force."""
        self._fill(open_article=self._current.article is not None)

    def _shown_article(self) -> int | None:
        return next((group.mentions[0].article for group in self._groups.values()), None)

    def _fill(self, *, open_article: bool) -> None:
        shown = [group for group in self._groups.values() if self._values_shown or _is_name(group)]
        empty = "Select a name in the text, press e" if open_article else ""
        self.list.show_rows([_row(group) for group in shown] or [Row(id=_NOTHING, text=empty, heading=True)])
        hidden = len(self._groups) - sum(_is_name(group) for group in self._groups.values())
        words = "names only" if self._values_shown else f"all {len(self._groups)}"
        self.set_link(words if hidden else "", tip="Also show dates, times and amounts")

    def _turn_values(self) -> None:
        self._values_shown = not self._values_shown
        self.redraw()

    # Walking and judging

    def _at(self, row: Row) -> None:
        # Accept and reject then act on all mentions of the entity under the cursor.
        self._current.mentions = self._ids(row.id)

    def _follow(self, mentions: tuple[int, ...]) -> None:
        """Go along to the next suggestion when review goes on there, but move nothing while the text is being read."""
        row = self.list.current_row()
        if not mentions or not self.list.hasFocus() or (row is not None and mentions[0] in self._ids(row.id)):
            return
        group = next((group.id for group in self._groups.values() if mentions[0] in self._ids(group.id)), None)
        if group is not None:
            self.list.go_to(group)

    def _ids(self, group: int) -> tuple[int, ...]:
        known = self._groups.get(group)
        return tuple(mention.id for mention in known.mentions) if known else ()

    def _go(self, row: Row) -> None:
        group = self._groups.get(row.id)
        if group is None:
            return
        last, number = self._last
        number = (number + 1) % len(group.mentions) if last == group.id else 0
        self._last = (group.id, number)
        self._current.mentions = self._ids(group.id)
        self._current.place(group.mentions[number].start, group.mentions[number].end)

    def _menu(self, row: Row, at: QPoint) -> None:
        if row.id not in self._groups:
            return
        menu = QMenu(self)
        menu.addAction("Next place\tEnter").triggered.connect(lambda *_: self._go(row))
        if row.id > 0:
            menu.addAction("Page of the entity\tShift+E").triggered.connect(lambda *_: self._open_page(row))
        menu.addSeparator()
        ids = self._ids(row.id)
        menu.addAction("Accept all here\ty").triggered.connect(lambda *_: self._actions.accept_mentions(ids))
        menu.addAction("Reject all here\tx").triggered.connect(lambda *_: self._actions.reject_mentions(ids))
        menu.exec(at)
        menu.deleteLater()

    def _open_page(self, row: Row) -> None:
        self._at(row)
        self._actions.entity_page()


def _is_name(group: EntityGroup) -> bool:
    return group.type not in theme.PLAIN_TYPES


def _row(group: EntityGroup) -> Row:
    total, waiting = len(group.mentions), len(group.suggested)
    places = f"{total} place" + ("s" if total != 1 else "")
    review = f", {waiting} of them suggested: y accepts, x rejects" if waiting else ""
    return Row(
        id=group.id,
        text=group.name,
        second=group.second,
        colour=theme.entity_colour(group.type).name(),
        right=count_text(group),
        hollow=waiting == total,
        tip=f"{group.type}: {places} in this article{review}",
        spoken=f"{group.name}, {group.type}, {places}{review}",
    )
