"""Which articles an export takes: all, those of the filter, those selected in the list, or those of a recipe's own filter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from store.errors import UserError
from ui.dialogs.export_choices import short


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How many articles an export would take: all, those of the filter `query`, those selected in the list."""

    total: int
    query: str = ""
    filtered: int = 0
    selected: tuple[int, ...] = ()


class ScopeChoice(QWidget):
    """The choices that there are, one under the other."""

    changed = Signal()
    """The user took another one."""

    def __init__(self, scope: Scope, count: Callable[[str], int] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scope = scope
        self._count_of, self._counted, self._its_own = count, 0, ""
        self._group = QButtonGroup(self)
        self.all = QRadioButton(f"&all {scope.total:,}")
        self.filtered = QRadioButton(f"the {scope.filtered:,} that the &filter finds: {short(scope.query)}")
        self.chosen = QRadioButton(f"the {len(scope.selected):,} &selected in the list")
        self.of_recipe = QRadioButton("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for number, button in enumerate((self.all, self.filtered, self.chosen, self.of_recipe)):
            self._group.addButton(button, number)
            layout.addWidget(button)
        self.filtered.setVisible(bool(scope.query))
        self.chosen.setVisible(len(scope.selected) > 1)
        self.of_recipe.hide()
        (self.filtered if scope.query else self.all).setChecked(True)
        self._group.idClicked.connect(lambda _: self.changed.emit())

    def where(self) -> str:
        """Give the filter that is meant; empty means all, or articles chosen one by one."""
        if self.of_recipe.isChecked():
            return self._its_own
        return self._scope.query if self.filtered.isChecked() else ""

    def ids(self) -> tuple[int, ...]:
        """Give the articles chosen one by one, where these are meant."""
        return self._scope.selected if self.chosen.isChecked() else ()

    def count(self) -> int:
        """Count the articles that are meant."""
        if self.of_recipe.isChecked():
            return self._counted
        if self.chosen.isChecked():
            return len(self._scope.selected)
        return self._scope.filtered if self.filtered.isChecked() else self._scope.total

    def problem(self) -> str:
        """Say why nothing would be written; empty where something would."""
        if self.count():
            return ""
        if not self._scope.total:
            return "There is no article in this project yet; import some first."
        return "No article is found so; change the filter, or take all."

    def follow(self, where: str) -> None:
        """Choose the articles that a recipe is of: all, those of the filter of now, or those of a filter of its own."""
        its_own = bool(where) and where != self._scope.query and self._count_of is not None
        if its_own and self._count_of is not None:
            self._its_own = where
            try:
                self._counted = self._count_of(where)
            except UserError as error:
                self.of_recipe.setToolTip(str(error))
                self._counted = 0
            self.of_recipe.setText(f"the {self._counted:,} that the recipe finds: {short(where)}")
        self.of_recipe.setVisible(its_own)
        (self.of_recipe if its_own else self.filtered if where else self.all).setChecked(True)
