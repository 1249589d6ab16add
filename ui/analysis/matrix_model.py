"""A matrix as a table: totals in the first column, the fuller a cell the darker, in any order of rows and columns."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QColor, QFont

from store.formats.matrix import TOTAL, cell_text
from store.records import Entity, Matrix, MatrixSpec
from ui import theme
from ui.tagging.names import both_names
from ui.tagging.rows import ROOT, Index

Role = Qt.ItemDataRole
Orientation = Qt.Orientation
NO_MATRIX = Matrix(spec=MatrixSpec(rows="", columns=""))
_DARKEST = 0.55
"""How much of the accent the fullest cell has; with more, its number could not be read."""


class MatrixModel(QAbstractTableModel):
    """The matrix in the order that is shown; column 0 holds the totals of the rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = NO_MATRIX
        self._most = 1

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.matrix = matrix
        self._most = max((max(counts, default=0) for counts in matrix.counts), default=0) or 1
        self.endResetModel()

    def sort_rows(self, column: int) -> None:
        """Put the rows that are fullest in a column first; column 0 sorts by totals."""
        rows, counts = self.matrix.rows, self.matrix.counts
        self._reorder_rows(lambda row: (-(rows[row].articles if column == 0 else counts[row][column - 1]), row))

    def sort_columns(self, row: int) -> None:
        """Put the columns that are fullest in a row first."""
        counts = self.matrix.counts[row]
        self._reorder_columns(lambda column: (-counts[column], column))

    def sort_by_total(self) -> None:
        """Put those that are joined in most articles first, rows and columns."""
        rows, columns = self.matrix.rows, self.matrix.columns
        self._reorder_rows(lambda row: (-rows[row].articles, rows[row].entity.id))
        self._reorder_columns(lambda column: (-columns[column].articles, columns[column].entity.id))

    def sort_by_name(self) -> None:
        """Put rows and columns in the order of their names."""
        rows, columns = self.matrix.rows, self.matrix.columns
        self._reorder_rows(lambda row: (shown_name(rows[row].entity).casefold(), row))
        self._reorder_columns(lambda column: (shown_name(columns[column].entity).casefold(), column))

    def _reorder_rows(self, key: Callable[[int], tuple[object, ...]]) -> None:
        order = sorted(range(len(self.matrix.rows)), key=key)
        new = {row: place for place, row in enumerate(order)}
        self.show_matrix(
            replace(
                self.matrix,
                rows=tuple(self.matrix.rows[row] for row in order),
                counts=tuple(self.matrix.counts[row] for row in order),
                facts=frozenset((new[row], column) for row, column in self.matrix.facts),
            )
        )

    def _reorder_columns(self, key: Callable[[int], tuple[object, ...]]) -> None:
        order = sorted(range(len(self.matrix.columns)), key=key)
        new = {column: place for place, column in enumerate(order)}
        self.show_matrix(
            replace(
                self.matrix,
                columns=tuple(self.matrix.columns[column] for column in order),
                counts=tuple(tuple(counts[column] for column in order) for counts in self.matrix.counts),
                facts=frozenset((row, new[column]) for row, column in self.matrix.facts),
            )
        )

    def pair(self, index: Index) -> tuple[Entity, Entity] | None:
        """Give row and column of a cell, or None in the column of totals."""
        if not index.isValid() or index.column() == 0 or index.row() >= len(self.matrix.rows):
            return None
        return self.matrix.rows[index.row()].entity, self.matrix.columns[index.column() - 1].entity

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.matrix.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns, that of the totals too."""
        return 0 if parent.isValid() or not self.matrix.rows else 1 + len(self.matrix.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name rows and columns, in both languages when pointed at."""
        lines = self.matrix.columns if orientation == Orientation.Horizontal else self.matrix.rows
        number = section - 1 if orientation == Orientation.Horizontal else section
        if number < 0:
            return TOTAL if role == Role.DisplayRole else None
        if number >= len(lines):
            return None
        if role == Role.DisplayRole:
            return shown_name(lines[number].entity)
        if role == Role.ToolTipRole:
            articles = f"{lines[number].articles:,} article" + ("" if lines[number].articles == 1 else "s")
            return f"{' · '.join(filter(None, both_names(lines[number].entity, None)))}\n{articles}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give one cell."""
        if not index.isValid() or index.row() >= len(self.matrix.rows):
            return None
        row, column = index.row(), index.column() - 1
        total = self.matrix.rows[row].articles
        count = total if column < 0 else self.matrix.counts[row][column]
        fact = column >= 0 and (row, column) in self.matrix.facts
        if role == Role.DisplayRole:
            return f"{count:,}" if column < 0 else cell_text(count, fact)
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return self._story(row, column, count, fact=fact)
        return self._look(column, count, role)

    def _look(self, column: int, count: int, role: int) -> object:
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.BackgroundRole:
            return heat(count, self._most) if column >= 0 and count else None
        if role == Role.ForegroundRole:
            return QColor(theme.palette().dim) if column < 0 or not count else QColor(theme.palette().text)
        return theme.ui_font(weight=QFont.Weight.DemiBold) if role == Role.FontRole and column < 0 else None

    def _story(self, row: int, column: int, count: int, *, fact: bool) -> str:
        across = shown_name(self.matrix.rows[row].entity)
        down = shown_name(self.matrix.columns[column].entity) if column >= 0 else "any of the columns"
        said = f"{count:,} article" + ("" if count == 1 else "s") if count or not fact else "a background fact"
        return f"{across} and {down}: {said}"


def heat(count: int, most: int) -> QColor:
    """Give the ground of a cell: the more articles, the nearer to the accent, by orders of magnitude."""
    share = _DARKEST * (0.12 + 0.88 * math.log1p(count) / math.log1p(most))
    ground, accent = QColor(theme.palette().pane), QColor(theme.palette().accent)
    return QColor(
        *(
            round(one + (other - one) * share)
            for one, other in zip(ground.getRgb()[:3], accent.getRgb()[:3], strict=True)  # type: ignore[index]
        )
    )


def shown_name(entity: Entity) -> str:
    """Give the name by which an entity stands in a matrix."""
    return entity.name
