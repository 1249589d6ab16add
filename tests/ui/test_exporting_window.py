"""Exporting from the window: what is odd is told beforehand and opens its articles, and what was done is told after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from store import export
from store.records import Recipe
from tests.projects import ARTICLES, run
from tests.ui.waiting import when_open
from ui.dialogs import export_findings
from ui.dialogs.export import ExportDialog
from ui.dialogs.export_report import ExportReportSheet
from ui.main_window import MainWindow


def _looked(qtbot: QtBot, dialog: ExportDialog) -> None:
    """Wait until the findings are there."""
    assert dialog.side is not None
    panel = dialog.side.findings
    qtbot.waitUntil(lambda: panel.report is not None, timeout=10_000)


def _go_to(dialog: ExportDialog, title: str) -> None:
    assert dialog.side is not None
    rows = dialog.side.findings.list.rows_model.rows
    row = next(number for number, row in enumerate(rows) if row.text.startswith(title))
    dialog.side.findings.list.setCurrentIndex(dialog.side.findings.list.rows_model.index(row))


@pytest.fixture
def odd(window: MainWindow) -> MainWindow:
    """Give the window with copies, and one article that is tagged."""
    window.store.taggings.put(window.store.codebook.find("stance").id, [1])
    return window


def test_a_finding_opens_its_articles_and_the_export_goes_on_from_there(
    odd: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    odd.finder.set_query("lang:ko")
    qtbot.waitUntil(lambda: odd.current.query == "lang:ko")

    def open_copies(dialog: ExportDialog) -> None:
        dialog.format.setCurrentIndex(dialog.format.findData("csv"))
        dialog.text.setCurrentIndex(dialog.text.findData("body"))
        dialog.out.set_path(tmp_path / "set")
        _looked(qtbot, dialog)
        _go_to(dialog, "Copies to the letter")
        panel = dialog.side.findings if dialog.side is not None else None
        assert panel is not None
        assert "same text" in panel.line.text()
        assert panel.open.text() == "Open 2 articles"
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)

    with when_open(ExportDialog, open_copies):
        odd.actions_["export"].trigger()
    qtbot.waitUntil(lambda: len(odd.pane.model.ids) == 2, timeout=10_000)
    assert odd.bar.box.text().startswith("id:")
    said: list[object] = []

    def go_on(dialog: ExportDialog) -> None:
        choice = dialog.value()
        said.append((choice.recipe.format, choice.recipe.text, choice.recipe.where, choice.out))
        dialog.accept()

    with when_open(ExportDialog, go_on):
        odd.actions_["export"].trigger()
    assert said == [("csv", "body", "lang:ko", tmp_path / "set")]
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ExportReportSheet), timeout=20_000)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ExportReportSheet)
    assert json.loads((tmp_path / "set" / "manifest.json").read_text(encoding="utf-8"))["where"] == "lang:ko"
    sheet.reject()


def test_of_many_articles_it_is_asked_first_and_can_be_stopped(
    odd: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_findings, "UNASKED", 1)

    def look(dialog: ExportDialog) -> None:
        assert dialog.side is not None
        panel = dialog.side.findings
        qtbot.waitUntil(lambda: panel.line.text().startswith(f"{len(ARTICLES)} articles"), timeout=10_000)
        assert panel.report is None
        panel.look.click()
        assert panel.look.text() == "Stop"
        panel.look.click()
        assert "Stopped" in panel.line.text()
        panel.look.click()
        _looked(qtbot, dialog)
        assert not panel.look.isVisible()
        dialog.reject()

    with when_open(ExportDialog, look):
        odd.actions_["export"].trigger()


def test_what_the_form_asks_for_is_looked_at_anew(odd: MainWindow, qtbot: QtBot) -> None:
    def look(dialog: ExportDialog) -> None:
        assert dialog.side is not None
        panel = dialog.side.findings
        _looked(qtbot, dialog)
        assert any(row.text == "Copies to the letter" for row in panel.list.rows_model.rows)
        dialog.one_per_group.click()
        qtbot.waitUntil(lambda: panel.report is not None and panel.report.articles == len(ARTICLES) - 1, timeout=10_000)
        assert all(row.text != "Copies to the letter" for row in panel.list.rows_model.rows)
        dialog.split.setCurrentIndex(1)
        assert dialog.side.split.isHidden()
        qtbot.waitUntil(lambda: dialog.side is not None and "wanted" in dialog.side.split.text(), timeout=10_000)
        dialog.reject()

    with when_open(ExportDialog, look):
        odd.actions_["export"].trigger()


class _Opener(QObject):
    """What the system would be asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.asked.append(url.toLocalFile())


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_the_report_opens_the_folder(qtbot: QtBot, project_path: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out" / "set"
    out.parent.mkdir()
    report = run(export(project_path, out, Recipe(format=name)))
    sheet = ExportReportSheet(None, report)
    qtbot.addWidget(sheet)
    assert str(out) in sheet.body.itemAt(0).widget().text()
    opener = _Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")
    try:
        sheet.folder.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(each) for each in opener.asked] == [out if name == "csv" else out.parent]
