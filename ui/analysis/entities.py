"""The window of all entities: found by a few letters, sorted, corrected one or many at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QMenu,
    QTableView,
    QToolButton,
    QWidget,
)

from store.records import Alike
from ui import theme
from ui.analysis.entities_model import (
    ARTICLES,
    LINE,
    MENTIONS,
    NAME,
    NAMES,
    ORIGIN,
    RELATIONS,
    TYPE,
    WHOLE,
    EntitiesModel,
    Roll,
    roll,
)
from ui.analysis.entity_verbs import EntityVerbs
from ui.analysis.window import TABLE_SIDE, AnalysisWindow
from ui.analysis.words_line import WordsLine

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk

ROW = 26


class EntitiesTable(QTableView):
    """The table; it leaves letters to the window's keys."""

    def __init__(self, model: EntitiesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entitiesTable")
        self.setAccessibleName("Entities")
        self.setModel(model)
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # At the right the mark would stand on the heading of a number.
        header.setStyleSheet(
            "QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-position: center left; width: 8px; }"
        )
        header.setSortIndicator(ARTICLES, Qt.SortOrder.DescendingOrder)
        header.setSectionResizeMode(NAMES, QHeaderView.ResizeMode.Stretch)
        widths = {NAME: 220, TYPE: 104, WHOLE: 128, ORIGIN: 104, ARTICLES: 88, MENTIONS: 88, RELATIONS: 88}
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        theme.changed.connect(self.viewport().update)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, as a double click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class EntitiesWindow(AnalysisWindow):
    """What is typed, a type, the table, and the verbs with their keys."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="entitiesWindow", title="Entities", size=(1120, 720))
        self.model = EntitiesModel(self)
        self.model.sort(ARTICLES, Qt.SortOrder.DescendingOrder)
        self.table = EntitiesTable(self.model, self)
        self.verbs = EntityVerbs(desk, self)
        self._make_bar()
        self.body.setContentsMargins(TABLE_SIDE, 0, TABLE_SIDE, 0)
        self.body.addWidget(self.table)
        self.verbs.add_to(self, self.chosen)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.table.doubleClicked.connect(lambda _: self.verbs.actions["page"].trigger())
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.new = self.add_verb("New entity…", ("Ctrl+Shift+N",), self.add_entity)
        self.field.setFocus()

    def _make_bar(self) -> None:
        self.field = WordsLine(self)
        self.field.setObjectName("entitiesField")
        self.field.setAccessibleName("A few letters of a name")
        self.field.setPlaceholderText("A few letters of a name, in any language   Ctrl+F")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _: self._narrow())
        self.field.left.connect(self._enter)
        self.type = QComboBox(self)
        self.type.setAccessibleName("Type")
        self.type.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.type.activated.connect(lambda _: self._narrow())
        self.bar.addWidget(self.field, 1)
        self.bar.addWidget(self.type)
        self.add_verb("Find", ("Ctrl+F", "/"), self._find)
        self.same = QAction("May be the same", self)
        self.same.setCheckable(True)
        self.same.setShortcut("Ctrl+U")
        self.same.toggled.connect(lambda _: self.reload())
        self.addAction(self.same)
        button = self.add_button(self.same)
        button.setCheckable(True)
        self.same.toggled.connect(button.setChecked)
        self.verbs_button = QToolButton(self)
        self.verbs_button.setText("Edit ▾   Menu")
        self.verbs_button.setProperty("link", True)
        self.verbs_button.clicked.connect(lambda: self._show_menu(self.table.rect().topRight() - QPoint(320, 0)))
        self.bar.addWidget(self.verbs_button)

    # What it shows

    def chosen(self) -> list[int]:
        """Give the ids of the entities selected; where pairs are shown, those of the pair under the cursor."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        if self.same.isChecked() and len(rows) == 1:
            return list(self.model.pair_at(rows[0]))
        return list(dict.fromkeys(self.model.lines[row].id for row in rows))

    def reload(self) -> None:
        """Read the entities again; what is selected stays selected."""
        pairs_too = self.same.isChecked()
        self.line.setText("Reading…")

        def read(store: Store) -> tuple[Roll, tuple[Alike, ...] | None, tuple[str, ...]]:
            return roll(store.roster.lines()), store.roster.alike() if pairs_too else None, store.entities.types()

        self.desk.jobs.query(read, self._show, asker=self, kind="entities")

    def _show(self, found: tuple[Roll, tuple[Alike, ...] | None, tuple[str, ...]]) -> None:
        entities, pairs, types = found
        wanted = str(self.type.currentData() or "")
        if self.type.count() != len(types) + 1:
            self.type.clear()
            self.type.addItem("any type", "")
            for kind in types:
                self.type.addItem(kind, kind)
            self.type.setCurrentIndex(max(0, self.type.findData(wanted)))
        self.table.setColumnWidth(ORIGIN, 104 if pairs is None else 280)
        self._keeping(lambda: self.model.show_roll(entities, pairs))
        self._tell()

    def _narrow(self) -> None:
        self._keeping(lambda: self.model.narrow(self.field.text().strip(), str(self.type.currentData() or "")))
        self._tell()

    def _keeping(self, change: Callable[[], None]) -> None:
        """Do what resets the table; selection, cursor and place stay where they can."""
        table, model = self.table, self.model
        ids = {model.lines[index.row()].id for index in table.selectionModel().selectedRows()}
        current, at, place = (
            table.currentIndex().data(LINE),
            table.currentIndex().row(),
            table.verticalScrollBar().value(),
        )
        change()
        row = model.row_of(current.id) if current is not None else -1
        if row < 0:
            row = min(max(at, 0), model.rowCount() - 1)
        if row >= 0:
            table.selectionModel().setCurrentIndex(model.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        for number, line in enumerate(model.lines) if ids and len(ids) < 1_000 else ():
            if line.id in ids:
                table.selectionModel().select(
                    model.index(number, 0),
                    QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
                )
        if not table.selectionModel().hasSelection() and row >= 0:
            table.selectRow(row)
        table.verticalScrollBar().setValue(place)

    def _tell(self) -> None:
        chosen = self.chosen()
        self.verbs.enable(len(chosen))
        shown, total = self.model.rowCount(), self.model.total
        if self.same.isChecked():
            said = f"{shown // 2:,} pairs may be the same" if shown else "No two entities look the same."
            self.line.setText(f"{said}      Ctrl+M merges the pair · Enter opens a page · Ctrl+U all entities")
            return
        some = f"{len(chosen):,} selected · " if len(chosen) > 1 else ""
        of = f"{shown:,} of {total:,} entities" if shown != total else f"{total:,} entities"
        keys = " · ".join(
            f"{self.verbs.keys_of(name)} {words}"
            for name, words in (("rename", "rename"), ("names", "names"), ("merge", "merge"), ("set_type", "type"),
                                ("set_part_of", "part of"), ("remove", "remove"))
        )  # fmt: skip
        self.line.setText(f"{some}{of}      Enter page · {keys}")

    # What it does

    def _find(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _enter(self) -> None:
        self.table.setFocus()

    def _show_menu(self, at: QPoint) -> None:
        menu: QMenu = self.verbs.menu(self)
        menu.addSeparator()
        menu.addAction(self.new)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def add_entity(self) -> None:
        """Make an entity of the name that is typed, of the type chosen."""
        from ui.dialogs import text_field

        kind = str(self.type.currentData() or "organisation")
        name = text_field.ask(self, f"New {kind}", "Add", "", said="Its type is the one chosen above the list.")
        if name:
            self.desk.actions.writes.do(lambda store: store.entities.add(kind, name))
