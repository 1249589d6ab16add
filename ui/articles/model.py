"""The article list as Qt sees it: an array of ids, of which only the pages on screen are ever read."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from store.query.highlight import Snippet
from store.records import ArticleRow
from ui.articles.columns import COLUMNS, STATUS_WORDS
from ui.articles.folding import Fold
from ui.articles.terms import words

PAGE = 32
"""Rows read at once: a screen has about half as many, and each is to be read before it is painted."""
PAGES = 256
"""Pages kept: about 8,000 rows, whatever the length of the list."""

ROW = Qt.ItemDataRole.UserRole
"""The `ArticleRow` of an index, or None if the article is gone."""
SNIPPET = Qt.ItemDataRole.UserRole + 1
"""The `Snippet` of an index while words are searched, or None until it is there."""
FOLD = Qt.ItemDataRole.UserRole + 2
"""The `Fold` of an index that has copies or is one, else None."""

Index = QModelIndex | QPersistentModelIndex
ReadRows = Callable[[Sequence[int]], Sequence[ArticleRow]]


class ArticleModel(QAbstractTableModel):
    """Rows by id, in the order given; the rows themselves are read through `read` in pages.

    The first column is the whole row in lines, those of `COLUMNS` follow; the header shows the one or the others.
    """

    snippet_wanted = Signal(int)
    """The id of an article on screen whose snippet is not there yet."""

    def __init__(self, read: ReadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, ArticleRow]] = OrderedDict()
        self._snippets: OrderedDict[int, Snippet] = OrderedDict()
        self._query = ""
        self._folds: Mapping[int, Fold] = {}

    @property
    def ids(self) -> array[int]:
        """The ids shown, in order; not to be changed by the caller."""
        return self._ids

    @property
    def searching(self) -> bool:
        """Whether the filter has words, so that each row has a snippet."""
        return words(self._query)

    def set_ids(self, ids: array[int], *, query: str, folds: Mapping[int, Fold] | None = None) -> bool:
        """Show the answer to a filter; False, with nothing read again (see `refresh`), if the ids are the same."""
        alike = query == self._query and (folds is self._folds or not (folds or self._folds))
        self._folds = folds or {}
        if query != self._query:
            self._query = query
            self._snippets.clear()
        if ids is self._ids or ids == self._ids:
            if not alike:
                self._repaint()
            return False
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()
        return True

    def refresh(self, seen: range) -> None:
        """Read again the rows that are seen, because the project has changed, and repaint those that are others now.

        All else is read again when it is seen; texts never change, so snippets stay.
        """
        pages = range(seen.start // PAGE, -(-seen.stop // PAGE))
        before = {number: self._pages[number] for number in pages if number in self._pages}
        self._pages.clear()
        for number, old in before.items():
            first = number * PAGE
            for row, article in enumerate(self._ids[first : first + PAGE], start=first):
                if self.article_row(row) != old.get(article):
                    self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS)))

    def _repaint(self, *roles: int) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(COLUMNS)), roles)

    def put_snippets(self, snippets: Mapping[int, Snippet]) -> None:
        """Take in snippets that were asked for by `snippet_wanted`."""
        self._snippets.update(snippets)
        while len(self._snippets) > PAGE * PAGES // 4:
            self._snippets.popitem(last=False)
        self._repaint(SNIPPET)

    def row_of(self, article: int | None) -> int:
        """The row of an article, or -1 if it is not in the list."""
        if article is None:
            return -1
        rows = np.flatnonzero(np.frombuffer(self._ids, np.int64) == article)
        return int(rows[0]) if len(rows) else -1

    def article_row(self, row: int) -> ArticleRow | None:
        """What row number `row` shows; None if the article was taken away in the meantime."""
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * PAGE : (number + 1) * PAGE]
            page = self._pages[number] = {found.id: found for found in self._read(wanted)}
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 < section <= len(COLUMNS):
            return super().headerData(section, orientation, role)
        column = COLUMNS[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        article = self._ids[index.row()]
        if role in (SNIPPET, FOLD):
            return self._snippet(article) if role == SNIPPET else self._folds.get(article)
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.article_row(index.row())
        if role == ROW or row is None:
            return row
        return self._text(row, index.column(), aloud=role == Qt.ItemDataRole.AccessibleTextRole)

    def _text(self, row: ArticleRow, section: int, *, aloud: bool) -> str:
        if section:
            column = COLUMNS[section - 1]
            return f"{column.title}: {column.text(row)}" if aloud else column.text(row)
        return spoken(row, self._folds.get(row.id)) if aloud else row.title or row.source

    def _snippet(self, article: int) -> Snippet | None:
        if not self.searching:
            return None
        snippet = self._snippets.get(article)
        if snippet is None:
            self.snippet_wanted.emit(article)
        return snippet


def copies_text(row: ArticleRow, fold: Fold | None) -> str:
    """How many copies an article has: those of this list, or (where nothing is folded) of the project."""
    count = fold.copies if fold is not None else row.duplicates
    if not count or (fold is not None and fold.is_copy):
        return ""
    words = f"{count:,} {'copy' if count == 1 else 'copies'}"
    return words if fold is not None and fold.is_open else f"+{words}"


def spoken(row: ArticleRow, fold: Fold | None = None) -> str:
    """The row in words, for a screen reader."""
    tags = f"tags {', '.join(row.tags)}" if row.tags else "no tags"
    copies = "a copy" if fold is not None and fold.is_copy else copies_text(row, fold)
    pieces = (row.title or row.source, row.outlet, row.published, STATUS_WORDS[row.status], tags, copies)
    return ", ".join(piece for piece in pieces if piece)
