"""The section RELATIONS: what the current article says of its entities, each with the passage that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from store.errors import UserError
from store.records import Article, Change, Entity, Relation
from ui import theme
from ui.tagging.names import both_names
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row
from ui.tagging.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from store import Store
    from ui.actions import Actions
    from ui.current import Current

_NOTHING = 0


class RelationPane(Section):
    """Lists relations in the order of the text; Enter goes to the passage, y and x judge the one under the cursor."""

    def __init__(self, store: Store, current: Current, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Relations", name="relationPanel", parent=parent)
        self._store, self._current, self._actions = store, current, actions
        self._relations: dict[int, Relation] = {}
        self.list = RowList(self, judges=True)
        self.list.setObjectName("relationRows")
        self.list.setAccessibleName("Relations of this article")
        self.content.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._go)
        self.list.judged.connect(self._judge)
        self.list.removed.connect(lambda row: self._do(self._store.relations.remove, [row.id]))
        self.list.menu_asked.connect(self._menu)
        self.link.clicked.connect(self.accept_all)

    def show_article(self, article: Article | None) -> None:
        """Show what an article says, suggested and accepted; None empties the section."""
        found = () if article is None else self._store.relations.of_article(article.id)
        shown = sorted(
            (each for each in found if each.state != "rejected"),
            key=lambda each: (each.start or 0, each.end or 0, each.id),
        )
        self._relations = {each.id: each for each in shown}
        ids = sorted({entity for each in shown for entity in (each.subject, each.object)})
        entities = {entity.id: entity for entity in self._store.entities.several(ids)}
        language = article.language if article else None
        rows = [_row(each, entities, language) for each in shown]
        empty = "" if article is None else "Select the sentence, press f to relate"
        self.list.show_rows(rows or [Row(id=_NOTHING, text=empty, heading=True)])
        waiting = any(each.state == "suggested" for each in shown)
        self.set_link(
            "accept all" if waiting else "", tip="Accept every suggested relation of this article as one step"
        )

    def wanted_height(self) -> int:
        """Return the height at which every row is in sight, in pixels."""
        return self.height_of(self.list.rows_model.rowCount())

    def accept_all(self) -> None:
        """Accept all that is suggested, as one step that can be undone."""
        self._do(
            self._store.relations.accept, [each.id for each in self._relations.values() if each.state == "suggested"]
        )

    def _go(self, row: Row) -> None:
        relation = self._relations.get(row.id)
        if relation is not None and relation.start is not None and relation.end is not None:
            self._current.place(relation.start, relation.end)

    def _judge(self, row: Row, accepted: bool) -> None:
        at = self.list.currentIndex().row()
        self._do(self._store.relations.accept if accepted else self._store.relations.reject, [row.id])
        rows = self.list.rows_model.rows
        following = next((place for place in range(at, len(rows)) if rows[place].hollow), None)
        if following is not None:
            self.list.setCurrentIndex(self.list.rows_model.index(following))
            self._go(rows[following])

    def _do(self, act: Callable[[Sequence[int]], Change], ids: Sequence[int]) -> None:
        known = [number for number in ids if number in self._relations]
        if not known:
            return
        try:
            act(known)
        except UserError as error:
            self._actions.tell(error)

    def _menu(self, row: Row, at: QPoint) -> None:
        if row.id not in self._relations:
            return
        relations = self._store.relations
        menu = QMenu(self)
        menu.addAction("Go there\tEnter").triggered.connect(lambda *_: self._go(row))
        menu.addSeparator()
        menu.addAction("Accept\ty").triggered.connect(lambda *_: self._do(relations.accept, [row.id]))
        menu.addAction("Reject\tx").triggered.connect(lambda *_: self._do(relations.reject, [row.id]))
        says = menu.addMenu("Says rather")
        for predicate in self._store.predicates.all():
            for turn, words in ((False, predicate.name), (True, f"{predicate.name}, the other way round")):
                says.addAction(words).triggered.connect(
                    lambda *_, name=predicate.name, turn=turn: self._do(
                        lambda ids: relations.change_predicate(ids, name, turn=turn), [row.id]
                    )
                )
        menu.addSeparator()
        menu.addAction("Remove\tDel").triggered.connect(lambda *_: self._do(relations.remove, [row.id]))
        menu.exec(at)
        menu.deleteLater()


def _row(relation: Relation, entities: Mapping[int, Entity], language: str | None) -> Row:
    names = [
        both_names(entities[number], language)[0] if number in entities else "?"
        for number in (relation.subject, relation.object)
    ]
    suggested = relation.state == "suggested"
    words = f"{names[0]} {relation.predicate} {names[1]}"
    subject = entities.get(relation.subject)
    return Row(
        id=relation.id,
        text=words,
        colour=theme.entity_colour(subject.type).name() if subject else None,
        right="y · x" if suggested else "",
        hollow=suggested,
        tip=f"{words}\n“{' '.join((relation.quote or '').split())}”",
        spoken=f"{words}{', suggested: y accepts, x rejects' if suggested else ''}",
    )
