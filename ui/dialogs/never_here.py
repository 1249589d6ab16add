"""Key `Shift+X`: a name is never marked, in this article, in this outlet or anywhere; says beforehand what would go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget
from shiboken6 import isValid

from store.records import SCOPES
from ui.dialogs.sheet import Sheet
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height

Count = Callable[[str, Callable[[Mapping[str, int]], None]], None]
"""Counts, for one way of taking the name, the suggestions that would go by scope, and tells them later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverChoice:
    """How far it reaches, and as what the name is never marked: `entity`, `type` or `anything`."""

    scope: str
    like: str


def ask(
    parent: QWidget | None, *, names: Sequence[str], likes: Mapping[str, str], places: Mapping[str, str], count: Count
) -> NeverChoice | None:
    """Let the user say how far it reaches that `names` are never marked.

    `likes` and `places` give the words for each way of taking the name, and for each scope that is offered.
    """
    dialog = NeverHere(parent, names=names, likes=likes, places=places, count=count)
    return dialog.choice if dialog.exec() else None


class NeverHere(Sheet):
    """Three lines, one for each scope, with the number of suggestions that go."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        names: Sequence[str],
        likes: Mapping[str, str],
        places: Mapping[str, str],
        count: Count,
    ) -> None:
        what = f"“{names[0]}”" if len(names) == 1 else f"{len(names):,} names"
        super().__init__(parent, f"Never mark {what}", verb="Never mark")
        self.choice: NeverChoice | None = None
        self._places, self._count = places, count
        self.like = QComboBox(self)
        self.like.setObjectName("neverLike")
        self.like.setAccessibleName("As what")
        for value, words in likes.items():
            self.like.addItem(words, value)
        self.like.currentIndexChanged.connect(self._recount)
        self.add_form().addRow("&As", self.like)
        self.list = RowList(self)
        self.list.setObjectName("neverScopes")
        self.list.setAccessibleName("How far it reaches")
        self.list.setFixedHeight(len(SCOPES) * row_height())
        self.list.chosen.connect(self._take)
        self.body.addWidget(self.list)
        self.body.addStretch(1)
        for number, scope in enumerate(SCOPES, 1):
            QShortcut(QKeySequence(str(number)), self, lambda scope=scope: self._pick(scope))
        names_said = ", ".join(names[:6]) + ("…" if len(names) > 6 else "")
        self.say(
            f"{names_said}: such suggestions go at once, and recognition makes no new ones. Accepted mentions stay, but for"
            " those selected. Entities › Names never marked shows and undoes it; Ctrl+Z takes it back."
        )
        self._show({})
        self._recount()
        self.list.setFocus()

    def accept(self) -> None:
        """Take the line under the cursor."""
        row = self.list.current_row()
        if row is not None:
            self._take(row)

    def _take(self, row: Row) -> None:
        self._pick(SCOPES[row.id - 1])

    def _pick(self, scope: str) -> None:
        if scope in self._places:
            self.choice = NeverChoice(scope=scope, like=str(self.like.currentData()))
            super().accept()

    def _recount(self) -> None:
        like = str(self.like.currentData())

        def show(counts: Mapping[str, int]) -> None:
            # The answer may come when the dialog is gone.
            if isValid(self) and like == self.like.currentData() and self.isVisible():
                self._show(counts)

        self._show({})
        self._count(like, show)

    def _show(self, counts: Mapping[str, int]) -> None:
        rows = []
        for number, scope in enumerate(SCOPES, 1):
            if scope not in self._places:
                rows.append(Row(id=number, text="In its outlet: it has none", key="", heading=True))
                continue
            count = counts.get(scope)
            goes = "…" if count is None else "1 suggestion goes" if count == 1 else f"{count:,} suggestions go"
            rows.append(Row(id=number, text=self._places[scope], key=str(number), right=goes))
        self.list.show_rows(rows)
        if not self.list.currentIndex().isValid():
            self.list.go_to(1)
