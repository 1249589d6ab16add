"""All entities as a table that is filtered by what is typed and sorted by any column; 50,000 of them stay quick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QObject, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from store.records import Alike, EntityLine
from store.text.normal import folded
from ui import theme
from ui.tagging.rows import ROOT, Index

COLUMNS = ("Name", "Other names", "Type", "Part of", "Origin", "Articles", "Mentions", "Relations")
NAME, NAMES, TYPE, WHOLE, ORIGIN, ARTICLES, MENTIONS, RELATIONS = range(8)
LINE = Qt.ItemDataRole.UserRole
"""The role of the `EntityLine` of an index."""
Role = Qt.ItemDataRole
_NUMBERS = (ARTICLES, MENTIONS, RELATIONS)


@dataclass(frozen=True, slots=True)
class Roll:
    """The entities with what they are found by: all their names, folded."""

    lines: tuple[EntityLine, ...]
    folded: tuple[str, ...]


def roll(lines: Sequence[EntityLine]) -> Roll:
    """Prepare entities for the table; to be called off the window's thread."""
    return Roll(tuple(lines), tuple("\n".join(map(folded, (line.name, *line.names))) for line in lines))


NOBODY = Roll((), ())


class EntitiesModel(QAbstractTableModel):
    """The entities that match what is typed and the type chosen, sorted; or pairs that may be the same, one above the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roll = NOBODY
        self._pairs: tuple[Alike, ...] | None = None
        self._shown: tuple[EntityLine, ...] = ()
        self._reasons: tuple[str, ...] = ()
        self._text, self._type = "", ""
        self._column, self._turned = ARTICLES, True
        self._dots: dict[tuple[str, bool], QPixmap] = {}

    @property
    def lines(self) -> tuple[EntityLine, ...]:
        """The entities that are shown, in order."""
        return self._shown

    @property
    def total(self) -> int:
        """How many entities there are in all."""
        return len(self._roll.lines)

    def show_roll(self, found: Roll, pairs: Sequence[Alike] | None = None) -> None:
        """Show these entities; or, where pairs that may be the same are given, those."""
        self._roll = found
        self._pairs = None if pairs is None else tuple(pairs)
        self._arrange()

    def narrow(self, text: str, kind: str) -> None:
        """Show those of which a name has this in it, of one type or (empty) of any."""
        if (text, kind) != (self._text, self._type):
            self._text, self._type = text, kind
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._column, self._turned = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        wanted = folded(self._text)
        if self._pairs is not None:
            kept = [pair for pair in self._pairs if self._fits_pair(pair, wanted)]
            self._shown = tuple(line for pair in kept for line in (pair.one, pair.other))
            self._reasons = tuple(pair.reason for pair in kept for _ in range(2))
        else:
            found = [
                line
                for line, names in zip(self._roll.lines, self._roll.folded, strict=True)
                if wanted in names and self._type in ("", line.type)
            ]
            found.sort(key=_KEYS[self._column], reverse=self._turned)
            self._shown, self._reasons = tuple(found), ()
        self.endResetModel()

    def _fits_pair(self, pair: Alike, wanted: str) -> bool:
        both = (pair.one, pair.other)
        named = any(wanted in folded(name) for line in both for name in (line.name, *line.names))
        return named and (not self._type or any(line.type == self._type for line in both))

    def pair_at(self, row: int) -> tuple[int, ...]:
        """Give the ids of the pair that stands in a row; nothing where no pairs are shown."""
        first = row - row % 2
        return tuple(line.id for line in self._shown[first : first + 2]) if self._pairs is not None and row >= 0 else ()

    def row_of(self, entity: int) -> int:
        """Give the row of an entity, -1 where it is not shown."""
        return next((row for row, line in enumerate(self._shown) if line.id == entity), -1)

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the entities shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Name the columns; numbers have theirs at the right."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Role.DisplayRole:
            return "Why" if section == ORIGIN and self._pairs is not None else COLUMNS[section]
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give one cell."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        line, column = self._shown[index.row()], index.column()
        if role == LINE:
            return line
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self._text_of(index.row(), column) or (None if role == Role.ToolTipRole else "")
        return self._look(index.row(), line, column, role)

    def _text_of(self, row: int, column: int) -> str:
        line = self._shown[row]
        if column == ORIGIN and self._reasons:
            return self._reasons[row]
        if column in _NUMBERS:
            return f"{(line.articles, line.mentions, line.relations)[column - ARTICLES]:,}"
        return {
            NAME: line.name,
            NAMES: " · ".join(line.names),
            TYPE: line.type,
            WHOLE: line.part_of or "",
            ORIGIN: line.origin,
        }[column]

    def _look(self, row: int, line: EntityLine, column: int, role: int) -> object:
        if role == Role.DecorationRole and column == NAME:
            return self._dot(line.type)
        if role == Role.TextAlignmentRole and column in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.ForegroundRole and (column in (NAMES, TYPE, WHOLE, ORIGIN) or not line.articles):
            return QColor(theme.palette().dim)
        # Pairs are told apart by their grounds.
        return QColor(theme.palette().soft) if role == Role.BackgroundRole and self._reasons and row // 2 % 2 else None

    def _dot(self, kind: str) -> QPixmap:
        key = (kind, theme.palette().dark)
        if key not in self._dots:
            dot = QPixmap(QSize(20, 20))
            dot.setDevicePixelRatio(2)
            dot.fill(Qt.GlobalColor.transparent)
            painter = QPainter(dot)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.entity_colour(kind))
            painter.drawRoundedRect(0, 0, 10, 10, 2, 2)
            painter.end()
            self._dots[key] = dot
        return self._dots[key]


_KEYS: dict[int, Callable[[EntityLine], tuple[object, ...]]] = {
    NAME: lambda line: (line.name.casefold(), line.id),
    NAMES: lambda line: (line.names, line.id),
    TYPE: lambda line: (line.type, line.name.casefold()),
    WHOLE: lambda line: (line.part_of or "", line.name.casefold()),
    ARTICLES: lambda line: (line.articles, line.mentions, -line.id),
    MENTIONS: lambda line: (line.mentions, line.articles, -line.id),
    RELATIONS: lambda line: (line.relations, line.articles, -line.id),
    ORIGIN: lambda line: (line.origin, line.name.casefold()),
}
