"""The window of adjudication: what two annotators put, side by side in the text, and what becomes the consensus."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
)  # fmt: skip

from store.errors import UserError
from store.records import Dispute, Disputed
from ui import theme
from ui.analysis.adjudication_model import DisputesModel
from ui.analysis.window import AnalysisWindow
from ui.panes import parted
from ui.tagging.row_list import RowList
from ui.tagging.rows import Row

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk

MOST_ANNOTATORS = 9
"""Each has a digit as her key."""

NOTHING = (
    "Nothing to settle here: no article of this filter is coded by two annotators.\n"
    "Let a second one code some of them under her own name (Team › Who marks)."
)


class AdjudicationWindow(AnalysisWindow):
    """At the left the articles, at the right the text twice, below it each tagging with who put it."""

    follows = ("tagging", "tag", "article_status", "annotator")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="adjudicationWindow", title="Adjudication", size=(1280, 800))
        self.query, self.names = "", tuple[str, ...]()
        self.listed: tuple[Disputed, ...] = ()
        self._asked: tuple[str, ...] = ()
        self._text = ""
        self._make_bar()
        self._make_panes()

    def _make_bar(self) -> None:
        self.sides = (QComboBox(self), QComboBox(self))
        for place, box in enumerate(self.sides):
            box.setObjectName(f"side{place + 1}")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # names come and go
            box.setAccessibleName(("Left reader", "Right reader")[place])
            box.activated.connect(lambda _: self._show_texts())
            self.bar.addWidget(box)
        self.bar.addStretch(1)
        for text, keys, act in (
            ("All", ("B",), partial(self.take, None)),
            ("None", ("N",), self.take_none),
            ("Settle, go on", ("S", "Ctrl+Return"), self.settle),
            ("Previous", ("K",), partial(self.step, -1)),
            ("Next", ("J",), partial(self.step, 1)),
        ):
            self.add_button(self.add_verb(text, keys, act))
        for number in range(1, MOST_ANNOTATORS + 1):
            self.add_verb(f"Take annotator {number}", (str(number),), partial(self.take, number - 1))
        self.add_verb("Turn the tagging", ("Space",), self.turn)

    def _make_panes(self) -> None:
        self.list = RowList(self)
        self.list.setObjectName("adjudicationList")
        self.list.setAccessibleName("Articles coded by several annotators")
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_article())
        texts = self._make_readers()
        self._make_table()
        self.nothing = QLabel(NOTHING, self)
        self.nothing.setProperty("dim", True)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        right = parted(texts, self.table, sizes=(480, 260), along=Qt.Orientation.Vertical)
        self.whole = parted(self.list, right, sizes=(300, 980))
        self.whole.setStretchFactor(1, 1)
        column = QVBoxLayout()
        column.addWidget(self.whole, 1)
        column.addWidget(self.nothing, 1)
        self.body.addLayout(column)
        self.table.setFocus()  # in a box of names the arrows would put another annotator at the side
        theme.changed.connect(self._show_texts)

    def _make_readers(self) -> QSplitter:
        """Make two readers that scroll together."""
        self.readers = (QTextBrowser(self), QTextBrowser(self))
        for place, reader in enumerate(self.readers):
            reader.setObjectName(f"reader{place + 1}")
            reader.setFrameShape(QTextBrowser.Shape.NoFrame)
            reader.setOpenLinks(False)
        one, other = (reader.verticalScrollBar() for reader in self.readers)
        one.valueChanged.connect(other.setValue)
        other.valueChanged.connect(one.setValue)
        return parted(*self.readers)

    def _make_table(self) -> None:
        self.table = QTableView(self)
        self.table.setObjectName("disputesTable")
        self.table.setAccessibleName("Taggings of the article")
        self.model = DisputesModel(self)
        self.table.setModel(self.model)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().setVisible(False)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.doubleClicked.connect(lambda _: self.turn())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_texts())

    # What it asks for

    def show_query(self, query: str, names: Sequence[str]) -> None:
        """Settle the articles of a filter between these annotators, or between all people."""
        self.query, self._asked = query, tuple(names)
        self.reload()

    def reload(self) -> None:
        """Ask again; the article stays where it is."""
        people = [each.name for each in self.desk.store.annotators.all() if each.kind == "person" and each.articles]
        names = tuple(name for name in self._asked or people if name in people)[:MOST_ANNOTATORS]
        query = self.query

        def read(store: Store) -> tuple[Disputed, ...]:
            return store.adjudication.articles(query, names)

        self.desk.jobs.query(
            read,
            partial(self._show, names),
            asker=self,
            kind="adjudication",
            failed=lambda error: self.line.setText(str(error)),
        )

    def _show(self, names: tuple[str, ...], listed: tuple[Disputed, ...]) -> None:
        fresh, here = names != self.names, self.article()
        self.names, self.listed = names, listed
        if fresh:
            for place, box in enumerate(self.sides):
                box.clear()
                box.addItems(list(names))
                box.setCurrentIndex(min(place, len(names) - 1))
        self.whole.setVisible(bool(listed))
        self.nothing.setVisible(not listed)
        self.list.show_rows([_row(each) for each in listed])
        if listed and self.article() is None:
            self.list.setCurrentIndex(self.list.rows_model.index(0))
        if here is not None and self.article() == here:
            self._show_article()
        self._tell()

    def article(self) -> int | None:
        """The article that is being settled."""
        row = self.list.current_row()
        return None if row is None or row.heading else row.id

    def _show_article(self) -> None:
        article = self.article()
        if article is None:
            return
        try:
            self._text = self.desk.store.articles.text(article)
        except UserError:
            return
        disputes = self.desk.store.adjudication.disputes(article, self.names)
        # What nobody of them put any more stands in an old consensus alone.
        self.model.show_disputes([each for each in disputes if any(each.put) or each.settled], self.names)
        header = self.table.horizontalHeader()
        self.table.resizeColumnsToContents()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(96)
        open_ = next((row for row, each in enumerate(self.model.disputes) if not each.agreed), 0)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(open_, 0))
        self._show_texts()
        self._tell()

    def _show_texts(self, *_: object) -> None:
        current = self.table.currentIndex().row()
        for reader, box in zip(self.readers, self.sides, strict=True):
            place = box.currentIndex()
            place_of = reader.verticalScrollBar().value()
            reader.setAccessibleName(f"What {box.currentText()} put")
            reader.setHtml(_page(self._text, self.model.disputes, place, current))
            reader.verticalScrollBar().setValue(place_of)
            reader.scrollToAnchor("here")

    # What is decided

    def take(self, place: int | None) -> None:
        """Take what one annotator put and nothing else, or all that any of them put (None)."""
        if place is not None and place >= len(self.names):
            return
        for row, each in enumerate(self.model.disputes):
            self.model.decide(row, any(each.put) if place is None else each.put[place] is True)
        self._tell()

    def take_none(self) -> None:
        """Keep only what all of them put."""
        for row, each in enumerate(self.model.disputes):
            self.model.decide(row, each.agreed)
        self._tell()

    def turn(self) -> None:
        """Keep the tagging under the cursor, or leave it out."""
        row = self.table.currentIndex().row()
        if 0 <= row < self.model.rowCount():
            self.model.decide(row, not self.model.kept[row])
            self._tell()

    def settle(self) -> None:
        """Make what is kept the consensus, and go to the next article that is not settled."""
        article = self.article()
        if article is None:
            return
        open_ = sum(kept is None for kept in self.model.kept)
        if open_:
            self.line.setText(
                f"{open_:,} taggings are still open (?): a digit takes one side, B all, N none, Space turns one."
            )
            return
        kept = [each for each, keep in zip(self.model.disputes, self.model.kept, strict=True) if keep]
        rest = [each.article for each in self.listed if not each.settled and each.article != article]
        after = [number for number in rest if self._place(number) > self._place(article)]
        if self.desk.actions.writes.do(lambda store: store.adjudication.settle(article, kept)):
            following = next(iter(after or rest), None)
            if following is not None:
                self.list.go_to(following)
            self.reload()

    def _place(self, article: int) -> int:
        return next(place for place, each in enumerate(self.listed) if each.article == article)

    def step(self, by: int) -> None:
        """Go down or up the list."""
        row = self.list.currentIndex().row() + by
        if 0 <= row < len(self.listed):
            self.list.setCurrentIndex(self.list.rows_model.index(row))

    def _tell(self) -> None:
        settled, differing = sum(each.settled for each in self.listed), sum(each.differing > 0 for each in self.listed)
        where = f" of {self.query}" if self.query and len(self.query) < 60 else ""
        open_ = sum(kept is None for kept in self.model.kept)
        left = f" · {open_} open here" if open_ else ""
        self.line.setText(
            f"{settled:,} of {len(self.listed):,} articles{where} settled; they differ on {differing:,}{left}."
            "      1–9 take a side · B all · N none · Space turns one · S settles"
        )


def _row(each: Disputed) -> Row:
    differing = f"{each.differing} differ" if each.differing else "all agree"
    return Row(id=each.article, text=each.title, right="✓ settled" if each.settled else differing, on=each.settled)


def _page(text: str, disputes: Sequence[Dispute], place: int, current: int) -> str:
    """Write the text with the passages of one annotator: those the others have not are framed, that of the cursor lies open."""
    look = theme.palette()
    cuts = sorted(
        {0, len(text), *(point for each in disputes for point in (each.start, each.end) if point is not None)}
    )
    pieces: list[str] = []
    for start, end in pairwise(cuts):
        over = [
            (row, each)
            for row, each in enumerate(disputes)
            if each.start is not None and each.end is not None and each.start <= start and each.end >= end
        ]
        mine = [(row, each) for row, each in over if place < len(each.put) and each.put[place]]
        words = escape(text[start:end]).replace("\n", "<br>")
        style = ""
        if mine:
            each = mine[-1][1]
            style = f"background-color:{_faint(each.colour, 90 if not each.agreed else 40)};"
            style += "text-decoration:underline;" if not each.agreed else ""
        elif over:
            style = f"border-bottom:1px dotted {over[-1][1].colour};color:{look.dim};"
        here = any(row == current for row, _ in over)
        anchor = '<a name="here"></a>' if here and start == disputes[current].start else ""
        style += "font-weight:600;" if here else ""
        pieces.append(f'{anchor}<span style="{style}">{words}</span>' if style else words)
    whole = "".join(
        f'<span style="background-color:{_faint(each.colour, 90)};">&nbsp;{escape(each.path)}&nbsp;</span>&nbsp; '
        for each in disputes
        if each.start is None and place < len(each.put) and each.put[place]
    )
    tags = f"<p>{whole}</p>" if whole else ""
    return f'<body style="margin:12px;">{tags}<p style="line-height:150%;">{"".join(pieces)}</p></body>'


def _faint(colour: str, strength: int) -> str:
    """Mix a tag's colour with the ground, so that words stay legible in both themes."""
    ground = theme.palette().pane
    mixed = [
        (int(colour[place : place + 2], 16) * strength + int(ground[place : place + 2], 16) * (255 - strength)) // 255
        for place in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)
