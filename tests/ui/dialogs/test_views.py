"""Views are kept, renamed, overwritten, removed and chosen by keys; each an undoable step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from store import Store
from store.records import View
from ui.dialogs.views import NAME, QUERY, Views


@pytest.fixture
def sheet(project: Store, qtbot) -> Views:
    """The dialog on a small project, with a filter in force."""
    project.views.save("buses", "버스")
    sheet = Views(None, project, View(name="", query="lang:ko 대구", sort="title", mode="columns"))
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    sheet.activateWindow()
    sheet.table.setFocus()
    return sheet


def _names(sheet: Views) -> list[str]:
    return [sheet.model.index(row, NAME).data() for row in range(sheet.model.rowCount())]


def test_the_model_holds(sheet: Views, qtmodeltester) -> None:
    qtmodeltester.check(sheet.model)


def test_the_filter_in_force_is_kept_named_and_shown(sheet: Views, project: Store, qtbot) -> None:
    qtbot.keyClick(sheet.table, Qt.Key.Key_Insert)
    assert _names(sheet) == ["buses", "new view 1"]
    assert sheet.model.setData(sheet.model.index(1, NAME), "Daegu")
    kept = project.views.get("daegu")
    assert (kept.query, kept.sort, kept.mode) == ("lang:ko 대구", "title", "columns")
    assert sheet.view() == kept
    with qtbot.waitSignal(sheet.accepted):
        qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert sheet.view() == kept


def test_one_is_overwritten_edited_and_removed(sheet: Views, project: Store, qtbot) -> None:
    qtbot.keyClick(sheet.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert project.views.get("buses").query == "lang:ko 대구"
    sheet.model.setData(sheet.model.index(0, QUERY), "lang:en")
    assert project.views.get("buses").query == "lang:en"
    qtbot.keyClick(sheet.table, Qt.Key.Key_Delete)
    assert _names(sheet) == []
    assert not sheet.accept_button.isEnabled()
    project.journal.undo()
    sheet.reload()
    assert _names(sheet) == ["buses"]
    assert sheet.accept_button.isEnabled()


def test_what_cannot_be_is_said_and_changes_nothing(sheet: Views, project: Store) -> None:
    before = project.views.all()
    sheet.model.setData(sheet.model.index(0, QUERY), "view:buses")
    assert "made of itself" in sheet.message.text()
    sheet.model.setData(sheet.model.index(0, QUERY), "(대구")
    assert "not closed" in sheet.message.text()
    sheet.model.setData(sheet.model.index(0, NAME), " ")
    assert "needs a name" in sheet.message.text()
    assert project.views.all() == before
