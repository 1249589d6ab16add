"""Names are looked at before they come in, and the preview follows what is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from store import Store
from ui.dialogs import names_import
from ui.dialogs.names_import import FATE, NAME, OTHERS, NamesChoice, NamesImport
from ui.jobs import Jobs


@pytest.fixture
def jobs(project: Store) -> Iterator[Jobs]:
    """The threads of a window."""
    jobs = Jobs(project)
    yield jobs
    jobs.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table in which the column of names is called otherwise."""
    path = tmp_path / "list.csv"
    path.write_text("기관명,영문\n가람연구원,Garam Institute\n다온재단,\n", encoding="utf-8")
    return path


def _rows(dialog: NamesImport, column: int) -> list[str]:
    return [dialog.model.index(row, column).data() for row in range(dialog.model.rowCount())]


def test_the_preview_follows_what_is_chosen(project: Store, jobs: Jobs, table: Path, qtbot, qtmodeltester) -> None:
    dialog = NamesImport(None, table, project.entities.types(), jobs)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert _rows(dialog, FATE) == ["✕ refused"] * 2
    assert not dialog.accept_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.column.count() == 3)
    dialog.column.setCurrentText("기관명")
    dialog.type.setCurrentText("organisation")
    qtbot.waitUntil(lambda: _rows(dialog, FATE) == ["+ new"] * 2)
    assert _rows(dialog, NAME) == ["가람연구원", "다온재단"]
    assert _rows(dialog, OTHERS)[0] == "Garam Institute"
    assert dialog.accept_button.isEnabled()
    assert dialog.message.text().startswith("2 new")
    assert dialog.choice() == NamesChoice(type="organisation", mapping={"name": "기관명"})
    qtmodeltester.check(dialog.model)


def test_a_file_that_is_none_is_said(project: Store, jobs: Jobs, tmp_path: Path, qtbot) -> None:
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    dialog = NamesImport(None, tmp_path / "empty.csv", project.entities.types(), jobs)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "empty" in dialog.message.text())
    assert not dialog.accept_button.isEnabled()


def test_names_come_in_as_a_job_and_go_out(window, table: Path, tmp_path: Path, qtbot, monkeypatch) -> None:
    choice = NamesChoice(type="organisation", mapping={"name": "기관명"})
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    monkeypatch.setattr(names_import, "ask", lambda *_: choice)
    with qtbot.waitSignal(window.actions_.said):
        window.actions_["import_names"].trigger()
    assert window.store.entities.find("Garam Institute")[0].name == "가람연구원"
    assert "Take in names" in window.actions_["undo"].text()
    out = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    with qtbot.waitSignal(window.actions_.said):
        window.actions_["export_names"].trigger()
    assert "가람연구원" in out.with_suffix(".csv").read_text(encoding="utf-8")
