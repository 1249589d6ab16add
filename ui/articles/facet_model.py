"""The facets as lines of one list: headings, values and "more", folded as the user left them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.articles.counts import ENTITY, FIELDS, Counts, Section, Value, label_of
from ui.articles.terms import covers, state, terms

FIRST = 8
"""So many values of a section are shown before "more"."""
FEW = 8
LINE = Qt.ItemDataRole.UserRole
"""The `Line` of an index."""
OPEN_AT_FIRST = frozenset({"language", "outlet", "tag", "status", "entity.system"})
BUSHY = 14
"""A tree of more tags than this shows its first level only, until branches are opened."""

KEYS = """Click or ⏎: narrow to it, again: free it
Shift+click or Shift+⏎: take it too (OR)
Alt+click or Alt+⏎: leave it out"""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the panel; `kind` is `heading`, `value`, `more` or `find`, `state` what the filter says (`in`, `out`, ``)."""

    kind: str
    field: str
    text: str
    value: Value | None = None
    state: str = ""
    opens: bool = False
    is_open: bool = False


class FacetModel(QAbstractListModel):
    """Lines made from `Counts`, the filter in force, and what is unfolded."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts = Counts()
        self._query = ""
        self._flipped: set[str] = set()
        self._long: set[str] = set()
        self._sought = ""
        self._found: tuple[Value, ...] = ()
        self._lines: tuple[Line, ...] = ()

    @property
    def flipped(self) -> frozenset[str]:
        """The headings and branches that are not as at first; what the window remembers."""
        return frozenset(self._flipped)

    @flipped.setter
    def flipped(self, keys: frozenset[str]) -> None:
        self._flipped = set(keys)
        self._make()

    def show_counts(self, counts: Counts, *, query: str | None = None) -> None:
        """Take in new counts, and mark the values that the filter, if one is given, names."""
        self._counts = counts
        self._query = self._query if query is None else query
        self._make()

    def show_query(self, query: str) -> None:
        """Mark the values that the filter names."""
        self._query = query
        self._make()

    @property
    def sought(self) -> str:
        """The field of the section in which a value is looked for by name, or an empty text."""
        return self._sought

    def seek(self, field: str, found: tuple[Value, ...] = ()) -> None:
        """Show below the section's box the values found by name; an empty field ends it."""
        self._sought, self._found = field, found
        self._make()

    def flip(self, row: int) -> None:
        """Fold or unfold the heading, branch or "more" in this row."""
        line = self._lines[row]
        if line.kind == "more":
            self._long ^= {line.field}
        elif line.opens:
            self._flipped ^= {line.value.term if line.value else line.field}
        self._make()

    def line(self, row: int) -> Line | None:
        """The line in this row, or None outside the list."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and line.value is not None:
            return f"{line.text}\n{KEYS}"
        return None

    def _make(self) -> None:
        lines = tuple(line for section in self._counts.sections for line in self._section(section))
        if len(lines) == len(self._lines):
            # Same length: repaint only, so that nothing jumps and the keyboard stays where it is.
            before, self._lines = self._lines, lines
            others = [row for row, line in enumerate(lines) if line != before[row]]
            if others:
                self._tell(others)
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def _tell(self, rows: list[int]) -> None:
        """Tell of rows that are others: of a few one by one, for each costs as much as the others to paint."""
        runs = [(row, row) for row in rows] if len(rows) <= FEW else [(rows[0], rows[-1])]
        for first, last in runs:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _section(self, section: Section) -> Iterator[Line]:
        is_open = (section.field in OPEN_AT_FIRST) != (section.field in self._flipped)
        yield Line(kind="heading", field=section.field, text=section.title, opens=True, is_open=is_open)
        if not is_open:
            return
        if section.field == "tag":
            yield from self._tree(section)
            yield from (self._line("tag", value) for value in self._gone(section))
            return
        shown = section.values if section.field in self._long else self._first(section)
        gone = () if section.field.startswith(ENTITY) and section.field != f"{ENTITY}system" else self._gone(section)
        for value in (*shown, *gone):
            yield self._line(section.field, value)
        hidden = len(section.values) - len(shown) + section.more
        if section.field in self._long and len(section.values) > FIRST:
            yield Line(kind="more", field=section.field, text="Fewer")
        elif hidden and len(shown) < len(section.values):
            yield Line(kind="more", field=section.field, text=f"{hidden:,} more…")
        if section.more or len(section.values) > FIRST or section.field == self._sought:
            yield Line(kind="find", field=section.field, text="Find by name…")
        if section.field == self._sought:
            for value in self._found:
                yield self._line(section.field, value)

    def _gone(self, section: Section) -> Iterator[Value]:
        """The values that the filter names and no article has: what is left out must be seen, to be taken back."""
        field = FIELDS.get(section.field.partition(".")[0])
        known = {value.term for value in section.values}
        for term in terms(self._query):
            if term.field == field and term.negated:
                for value in term.values:
                    written = f'{field}:"{value}"' if any(map(str.isspace, value)) else f"{field}:{value}"
                    if not any(covers(each, written) for each in known if not each.startswith("-")):
                        yield Value(term=written, label=label_of(section.field, value), count=0)

    def _first(self, section: Section) -> tuple[Value, ...]:
        """The first values, and further down those that the filter names."""
        named = (value for value in section.values[FIRST:] if _state(self._query, value.term))
        return (*section.values[:FIRST], *named)

    def _tree(self, section: Section) -> Iterator[Line]:
        open_at_first = len(section.values) <= BUSHY
        hidden_below: int | None = None
        for place, value in enumerate(section.values):
            if hidden_below is not None and value.depth > hidden_below:
                continue
            hidden_below = None
            following = section.values[place + 1] if place + 1 < len(section.values) else None
            opens = following is not None and following.depth > value.depth
            is_open = open_at_first != (value.term in self._flipped)
            yield self._line("tag", value, opens=opens, is_open=is_open)
            if opens and not is_open:
                hidden_below = value.depth

    def _line(self, field: str, value: Value, *, opens: bool = False, is_open: bool = False) -> Line:
        return Line(
            kind="value",
            field=field,
            text=value.label,
            value=value,
            state=_state(self._query, value.term),
            opens=opens,
            is_open=is_open,
        )


def _state(query: str, term: str) -> str:
    """How the filter treats a value; one that is negative itself (`-has:outlet`) is in where its opposite is out."""
    if not term.startswith("-"):
        return state(query, term)
    return {"out": "in", "in": "out"}.get(state(query, term[1:]), "")


def spoken(line: Line) -> str:
    """The line in words, for a screen reader."""
    if line.value is None:
        fold = ", open" if line.is_open else ", folded"
        return line.text + (fold if line.kind == "heading" else "")
    said = {"in": ", in the filter", "out": ", left out"}.get(line.state, "")
    return f"{line.text}, {line.value.count:,} {'article' if line.value.count == 1 else 'articles'}{said}"
