"""Key `o`: why articles stand in one group: how much they share, and word by word where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from store.records import ArticleRow, Difference, Likeness
from ui import theme
from ui.dialogs.sheet import Sheet, dim_label
from ui.jobs import Jobs
from ui.room import fitting
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row, row_height

SHOWN = 6


def ask(parent: QWidget | None, article: ArticleRow, copies: Sequence[ArticleRow], jobs: Jobs) -> int | None:
    """Show an article beside its copies; returns the id of the copy that the user wants to read, or None."""
    dialog = WhyDuplicate(parent, article, copies, jobs)
    return dialog.chosen if dialog.exec() else None


class WhyDuplicate(Sheet):
    """The copies above, the two texts side by side below."""

    def __init__(self, parent: QWidget | None, article: ArticleRow, copies: Sequence[ArticleRow], jobs: Jobs) -> None:
        super().__init__(parent, "Copies of this article", verb=None, width=960)
        self._article, self._copies, self._jobs = article, {copy.id: copy for copy in copies}, jobs
        self.chosen: int | None = None
        self.list = self._make_list(copies)
        self.figures = dim_label("")
        self.figures.setObjectName("figures")
        self.sides = (_side("This article"), _side("Its copy"))
        self._lay_out()
        self.add_button("Read the copy   ⏎", self._read)
        self.list.chosen.connect(lambda _: self._read())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._compare())
        self.say("Struck through: only on the left. Underlined: only on the right. Boilerplate is not compared.")
        self.resize(fitting(self, QSize(1080, 720)))
        self.list.setCurrentIndex(self.list.rows_model.index(0))
        self.list.setFocus()

    def show_likeness(self, likeness: Likeness) -> None:
        """Show how alike the two are, and where they differ."""
        self.figures.setText(figures(likeness))
        for side, html in zip(self.sides, sides(likeness.differences), strict=True):
            side.setHtml(html)

    def _make_list(self, copies: Sequence[ArticleRow]) -> RowList:
        found = RowList(self)
        found.setObjectName("copyList")
        found.setAccessibleName("Copies")
        found.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        found.rows_model.show(
            [
                Row(id=copy.id, text=copy.title or copy.source, second=copy.outlet or "", right=_date(copy))
                for copy in copies
            ]
        )
        found.setFixedHeight(min(SHOWN, len(copies)) * row_height() + 2)
        return found

    def _lay_out(self) -> None:
        self.body.addWidget(self.list)
        self.body.addWidget(self.figures)
        line = QHBoxLayout()
        line.setSpacing(16)
        self._names = (QLabel(self), QLabel(self))
        for name, side in zip(self._names, self.sides, strict=True):
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setProperty("dim", True)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(name)
            column.addWidget(side, 1)
            line.addLayout(column, 1)
        self.body.addLayout(line, 1)
        left, right = (side.verticalScrollBar() for side in self.sides)
        left.valueChanged.connect(right.setValue)
        right.valueChanged.connect(left.setValue)

    def _compare(self) -> None:
        row = self.list.current_row()
        if row is None:
            return
        copy, one = self._copies[row.id], self._article.id
        for name, each in zip(self._names, (self._article, copy), strict=True):
            name.setText(" · ".join(piece for piece in (each.outlet, _date(each), each.source) if piece))
            name.setToolTip(each.source)
        self.figures.setText("Comparing…")
        self._jobs.query(lambda store: store.duplicates.why(one, copy.id), self.show_likeness, asker=self, kind="why")

    def _read(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self.chosen = row.id
            self.accept()


def _date(row: ArticleRow) -> str:
    return (row.published or "").replace("T", " ")


def figures(likeness: Likeness) -> str:
    """Say in words how much two articles share."""
    if not any(difference.op != "equal" for difference in likeness.differences):
        return "The texts are the same, word for word."
    shared, contained = (f"{min(99, round(100 * part))} %" for part in (likeness.similarity, likeness.containment))
    return f"{shared} of their wording is shared; {contained} of the shorter one's stands in the longer one."


def sides(differences: Sequence[Difference]) -> tuple[str, str]:
    """Give the two texts as HTML: what only the left one says struck through, what only the right one says underlined."""
    colours = theme.palette()
    gone = f'<s style="background-color: {theme.tag_ground(colours.error).name()}">'
    come = f'<u style="background-color: {theme.tag_ground(colours.types["place"]).name()}">'
    left = "".join(_piece(each.before, "" if each.op == "equal" else gone, "</s>") for each in differences)
    right = "".join(_piece(each.after, "" if each.op == "equal" else come, "</u>") for each in differences)
    frame = '<div style="white-space: pre-wrap; line-height: 150%">{}</div>'
    return frame.format(left), frame.format(right)


def _piece(text: str, opening: str, closing: str) -> str:
    said = text.rstrip() if opening else text
    space = text[len(said) :]
    shown, after = (escape(each).replace("\n", "<br>") for each in (said, space))
    return f"{opening}{shown}{closing}{after}" if opening and said else f"{shown}{after}"


def _side(name: str) -> QTextBrowser:
    side = QTextBrowser()
    side.setAccessibleName(name)
    side.setOpenLinks(False)
    side.setMinimumHeight(280)
    side.setFont(theme.ui_font(14))
    return side
