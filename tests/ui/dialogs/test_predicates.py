"""Predicates are added, renamed, defined and removed in place; each an undoable step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from store import Store
from ui.dialogs.predicates import DEFINITION, NAME, RELATIONS, Predicates


@pytest.fixture
def sheet(project: Store, qtbot) -> Predicates:
    """The dialog on a small project."""
    sheet = Predicates(None, project)
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    sheet.activateWindow()
    sheet.table.setFocus()
    return sheet


def _names(sheet: Predicates) -> list[str]:
    return [sheet.model.index(row, NAME).data() for row in range(sheet.model.rowCount())]


def test_the_model_holds(sheet: Predicates, qtmodeltester) -> None:
    qtmodeltester.check(sheet.model)


def test_they_are_listed_with_what_they_say(sheet: Predicates) -> None:
    assert _names(sheet)[:2] == ["operates", "develops"]
    assert int(sheet.model.index(0, RELATIONS).data().replace(",", "")) >= 1
    assert not sheet.model.flags(sheet.model.index(0, RELATIONS)) & Qt.ItemFlag.ItemIsEditable


def test_one_is_added_named_defined_and_taken_back(sheet: Predicates, project: Store, qtbot) -> None:
    before = _names(sheet)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Insert)
    assert _names(sheet) == [*before, "new predicate"]
    row = sheet.model.rowCount() - 1
    assert sheet.model.setData(sheet.model.index(row, NAME), " pays  for ")
    assert sheet.model.setData(sheet.model.index(row, DEFINITION), "gives the money")
    assert not sheet.model.setData(sheet.model.index(row, DEFINITION), "gives the money")
    made = project.predicates.all()[-1]
    assert (made.name, made.definition) == ("pays for", "gives the money")
    for _ in range(3):
        project.journal.undo()
    sheet.reload()
    assert _names(sheet) == before


def test_a_name_that_is_there_is_refused_and_said(sheet: Predicates) -> None:
    sheet.model.setData(sheet.model.index(1, NAME), "operates")
    assert "already" in sheet.message.text()
    assert _names(sheet)[:2] == ["operates", "develops"]
    assert sheet.accept_button.isEnabled()


def test_del_removes_it_with_its_relations(sheet: Predicates, project: Store, qtbot) -> None:
    relations = len(project.relations.of())
    sheet.table.setCurrentIndex(sheet.model.index(0, NAME))
    qtbot.keyClick(sheet.table, Qt.Key.Key_Delete)
    assert "operates" not in _names(sheet)
    assert len(project.relations.of()) < relations
    project.journal.undo()
    assert len(project.relations.of()) == relations
