"""Merging a copy: what it would bring, what both have changed, and whose side is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from store.merging import summary
from store.records import MergeConflict, MergeReport
from ui.dialogs.sheet import Sheet, dim_label


def ask(parent: QWidget | None, report: MergeReport) -> Sequence[MergeConflict] | None:
    """Show a preview or the result of a merge; gives the conflicts in which theirs is taken, None if it is dismissed."""
    dialog = MergeCopy(parent, report)
    return dialog.taken() if dialog.exec() else None


class MergeCopy(Sheet):
    """A sentence, and one row for each conflict; after the merge a tick takes their side."""

    def __init__(self, parent: QWidget | None, report: MergeReport) -> None:
        verb = "Merge" if report.dry else "Take their side where ticked"
        nothing = report.dry and not (report.added or report.changed or report.removed or report.articles)
        super().__init__(parent, "Merge a colleague’s copy", verb=None if nothing else verb, width=820)
        self.setObjectName("mergeCopyDialog")
        self._report = report
        self.body.addWidget(dim_label(summary(report)))
        if report.lost:
            self.body.addWidget(dim_label("\n".join(report.lost[:10])))
        self.table = QTableWidget(len(report.conflicts), 4, self)
        self.table.setObjectName("mergeConflicts")
        self.table.setAccessibleName("What both have changed")
        self.table.setHorizontalHeaderLabels(["What", "Here", "There", "" if report.dry else "Take theirs"])
        self.table.verticalHeader().setVisible(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        for row, conflict in enumerate(report.conflicts):
            self._show(row, conflict)
        header = self.table.horizontalHeader()
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setMinimumHeight(min(360, 34 + 30 * max(1, len(report.conflicts))))
        self.table.setVisible(bool(report.conflicts))
        self.table.cellActivated.connect(lambda row, _: self._toggle(row))
        self.body.addWidget(self.table)
        if report.dry and not nothing:
            self.say("It is one step: Undo takes all of it back." + self._kept())
        elif not report.dry:
            self.say("Space or Enter ticks a row; what is not ticked stays as it is here.")

    def _kept(self) -> str:
        return " In conflicts what is here stays; you can take theirs afterwards." if self._report.conflicts else ""

    def _show(self, row: int, conflict: MergeConflict) -> None:
        where = f" · article {conflict.article}" if conflict.article is not None else ""
        column = f": {conflict.column}" if conflict.column else ""
        texts = (f"{conflict.what}{column}{where}", conflict.here, conflict.there)
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.table.setItem(row, place, item)
        tick = QTableWidgetItem(conflict.why)
        if not self._report.dry and not conflict.why:
            tick.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            tick.setCheckState(Qt.CheckState.Unchecked)
        tick.setToolTip(conflict.why)
        self.table.setItem(row, 3, tick)

    def _toggle(self, row: int) -> None:
        item = self.table.item(row, 3)
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def taken(self) -> tuple[MergeConflict, ...]:
        """Give the conflicts that are ticked."""
        return tuple(
            conflict
            for row, conflict in enumerate(self._report.conflicts)
            if (item := self.table.item(row, 3)) is not None and item.checkState() == Qt.CheckState.Checked
            and item.flags() & Qt.ItemFlag.ItemIsUserCheckable
        )  # fmt: skip
